"""Names put in the place of others of the same classes, so that context counts beside spelling."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from kg.encoder.labels import FINE, begin_tags
from kg.encoder.pieces import Pieces
from kg.training.chunks import Chunk, Ints
from kg.training.listed import Listed

__all__ = ["Names"]

_KEPT = ("DATE", "Misc")
_BEGIN = sum(1 << tag for tag in begin_tags(name for name in FINE if name not in _KEPT))
_LONGEST = 6
_FROM_LISTS = 0.5
_TRIES = 8


@dataclass(frozen=True, slots=True)
class _Run:
    """A name in a chunk: its words from `start` to `end`, and the classes that it may have."""

    start: int
    end: int
    classes: int


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a training set, by the set of classes that each may have, and listed ones."""

    by_classes: Mapping[int, tuple[tuple[Pieces, ...], ...]]
    listed: Listed

    @classmethod
    def of(cls, chunks: Iterable[Chunk], listed: Listed) -> "Names":
        """Collect every name once, whatever its frequency: rare ones are those to learn from."""
        found: dict[int, dict[tuple[Pieces, ...], None]] = {}
        for chunk in chunks:
            for run in _runs(chunk.names):
                words = chunk.words[run.start : run.end]
                found.setdefault(run.classes, {})[words] = None
        return cls({classes: tuple(names) for classes, names in found.items()}, listed)

    def replaced(self, chunk: Chunk, share: float, chance: random.Random) -> Chunk:
        """Give a chunk without a tree with a share of its names exchanged."""
        runs = [run for run in _runs(chunk.names) if chance.random() < share]
        if not runs or bool((chunk.heads >= 0).any()):
            return chunk
        words: list[Pieces] = []
        names: list[Ints] = []
        place = 0
        for run in runs:
            classes, other = self._other(run, chance)
            words += [*chunk.words[place : run.start], *other]
            names += [chunk.names[place : run.start], _masks(classes, other)]
            place = run.end
        words += chunk.words[place:]
        names.append(chunk.names[place:])
        blank = np.full(len(words), chunk.heads[0], dtype=np.int64)
        return replace(
            chunk, words=tuple(words), names=np.concatenate(names), tags=blank, scripts=blank,
            heads=blank, relations=blank, starts=blank,
        )  # fmt: skip

    def _other(self, run: _Run, chance: random.Random) -> tuple[int, tuple[Pieces, ...]]:
        """Draw another name: every second time a listed one of one of the classes, if there is.

        A surname gives way to one word, a longer name of a person to several.
        """
        fines = [f for f in self.listed if run.classes & _bits([f])]
        if fines and chance.random() < _FROM_LISTS:
            fine = chance.choice(fines)
            for _ in range(_TRIES):
                other = chance.choice(self.listed[fine])
                if fine != "Person" or (len(other) > 1) == (run.end - run.start > 1):
                    return _bits([fine]), other
        return run.classes, chance.choice(self.by_classes[run.classes])


def _bits(classes: Iterable[str]) -> int:
    return sum(1 << tag for tag in begin_tags(classes))


def _runs(names: Ints) -> Iterator[_Run]:
    """Give the names of one to six words whose words allow nothing but one set of classes."""
    place = 0
    while place < len(names):
        mask = int(names[place])
        if mask <= 0 or mask & ~_BEGIN:
            place += 1
            continue
        end = place + 1
        while end < len(names) and int(names[end]) == mask << 1:
            end += 1
        if end - place <= _LONGEST:
            yield _Run(place, end, mask)
        place = end


def _masks(classes: int, words: Sequence[Pieces]) -> Ints:
    return np.asarray([classes] + [classes << 1] * (len(words) - 1), dtype=np.int64)
