"""Statements: what one document claims, with global names instead of document-local ones."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.iri import Namespace, digest, local_name
from kg.model import (
    DocumentGraph,
    Entity,
    Evidence,
    Linked,
    Quotation,
    Relation,
    Stance,
    Status,
)

__all__ = [
    "DocumentStatements",
    "NamedEntity",
    "NamedQuotation",
    "Statement",
    "entity_iri",
    "statements",
]

_LIKELY = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedEntity:
    """An entity under its global IRI; several entities of a text that share the IRI are one."""

    iri: str
    entity: Entity


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedQuotation:
    """A quotation under its global IRI."""

    iri: str
    quotation: Quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A claim of one document. Everything that it names is an IRI; `truthy` gives a direct triple.

    The id hashes the document, the two ends, the relation, status and stance, and nothing that
    a better model would change (confidence, evidence), so that a second run merges.
    """

    iri: str
    subject: str
    predicate: str
    object: str
    status: Status
    stance: Stance
    confidence: float
    evidence: tuple[Evidence, ...]
    truthy: bool
    attributed_to: str | None = None
    listener: str | None = None
    role: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    extractor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentStatements:
    """All that goes into the named graph of one document."""

    iri: str
    graph: DocumentGraph
    entities: tuple[NamedEntity, ...]
    quotations: tuple[NamedQuotation, ...]
    statements: tuple[Statement, ...]


def entity_iri(entity: Entity, namespace: Namespace) -> str:
    """The QID where the entity is linked, else its class and its full name."""
    if isinstance(entity.link, Linked):
        return f"{namespace.of('ent')}{entity.link.qid}"
    return f"{namespace.of('ent')}{entity.type}-{local_name(entity.name)}"


def statements(
    graph: DocumentGraph, *, namespace: Namespace, min_confidence: float = 0.0
) -> DocumentStatements:
    """The statements of a document, one per claim, at or above `min_confidence`."""
    document = graph.document
    iri = f"{namespace.of('doc')}{digest(document.id, document.sha256)}"
    ends = {e.id: entity_iri(e, namespace) for e in graph.entities}
    quotations = _quotations(graph.relations, iri=iri, namespace=namespace)
    made = [
        _statement(r, document=iri, ends=ends, namespace=namespace)
        for r in graph.relations
        if r.confidence >= min_confidence
    ]
    return DocumentStatements(
        iri=iri,
        graph=graph,
        entities=tuple(_entities(graph.entities, ends)),
        quotations=tuple(quotations),
        statements=tuple(_truthful(_merged(made))),
    )


def _entities(entities: Iterable[Entity], ends: Mapping[str, str]) -> Iterator[NamedEntity]:
    together: dict[str, Entity] = {}
    for entity in entities:
        iri = ends[entity.id]
        first = together.get(iri)
        if first is None:
            together[iri] = entity
        else:
            names = (*first.aliases, entity.name, *entity.aliases)
            mentions = (*first.mentions, *entity.mentions)
            entries = first.entries or entity.entries
            together[iri] = replace(first, aliases=names, mentions=mentions, entries=entries)
    for iri, entity in together.items():
        yield NamedEntity(iri=iri, entity=entity)


def _quotation_iri(quotation: Quotation, document: str, namespace: Namespace) -> str:
    span = quotation.span
    return f"{namespace.of('quo')}{digest(document, str(span.start), str(span.end))}"


def _quotations(
    relations: Iterable[Relation], *, iri: str, namespace: Namespace
) -> Iterator[NamedQuotation]:
    spoken = {r.object.span: r.object for r in relations if isinstance(r.object, Quotation)}
    for _, quotation in sorted(spoken.items()):
        yield NamedQuotation(iri=_quotation_iri(quotation, iri, namespace), quotation=quotation)


def _statement(
    relation: Relation, *, document: str, ends: Mapping[str, str], namespace: Namespace
) -> Statement:
    subject = ends[relation.subject]
    target = (
        _quotation_iri(relation.object, document, namespace)
        if isinstance(relation.object, Quotation)
        else ends[relation.object]
    )
    claim = (document, subject, relation.predicate, target, relation.status, relation.stance)
    return Statement(
        iri=f"{namespace.of('stm')}{digest(*claim)}",
        subject=subject,
        predicate=relation.predicate,
        object=target,
        status=relation.status,
        stance=relation.stance,
        confidence=relation.confidence,
        evidence=(relation.evidence,),
        truthy=False,
        attributed_to=ends[relation.attributed_to] if relation.attributed_to else None,
        listener=ends[relation.listener] if relation.listener else None,
        role=relation.role,
        start_date=relation.start_date,
        end_date=relation.end_date,
        extractor=relation.extractor,
    )


def _merged(made: Iterable[Statement]) -> list[Statement]:
    """One statement for each claim: the surest, with the evidence of all."""
    claims: dict[str, Statement] = {}
    for new in made:
        old = claims.get(new.iri)
        if old is None:
            claims[new.iri] = new
            continue
        best, other = (old, new) if old.confidence >= new.confidence else (new, old)
        passages = {e.span: e for e in (*other.evidence, *best.evidence)}
        claims[new.iri] = replace(
            best,
            evidence=tuple(passages[s] for s in sorted(passages)),
            attributed_to=best.attributed_to or other.attributed_to,
            listener=best.listener or other.listener,
            role=best.role or other.role,
            start_date=best.start_date or other.start_date,
            end_date=best.end_date or other.end_date,
        )
    return [claims[iri] for iri in sorted(claims)]


def _truthful(made: list[Statement]) -> Iterator[Statement]:
    """Marks what becomes a direct triple.

    That is what is current, more likely right than wrong, and asserted, or reported with nobody in
    the text denying it.
    """
    denied = {(s.subject, s.predicate, s.object) for s in made if s.stance is Stance.DENIED}
    for one in made:
        claim = (one.subject, one.predicate, one.object)
        told = one.stance is Stance.REPORTED and claim not in denied
        likely = one.confidence >= _LIKELY and one.status is Status.CURRENT
        truthy = likely and (one.stance is Stance.ASSERTED or told)
        yield replace(one, truthy=truthy)
