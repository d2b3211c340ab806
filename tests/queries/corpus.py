"""A small invented corpus, as documents' graphs and as N-Quads; `scaled` makes it large."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.iri import Namespace
from kg.iri import qid as item
from kg.model import (
    Candidate,
    Document,
    DocumentGraph,
    Entity,
    Evidence,
    Linked,
    Mention,
    Nil,
    Quotation,
    Relation,
    Span,
    Stance,
    Status,
)
from kg.rdf import direct, document_nodes
from kg.statements import statements
from kg.terms import quads
from kg.vocab import load_schema

Kind = tuple[str, str | None, tuple[str, ...]]
"""The class of an entity, its item and its aliases."""

ENTITIES: dict[str, Kind] = {
    "Orvanian Front": ("ArmedGroup", "Q900001", ("OF",)),
    "Blue Guard": ("ArmedGroup", None, ()),
    "Kestria": ("Country", "Q900002", ()),
    "Norland": ("Country", "Q900003", ("the North",)),
    "Lunden": ("City", "Q900004", ()),
    "Port Élan": ("City", "Q900005", ()),
    "Sarn Valley": ("Region", None, ()),
    "Vera Dahl": ("Person", "Q900006", ("Dahl",)),
    "Ole Brandt": ("Person", None, ("Brandt",)),
    "Kestrian Herald": ("MediaOrganization", "Q900007", ()),
    "Marek Dahl": ("Person", "Q900008", ("Dahl",)),
}


@dataclass(frozen=True)
class Claim:
    subject: str
    predicate: str
    object: str
    status: str = "current"
    stance: str = "asserted"
    confidence: float = 0.9
    says: str | None = None
    role: str | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True)
class Text:
    id: str
    date: str | None
    claims: tuple[Claim, ...]
    also: tuple[str, ...] = ()


TEXTS = (
    Text("north/a1", "2019-03-02", (
        Claim("Orvanian Front", "controls", "Lunden", start="2019-03"),
        Claim("Orvanian Front", "backedBy", "Kestria"),
        Claim("Vera Dahl", "speaksFor", "Orvanian Front", role="spokeswoman"),
        Claim("Vera Dahl", "said", '"We hold Lunden \\ and Port Élan."'),
        Claim("Lunden", "locatedIn", "Kestria"),
    )),
    Text("north/a2", "2019-06", (
        Claim("Orvanian Front", "controls", "Lunden", "current", "denied", 0.7),
        Claim("Blue Guard", "controls", "Lunden", "current", "reported", 0.6, "Ole Brandt"),
        Claim("Ole Brandt", "leads", "Blue Guard", role="Col."),
        Claim("Blue Guard", "attacked", "Orvanian Front"),
        Claim("Blue Guard", "attacked", "Port Élan"),
        Claim("Ole Brandt", "said", "The valley is next."),
    )),
    Text("a3", "2020", (
        Claim("Orvanian Front", "controls", "Lunden", "former", end="2019"),
        Claim("Kestria", "attacked", "Sarn Valley"),
        Claim("Blue Guard", "controls", "Port Élan", "current", "hypothetical", 0.5),
        Claim("Sarn Valley", "locatedIn", "Norland"),
    )),
    Text("a4", None, (
        Claim("Orvanian Front", "backedBy", "Kestria", confidence=0.8),
        Claim("Ole Brandt", "memberOf", "Blue Guard"),
        Claim("Marek Dahl", "worksFor", "Kestrian Herald", role="editor"),
        Claim("Orvanian Front", "controls", "Port Élan", "current", "reported", 0.6, "Vera Dahl"),
    )),
)  # fmt: skip


def _entity(number: int, name: str, span: Span, *, kind: Kind, salt: str) -> Entity:
    type_, qid, aliases = kind
    full = f"{name} {salt}".strip()
    link: Linked | Nil
    if qid:
        link = Linked(qid=item(qid + salt), score=0.95, reason="label", label=full)
    else:
        maybe = (Candidate(qid=item("Q77"), label=f"{name} (film)", score=0.31),)
        link = Nil(reason="below the threshold", candidates=maybe)
    mention = Mention(span=span, text=full, type=type_)
    return Entity(
        id=f"e{number}",
        type=type_,
        name=full,
        mentions=(mention,),
        aliases=() if salt else aliases,
        link=link,
    )


def graph(text: Text, *, salt: str = "", known: Mapping[str, Kind] = ENTITIES) -> DocumentGraph:
    """The graph of a text whose words are its claims and what it names besides, one a line."""
    lines = [f"{c.subject} {c.predicate} {c.object}" for c in text.claims]
    body = "\n".join([*lines, *text.also])
    entities: dict[str, Entity] = {}
    relations: list[Relation] = []
    at = 0
    claimed = [name for c in text.claims for name in (c.subject, c.object, c.says) if name]
    for name in (*claimed, *text.also):
        if name in known and name not in entities:
            start = body.index(name) if name in body else 0
            span = Span(start, start + len(name)) if name in body else Span(0, 1)
            number = len(entities) + 1
            entities[name] = _entity(number, name, span, kind=known[name], salt=salt)
    for claim, line in zip(text.claims, lines, strict=True):
        words = Span(at + len(line) - len(claim.object), at + len(line))
        thing: str | Quotation = (
            Quotation(span=words, text=claim.object)
            if claim.predicate == "said"
            else entities[claim.object].id
        )
        relations.append(
            Relation(
                subject=entities[claim.subject].id,
                predicate=claim.predicate,
                object=thing,
                evidence=Evidence(span=Span(at, at + len(line)), text=line),
                status=Status(claim.status),
                stance=Stance(claim.stance),
                confidence=claim.confidence,
                attributed_to=entities[claim.says].id if claim.says else None,
                role=claim.role,
                start_date=claim.start,
                end_date=claim.end,
            )
        )
        at += len(line) + 1
    document = Document(
        id=text.id + salt,
        text=body,
        source=f"{text.id}{salt}.txt",
        sha256=hashlib.sha256((body + salt).encode()).hexdigest(),
        title=f"News {text.id}",
        date=text.date,
    )
    return DocumentGraph(
        document=document, entities=tuple(entities.values()), relations=tuple(relations)
    )


def lines(made: DocumentGraph) -> Iterator[str]:
    """The N-Quads of a document, in its named graph."""
    named = statements(made, namespace=Namespace())
    nodes = document_nodes(named, schema=load_schema(), namespace=Namespace())
    parts = (
        (nodes.document,),
        nodes.entities,
        nodes.mentions,
        nodes.quotations,
        nodes.evidence,
        tuple(node for _, node in nodes.statements),
    )
    for part in parts:
        yield from quads(part, nodes.iri)
    for statement, _ in nodes.statements:
        if statement.truthy:
            subject, predicate, thing = direct(statement)
            yield f"<{subject}> {predicate} {thing} <{nodes.iri}> .\n"


def nquads(*, salts: tuple[str, ...] = ("",)) -> str:
    """The whole corpus, once for each salt: a salt makes other documents and entities."""
    return "".join(
        line for salt in salts for text in TEXTS for line in lines(graph(text, salt=salt))
    )
