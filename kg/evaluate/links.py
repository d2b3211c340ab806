"""How right the links are: marked spans with their items against what a linker said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.records import Record, read_records

__all__ = ["LinkScores", "SpanLink", "read_links", "score_links", "text_report"]


@dataclass(frozen=True, slots=True)
class SpanLink:
    """What a span stands for: an item or None, and how sure that is."""

    qid: str | None
    score: float = 1.0
    sure: bool = True


@dataclass(frozen=True, slots=True)
class LinkScores:
    """The counts behind the figures. `sure` links are those at the threshold of owl:sameAs."""

    gold: int
    given: int
    right: int
    nil: int
    nil_right: int
    nil_given: int
    sure: int
    sure_right: int

    @property
    def precision(self) -> float:
        """Share of the given links that are right."""
        return _share(self.right, self.given)

    @property
    def recall(self) -> float:
        """Share of the gold links that were given."""
        return _share(self.right, self.gold)

    @property
    def f1(self) -> float:
        """Harmonic mean of the two, end to end."""
        return _share(2 * self.right, self.given + self.gold)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


Links = Mapping[tuple[str, int, int], SpanLink]


def read_links(path: Path) -> dict[tuple[str, int, int], SpanLink]:
    """Read a file of marked spans: one text a line with its `mentions`.

    Raises: InputError where a mention has no offsets.
    """
    found: dict[tuple[str, int, int], SpanLink] = {}
    for record in read_records(path):
        name = record.text("id")
        for mention in record.items("mentions"):
            if not isinstance(mention, dict):
                raise InputError("has a mention that is no object", where=record.where)
            one = Record(mention, record.where)
            start, end = int(one.number("start", default=-1)), int(one.number("end", default=-1))
            score = one.number("score", default=1.0)
            sure = one.flag("same_as") or "same_as" not in mention
            found[name, start, end] = SpanLink(one.text_or_none("qid"), score, sure)
    return found


def score_links(gold: Links, pred: Links) -> LinkScores:
    """Score predictions against gold, span by span; a span that is missing is unlinked."""
    nothing = SpanLink(None, 0.0)
    both = [(wanted, pred.get(span, nothing)) for span, wanted in gold.items()]
    linked = [(g, p) for g, p in both if p.qid]
    sure = [(g, p) for g, p in linked if p.sure]
    nil = [p for g, p in both if not g.qid]
    return LinkScores(
        gold=len(both) - len(nil),
        given=len(linked),
        right=_right(linked),
        nil=len(nil),
        nil_right=sum(not p.qid for p in nil),
        nil_given=len(both) - len(linked),
        sure=len(sure),
        sure_right=_right(sure),
    )


def _right(both: Iterable[tuple[SpanLink, SpanLink]]) -> int:
    return sum(g.qid == p.qid for g, p in both)


def text_report(scores: LinkScores) -> str:
    """Give the scores as lines for people."""
    rows: Sequence[tuple[str, float]] = (
        ("precision", scores.precision),
        ("recall", scores.recall),
        ("F1", scores.f1),
        ("NIL precision", _share(scores.nil_right, scores.nil_given)),
        ("NIL recall", _share(scores.nil_right, scores.nil)),
        ("precision at owl:sameAs", _share(scores.sure_right, scores.sure)),
        ("coverage at owl:sameAs", _share(scores.sure_right, scores.gold)),
    )
    return "\n".join(f"{name:<24} {value:.3f}" for name, value in rows)
