"""Weights of the learned relations, fitted on all texts and on all but a fold.

What a fold's weights make of its texts is what they make of texts they never saw: by that the
thresholds are chosen, and how sure a relation is (`relations_confidence.py`).
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.extract.extractor import Extractor
from kg.extract.relations.weights import Weights
from kg.training.relations_choice import Claim, claims, thresholds
from kg.training.relations_fit import fit
from kg.training.relations_lessons import Example, examples
from kg.vocab import load_schema

__all__ = ["Lessons", "Part", "crossed", "fitted", "fold", "lessons", "write"]

_SMALL = 0.03
_LEAST = 1e-9
_FOLDS = 4
_NEWS = 2.0


@dataclass(frozen=True, slots=True)
class Lessons:
    """What there is to learn from, and how much each pair counts."""

    own: tuple[Example, ...]
    shares: tuple[float, ...]

    def without(self, part: int, count: int) -> "Lessons":
        """Leave the texts of one fold out."""
        kept = [n for n, one in enumerate(self.own) if fold(one.document, count) != part]
        return replace(
            self,
            own=tuple(self.own[n] for n in kept),
            shares=tuple(self.shares[n] for n in kept),
        )

    def of(self, part: int, count: int) -> list[Example]:
        """Give the pairs of one fold."""
        return [one for one in self.own if fold(one.document, count) == part]


def lessons(files: Sequence[Path], extractor: Extractor) -> Lessons:
    """Read all texts; the first file is news and counts more."""
    own: list[Example] = []
    shares: list[float] = []
    for number, path in enumerate(files):
        found = list(examples([path], extractor))
        own += found
        shares += [_NEWS if number == 0 else 1.0] * len(found)
    return Lessons(tuple(own), tuple(shares))


@dataclass(frozen=True, slots=True)
class Part:
    """Weights that one fold had no share in, and what they make of it."""

    model: Weights
    claims: tuple[Claim, ...]


def crossed(known: Lessons, *, folds: int = _FOLDS) -> list[Part]:
    """Fit once a fold, without it; each model's thresholds are chosen on the other folds."""
    models = [_fit(known.without(part, folds)) for part in range(folds)]
    found = [_claims(known.of(part, folds), model) for part, model in enumerate(models)]
    made = []
    for part, model in enumerate(models):
        others = [one for n, own in enumerate(found) if n != part for one in own]
        chosen = thresholds(others, model.columns)
        made.append(Part(replace(model, thresholds=chosen), tuple(found[part])))
    return made


def fitted(known: Lessons, parts: Sequence[Part]) -> Weights:
    """Fit on everything, with the thresholds that serve all the parts best."""
    model = _fit(known)
    found = [one for part in parts for one in part.claims]
    return replace(model, thresholds=thresholds(found, model.columns))


def _fit(known: Lessons) -> Weights:
    return fit(known.own, known.shares, load_schema())


def _claims(pairs: Sequence[Example], model: Weights) -> list[Claim]:
    return claims(pairs, model.probabilities([one.features for one in pairs]), model.columns)


def write(model: Weights, path: Path) -> None:
    """Store the weights in bytes a weight, without the rows that say nearly nothing."""
    kept = [n for n in range(len(model.rows)) if np.abs(model.table[n]).max() >= _SMALL]
    names = list(model.rows)
    table = model.table[kept]
    scale = np.maximum(np.abs(table).max(axis=0), _LEAST) / 127
    head = {
        "columns": [[c.relation, c.reverse] for c in model.columns],
        "thresholds": model.thresholds,
    }
    np.savez_compressed(
        path,
        features=_bytes("\n".join(names[n] for n in kept)),
        table=np.round(table / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=model.bias,
        head=_bytes(json.dumps(head)),
    )


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8"), dtype=np.uint8)


def fold(document: str, count: int) -> int:
    """The fold of a document, by its name alone."""
    return int(hashlib.sha256(document.encode("utf-8")).hexdigest(), 16) // 7 % count
