"""How sure a relation is: the share of those with the same evidence that turned out right.

A logistic regression over what speaks for a claim, fitted by `kg.training.relations_confidence` on
texts that neither patterns nor weights were scored on. No weight of what speaks for a claim is
negative: more evidence never makes it less sure.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

__all__ = ["Calibration", "Support", "calibration"]

_FILE = Path(__file__).with_name("confidence.json")
_EDGE = 0.02
_MOST = 4
"""Passages beyond these add nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What speaks for a claim.

    `said` is how sure its pattern or the model is, steps from pronouns and descriptions counted;
    `model` the model's probability for its likeliest pair, None where its ends share no sentence;
    `passages` in how many sentences the model finds it likely; `learned` that no pattern says it.
    """

    said: float
    model: float | None
    passages: int
    learned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The fitted weights, each of one thing that speaks for a claim."""

    said: float
    model: float
    passages: float
    learned: float
    apart: float
    bias: float

    def __call__(self, support: Support) -> float:
        """Give the probability that a claim with this support is right, to two digits."""
        both = zip(astuple(self), measures(support), strict=True)
        total = sum(weight * measure for weight, measure in both)
        return round(min(max(1 / (1 + math.exp(-total)), 0.01), 0.99), 2)


def measures(support: Support) -> tuple[float, ...]:
    """Give the numbers that the weights multiply, in their order."""
    return (
        _odds(support.said),
        _odds(support.model) if support.model is not None else 0.0,
        math.log(min(max(support.passages, 1), _MOST)),
        float(support.learned),
        float(support.model is None),
        1.0,
    )


def _odds(probability: float) -> float:
    kept = min(max(probability, _EDGE), 1 - _EDGE)
    return math.log(kept / (1 - kept))


@cache
def calibration() -> Calibration | None:
    """The weights that kg carries; None before they are fitted."""
    if not _FILE.is_file():
        return None
    stored: Mapping[str, float] = json.loads(_FILE.read_text("utf-8"))
    return Calibration(**stored)
