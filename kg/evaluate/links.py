"""How right the links are: marked spans with their items against what a linker said."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import InputError
from kg.link.compatibility import group
from kg.link.index import Index
from kg.link.keys import key
from kg.records import Record, read_records

__all__ = ["LINK_FORMATS", "Counts", "LinkScores", "SpanLink", "read_links", "score_links"]

_PEOPLE = ("ian", "ians", "an", "ans", "ese", "ish", "i", "is", "ic")
_GROUPS = {"person": "person", "organization": "org", "place": "place", "event": "event"}


@dataclass(frozen=True, slots=True)
class SpanLink:
    """What a span stands for: an item or None, and how sure that is.

    `sure` means at the threshold of owl:sameAs; `surface` and `type` are known of gold only.
    """

    qid: str | None
    score: float = 1.0
    sure: bool = True
    surface: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many spans have an item, were given one, and got the right one."""

    gold: int = 0
    given: int = 0
    right: int = 0

    def plus(self, gold: str | None, given: str | None) -> "Counts":
        """Count one span more."""
        right = gold is not None and gold == given
        return Counts(self.gold + bool(gold), self.given + bool(given), self.right + right)

    @property
    def precision(self) -> float:
        """Share of the given items that are right."""
        return _share(self.right, self.given)

    @property
    def recall(self) -> float:
        """Share of the gold items that were given."""
        return _share(self.right, self.gold)

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return _share(2 * self.right, self.given + self.gold)


@dataclass(frozen=True, slots=True)
class LinkScores:
    """Everything end to end, what the index knows, NIL, the threshold of owl:sameAs, and kinds.

    `nil` counts spans without an item: that are none, that were left unlinked, and both.
    """

    all: Counts = Counts()
    in_index: Counts = Counts()
    nil: Counts = Counts()
    sure: Counts = Counts()
    kinds: Mapping[str, Counts] = field(default_factory=dict)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


Links = Mapping[tuple[str, int, int], SpanLink]


def read_links(path: Path) -> dict[tuple[str, int, int], SpanLink]:
    """Read a file of marked spans: one text a line with its `mentions`.

    Raises: InputError where a mention has no offsets.
    """
    found: dict[tuple[str, int, int], SpanLink] = {}
    for record in read_records(path):
        text = record.text("text")
        for mention in record.items("mentions"):
            if not isinstance(mention, dict):
                raise InputError("has a mention that is no object", where=record.where)
            one = Record(mention, record.where)
            start, end = int(one.number("start", default=-1)), int(one.number("end", default=-1))
            if not 0 <= start < end <= len(text):
                raise InputError("has a mention outside its text", where=record.where)
            found[record.text("id"), start, end] = SpanLink(
                one.text_or_none("qid"),
                one.number("score", default=1.0),
                one.flag("same_as") or "same_as" not in mention,
                text[start:end],
                one.text_or_none("type") or "",
            )
    return found


def score_links(gold: Links, pred: Links, index: Index) -> LinkScores:
    """Score predictions against gold, span by span; a span that is missing is unlinked."""
    scores = LinkScores()
    kinds: dict[str, Counts] = {}
    for span, wanted in gold.items():
        given = pred.get(span, SpanLink(None, 0.0))
        sure = given.qid if given.sure else None
        known = wanted.qid is not None and bool(index.label(wanted.qid))
        unlinked = ("NIL" if wanted.qid is None else None, "NIL" if given.qid is None else None)
        scores = LinkScores(
            scores.all.plus(wanted.qid, given.qid),
            scores.in_index.plus(wanted.qid, given.qid) if known else scores.in_index,
            scores.nil.plus(*unlinked),
            scores.sure.plus(wanted.qid, sure),
            kinds,
        )
        kind = _kind(wanted, index) if known else "not in the index" if wanted.qid else "NIL"
        kinds[kind] = kinds.get(kind, Counts()).plus(wanted.qid, given.qid)
    return scores


def _kind(wanted: SpanLink, index: Index) -> str:
    """Name what is hard about a span, by its words beside the label and class of its item."""
    label, kind = index.label(wanted.qid or ""), index.kind(wanted.qid or "")
    mine, its = key(wanted.surface), key(label)
    place = group(kind) == "place"
    if wanted.type in _GROUPS and group(kind) not in ("", _GROUPS[wanted.type]):
        return "metonymy"
    if mine == its:
        return "full name"
    if place and mine.endswith(_PEOPLE) and not set(mine.split()) & set(its.split()):
        return "demonym"
    if set(mine.split()) < set(its.split()):
        return "partial name"
    return "other name"


def _rows(scores: LinkScores) -> list[tuple[str, Counts]]:
    kinds = [(f"  {name}", scores.kinds[name]) for name in sorted(scores.kinds)]
    return [
        ("end to end", scores.all),
        ("in the index", scores.in_index),
        ("NIL", scores.nil),
        ("at owl:sameAs", scores.sure),
        *kinds,
    ]


def _to_text(scores: LinkScores) -> str:
    """Give the scores as a table for people; recall at owl:sameAs is its coverage."""
    heads = f"{'':<20} {'P':>6} {'R':>6} {'F1':>6} {'right':>6} {'given':>6} {'gold':>6}"
    lines = [
        f"{name:<20} {c.precision:6.3f} {c.recall:6.3f} {c.f1:6.3f}"
        f" {c.right:6d} {c.given:6d} {c.gold:6d}"
        for name, c in _rows(scores)
    ]
    return "\n".join([heads, *lines])


def _to_json(scores: LinkScores) -> str:
    """Give the scores as one JSON object."""
    fields = {
        name.strip(): {
            "p": round(c.precision, 4),
            "r": round(c.recall, 4),
            "f": round(c.f1, 4),
            "right": c.right,
            "given": c.given,
            "gold": c.gold,
        }
        for name, c in _rows(scores)
    }
    return json.dumps(fields, indent=1)


LINK_FORMATS: Mapping[str, Callable[[LinkScores], str]] = {
    "text": _to_text,
    "json": _to_json,
}
