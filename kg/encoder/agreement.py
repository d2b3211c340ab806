"""One name, one class: what a document says of a word elsewhere counts where it stands again.

A name keeps its sense in a text (Gale, Church and Yarowsky, One sense per discourse, HLT 1992);
a sentence that does not tell a party from a person learns it from one that does.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from kg.encoder.names import Name
from kg.encoder.session import Floats

__all__ = ["agreed", "shared"]

_SHARE = 0.35
"""How much the other places of a word count; chosen on the development parts."""


def shared(tags: Floats, words: Sequence[str]) -> Floats:
    """Mix each capitalised word's tag probabilities (a row a word) with those it has elsewhere."""
    mixed = tags.copy()
    for places in _repeated(words):
        own = tags[places]
        others = (own.sum(axis=0) - own) / np.float32(len(places) - 1)
        mixed[places] = np.float32(1 - _SHARE) * own + np.float32(_SHARE) * others
    return mixed


def _repeated(words: Sequence[str]) -> Iterator[list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words):
        if len(word) > 1 and word[0].isupper():
            found[word].append(place)
    return (places for places in found.values() if len(places) > 1)


def agreed(found: Iterable[Name], words: Sequence[str]) -> list[Name]:
    """Give names that are spelled alike the class that has the highest sum of scores.

    The full name of a person speaks for the surname.
    """
    spelled = [(name, tuple(words[name.start : name.end])) for name in found]
    votes: defaultdict[tuple[str, ...], defaultdict[str, float]]
    votes = defaultdict(lambda: defaultdict(float))
    for name, spelling in spelled:
        votes[spelling][name.fine] += name.score
        if name.fine == "Person" and len(spelling) > 1:
            votes[spelling[-1:]][name.fine] += name.score
    best = {spelling: max(sorted(cast), key=cast.__getitem__) for spelling, cast in votes.items()}
    return [replace(name, fine=best[spelling]) for name, spelling in spelled]
