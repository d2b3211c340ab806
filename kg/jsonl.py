"""Document graphs as JSON lines in the gold format of the schema, and back.

One line a document: `id`, `text`, `entities` (`id`, `name`, `type`, `qid`, `mentions`) and
`relations` (`subject`, `relation`, `object`, `status`, `stance`, `evidence`), so that any scorer
can read it; further keys carry the rest of what was found. Nothing is lost on the way back.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from kg.errors import InputError
from kg.iri import qid as checked_qid
from kg.model import (
    QID,
    Candidate,
    Document,
    DocumentGraph,
    Entity,
    Entry,
    Evidence,
    Link,
    Linked,
    Mention,
    Nil,
    Quotation,
    Relation,
    Span,
    Stance,
    Status,
)
from kg.records import Record, read_records, records

__all__ = ["graphs", "line", "read_graphs"]


def line(graph: DocumentGraph) -> str:
    """Give one line of JSON, without the line end; keys without a value are left out."""
    document = graph.document
    fields = {
        "id": document.id,
        "title": document.title,
        "date": document.date,
        "url": document.url,
        "lang": document.lang,
        "source": document.source,
        "text": document.text,
        "furniture": _pairs(document.furniture),
        "speakers": _pairs(document.speakers),
        "entities": [_entity_fields(one) for one in graph.entities],
        "relations": [_relation_fields(one) for one in graph.relations],
    }
    needed = {"id", "text", "entities", "relations"}
    return json.dumps({k: v for k, v in fields.items() if v or k in needed}, ensure_ascii=False)


def graphs(lines: Iterable[str], *, source: str) -> Iterator[DocumentGraph]:
    """Give the graph of each line; `source` names the file in errors.

    Raises: InputError naming the line and the key that do not fit.
    """
    for record in records(iter(lines), source=source):
        yield _graph(record, source=source)


def read_graphs(path: Path) -> Iterator[DocumentGraph]:
    """Give the graphs of a file that `kg extract` wrote, one at a time.

    Raises: InputError where the file or a line of it cannot be used.
    """
    for record in read_records(path):
        yield _graph(record, source=path.name)


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _entity_fields(entity: Entity) -> dict[str, object]:
    link = entity.link
    scores = [mention.score for mention in entity.mentions]
    fields: dict[str, object] = {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "qid": link.qid if isinstance(link, Linked) else None,
        "mentions": _pairs(mention.span for mention in entity.mentions),
    }
    types = [mention.type for mention in entity.mentions]
    if any(kind != entity.type for kind in types):
        fields["types"] = types
    if any(score != 1.0 for score in scores):
        fields["scores"] = scores
    if entity.aliases:
        fields["aliases"] = list(entity.aliases)
    if link is not None:
        fields["link"] = _link_fields(link)
    if entity.entries:
        fields["entries"] = [asdict(one) for one in entity.entries]
    return fields


def _link_fields(link: Link) -> dict[str, object]:
    fields: dict[str, object] = {"reason": link.reason}
    if isinstance(link, Linked):
        fields |= {"qid": link.qid, "score": link.score, "label": link.label}
    if link.candidates:
        fields["candidates"] = [
            {"qid": one.qid, "label": one.label, "score": one.score, "reason": one.reason}
            for one in link.candidates
        ]
    return fields


def _relation_fields(relation: Relation) -> dict[str, object]:
    evidence = relation.evidence
    target: object = relation.object
    if isinstance(relation.object, Quotation):
        span = relation.object.span
        target = {"quote": [span.start, span.end]}
    fields = {
        "subject": relation.subject,
        "relation": relation.predicate,
        "object": target,
        "status": relation.status.value,
        "stance": relation.stance.value,
        "evidence": [evidence.span.start, evidence.span.end],
        "trigger": [evidence.trigger.start, evidence.trigger.end] if evidence.trigger else None,
        "confidence": relation.confidence,
        "attributedTo": relation.attributed_to,
        "listener": relation.listener,
        "role": relation.role,
        "startDate": relation.start_date,
        "endDate": relation.end_date,
        "extractor": relation.extractor or None,
    }
    return {key: value for key, value in fields.items() if value is not None}


def _graph(record: Record, *, source: str) -> DocumentGraph:
    text = record.text("text")
    document = Document(
        id=record.text("id"),
        text=text,
        source=record.text_or_none("source") or source,
        sha256=sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        lang=record.text_or_none("lang") or "en",
        title=record.text_or_none("title"),
        date=record.text_or_none("date"),
        url=record.text_or_none("url"),
        furniture=record.spans("furniture", within=text),
        speakers=record.spans("speakers", within=text),
    )
    entities = tuple(_entity(one, text=text) for one in record.records("entities"))
    known = {entity.id for entity in entities}
    relations = tuple(_relation(one, text=text, known=known) for one in record.records("relations"))
    return DocumentGraph(document=document, entities=entities, relations=relations)


def _entity(record: Record, *, text: str) -> Entity:
    kind = record.text("type")
    spans = record.spans("mentions", within=text)
    types = record.items("types") or [kind] * len(spans)
    scores = record.items("scores") or [1.0] * len(spans)
    if not len(types) == len(scores) == len(spans):
        raise InputError("'types' and 'scores' need one value a mention", where=record.where)
    mentions = tuple(
        Mention(span=span, text=text[span.start : span.end], type=str(one), score=float(str(score)))
        for span, one, score in zip(spans, types, scores, strict=True)
    )
    return Entity(
        id=record.text("id"),
        type=kind,
        name=record.text("name"),
        mentions=mentions,
        aliases=tuple(str(alias) for alias in record.items("aliases")),
        link=_link(record),
        entries=tuple(_entry(one) for one in record.records("entries")),
    )


def _entry(record: Record) -> Entry:
    return Entry(
        iri=record.text("iri"),
        label=record.text_or_none("label") or "",
        score=record.number("score", default=0.0),
        sure=record.fields.get("sure") is True,
        reason=record.text("reason"),
        register=record.text("register"),
        service=record.text("service"),
        date=record.text("date"),
    )


def _link(record: Record) -> Link | None:
    """Give the link; a bare `qid`, as gold files have it, is a sure one."""
    link = record.record_or_none("link")
    item = _qid(link or record)
    candidates = tuple(
        Candidate(
            qid=_qid(one) or QID(""),
            label=one.text("label"),
            score=one.number("score", default=0.0),
            reason=one.text_or_none("reason") or "",
        )
        for one in (link.records("candidates") if link else ())
    )
    if item is not None:
        return Linked(
            qid=item,
            score=link.number("score", default=1.0) if link else 1.0,
            reason=(link.text_or_none("reason") if link else None) or "given",
            label=(link.text_or_none("label") if link else None) or "",
            candidates=candidates,
        )
    return Nil(reason=link.text("reason"), candidates=candidates) if link else None


def _qid(record: Record) -> QID | None:
    item = record.text_or_none("qid")
    try:
        return checked_qid(item) if item is not None else None
    except ValueError as err:
        raise InputError(str(err), where=record.where) from err


def _relation(record: Record, *, text: str, known: set[str]) -> Relation:
    span = record.span("evidence", within=text)
    trigger = record.span("trigger", within=text) if "trigger" in record.fields else None
    quote = record.record_or_none("object")
    target: str | Quotation
    if quote is None:
        target = _end(record, "object", known=known)
    else:
        words = quote.span("quote", within=text)
        target = Quotation(span=words, text=text[words.start : words.end])
    return Relation(
        subject=_end(record, "subject", known=known),
        predicate=record.text("relation"),
        object=target,
        evidence=Evidence(span=span, text=text[span.start : span.end], trigger=trigger),
        status=Status(_one_of(record, "status", tuple(Status))),
        stance=Stance(_one_of(record, "stance", tuple(Stance))),
        confidence=record.number("confidence", default=1.0),
        attributed_to=_end(record, "attributedTo", known=known)
        if record.text_or_none("attributedTo")
        else None,
        listener=_end(record, "listener", known=known) if record.text_or_none("listener") else None,
        role=record.text_or_none("role"),
        start_date=record.text_or_none("startDate"),
        end_date=record.text_or_none("endDate"),
        extractor=record.text_or_none("extractor") or "",
    )


def _end(record: Record, key: str, *, known: set[str]) -> str:
    """Give the entity id under the key.

    Raises: InputError where the document has no such entity.
    """
    identifier = record.text(key)
    if identifier not in known:
        raise InputError(f"{key!r} names no entity: {identifier!r}", where=record.where)
    return identifier


def _one_of(record: Record, key: str, values: tuple[str, ...]) -> str:
    """Give the value under the key, the first allowed one where it is absent."""
    value = record.text_or_none(key) or values[0]
    if value not in values:
        allowed = ", ".join(values)
        raise InputError(f"{key!r} should be one of {allowed}, found {value!r}", where=record.where)
    return value
