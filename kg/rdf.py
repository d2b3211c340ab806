"""Statements as RDF 1.1: nodes with their properties, terms in N-Triples syntax.

This is the hot path of writing, so terms are strings that are made once and never parsed again.
Evidence follows the Web Annotation Data Model (oa:TextQuoteSelector, oa:TextPositionSelector),
provenance PROV-O, the dataset description VoID and DCAT.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.iri import KG, WD, Namespace, digest
from kg.model import Document, Entity, Linked, Nil, Span
from kg.report import ValidationResult
from kg.statements import DocumentStatements, NamedEntity, NamedQuotation, Statement
from kg.vocab import Schema, load_prefixes

__all__ = [
    "DocumentNodes",
    "Node",
    "Run",
    "describe",
    "direct",
    "document_nodes",
    "entity_nodes",
    "fault_nodes",
    "quads",
]

_CONTEXT = 32
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
_SPECIAL = re.compile(r'[\\"\n\r]')
_DATE_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


def literal(text: str) -> str:
    """A plain string."""
    return f'"{_SPECIAL.sub(lambda m: _ESCAPES[m.group()], text)}"'


class _Terms:
    """Terms of the prefix map, written once."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes
        self._known: dict[str, str] = {}

    def __call__(self, curie: str) -> str:
        if curie not in self._known:
            prefix, name = curie.split(":", 1)
            self._known[curie] = f"<{self._prefixes[prefix]}{name}>"
        return self._known[curie]


_term = _Terms(load_prefixes())
_TYPE = _term("rdf:type")


def _typed(text: str, datatype: str) -> str:
    return f'"{text}"^^{_term("xsd:" + datatype)}'


def _english(text: str) -> str:
    return literal(text) + "@en"


def _date(text: str) -> str:
    return _typed(text, _DATE_TYPES[len(text)])


@dataclass(frozen=True, slots=True)
class Node:
    """A subject with its types and properties; all terms but `iri` in N-Triples syntax."""

    iri: str
    types: tuple[str, ...]
    properties: tuple[tuple[str, str], ...]

    def lines(self) -> Iterator[str]:
        """Its triples, without the graph name and the final dot."""
        subject = f"<{self.iri}>"
        for kind in self.types:
            yield f"{subject} {_TYPE} {kind}"
        for predicate, value in self.properties:
            yield f"{subject} {predicate} {value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentNodes:
    """The nodes of one named graph. `passages` maps an evidence IRI to its two selector nodes."""

    iri: str
    document: Node
    entities: tuple[Node, ...]
    mentions: tuple[Node, ...]
    quotations: tuple[Node, ...]
    evidence: tuple[Node, ...]
    statements: tuple[tuple[Statement, Node], ...]
    sources: DocumentStatements


def document_nodes(
    made: DocumentStatements, *, schema: Schema, namespace: Namespace
) -> DocumentNodes:
    """The RDF of one document, before validation."""
    passages = _Passages(made.graph.document, made.iri, namespace)
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
        sources=made,
    )


class _Passages:
    """The evidence of a document: one node for each passage, however often it is used."""

    def __init__(self, document: Document, iri: str, namespace: Namespace) -> None:
        self._text = document.text
        self._document = iri
        self._namespace = namespace.of("ev")
        self._spans: dict[str, Span] = {}

    def of(self, span: Span, text: str) -> str:
        if self._text[span.start : span.end] != text:
            raise AssertionError(f"evidence is not the text at {span.start}..{span.end}")
        iri = f"{self._namespace}{digest(self._document, str(span.start), str(span.end))}"
        self._spans[iri] = span
        return iri

    def nodes(self) -> Iterator[Node]:
        for iri, span in self._spans.items():
            quote, position = f"{iri}-quote", f"{iri}-position"
            selectors = tuple((_term("oa:hasSelector"), f"<{s}>") for s in (quote, position))
            source = (_term("oa:hasSource"), f"<{self._document}>")
            yield Node(iri, (_term("oa:SpecificResource"),), (source, *selectors))
            yield Node(quote, (_term("oa:TextQuoteSelector"),), tuple(self._words(span)))
            offsets = (
                (_term("oa:start"), _typed(str(span.start), "nonNegativeInteger")),
                (_term("oa:end"), _typed(str(span.end), "nonNegativeInteger")),
            )
            yield Node(position, (_term("oa:TextPositionSelector"),), offsets)

    def _words(self, span: Span) -> Iterator[tuple[str, str]]:
        yield _term("oa:exact"), literal(self._text[span.start : span.end])
        before = self._text[max(0, span.start - _CONTEXT) : span.start]
        after = self._text[span.end : span.end + _CONTEXT]
        if before:
            yield _term("oa:prefix"), literal(before)
        if after:
            yield _term("oa:suffix"), literal(after)


