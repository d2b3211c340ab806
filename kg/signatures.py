"""What a shapes graph can tell apart: nodes with the same signature get the same verdict.

Core constraints on plain paths ask something of each value by itself, or count the values, and
only in nodes of the classes that they target. So a node of which no constraint sees more than has
been seen in sound nodes is sound too, with no need to ask again.
SHACL core, https://www.w3.org/TR/shacl/#core-components.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, SH, XSD
from rdflib.term import Node as Term
from rdflib.util import from_n3

from kg.terms import Node

__all__ = ["Part", "Signatures"]

Part = tuple[object, ...]
"""What one property shape sees of a node: the answers that a value gives, or whether it counts."""

_Types = Mapping[str, tuple[str, ...]]
_Check = Callable[[str, _Types], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Property:
    """A property shape: the classes whose instances it looks at, and what it asks there.

    Those of one `name` ask the same: the name of an army is asked what that of a city is.
    """

    name: int
    path: str
    targets: frozenset[str]
    least: int
    most: float
    checks: tuple[_Check, ...]

    def parts(self, values: list[str], types: _Types) -> Iterator[Part]:
        """What it sees of the values of its path."""
        yield self.name, "count", self.least <= len(values) <= self.most
        for value in values:
            yield self.name, "value", *(check(value, types) for check in self.checks)


@dataclass(slots=True)
class Signatures:
    """The parts that a shapes graph sees.

    Where it uses more than core constraints on one value or on counts, or paths that are no single
    predicate, each node is a part of its own, and is judged by itself.
    """

    shapes: Graph
    _local: bool = False
    _properties: tuple[_Property, ...] = ()
    _meant: dict[tuple[str, ...], tuple[_Property, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._local = _is_local(self.shapes)
        self._properties = tuple(_properties(self.shapes)) if self._local else ()

    def parts(self, node: Node, types: _Types) -> frozenset[Part]:
        """Give what the shapes see of the node. `types` gives the classes of nodes it names."""
        if not self._local:
            return frozenset({(node,)})
        values: dict[str, list[str]] = defaultdict(list)
        for path, value in node.properties:
            values[path].append(value)
        found: set[Part] = set()
        for one in self._looking_at(node.types):
            given = values.get(one.path, [])
            if given or one.least:  # what may be absent and is says nothing
                found.update(one.parts(given, types))
        return frozenset(found)

    def asked(self, nodes: Iterable[Node]) -> list[str] | None:
        """The shapes that look at nodes of such classes; None where any of them may."""
        if not self._local:
            return None
        types = {kind for node in nodes for kind in node.types}
        targets = self.shapes.subject_objects(SH.targetClass)
        asked = {shape for shape, target in targets if f"<{target}>" in types}
        named = {one for shape in asked for one in self.shapes.objects(shape, SH.property)}
        return sorted(str(one) for one in asked | named if isinstance(one, URIRef))

    def _looking_at(self, types: tuple[str, ...]) -> tuple[_Property, ...]:
        if types not in self._meant:
            meant = (one for one in self._properties if not one.targets.isdisjoint(types))
            self._meant[types] = tuple(meant)
        return self._meant[types]


def _is_local(shapes: Graph) -> bool:
    """Whether every constraint is about the values of one predicate of a targeted node."""
    used = {p for p in shapes.predicates() if str(p).startswith(str(SH))}
    members = {m for choice in shapes.objects(None, SH["or"]) for m in Collection(shapes, choice)}
    with_path = set(shapes.subjects(SH.path))
    # Shapes that are classes target their own instances, without saying so.
    classes = shapes.subjects(RDF.type, RDFS.Class)
    constrained = {s for s, p in shapes.subject_predicates() if p in _CHECKS or p in _COUNTS}
    return (
        used <= {*_CHECKS, *_COUNTS, *_OTHERS}
        and all(isinstance(path, URIRef) for path in shapes.objects(None, SH.path))
        and with_path.isdisjoint(shapes.subjects(SH.property))
        and constrained <= with_path | members
        and all(used.intersection(shapes.predicates(one)) <= _ALTERNATIVES for one in members)
        and all(isinstance(shape, URIRef) for shape in shapes.subjects(SH.targetClass))
        and {*shapes.subjects(SH.property), *with_path}.isdisjoint(classes)
        and (None, RDFS.subClassOf, RDFS.Class) not in shapes
        and not any(str(kind).startswith(str(RDFS)) for kind in shapes.objects(None, SH.datatype))
    )


def _properties(shapes: Graph) -> Iterator[_Property]:
    names: dict[object, int] = {}
    for shape in sorted(shapes.subjects(SH.path), key=str):
        least = [int(str(bound)) for bound in shapes.objects(shape, SH.minCount)]
        most = [int(str(bound)) for bound in shapes.objects(shape, SH.maxCount)]
        yield _Property(
            name=names.setdefault(_asked(shapes, shape), len(names)),
            path=f"<{shapes.value(shape, SH.path)}>",
            targets=frozenset(f"<{target}>" for target in _targets(shapes, shape)),
            least=max(least, default=0),
            most=min(most, default=float("inf")),
            checks=tuple(_checks(shapes, shape)),
        )


def _asked(shapes: Graph, term: Term) -> object:
    """What a shape, or one of its terms, asks, whatever it is called and says."""
    if not isinstance(term, BNode):
        return term
    if (term, RDF.first, None) in shapes:
        return tuple(_asked(shapes, member) for member in Collection(shapes, term))
    found = shapes.predicate_objects(term)
    return frozenset((p, _asked(shapes, value)) for p, value in found if p not in _WORDS)


def _targets(shapes: Graph, looking: Term) -> Iterator[Term]:
    """The classes whose instances a property shape looks at."""
    for shape in (looking, *shapes.subjects(SH.property, looking)):
        yield from shapes.objects(shape, SH.targetClass)


def _checks(shapes: Graph, shape: Term) -> Iterator[_Check]:
    """What the constraints of a shape ask of one value."""
    for constraint, maker in _CHECKS.items():
        for asked in sorted(shapes.objects(shape, constraint), key=str):
            yield maker(shapes, asked)


def _of_class(_: Graph, asked: Term) -> _Check:
    wanted = f"<{asked}>"
    return lambda value, types: wanted in types.get(value[1:-1], ())


def _of_datatype(_: Graph, asked: Term) -> _Check:
    return lambda value, _: _datatype(value) == str(asked)


@lru_cache(maxsize=4096)
def _datatype(value: str) -> str:
    """The datatype of a literal that is one of its kind: 2017-10 is no xsd:date."""
    read = from_n3(value)
    if not isinstance(read, Literal) or read.ill_typed:
        return ""
    return str(RDF.langString if read.language else read.datatype or XSD.string)


def _kind(_: Graph, __: Term) -> _Check:
    return lambda value, _: value[0]


def _any(shapes: Graph, members: Term) -> _Check:
    choices = [tuple(_checks(shapes, member)) for member in Collection(shapes, members)]
    return lambda value, types: any(all(c(value, types) for c in checks) for checks in choices)


def _matches(_: Graph, pattern: Term) -> _Check:
    compiled = re.compile(str(pattern))
    return lambda value, _: compiled.search(_text(value)) is not None


def _long_enough(_: Graph, least: Term) -> _Check:
    length = int(str(least))
    return lambda value, _: len(_text(value)) >= length


def _compares(_: Graph, bound: Term) -> _Check:
    number = Decimal(str(bound))

    def compare(value: str, _: _Types) -> object:
        try:
            given = Decimal(_text(value))
            return _datatype(value), (given > number) - (given < number)
        except InvalidOperation:
            return value  # what it is worth is for SHACL to say

    return compare


def _is_one_of(shapes: Graph, members: Term) -> _Check:
    known = {one.n3() for one in Collection(shapes, members) if isinstance(one, URIRef | Literal)}
    return lambda value, _: value in known


def _text(value: str) -> str:
    """Give the text of a term in N-Triples syntax."""
    if value[0] == "<":
        return value[1:-1]
    words = value[1 : value.rindex('"')]
    return str(from_n3(value)) if "\\" in words else words


_CHECKS: Mapping[Term, Callable[[Graph, Term], _Check]] = {
    SH["class"]: _of_class,
    SH.datatype: _of_datatype,
    SH.nodeKind: _kind,
    SH["in"]: _is_one_of,
    SH["or"]: _any,
    SH.pattern: _matches,
    SH.minLength: _long_enough,
    SH.minInclusive: _compares,
    SH.maxInclusive: _compares,
}
_ALTERNATIVES = frozenset({SH["class"], SH.datatype})
_COUNTS = frozenset({SH.minCount, SH.maxCount})
_WORDS = frozenset({SH.name, SH.message, SH.severity})
_OTHERS = _WORDS | {SH.path, SH.property, SH.targetClass}
