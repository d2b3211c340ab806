"""The vocabulary as types: which classes and relations there are, and what may join what.

Read from `shapes/vocab.ttl` and `shapes/prefixes.ttl`; nothing here repeats what they say.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

from kg.errors import ShapesError
from kg.iri import KG
from kg.resources import shapes_dir

__all__ = ["EntityClass", "RelationType", "Schema", "load_prefixes", "load_schema"]

_RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SCHEMA = "https://schema.org/"
_SH = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityClass:
    """A class of entities; `parents` are its superclasses in the vocabulary, nearest first."""

    name: str
    iri: str
    label: str
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationType:
    """A relation and the classes that its two ends may have."""

    name: str
    iri: str
    label: str
    domain: frozenset[str]
    range: frozenset[str]
    wikidata: str | None = None
    wikidata_inverse: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """The closed vocabulary: everything that extraction may say."""

    classes: Mapping[str, EntityClass]
    relations: Mapping[str, RelationType]
    labels: Mapping[str, str]

    def is_a(self, name: str, ancestor: str) -> bool:
        """Whether class `name` is `ancestor` or one of its subclasses."""
        known = self.classes.get(name)
        return name == ancestor or (known is not None and ancestor in known.parents)

    def fits(self, name: str, allowed: frozenset[str]) -> bool:
        """Whether class `name` is one of `allowed` or a subclass of one."""
        return any(self.is_a(name, ancestor) for ancestor in allowed)

    def allows(self, relation: str, subject: str, object: str) -> bool:
        """Whether `relation` may join a `subject` class to an `object` class."""
        kind = self.relations[relation]
        return self.fits(subject, kind.domain) and self.fits(object, kind.range)


class _Vocabulary:
    """Look-ups in one parsed Turtle file."""

    def __init__(self, name: str) -> None:
        path = shapes_dir() / name
        self.store = Store()
        try:
            self.store.bulk_load(path=str(path), format=RdfFormat.TURTLE)
        except (OSError, SyntaxError) as err:
            raise ShapesError(str(err), where=str(path), hint="reinstall kg") from err

    def subjects(self, kind: str) -> list[NamedNode]:
        found = self.store.quads_for_pattern(None, _RDF_TYPE, NamedNode(kind))
        return sorted((q.subject for q in found if isinstance(q.subject, NamedNode)), key=str)

    def values(self, subject: NamedNode | BlankNode, predicate: str) -> list[str]:
        found = self.store.quads_for_pattern(subject, NamedNode(predicate), None)
        return sorted(q.object.value for q in found if isinstance(q.object, NamedNode | Literal))

    def names(self, subject: NamedNode, predicate: str) -> list[str]:
        """Local names of those values that are terms of the vocabulary."""
        values = self.values(subject, predicate)
        return [v.removeprefix(KG) for v in values if v.startswith(KG)]

    def label(self, subject: NamedNode) -> str:
        return next(iter(self.values(subject, _RDFS + "label")), "")


def _ancestors(name: str, parents: Mapping[str, list[str]]) -> tuple[str, ...]:
    found: list[str] = []
    for parent in parents.get(name, []):
        if parent != "Entity":
            found += [parent, *_ancestors(parent, parents)]
    return tuple(dict.fromkeys(found))


def _classes(vocabulary: _Vocabulary) -> dict[str, EntityClass]:
    nodes = {n.value.removeprefix(KG): n for n in vocabulary.subjects(_RDFS + "Class")}
    parents = {k: vocabulary.names(n, _RDFS + "subClassOf") for k, n in nodes.items()}
    return {
        name: EntityClass(
            name=name,
            iri=node.value,
            label=vocabulary.label(node),
            parents=_ancestors(name, parents),
        )
        for name, node in nodes.items()
        if "Entity" in parents[name]
    }


def _relation(vocabulary: _Vocabulary, node: NamedNode) -> RelationType:
    wikidata = vocabulary.values(node, KG + "wikidataProperty")
    inverse = vocabulary.values(node, KG + "wikidataInverse")
    return RelationType(
        name=node.value.removeprefix(KG),
        iri=node.value,
        label=vocabulary.label(node),
        domain=frozenset(vocabulary.names(node, _SCHEMA + "domainIncludes")),
        range=frozenset(vocabulary.names(node, _SCHEMA + "rangeIncludes")),
        wikidata=next((w.rsplit("/", 1)[-1] for w in wikidata), None),
        wikidata_inverse=tuple(w.rsplit("/", 1)[-1] for w in inverse),
    )


@cache
def load_schema() -> Schema:
    """The vocabulary that kg carries.

    Raises:
        ShapesError: the vocabulary cannot be read.
    """
    vocabulary = _Vocabulary("vocab.ttl")
    classes = _classes(vocabulary)
    relations = [_relation(vocabulary, n) for n in vocabulary.subjects(KG + "Relation")]
    labels = {
        label: name
        for name in classes
        for label in vocabulary.values(NamedNode(KG + name), KG + "spacyLabel")
    }
    return Schema(
        classes=MappingProxyType(classes),
        relations=MappingProxyType({r.name: r for r in relations}),
        labels=MappingProxyType(labels),
    )


@cache
def load_prefixes() -> Mapping[str, str]:
    """Prefix to namespace IRI, as `shapes/prefixes.ttl` declares them.

    Raises:
        ShapesError: a prefix or a namespace is declared twice.
    """
    vocabulary = _Vocabulary("prefixes.ttl")
    declared = vocabulary.store.quads_for_pattern(None, NamedNode(_SH + "declare"), None)
    pairs: list[tuple[str, str]] = []
    for quad in declared:
        if isinstance(quad.object, NamedNode | BlankNode):
            (prefix,) = vocabulary.values(quad.object, _SH + "prefix")
            (namespace,) = vocabulary.values(quad.object, _SH + "namespace")
            pairs.append((prefix, namespace))
    if len({p for p, _ in pairs}) < len(pairs) or len({n for _, n in pairs}) < len(pairs):
        raise ShapesError("a prefix or a namespace is declared twice", where="prefixes.ttl")
    return MappingProxyType(dict(sorted(pairs)))
