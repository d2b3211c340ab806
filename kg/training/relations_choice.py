"""How probable a relation must be to be said: thresholds by which most is right and found."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.extract.relations.weights import Column
from kg.training.relations_lessons import Example

__all__ = ["Claim", "claims", "thresholds"]

_GRID = tuple(round(0.2 + 0.025 * step, 3) for step in range(21))
_SHARE = 0.5
_PRIOR = 2.0
"""How much all relations together count in the choice for one, which alone has few examples."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A relation of two entities of a text: how sure the model is, and whether it is right."""

    relation: str
    probability: float
    right: bool
    by_patterns: bool


def claims(
    lessons: Sequence[Example],
    probabilities: NDArray[np.float64],
    columns: Sequence[Column],
) -> list[Claim]:
    """Give each claim once, by its surest pair; claims of which nothing is known are left out."""
    best: dict[tuple[str, str, str, str], Claim] = {}
    for lesson, row in zip(lessons, probabilities.tolist(), strict=True):
        for number, column in enumerate(columns):
            if lesson.labels[number] < 0:
                continue
            ends = lesson.ends[::-1] if column.reverse else lesson.ends
            key = (lesson.document, column.relation, *ends)
            fired = f"X{'r' if column.reverse else 'f'}:{column.relation}" in lesson.features
            old = best.get(key)
            best[key] = Claim(
                column.relation,
                max(row[number], old.probability if old else 0.0),
                lesson.labels[number] == 1 or (old is not None and old.right),
                fired,
            )
    return list(best.values())


def thresholds(found: Sequence[Claim], columns: Sequence[Column]) -> tuple[float, ...]:
    """Give each column's threshold: a claim beside the patterns' is more likely right than wrong.

    A threshold at which half of what it lets in is right makes a graph that can be trusted; half
    the F1 (Lipton, Elkan and Naryanaswamy, Optimal Thresholding of Classifiers to Maximize F1
    Measure, 2014) would let more in.
    """
    names = sorted({column.relation for column in columns})
    counts = {name: {at: _counted(found, name, at) for at in _GRID} for name in names}
    chosen = {name: _best(counts, name) for name in names}
    return tuple(chosen[column.relation] for column in columns)


def _counted(found: Sequence[Claim], name: str, at: float) -> tuple[int, int]:
    """How many are right, and how many are said at all, of a relation with this threshold."""
    said = Counter(
        one.right
        for one in found
        if one.relation == name and (one.by_patterns or one.probability >= at)
    )
    return said[True], said.total()


def _best(counts: Mapping[str, Mapping[float, tuple[int, int]]], name: str) -> float:
    def worth(at: float) -> float:
        own = counts[name][at][0] - _SHARE * counts[name][at][1]
        every = sum(one[at][0] - _SHARE * one[at][1] for one in counts.values())
        return own + _PRIOR * every / len(counts)

    return max(_GRID, key=worth)
