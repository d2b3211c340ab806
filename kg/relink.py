"""Entities of finished exports looked up anew: another index, threshold or table of decisions.

The texts are not at hand, so the words around the evidence stand for them. What the texts said
stays: names, mentions, statements and their IRIs; only the entities' own IRIs follow their links.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg.iri import KG, WD, Namespace
from kg.link.linker import Linker
from kg.model import Document, DocumentGraph, Entity, Evidence, Linked, Mention, Relation, Span
from kg.rdf import entity_nodes
from kg.readrdf import read_quads
from kg.statements import NamedEntity, entity_iri
from kg.terms import quads
from kg.vocab import Schema, load_prefixes

__all__ = ["Relinked", "Unlinked", "relink", "unlinked"]

_PREFIXES = load_prefixes()
_TYPE = NamedNode(f"{_PREFIXES['rdf']}type")
_LABEL = f"{_PREFIXES['rdfs']}label"
_OTHER = f"{_PREFIXES['skos']}altLabel"
_SAME = f"{_PREFIXES['owl']}sameAs"
_MENTIONS = f"{_PREFIXES['schema']}mentions"
_INDEX = f"{KG}indexDate"
_SPAN = re.compile(r"(?P<start>[0-9]{1,12})-(?P<end>[0-9]{1,12})")
_LINKS = frozenset({_LABEL, _OTHER, _SAME} | {f"{KG}{n}" for n in ("linkState", "linkScore")})
_ENTRY = f"{KG}registerEntry"
_MATCH = f"{_PREFIXES['skos']}exactMatch"
_OWN = _LINKS | {f"{KG}linkReason", f"{KG}candidate"}
_SAID = frozenset({_PREFIXES["oa"] + n for n in ("exact", "prefix", "suffix")}) | {
    _PREFIXES["schema"] + n for n in ("headline", "text")
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlinked:
    """An entity without an item: `items` are candidates that the export offers."""

    name: str
    type: str
    items: tuple[str, ...]
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Relinked:
    """An export with new links: its lines, and in numbers."""

    lines: tuple[str, ...]
    namespace: Namespace
    entities: int
    linked: int
    registered: int


@dataclass(slots=True)
class _Part:
    """One graph of an export: the document's, or all of them in a format without names."""

    quads: list[Quad]
    graph: str | None

    def values(self, predicate: str) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for quad in self.quads:
            if quad.predicate.value == predicate:
                found[_value(quad.subject)].append(_value(quad.object))
        return found

    @property
    def entities(self) -> tuple[str, ...]:
        kind = f"{KG}Entity"
        found = {_value(q.subject) for q in self.quads if _is(q, kind)}
        return tuple(sorted(found))

    @property
    def words(self) -> str:
        said = {_value(q.object) for q in self.quads if q.predicate.value in _SAID}
        return "\n".join(sorted(said))


def _value(term: object) -> str:
    if isinstance(term, NamedNode | Literal):
        return term.value
    return str(term)


def _is(quad: Quad, kind: str) -> bool:
    return quad.predicate == _TYPE and _value(quad.object) == kind


def _parts(paths: Iterable[Path]) -> list[_Part]:
    found: dict[str | None, list[Quad]] = {}
    for path in paths:
        for quad in read_quads(path):
            name = None if isinstance(quad.graph_name, DefaultGraph) else _value(quad.graph_name)
            found.setdefault(name, []).append(quad)
    return [_Part(some, name) for name, some in sorted(found.items(), key=lambda f: f[0] or "")]


def _class(types: Sequence[str], schema: Schema) -> str:
    """Give the narrowest class of a node."""
    known = [t.removeprefix(KG) for t in types if t.removeprefix(KG) in schema.classes]
    return max(sorted(known), key=lambda t: len(schema.classes[t].parents), default="Entity")


def _lengths(part: _Part) -> Mapping[str, set[int]]:
    """Give how long the mentions of each entity are."""
    found: dict[str, set[int]] = defaultdict(set)
    spans = part.values(f"{KG}spans")
    for mention, named in part.values(f"{KG}mentionOf").items():
        ends = (_SPAN.fullmatch(span) for text in spans[mention] for span in text.split())
        found[named[0]] |= {int(m["end"]) - int(m["start"]) for m in ends if m}
    return found


def _entities(part: _Part, schema: Schema) -> dict[str, Entity]:
    """Give the entities of a graph as they were before they were linked, by IRI."""
    labels, others = part.values(_LABEL), part.values(_OTHER)
    types, same = part.values(_TYPE.value), part.values(_SAME)
    lengths = _lengths(part)
    found = {}
    for number, iri in enumerate(part.entities):
        names = sorted({*labels[iri], *others[iri]}, key=lambda n: (-len(n), n)) or [iri]
        # The label of a linked entity is the item's; the text's own names stand beside it. The
        # text has it too where a mention is as long as no other name.
        unsaid = lengths[iri] - {len(n) for n in others[iri]}
        foreign = {n for n in labels[iri] if same[iri] and others[iri] and len(n) not in unsaid}
        texts = [n for n in names if n not in foreign]
        name = next((n for n in texts if same[iri] or n in labels[iri]), names[0])
        kind = _class(types[iri], schema)
        mention = Mention(span=Span(0, 1), text=name, type=kind)
        found[iri] = Entity(
            id=f"e{number}",
            type=kind,
            name=name,
            mentions=(mention,),
            aliases=tuple(n for n in texts if n != name),
        )
    return found


