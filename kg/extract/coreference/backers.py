"""Groups by who stands behind them: "the Y-backed forces" are the group that Y backs elsewhere.

A headline or an opening sentence often describes what only a later one names, so that the whole
text is looked through.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.discourse import Discourse, Pointer
from kg.extract.lexicon import form, plain

__all__ = ["add_backed"]

_SUPPORT = frozenset(
    "backed supported funded armed trained financed sponsored aligned allied".split()
)
"""Participles that come to the same: who is armed by Y is backed by Y."""
_HYPHENS = frozenset(("-", "–"))
_BREAKS = frozenset(("VERB", "AUX", "ADP", "PRON", "SCONJ", "PUNCT"))
_GROUPS = frozenset(("ArmedGroup", "Organization"))
_LONGEST = 5
_SHARED = 0.85


@dataclass(frozen=True, slots=True)
class _Backed:
    """What follows "Y-backed" or precedes "backed by Y": a name's pointer, or a noun's token."""

    backer: str
    start: int
    noun: int
    name: Pointer | None


def add_backed(text: Discourse) -> None:
    """Point each description by a backer to the one group that the text names with that backer."""
    found = [*_backed(text)]
    named: dict[str, set[int]] = defaultdict(set)
    for one in found:
        if one.name is not None and text.type(one.name) in _GROUPS:
            named[one.backer].add(one.name.cluster)
    for one in found:
        homes = named[one.backer]
        if one.name is None and len(homes) == 1:
            (home,) = homes
            text.add(Pointer(home, one.start, one.noun + 1, one.noun, "nominal", _SHARED))


def _backed(text: Discourse) -> Iterator[_Backed]:
    for at, word in enumerate(text.lower):
        if word not in _SUPPORT:
            continue
        before = _before_participle(text, at)
        if before is not None:
            yield from _after(text, at + 1, backer=_called(text, before))
        elif text.lower[at + 1 : at + 2] == ["by"]:
            named = at + 2 + (text.lower[at + 2 : at + 3] == ["the"])
            if named < len(text.lower) and _is_name(text, named):
                yield from _before(text, at, backer=_called(text, named))


def _before_participle(text: Discourse, at: int) -> int | None:
    """Give the last word of the name in "Y-backed", or in "Y backed forces"."""
    if at > 1 and text.lower[at - 1] in _HYPHENS:
        return at - 2
    return at - 1 if at and text.doc[at].dep_ == "amod" and _is_name(text, at - 1) else None


def _is_name(text: Discourse, at: int) -> bool:
    return text.covering[at] is not None or text.doc[at].text[:1].isupper()


def _called(text: Discourse, at: int) -> str:
    """Give one name for a backer, whether the text names it or has only its adjective."""
    pointer = text.covering[at]
    word = text.clusters[pointer.cluster].title if pointer is not None else text.lower[at]
    home = text.words.demonyms.get(plain(word)) or text.words.countries.get(form(word))
    return form(home or word)


def _after(text: Discourse, start: int, *, backer: str) -> Iterator[_Backed]:
    """Find what "Y-backed" stands before: a name, or else the nearest noun for a group."""
    for at in range(start, min(start + _LONGEST, len(text.lower))):
        pointer = text.covering[at]
        if pointer is not None and not _modifies(text, pointer):
            yield _Backed(backer, start, at, pointer)
            return
        if pointer is None and _is_group(text, at) and not _goes_on(text, at + 1):
            yield _Backed(backer, start, at, None)
            return
        if text.doc[at].pos_ in _BREAKS:
            return


def _before(text: Discourse, participle: int, *, backer: str) -> Iterator[_Backed]:
    """Find what stands before "backed by Y": "X, a militia", "the militia"."""
    noun = participle - 1 - (text.lower[participle - 1] == ",")
    if noun < 0:
        return
    pointer = text.covering[noun]
    if pointer is not None:
        yield _Backed(backer, pointer.start, noun, pointer)
    elif _is_group(text, noun):
        yield _Backed(backer, noun, noun, _described(text, noun))


def _described(text: Discourse, noun: int) -> Pointer | None:
    """Give the name before a description: "X, the militia"."""
    at = noun
    while at > 1 and noun - at < _LONGEST and text.lower[at] != ",":
        at -= 1
    return text.covering[at - 1] if text.lower[at] == "," else None


def _is_group(text: Discourse, at: int) -> bool:
    return "ArmedGroup" in text.words.nominals.get(text.lower[at], ())


def _goes_on(text: Discourse, at: int) -> bool:
    """Whether a name or a noun for a group still follows: "rebel group X", "rebel fighters"."""
    if at >= len(text.lower):
        return False
    return text.covering[at] is not None or _is_group(text, at)


def _modifies(text: Discourse, pointer: Pointer) -> bool:
    """Whether a name is only an adjective of what follows: "Syrian" in "Syrian rebels"."""
    return text.type(pointer) == "Country" and text.doc[pointer.head].dep_ in ("amod", "compound")
