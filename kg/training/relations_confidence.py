"""Fits how sure a relation is (`kg.extract.relations.confidence`) on texts new to the weights."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from kg.documents import document
from kg.evaluate.annotation import Annotation, annotation, read_annotations
from kg.evaluate.judge import NOT_COUNTED, REPEATED, RIGHT, Judgement, judge
from kg.extract.extractor import Extractor
from kg.extract.parse import parse
from kg.extract.read import read
from kg.extract.relations.confidence import Calibration, Support, measures
from kg.extract.relations.engine import supported
from kg.extract.relations.frames import library
from kg.extract.relations.weights import Weights
from kg.model import DocumentGraph
from kg.training.relations_weights import fold

__all__ = ["Judged", "fit_calibration", "judged", "out_of_fold"]

_PENALTY = 0.1
_STEPS = 100
_FREE = ("learned", "apart", "bias")
"""Weights that may be negative: the others are of what speaks for a claim."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A relation that was said, what spoke for it, and whether it is right."""

    document: str
    support: Support
    right: bool


def fit_calibration(found: Sequence[Judged]) -> Calibration:
    """The logistic regression that explains best what is right."""
    names = list(Calibration.__dataclass_fields__)
    free = torch.tensor([name in _FREE for name in names])
    given = torch.tensor([measures(one.support) for one in found])
    right = torch.tensor([float(one.right) for one in found])
    weights = torch.zeros(len(names), requires_grad=True)
    best = torch.optim.LBFGS([weights], max_iter=_STEPS, line_search_fn="strong_wolfe")

    def kept() -> torch.Tensor:
        return torch.where(free, weights, weights * weights)

    def loss() -> torch.Tensor:
        best.zero_grad()
        wrong = torch.nn.functional.binary_cross_entropy_with_logits(
            given @ kept(), right, reduction="sum"
        )
        total = wrong + _PENALTY * (kept() ** 2).sum()
        total.backward()
        return total

    with torch.no_grad():
        weights += 0.5  # a square has no slope at zero
    best.step(loss)
    fitted = kept().detach().tolist()
    return Calibration(**{name: round(one, 4) for name, one in zip(names, fitted, strict=True)})


def judged(path: Path, extractor: Extractor, models: Sequence[Weights]) -> Iterator[Judged]:
    """Read each text with the weights that did not see it, and judge what they say."""
    gold = read_annotations(path)
    documents = [document(one.text or "", id=one.id, date=one.date) for one in gold.values()]
    for known, doc in parse(extractor.nlp, documents):
        reading = read(known, doc, schema=extractor.schema)
        model = models[fold(known.id, len(models))]
        found = list(supported(reading, patterns=library(), model=model))
        graph = DocumentGraph(
            document=known, entities=reading.entities, relations=tuple(one for one, _ in found)
        )
        right = _right(gold[known.id], annotation(graph), extractor)
        for one, support in found:
            key = (one.subject, one.predicate, str(one.object), one.status.value)
            if support is not None and key in right:
                yield Judged(known.id, support, right[key])


_Key = tuple[str, str, str, str]


def _right(gold: Annotation, said: Annotation, extractor: Extractor) -> Mapping[_Key, bool]:
    """Whether each relation that counts is right."""
    schema = extractor.schema
    judgement: Judgement = judge(
        gold, said, related=lambda one, other: schema.is_a(one, other) or schema.is_a(other, one)
    )
    return {
        (
            str(one.relation.subject),
            one.relation.relation,
            str(one.relation.object),
            one.relation.status,
        ): one.outcome == RIGHT
        for one in judgement.relations
        if one.outcome not in {NOT_COUNTED, REPEATED, "missed"}
    }


def out_of_fold(found: Sequence[Judged], *, count: int) -> Iterator[tuple[float, bool]]:
    """Yield how sure each is by a calibration fitted on the other folds."""
    for part in range(count):
        fitted = fit_calibration([one for one in found if fold(one.document, count) != part])
        for one in found:
            if fold(one.document, count) == part:
                yield fitted(one.support), one.right