def relink(paths: Iterable[Path], linker: Linker, *, schema: Schema) -> Relinked:
    """Give the graph of exports with every entity looked up anew.

    Raises: InputError where a file is no RDF.
    """
    parts = _parts(paths)
    namespace = _namespace(parts)
    lines: list[str] = []
    total = linked = registered = 0
    for part in parts:
        entities = _linked(part, linker, schema)
        lines += _lines(part, entities, linker=linker, schema=schema, namespace=namespace)
        total += len(entities)
        linked += sum(isinstance(e.link, Linked) for e in entities.values())
        registered += sum(e.registered for e in entities.values())
    return Relinked(
        lines=tuple(lines),
        namespace=namespace,
        entities=total,
        linked=linked,
        registered=registered,
    )


def _linked(part: _Part, linker: Linker, schema: Schema) -> dict[str, Entity]:
    found = _entities(part, schema)
    document = Document(id="", text=part.words, source="", sha256="")
    relations = tuple(_relations(part, found))
    graph = DocumentGraph(document=document, entities=tuple(found.values()), relations=relations)
    return dict(zip(found, linker.link(graph).entities, strict=True))


def _relations(part: _Part, found: Mapping[str, Entity]) -> Iterator[Relation]:
    """Give what the graph states directly between entities; the evidence is not needed here."""
    evidence = Evidence(span=Span(0, 1), text="")
    for quad in part.quads:
        subject, value = found.get(_value(quad.subject)), found.get(_value(quad.object))
        if subject and value and quad.predicate.value.startswith(KG):
            name = quad.predicate.value.removeprefix(KG)
            yield Relation(subject=subject.id, predicate=name, object=value.id, evidence=evidence)


def _namespace(parts: Iterable[_Part]) -> Namespace:
    """Read off the entities where an export's own names live."""
    for part in parts:
        for iri in part.entities:
            for separator in (":ent:", "/ent/", "#ent-"):
                before, found, _ = iri.rpartition(separator)
                if found:
                    return Namespace(before + separator[0])
    return Namespace()


def _lines(
    part: _Part,
    entities: Mapping[str, Entity],
    *,
    linker: Linker,
    schema: Schema,
    namespace: Namespace,
) -> Iterator[str]:
    """Write a graph with new links: what hung on the old ones falls away."""
    names = {old: entity_iri(entity, namespace) for old, entity in entities.items()}
    gone = {_value(q.subject) for q in part.quads if _is(q, f"{KG}Candidate")}
    renewed = _asked_anew(part, linker)
    gone |= renewed
    graph = f" <{part.graph}>" if part.graph else ""
    for quad in part.quads:
        subject, predicate = _value(quad.subject), quad.predicate.value
        if subject in gone or (subject in entities and predicate in _OWN):
            continue
        if predicate in (_ENTRY, _MATCH) and _value(quad.object) in renewed:
            continue
        value = str(Literal(linker.version)) if predicate == _INDEX else _term(quad.object, names)
        yield f"{_term(quad.subject, names)} {quad.predicate} {value}{graph} .\n"
    together: dict[str, Entity] = {}
    for old, entity in entities.items():
        together.setdefault(names[old], entity)
    for iri, entity in together.items():
        named = NamedEntity(iri=iri, entity=entity)
        yield from quads(entity_nodes(named, schema, namespace), part.graph)


def _asked_anew(part: _Part, linker: Linker) -> frozenset[str]:
    """Give what a register said, entries and identifiers, where it has just been asked again."""
    if linker.register is None or not linker.register.complete:
        return frozenset()
    place = linker.register.place
    nodes = {n for n, services in part.values(f"{KG}entryOf").items() if place in services}
    known = part.values(f"{KG}entryIdentifier")
    return frozenset(nodes | {identifier for node in nodes for identifier in known[node]})


def _term(term: object, names: Mapping[str, str]) -> str:
    if isinstance(term, NamedNode):
        return f"<{names.get(term.value, term.value)}>"
    return str(term)


def unlinked(paths: Iterable[Path], *, schema: Schema) -> tuple[Unlinked, ...]:
    """List the entities without an item, those of most documents first."""
    counts: dict[tuple[str, str], set[str]] = defaultdict(set)
    offered: dict[tuple[str, str], set[str]] = defaultdict(set)
    for part in _parts(paths):
        same, offers = part.values(_SAME), part.values(f"{KG}candidate")
        items = part.values(f"{KG}candidateItem")
        where = defaultdict(set)
        for document, named in part.values(_MENTIONS).items():
            for iri in named:
                where[iri].add(document)
        for iri, entity in _entities(part, schema).items():
            if iri not in same:
                place = (entity.name, entity.type)
                counts[place] |= where[iri]
                offered[place] |= {i.removeprefix(WD) for o in offers[iri] for i in items[o]}
    found = [
        Unlinked(name=n, type=t, items=tuple(sorted(offered[n, t])), documents=len(d))
        for (n, t), d in counts.items()
    ]
    return tuple(sorted(found, key=lambda u: (-u.documents, u.name, u.type)))
