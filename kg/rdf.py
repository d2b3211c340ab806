"""The statements of a document as RDF 1.1 nodes. This is the hot path of writing.

Claims are reified (rdf:Statement) with what qualifies them; evidence is in `kg.evidence`,
provenance of the whole in `kg.provenance`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.evidence import Passages
from kg.iri import WD, Namespace, digest
from kg.model import Entity, Entry, Linked, Nil
from kg.statements import DocumentStatements, NamedEntity, NamedQuotation, Statement
from kg.terms import Node, date, english, literal, term, typed
from kg.vocab import Schema

__all__ = ["DocumentNodes", "direct", "document_nodes", "entity_nodes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNodes:
    """The nodes of one named graph; statements stand beside what they were made of."""

    iri: str
    document: Node
    entities: tuple[Node, ...]
    mentions: tuple[Node, ...]
    quotations: tuple[Node, ...]
    evidence: tuple[Node, ...]
    statements: tuple[tuple[Statement, Node], ...]


def document_nodes(
    made: DocumentStatements, *, schema: Schema, namespace: Namespace
) -> DocumentNodes:
    """The RDF of one document, before validation."""
    passages = Passages(made.graph.document, made.iri, namespace)
    statements = tuple((s, _statement_node(s, made, passages)) for s in made.statements)
    quotations = tuple(_quotation_node(q, passages) for q in made.quotations)
    return DocumentNodes(
        iri=made.iri,
        document=_document_node(made),
        entities=tuple(n for e in made.entities for n in entity_nodes(e, schema, namespace)),
        mentions=tuple(_mention_node(e, made, namespace) for e in made.entities),
        quotations=quotations,
        evidence=tuple(passages.nodes()),
        statements=statements,
    )


def _document_node(made: DocumentStatements) -> Node:
    document = made.graph.document
    properties = [
        (term("kg:documentId"), literal(document.id)),
        (term("dcterms:source"), literal(document.source)),
        (term("kg:sha256"), literal(document.sha256)),
        (term("schema:inLanguage"), literal(document.lang)),
        *((term("schema:mentions"), f"<{e.iri}>") for e in made.entities),
    ]
    if document.title:
        properties.append((term("schema:headline"), literal(document.title)))
    if document.date:
        properties.append((term("schema:datePublished"), date(document.date)))
    if document.url:
        properties.append((term("schema:url"), literal(document.url)))
    return Node(made.iri, (term("kg:Document"), term("schema:NewsArticle")), tuple(properties))


def entity_nodes(named: NamedEntity, schema: Schema, namespace: Namespace) -> Iterator[Node]:
    """The node of an entity with its link, those of its candidates and of a register's entries."""
    entity = named.entity
    label, *others = _names(entity)
    offers = tuple(_candidate_nodes(named, namespace))
    entries = tuple(_entry_node(one, namespace) for one in entity.entries)
    classes = (entity.type, *schema.classes[entity.type].parents, "Entity")
    yield Node(
        named.iri,
        tuple(term(f"kg:{c}") for c in classes),
        (
            (term("rdfs:label"), english(label)),
            *((term("skos:altLabel"), english(n)) for n in others),
            *_link_properties(entity),
            *((term("kg:candidate"), f"<{o.iri}>") for o in offers),
            *((term("skos:exactMatch"), f"<{e.iri}>") for e in entity.entries if e.sure),
            *((term("kg:registerEntry"), f"<{e.iri}>") for e in entries),
        ),
    )
    yield from offers
    yield from entries


def _names(entity: Entity) -> tuple[str, ...]:
    """The label, the item's where there is one, and then what else the text calls the entity."""
    names = (entity.name, *entity.aliases, *(m.text for m in entity.mentions))
    label = entity.link.label if isinstance(entity.link, Linked) and entity.link.label else names[0]
    known = " ".join(label.split())
    return known, *sorted({" ".join(n.split()) for n in names} - {known})


def _candidate_nodes(named: NamedEntity, namespace: Namespace) -> Iterator[Node]:
    """What two documents think of one item are two candidates, so that each has one score."""
    candidates = named.entity.link.candidates if named.entity.link else ()
    for rank, candidate in enumerate(candidates, start=1):
        score = f"{candidate.score:.2f}"
        name = digest(named.iri, candidate.qid, str(rank), score, candidate.reason)
        properties = (
            (term("kg:candidateItem"), f"<{WD}{candidate.qid}>"),
            (term("rdfs:label"), english(candidate.label)),
            (term("kg:linkScore"), typed(score, "decimal")),
            (term("kg:linkRank"), typed(str(rank), "integer")),
            *(((term("kg:linkReason"), literal(candidate.reason)),) if candidate.reason else ()),
        )
        yield Node(f"{namespace.of('can')}{name}", (term("kg:Candidate"),), properties)


