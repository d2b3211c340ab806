"""Gold and predicted documents as the scorer reads them: entities, relations and what not to count.

A prediction may lack keys and may hold offsets that are none of the text: those count as wrong,
they do not stop the scoring. A record that is no record at all does.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.model import DocumentGraph, Linked, Quotation, Span
from kg.records import Record, as_span, read_records

__all__ = ["Annotation", "EntityNote", "RelationNote", "annotation", "read_annotations"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityNote:
    """An entity as annotated; `optional` spans count neither way, `broken` ones are no spans."""

    id: str
    type: str
    name: str = ""
    qid: str | None = None
    mentions: tuple[Span, ...] = ()
    optional: tuple[Span, ...] = ()
    broken: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationNote:
    """A relation as annotated; `object` is an entity id, the span of a quotation, or nothing."""

    subject: str | None
    relation: str
    object: str | Span | None
    status: str = "current"
    stance: str = ""
    evidence: Span | None = None
    difficulty: str = "stated"
    optional: bool = False
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """One document with its entities and relations; `ignore` zones count neither way."""

    id: str
    text: str | None
    title: str | None = None
    date: str | None = None
    url: str | None = None
    entities: tuple[EntityNote, ...] = ()
    relations: tuple[RelationNote, ...] = ()
    ignore: tuple[Span, ...] = ()


def annotation(graph: DocumentGraph) -> Annotation:
    """Give the graph of a document in the scorer's terms."""
    return Annotation(
        id=graph.document.id,
        text=graph.document.text,
        date=graph.document.date,
        entities=tuple(
            EntityNote(
                id=entity.id,
                type=entity.type,
                name=entity.name,
                qid=entity.link.qid if isinstance(entity.link, Linked) else None,
                mentions=tuple(mention.span for mention in entity.mentions),
            )
            for entity in graph.entities
        ),
        relations=tuple(
            RelationNote(
                subject=one.subject,
                relation=one.predicate,
                object=one.object.span if isinstance(one.object, Quotation) else one.object,
                status=one.status.value,
                stance=one.stance.value,
                evidence=one.evidence.span,
                confidence=one.confidence,
            )
            for one in graph.relations
        ),
    )


def read_annotations(
    path: Path, *, gold: Mapping[str, "Annotation"] | None = None
) -> dict[str, Annotation]:
    """Read a file in the gold format: its documents by id, in the file's order.

    A prediction without a text of its own is read against the text of its `gold`.

    Raises: InputError where the file, a line of it or a document id cannot be used.
    """
    found: dict[str, Annotation] = {}
    for record in read_records(path):
        one = _annotation(record, gold=gold or {})
        if one.id in found:
            raise InputError(f"document {one.id!r} a second time", where=record.where)
        found[one.id] = one
    return found


def _annotation(record: Record, *, gold: Mapping[str, Annotation]) -> Annotation:
    identifier = record.text("id")
    known = gold[identifier].text if identifier in gold else None
    given = record.text_or_none("text")
    text = given if given is not None else known
    return Annotation(
        id=identifier,
        text=text,
        title=record.text_or_none("title"),
        date=record.text_or_none("date"),
        url=record.text_or_none("url"),
        entities=tuple(_entities(record, text=text or "")),
        relations=tuple(_relation(one, text=text or "") for one in record.records("relations")),
        ignore=_spans(record, "ignore", text=text or ""),
    )


def _entities(record: Record, *, text: str) -> Iterator[EntityNote]:
    for number, one in enumerate(record.records("entities")):
        mentions = _spans(one, "mentions", text=text)
        yield EntityNote(
            id=one.text_or_none("id") or f"#{number}",
            type=one.text_or_none("type") or "?",
            name=one.text_or_none("name") or "",
            qid=one.text_or_none("qid"),
            mentions=mentions,
            optional=_spans(one, "optional", text=text),
            broken=len(one.items("mentions")) - len(mentions),
        )


def _relation(record: Record, *, text: str) -> RelationNote:
    quote = record.record_or_none("object")
    evidence = as_span(record.fields.get("evidence"), within=text)
    return RelationNote(
        subject=record.text_or_none("subject"),
        relation=record.text_or_none("relation") or "?",
        object=as_span(quote.fields.get("quote"), within=text)
        if quote
        else record.text_or_none("object"),
        status=record.text_or_none("status") or "current",
        stance=record.text_or_none("stance") or "",
        evidence=evidence,
        difficulty=record.text_or_none("difficulty") or "stated",
        optional=record.flag("optional"),
        confidence=record.number("confidence", default=1.0)
        if "confidence" in record.fields
        else None,
    )


def _spans(record: Record, key: str, *, text: str) -> tuple[Span, ...]:
    found = (as_span(value, within=text) for value in record.items(key))
    return tuple(span for span in found if span is not None)