def _document_node(made: DocumentStatements) -> Node:
    document = made.graph.document
    properties = [
        (_term("kg:documentId"), literal(document.id)),
        (_term("dcterms:source"), literal(document.source)),
        (_term("kg:sha256"), literal(document.sha256)),
        (_term("schema:inLanguage"), literal(document.lang)),
        *((_term("schema:mentions"), f"<{e.iri}>") for e in made.entities),
    ]
    if document.title:
        properties.append((_term("schema:headline"), literal(document.title)))
    if document.date:
        properties.append((_term("schema:datePublished"), _date(document.date)))
    if document.url:
        properties.append((_term("schema:url"), literal(document.url)))
    return Node(made.iri, (_term("kg:Document"), _term("schema:NewsArticle")), tuple(properties))


def entity_nodes(named: NamedEntity, schema: Schema, namespace: Namespace) -> Iterator[Node]:
    """The node of an entity with its link, and those of its candidates."""
    entity = named.entity
    names = (entity.name, *entity.aliases, *(m.text for m in entity.mentions))
    label = entity.link.label if isinstance(entity.link, Linked) and entity.link.label else names[0]
    others = sorted({" ".join(n.split()) for n in names} - {label})
    candidates = entity.link.candidates if entity.link else ()
    # What two documents think of one item are two candidates, so that each has one score.
    offers = [
        f"{namespace.of('can')}{digest(named.iri, c.qid, str(rank), f'{c.score:.2f}', c.reason)}"
        for rank, c in enumerate(candidates, start=1)
    ]
    classes = (entity.type, *schema.classes[entity.type].parents, "Entity")
    yield Node(
        named.iri,
        tuple(_term(f"kg:{c}") for c in classes),
        (
            (_term("rdfs:label"), _english(" ".join(label.split()))),
            *((_term("skos:altLabel"), _english(n)) for n in others),
            *_link_properties(entity),
            *((_term("kg:candidate"), f"<{o}>") for o in offers),
        ),
    )
    for rank, (offer, candidate) in enumerate(zip(offers, candidates, strict=True), start=1):
        properties = (
            (_term("kg:candidateItem"), f"<{WD}{candidate.qid}>"),
            (_term("rdfs:label"), _english(candidate.label)),
            (_term("kg:linkScore"), _typed(f"{candidate.score:.2f}", "decimal")),
            (_term("kg:linkRank"), _typed(str(rank), "integer")),
            *(((_term("kg:linkReason"), literal(candidate.reason)),) if candidate.reason else ()),
        )
        yield Node(offer, (_term("kg:Candidate"),), properties)


def _link_properties(entity: Entity) -> Iterator[tuple[str, str]]:
    match entity.link:
        case Linked(qid=item, score=score, reason=reason):
            yield _term("owl:sameAs"), f"<{WD}{item}>"
            yield _term("kg:linkState"), _term("kg:LinkFound")
            yield _term("kg:linkScore"), _typed(f"{score:.2f}", "decimal")
            if reason:
                yield _term("kg:linkReason"), literal(reason)
        case Nil(reason=reason):
            yield _term("kg:linkState"), _term("kg:LinkNil")
            yield _term("kg:linkReason"), literal(reason)
        case None:
            yield _term("kg:linkState"), _term("kg:LinkUnknown")


def _mention_node(named: NamedEntity, made: DocumentStatements, namespace: Namespace) -> Node:
    spans = sorted({m.span for m in named.entity.mentions})
    properties = (
        (_term("kg:mentionOf"), f"<{named.iri}>"),
        (_term("oa:hasSource"), f"<{made.iri}>"),
        (_term("kg:mentions"), _typed(str(len(spans)), "integer")),
        (_term("kg:spans"), literal(" ".join(f"{s.start}-{s.end}" for s in spans))),
    )
    iri = f"{namespace.of('men')}{digest(made.iri, named.iri)}"
    return Node(iri, (_term("kg:Mention"),), properties)


def _quotation_node(named: NamedQuotation, passages: _Passages) -> Node:
    quotation = named.quotation
    properties = (
        (_term("schema:text"), literal(quotation.text)),
        (_term("oa:hasTarget"), f"<{passages.of(quotation.span, quotation.text)}>"),
    )
    return Node(named.iri, (_term("kg:Quotation"), _term("schema:Quotation")), properties)


