"""Whether confidence keeps its word: of the relations at 0.8, eight in ten should be right.

Expected calibration error as Naeini et al., Obtaining Well Calibrated Probabilities Using Bayesian
Binning, AAAI 2015, with equal bins.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.evaluate.judge import NOT_COUNTED, REPEATED, RIGHT, Judgement

__all__ = ["Bin", "calibration_error", "reliability", "reliability_table"]

_BINS = 5


@dataclass(frozen=True, slots=True)
class Bin:
    """The predicted relations whose confidence lies from `low` up to `high`."""

    low: float
    high: float
    count: int
    confidence: float
    right: float


def reliability(judgements: Iterable[Judgement], *, bins: int = _BINS) -> tuple[Bin, ...]:
    """Group what was predicted, quotations apart, by confidence; empty groups are left out."""
    found: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for judgement in judgements:
        for verdict in judgement.relations:
            sure = verdict.relation.confidence
            if sure is None or verdict.relation.relation == "said":
                continue
            if verdict.outcome not in {REPEATED, NOT_COUNTED, "missed"}:
                place = min(int(sure * bins), bins - 1)
                found[place].append((sure, verdict.outcome == RIGHT))
    return tuple(
        Bin(
            low=place / bins,
            high=(place + 1) / bins,
            count=len(pairs),
            confidence=sum(sure for sure, _ in pairs) / len(pairs),
            right=sum(right for _, right in pairs) / len(pairs),
        )
        for place, pairs in enumerate(found)
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