def _entry_node(entry: Entry, namespace: Namespace) -> Node:
    score = f"{entry.score:.2f}"
    name = digest(entry.service, entry.iri, score, entry.reason, entry.date)
    properties = (
        (term("kg:entryOf"), f"<{entry.service}>"),
        (term("kg:entryIdentifier"), f"<{entry.iri}>"),
        (term("rdfs:label"), literal(entry.label)),
        (term("kg:serviceName"), literal(entry.register)),
        (term("kg:serviceScore"), typed(score, "decimal")),
        (term("kg:linkReason"), literal(entry.reason)),
        (term("dcterms:date"), date(entry.date)),
    )
    return Node(f"{namespace.of('reg')}{name}", (term("kg:RegisterEntry"),), properties)


def _link_properties(entity: Entity) -> Iterator[tuple[str, str]]:
    match entity.link:
        case Linked(qid=item, score=score, reason=reason):
            yield term("owl:sameAs"), f"<{WD}{item}>"
            yield term("kg:linkState"), term("kg:LinkFound")
            yield term("kg:linkScore"), typed(f"{score:.2f}", "decimal")
            if reason:
                yield term("kg:linkReason"), literal(reason)
        case Nil(reason=reason):
            yield term("kg:linkState"), term("kg:LinkNil")
            yield term("kg:linkReason"), literal(reason)
        case None:
            yield term("kg:linkState"), term("kg:LinkUnknown")


def _mention_node(named: NamedEntity, made: DocumentStatements, namespace: Namespace) -> Node:
    spans = sorted({m.span for m in named.entity.mentions})
    properties = (
        (term("kg:mentionOf"), f"<{named.iri}>"),
        (term("oa:hasSource"), f"<{made.iri}>"),
        (term("kg:mentions"), typed(str(len(spans)), "integer")),
        (term("kg:spans"), literal(" ".join(f"{s.start}-{s.end}" for s in spans))),
    )
    iri = f"{namespace.of('men')}{digest(made.iri, named.iri)}"
    return Node(iri, (term("kg:Mention"),), properties)


def _quotation_node(named: NamedQuotation, passages: Passages) -> Node:
    quotation = named.quotation
    properties = (
        (term("schema:text"), literal(quotation.text)),
        (term("oa:hasTarget"), f"<{passages.of(quotation.span, quotation.text)}>"),
    )
    return Node(named.iri, (term("kg:Quotation"), term("schema:Quotation")), properties)


def _statement_node(made: Statement, source: DocumentStatements, passages: Passages) -> Node:
    kind = made.predicate[0].upper() + made.predicate[1:] + "Statement"
    types = (term("kg:Statement"), term("rdf:Statement"), term(f"kg:{kind}"))
    properties = (
        (term("rdf:subject"), f"<{made.subject}>"),
        (term("rdf:predicate"), term(f"kg:{made.predicate}")),
        (term("rdf:object"), f"<{made.object}>"),
        (term("kg:status"), term(f"kg:{made.status.capitalize()}")),
        (term("kg:stance"), term(f"kg:{made.stance.capitalize()}")),
        (term("kg:confidence"), typed(f"{made.confidence:.2f}", "decimal")),
        (term("prov:wasDerivedFrom"), f"<{source.iri}>"),
        *((term("oa:hasTarget"), f"<{passages.of(e.span, e.text)}>") for e in made.evidence),
        *_qualifiers(made),
    )
    return Node(made.iri, types, properties)


def _qualifiers(made: Statement) -> Iterator[tuple[str, str]]:
    """What the text says of a claim beside its two ends, where it does."""
    if made.attributed_to:
        yield term("kg:attributedTo"), f"<{made.attributed_to}>"
    if made.listener:
        yield term("kg:listener"), f"<{made.listener}>"
    if made.role:
        yield term("kg:role"), literal(made.role)
    if made.start_date:
        yield term("kg:startDate"), date(made.start_date)
    if made.end_date:
        yield term("kg:endDate"), date(made.end_date)
    if made.extractor:
        yield term("kg:extractor"), literal(made.extractor)


def direct(made: Statement) -> tuple[str, str, str]:
    """The direct triple of a truthy statement: subject IRI, predicate and object terms."""
    return made.subject, term(f"kg:{made.predicate}"), f"<{made.object}>"
