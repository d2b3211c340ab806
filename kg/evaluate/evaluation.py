"""A prediction file against a gold file: the judgements and the scores."""

from collections.abc import Mapping
from dataclasses import dataclass

from kg.evaluate.annotation import Annotation
from kg.evaluate.judge import Judgement, judge
from kg.evaluate.scores import Scores, add_up
from kg.vocab import Schema

__all__ = ["Evaluation", "evaluate"]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every document judged, and what it adds up to."""

    judgements: tuple[Judgement, ...]
    scores: Scores


def evaluate(
    gold: Mapping[str, Annotation], predicted: Mapping[str, Annotation], *, schema: Schema
) -> Evaluation:
    """Judge the prediction for each gold document; the others are only named.

    Raises: InputError where a prediction is about another text.
    """

    def related(one: str, other: str) -> bool:
        return schema.is_a(one, other) or schema.is_a(other, one)

    judgements = tuple(
        judge(one, predicted.get(identifier), related=related) for identifier, one in gold.items()
    )
    scores = add_up(
        judgements,
        relation_names=schema.relations,
        related=related,
        predicted_ids=predicted,
    )
    return Evaluation(judgements, scores)
