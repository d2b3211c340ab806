"""Whether confidence keeps its word: of the relations at 0.8, eight in ten should be right.

Expected calibration error as Naeini et al., Obtaining Well Calibrated Probabilities Using Bayesian
Binning, AAAI 2015, with equal bins.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.evaluate.judge import NOT_COUNTED, REPEATED, RIGHT, Judgement

__all__ = ["Bin", "bins", "calibration_error", "reliability", "reliability_table"]

_BINS = 5


@dataclass(frozen=True, slots=True)
class Bin:
    """The predicted relations whose confidence lies from `low` up to `high`."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def reliability(judgements: Iterable[Judgement], *, count: int = _BINS) -> tuple[Bin, ...]:
    """Group what was predicted, quotations apart, by confidence; empty groups are left out."""
    return bins(
        [
            (verdict.relation.confidence, verdict.outcome == RIGHT)
            for judgement in judgements
            for verdict in judgement.relations
            if verdict.relation.confidence is not None
            and verdict.relation.relation != "said"
            and verdict.outcome not in {REPEATED, NOT_COUNTED, "missed"}
        ],
        count=count,
    )


def bins(found: Iterable[tuple[float, bool]], *, count: int = _BINS) -> tuple[Bin, ...]:
    """Group by confidence what is right or not; empty groups are left out."""
    groups: list[list[tuple[float, bool]]] = [[] for _ in range(count)]
    for sure, right in found:
        groups[min(int(sure * count), count - 1)].append((sure, right))
    return tuple(
        Bin(
            low=place / count,
            high=(place + 1) / count,
            count=len(pairs),
            confidence=sum(sure for sure, _ in pairs) / len(pairs),
            right=sum(right for _, right in pairs) / len(pairs),
        )
        for place, pairs in enumerate(groups)
        if pairs
    )


def calibration_error(found: Sequence[Bin]) -> float:
    """Give the mean distance between confidence and the share that is right, 0 to 1."""
    total = sum(one.count for one in found)
    return sum(one.count * abs(one.confidence - one.right) for one in found) / max(1, total)


def reliability_table(found: Sequence[Bin]) -> str:
    """Give the groups as a Markdown table, and the calibration error below it."""
    rows = [
        f"| {one.low:.1f} to {one.high:.1f} | {one.count} | {one.confidence:.2f} "
        f"| {one.right:.2f} |"
        for one in found
    ]
    heads = ["| confidence | relations | mean confidence | share right |", "|---|--:|--:|--:|"]
    error = f"Expected calibration error {calibration_error(found):.3f}."
    return "\n".join([*heads, *rows, "", error])
