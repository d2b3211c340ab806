"""The fitted weights, and the odds that a candidate is the one."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import mul
from pathlib import Path

from kg.errors import ConfigError
from kg.link.features import FEATURES

__all__ = ["Ranker"]

_PATH = Path(__file__).resolve().parent / "data" / "ranker.json"
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Ranker:
    """Weights of the features, and two thresholds.

    At `link` an item is more likely than nothing; at `same_as` it is sure enough to be stated.
    """

    weights: tuple[float, ...]
    link: float
    same_as: float

    @classmethod
    def shipped(cls) -> "Ranker":
        """Give the weights that travel with the package."""
        return _shipped()

    @classmethod
    def of(cls, fields: Mapping[str, float], *, link: float, same_as: float) -> "Ranker":
        """Make a ranker of named weights.

        Raises: ConfigError where a feature lacks its weight.
        """
        if set(fields) != set(FEATURES):
            raise ConfigError("weights that are not those of this version", where="ranker.json")
        return cls(tuple(fields[name] for name in FEATURES), link, same_as)

    def odds(self, values: Sequence[float]) -> float:
        """Give the odds of a candidate with these features against there being no item."""
        total = sum(map(mul, self.weights, values))
        return math.exp(max(-30.0, min(30.0, total)))

    def reason(self, values: Sequence[float]) -> str:
        """Name what spoke for a candidate most, strongest first."""
        parts = [
            (weight * value, name)
            for name, weight, value in zip(FEATURES, self.weights, values, strict=True)
            if name != "bias" and weight * value > 0.05
        ]
        strongest = sorted(parts, key=lambda p: (-p[0], p[1]))[:_SHOWN]
        return ", ".join(f"{name} +{part:.2f}" for part, name in strongest)


@cache
def _shipped() -> Ranker:
    stored = json.loads(_PATH.read_text(encoding="utf-8"))
    return Ranker.of(stored["weights"], link=stored["link"], same_as=stored["same_as"])
