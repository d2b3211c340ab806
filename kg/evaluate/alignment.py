"""Which gold entity each predicted entity of a document stands for."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.evaluate.annotation import Annotation, EntityNote, RelationNote
from kg.evaluate.spans import overlap, same_thing, trim
from kg.model import Span

__all__ = ["Alignment", "Related", "align"]

Related = Callable[[str, str], bool]
"""Whether two classes are the same, or one is the parent of the other."""

_QUOTE_OVERLAP = 0.5


@dataclass(frozen=True, slots=True)
class Alignment:
    """One gold document beside its prediction.

    `wanted` and `optional` give the gold entity of each trimmed gold span; `claims` the trimmed
    spans of each predicted entity. `stands_for` maps predicted entities, by number, to the gold
    entity with which they share most mentions; `best` gives each gold entity the one predicted
    entity that fits best, so that a second one for it is too many. `outside` are the predicted
    entities that lie wholly where nothing counts.
    """

    text: str
    gold: dict[str, EntityNote]
    predicted: tuple[EntityNote, ...]
    wanted: dict[Span, str]
    optional: dict[Span, str]
    ignored: tuple[Span, ...]
    quotations: tuple[Span, ...]
    claims: tuple[tuple[Span, ...], ...]
    stands_for: dict[int, str]
    best: dict[str, int]
    outside: frozenset[int]
    numbers: dict[str, int]

    def number(self, identifier: object) -> int | None:
        """Give the number of the predicted entity of that id; of an id used twice, the first."""
        return self.numbers.get(identifier) if isinstance(identifier, str) else None

    def counts_neither_way(self, span: Span) -> bool:
        """Whether the span lies in an ignored zone or on an optional mention, and is not wanted."""
        return _counts_neither_way(span, self.wanted, self.optional, self.ignored)

    def quotation(self, relation: RelationNote) -> tuple[Span | None, float]:
        """Give the gold quotation that a predicted one agrees with, and how far they overlap."""
        if not isinstance(relation.object, Span) or not self.quotations:
            return None, 0.0
        words = relation.object
        closest = max(self.quotations, key=lambda quotation: overlap(words, quotation))
        common = overlap(words, closest)
        return (closest, common) if common >= _QUOTE_OVERLAP else (None, 0.0)


def align(gold: Annotation, predicted: Annotation, *, related: Related) -> Alignment:
    """Match the entities of a prediction with those of the gold."""
    text = gold.text or ""
    wanted = _owners(((one.id, one.mentions) for one in gold.entities), text=text)
    optional = _owners(((one.id, one.optional) for one in gold.entities), text=text)
    claims = tuple(tuple(sorted({trim(s, text) for s in e.mentions})) for e in predicted.entities)
    stands_for, ranks = _stand_ins(gold, predicted, claims, (wanted, optional), related=related)
    best: dict[str, int] = {}
    for _, number in sorted(ranks, reverse=True):
        best.setdefault(stands_for[-number], -number)
    numbers: dict[str, int] = {}
    for number, entity in enumerate(predicted.entities):
        numbers.setdefault(entity.id, number)
    return Alignment(
        text=text,
        gold={entity.id: entity for entity in gold.entities},
        predicted=predicted.entities,
        wanted=wanted,
        optional=optional,
        ignored=gold.ignore,
        quotations=tuple(
            one.object
            for one in gold.relations
            if one.relation == "said" and isinstance(one.object, Span)
        ),
        claims=claims,
        stands_for=stands_for,
        best=best,
        outside=frozenset(
            number
            for number, spans in enumerate(claims)
            if number not in stands_for
            and spans
            and all(_counts_neither_way(s, wanted, optional, gold.ignore) for s in spans)
        ),
        numbers=numbers,
    )


def _owners(mentions: Iterable[tuple[str, tuple[Span, ...]]], *, text: str) -> dict[Span, str]:
    """Give the entity of each trimmed span; of two that claim one span, the later."""
    return {trim(span, text): owner for owner, spans in mentions for span in spans}


_Rank = tuple[int, int, bool, bool, int]


def _stand_ins(
    gold: Annotation,
    predicted: Annotation,
    claims: tuple[tuple[Span, ...], ...],
    spans: tuple[dict[Span, str], dict[Span, str]],
    *,
    related: Related,
) -> tuple[dict[int, str], list[tuple[_Rank, int]]]:
    """Give the gold entity of each predicted one, and how well each pair fits.

    Most mentions in common first, then most equal spans, then the class, then the gold's order.
    """
    spans_of: dict[str, list[Span]] = defaultdict(list)
    for owners in spans:
        for span, owner in owners.items():
            spans_of[owner].append(span)
    stands_for: dict[int, str] = {}
    fits: list[tuple[_Rank, int]] = []
    for number, (entity, claimed) in enumerate(zip(predicted.entities, claims, strict=True)):
        ranked: list[tuple[_Rank, str]] = []
        for order, known in enumerate(gold.entities):
            names = spans_of[known.id]
            hits = sum(any(same_thing(span, name) for name in names) for span in claimed)
            if hits:
                exact = sum(span in names for span in claimed)
                alike = related(entity.type, known.type)
                ranked.append(((hits, exact, entity.type == known.type, alike, -order), known.id))
        if ranked:
            rank, stands_for[number] = max(ranked)
            fits.append((rank, -number))
    return stands_for, fits


def _counts_neither_way(
    span: Span, wanted: dict[Span, str], optional: dict[Span, str], ignored: tuple[Span, ...]
) -> bool:
    if span in wanted or any(same_thing(span, name) for name in wanted):
        return False
    return any(span in zone or same_thing(span, zone) for zone in ignored) or any(
        same_thing(span, name) for name in optional
    )
