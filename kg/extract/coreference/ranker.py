"""Which of several antecedents is the likeliest, by a trained table of weights."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.extract.coreference.features import Case

__all__ = ["Ranker", "ranker"]


@dataclass(frozen=True, slots=True)
class Ranker:
    """How much each feature speaks for an antecedent, or for none."""

    weights: Mapping[str, float]

    def probabilities(self, one: Case) -> list[float]:
        """How probable each candidate is, and last that nothing named is meant."""
        sums = [self._sum(features) for features in (*one.features, one.nothing)]
        top = max(sums)
        powers = [math.exp(value - top) for value in sums]
        total = math.fsum(powers)
        return [power / total for power in powers]

    def _sum(self, features: Sequence[str]) -> float:
        return math.fsum(filter(None, map(self.weights.get, features)))


@cache
def ranker() -> Ranker:
    """Read the weights that kg carries; `kg.training.antecedents` makes them."""
    stored = (files("kg.extract") / "data" / "antecedents.json").read_text(encoding="utf-8")
    return Ranker(json.loads(stored))