def _statement_node(made: Statement, source: DocumentStatements, passages: _Passages) -> Node:
    kind = made.predicate[0].upper() + made.predicate[1:] + "Statement"
    types = (_term("kg:Statement"), _term("rdf:Statement"), _term(f"kg:{kind}"))
    properties = [
        (_term("rdf:subject"), f"<{made.subject}>"),
        (_term("rdf:predicate"), _term(f"kg:{made.predicate}")),
        (_term("rdf:object"), f"<{made.object}>"),
        (_term("kg:status"), _term(f"kg:{made.status.capitalize()}")),
        (_term("kg:stance"), _term(f"kg:{made.stance.capitalize()}")),
        (_term("kg:confidence"), _typed(f"{made.confidence:.2f}", "decimal")),
        (_term("prov:wasDerivedFrom"), f"<{source.iri}>"),
        *((_term("oa:hasTarget"), f"<{passages.of(e.span, e.text)}>") for e in made.evidence),
    ]
    for name in ("attributed_to", "listener"):
        if iri := getattr(made, name):
            properties.append(
                (_term("kg:attributedTo" if name[0] == "a" else "kg:listener"), f"<{iri}>")
            )
    if made.role:
        properties.append((_term("kg:role"), literal(made.role)))
    if made.start_date:
        properties.append((_term("kg:startDate"), _date(made.start_date)))
    if made.end_date:
        properties.append((_term("kg:endDate"), _date(made.end_date)))
    if made.extractor:
        properties.append((_term("kg:extractor"), literal(made.extractor)))
    return Node(made.iri, types, tuple(properties))


def direct(made: Statement) -> tuple[str, str, str]:
    """The direct triple of a truthy statement: subject IRI, predicate and object terms."""
    return made.subject, _term(f"kg:{made.predicate}"), f"<{made.object}>"


def quads(nodes: Iterable[Node], graph: str | None) -> Iterator[str]:
    """N-Quads lines of `nodes` in the named graph `graph`, or in the default graph."""
    end = f" <{graph}> .\n" if graph else " .\n"
    for node in nodes:
        for line in node.lines():
            yield line + end


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What an export was made with: enough to make it again."""

    version: str
    model: str
    index: str | None = None


def describe(run: Run, *, documents: int, statements: int, namespace: Namespace) -> Iterator[Node]:
    """The dataset (VoID, DCAT) and the activity that made it (PROV-O); no clock."""
    here = namespace.of("run")
    activity = f"{here}{digest(run.version, run.model, run.index or '')}"
    used = [(_term("kg:modelName"), literal(run.model))]
    if run.index:
        used.append((_term("kg:indexDate"), literal(run.index)))
    yield Node(
        f"{here}kg",
        (_term("prov:SoftwareAgent"),),
        ((_term("rdfs:label"), literal("kg " + run.version)),),
    )
    yield Node(
        activity,
        (_term("prov:Activity"),),
        ((_term("prov:wasAssociatedWith"), f"<{here}kg>"), *used),
    )
    partition = f"{here}statements"
    yield Node(
        f"{here}dataset",
        (_term("void:Dataset"), _term("dcat:Dataset")),
        (
            (_term("dcterms:title"), literal("Claims in news texts, with their evidence")),
            (_term("prov:wasGeneratedBy"), f"<{activity}>"),
            (_term("void:vocabulary"), f"<{KG}>"),
            (_term("void:documents"), _typed(str(documents), "integer")),
            (_term("void:classPartition"), f"<{partition}>"),
        ),
    )
    yield Node(
        partition,
        (),
        (
            (_term("void:class"), _term("kg:Statement")),
            (_term("void:entities"), _typed(str(statements), "integer")),
        ),
    )


def fault_nodes(
    node: Node, results: Iterable[ValidationResult], sentence: str, namespace: Namespace
) -> Iterator[Node]:
    """The reasons why `node` was set aside, as sh:ValidationResult nodes."""
    for result in results:
        properties = [
            (_term("sh:focusNode"), f"<{node.iri}>"),
            (_term("sh:sourceConstraintComponent"), f"<{result.component}>"),
            (_term("sh:sourceShape"), f"<{result.shape}>"),
            (_term("sh:resultSeverity"), f"<{result.severity}>"),
            (_term("sh:resultMessage"), literal(result.message)),
        ]
        if result.path:
            properties.append((_term("sh:resultPath"), f"<{result.path}>"))
        if result.value:
            properties.append((_term("sh:value"), literal(result.value)))
        if sentence:
            properties.append((_term("kg:sentence"), literal(sentence)))
        name = digest(node.iri, result.shape, result.component, result.path, result.value)
        yield Node(
            f"{namespace.of('res')}{name}", (_term("sh:ValidationResult"),), tuple(properties)
        )
