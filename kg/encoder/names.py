"""Names from tag scores: where one begins and ends first, then its class."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.encoder.labels import COARSE, FINE, shown
from kg.encoder.session import Floats, Ints

__all__ = ["Name", "names"]

_MEMBERS = np.array(
    [[fine in fines for fine in FINE] for fines in COARSE.values()], dtype=np.float32
)


@dataclass(frozen=True, slots=True)
class Name:
    """Words `start` to `end` (exclusive) are a name of this class, with that probability."""

    start: int
    end: int
    fine: str
    score: float

    @property
    def label(self) -> str:
        """The class as the pipeline shows it."""
        return shown(self.fine)


def names(scores: Floats, breaks: Sequence[bool]) -> list[Name]:
    """Decode the tag scores of words; no name crosses to a word in `breaks`.

    The fine classes' probabilities are added up before anything is decided: a name that may be an
    army or a ministry is still surely a name.
    """
    likely = _softmax(scores)
    begin, inside = likely[:, 1::2], likely[:, 2::2]
    three = np.stack([likely[:, 0], begin.sum(axis=1), inside.sum(axis=1)], axis=1)
    bounds = _bounds(three.argmax(axis=1), breaks)
    return [_named(start, end, begin, inside, three) for start, end in bounds]


def _bounds(states: Ints, breaks: Sequence[bool]) -> list[tuple[int, int]]:
    """Give runs of begin and inside; what goes on after nothing begins."""
    found: list[tuple[int, int]] = []
    for place in np.flatnonzero(states).tolist():
        if states[place] == 2 and not breaks[place] and found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found


def _named(start: int, end: int, begin: Floats, inside: Floats, three: Floats) -> Name:
    weights = begin[start:end].copy()
    weights[1:] = inside[start + 1 : end]
    mean = weights.mean(axis=0)
    coarse = int((_MEMBERS @ mean).argmax())
    fine = int(np.where(_MEMBERS[coarse] > 0, mean, -1.0).argmax())
    score = float(np.sqrt(three[start:end].max(axis=1).min() * mean[fine] / mean.sum()))
    return Name(start, end, FINE[fine], score)


def _softmax(scores: Floats) -> Floats:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    done: Floats = raised / raised.sum(axis=1, keepdims=True)
    return done
