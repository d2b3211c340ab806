"""Names from tag scores: begin, end and coarse class first, then the fine class."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kg.encoder.labels import COARSE, FINE, NER_TAGS, shown
from kg.encoder.session import Floats, Ints

__all__ = ["Name", "names", "probabilities"]

_MEMBERS = np.array(
    [[fine in fines for fine in FINE] for fines in COARSE.values()], dtype=np.float32
)
_SURELY_NONE = 0.995
_ADJACENT = 1.0
"""What a name that touches the one before it costs, in log probability; chosen on dev data."""

_NEVER = 1e9
_LEAST = 1e-9


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


def _spread() -> Floats:
    """Give the matrix that adds fine tags up to coarse ones: nothing, then begin and inside."""
    made = np.zeros((len(NER_TAGS), 1 + 2 * len(COARSE)), dtype=np.float32)
    made[0, 0] = 1
    for coarse, fine in zip(*np.nonzero(_MEMBERS), strict=True):
        made[1 + 2 * fine, 1 + 2 * coarse] = made[2 + 2 * fine, 2 + 2 * coarse] = 1
    return made


def _moves(*, fresh: bool) -> Floats:
    """Give the cost of each step from tag to tag; a fresh paragraph continues nothing."""
    count = 1 + 2 * len(COARSE)
    cost = np.zeros((count, count), dtype=np.float32)
    cost[1:, 1::2] = 0.0 if fresh else _ADJACENT
    cost[:, 2::2] = _NEVER
    if not fresh:
        inside = np.arange(2, count, 2)
        cost[inside, inside] = cost[inside - 1, inside] = 0.0
    return cost


_SPREAD = _spread()
_ON, _FRESH = _moves(fresh=False), _moves(fresh=True)


def names(fine: Floats, breaks: Sequence[bool]) -> list[Name]:
    """Decode the tag probabilities of words; no name crosses to a word in `breaks`.

    The fine classes' probabilities are added up before anything is decided: a name that may be an
    army or a ministry is still surely a name.
    """
    coarse = fine @ _SPREAD
    found: list[Name] = []
    for start, end in _runs(coarse[:, 0] < _SURELY_NONE):
        tags = _best_tags(np.log(coarse[start:end] + _LEAST), breaks[start:end])
        found += [_named(start + s, start + e, tags[s], fine, coarse) for s, e in _bounds(tags)]
    return found


def _runs(busy: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[tuple[int, int]]:
    """Give the stretches in which there may be names."""
    edges = np.flatnonzero(np.diff(np.r_[False, busy, False]))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def _best_tags(logs: Floats, breaks: Sequence[bool]) -> list[int]:
    """Give the likeliest tags in which every continuation continues its own class (Viterbi)."""
    total = logs[0] - _FRESH[0]
    came: list[Ints] = []
    columns = np.arange(logs.shape[1])
    for row, fresh in zip(logs[1:], breaks[1:], strict=True):
        steps = total[:, None] - (_FRESH if fresh else _ON)
        best = steps.argmax(axis=0)
        came.append(best)
        total = steps[best, columns] + row
    tags = [int(total.argmax())]
    for best in reversed(came):
        tags.append(int(best[tags[-1]]))
    return tags[::-1]


def _bounds(tags: Sequence[int]) -> list[tuple[int, int]]:
    """Give the names in a run: an odd tag begins one, an even one continues it."""
    found: list[tuple[int, int]] = []
    for place, tag in enumerate(tags):
        if tag % 2:
            found.append((place, place + 1))
        elif tag:
            found[-1] = (found[-1][0], place + 1)
    return found


def _named(start: int, end: int, tag: int, fine: Floats, coarse: Floats) -> Name:
    weights = fine[start:end, 1::2].copy()
    weights[1:] = fine[start + 1 : end, 2::2]
    mean = weights.mean(axis=0)
    members = _MEMBERS[(tag - 1) // 2]
    best = int(np.where(members > 0, mean, -1.0).argmax())
    bound = min(float(coarse[start, 1::2].sum()), *_inside(coarse, start, end), 1.0)
    score = float(np.sqrt(bound * mean[best] / max(_LEAST, float(mean.sum()))))
    return Name(start, end, FINE[best], score)


def _inside(coarse: Floats, start: int, end: int) -> list[float]:
    summed: list[float] = coarse[start + 1 : end, 2::2].sum(axis=1).tolist()
    return summed


def probabilities(scores: Floats) -> Floats:
    """Give the softmax of each row."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    done: Floats = raised / raised.sum(axis=1, keepdims=True)
    return done
