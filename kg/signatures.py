"""What a shapes graph can tell apart: nodes with the same signature get the same verdict.

Core constraints on plain paths look at one value at a time (its kind, datatype, classes, and what
a pattern or a bound says of it) or count the values of a path. So a node whose every value, and
whose counts, have been seen in sound nodes is sound too, with no need to ask again.
SHACL core, https://www.w3.org/TR/shacl/#core-components.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import SH
from rdflib.term import Node as Term
from rdflib.util import from_n3

from kg.terms import Node

__all__ = ["Part", "Signatures"]

Part = tuple[object, ...]
"""Something that a shape can see of a node: a kind of value of a path, or its counts."""

_Check = Callable[[str], object]
_DIGIT = re.compile(r"[0-9]")
_CORE = frozenset(
    {
        *(SH.path, SH.name, SH.message, SH.severity, SH.property, SH.targetClass),
        *(SH.minCount, SH.maxCount, SH.nodeKind, SH.datatype, SH["class"], SH["in"], SH["or"]),
        *(SH.pattern, SH.minLength, SH.minInclusive, SH.maxInclusive),
    }
)


@dataclass(slots=True)
class Signatures:
    """The parts that a shapes graph sees.

    Where it uses more than core constraints on one value or on counts, or paths that are no single
    predicate, each node is a part of its own, and is judged by itself.
    """

    shapes: Graph
    _checks: dict[str, list[_Check]] = field(default_factory=dict)
    _paths: frozenset[str] = frozenset()
    _counted: frozenset[str] = frozenset()
    _most: int = 1
    _local: bool = False

    def __post_init__(self) -> None:
        used = {p for p in self.shapes.predicates() if str(p).startswith(str(SH))}
        plain = all(isinstance(p, URIRef) for p in self.shapes.objects(None, SH.path))
        choices = all((one, SH.path, None) in self.shapes for one in self.shapes.subjects(SH["or"]))
        self._local = used <= _CORE and plain and choices
        self._paths = frozenset(f"<{path}>" for path in self.shapes.objects(None, SH.path))
        bounds = [
            pair for b in (SH.minCount, SH.maxCount) for pair in self.shapes.subject_objects(b)
        ]
        self._most = max((int(str(bound)) for _, bound in bounds), default=0) + 1
        self._counted = frozenset(
            f"<{path}>" for shape, _ in bounds for path in self.shapes.objects(shape, SH.path)
        )
        self._checks = _checks(self.shapes)

    def parts(self, node: Node, types: Mapping[str, tuple[str, ...]]) -> frozenset[Part]:
        """Give what the shapes see of the node. `types` gives the classes of nodes it names."""
        if not self._local:
            return frozenset({(node,)})
        counts = Counter(predicate for predicate, _ in node.properties)
        amounts = {(node.types, p, min(counts[p], self._most)) for p in self._counted}
        values = {
            (node.types, p, *self._value(p, v, types))
            for p, v in node.properties
            if p in self._paths
        }
        return frozenset(values | amounts)

    def _value(
        self, predicate: str, value: str, types: Mapping[str, tuple[str, ...]]
    ) -> tuple[object, ...]:
        checked = tuple(check(value) for check in self._checks.get(predicate, ()))
        if value[0] == "<":
            return (*sorted(types.get(value[1:-1], ())), "<>", *checked)
        words, _, kind = value.rpartition('"')
        # Whether a literal fits its datatype shows in its form: 2017-10 is no xsd:date.
        form = _DIGIT.sub("9", words) if kind.startswith("^^") else ""
        return form, kind, *checked


def _checks(shapes: Graph) -> dict[str, list[_Check]]:
    """Give what the constraints on a path ask of the text of its values."""
    found: dict[str, list[_Check]] = defaultdict(list)
    makers: Iterable[tuple[Term, Callable[[Graph, Term], _Check]]] = (
        (SH.pattern, _matches),
        (SH.minLength, _long_enough),
        (SH.minInclusive, _compares),
        (SH.maxInclusive, _compares),
        (SH["in"], _is_one_of),
    )
    for constraint, maker in makers:
        for shape, value in sorted(shapes.subject_objects(constraint), key=str):
            for path in shapes.objects(shape, SH.path):
                found[f"<{path}>"].append(maker(shapes, value))
    return dict(found)


def _matches(_: Graph, pattern: Term) -> _Check:
    compiled = re.compile(str(pattern))
    return lambda value: compiled.search(_text(value)) is not None


def _long_enough(_: Graph, least: Term) -> _Check:
    length = int(str(least))
    return lambda value: len(_text(value)) >= length


def _compares(_: Graph, bound: Term) -> _Check:
    number = Decimal(str(bound))

    def compare(value: str) -> object:
        try:
            given = Decimal(_text(value))
            return (given > number) - (given < number)
        except InvalidOperation:
            return value  # what it is worth is for SHACL to say

    return compare


def _is_one_of(shapes: Graph, members: Term) -> _Check:
    known = {one.n3() for one in Collection(shapes, members) if isinstance(one, URIRef | Literal)}
    return lambda value: value in known


def _text(value: str) -> str:
    """Give the text of a term in N-Triples syntax."""
    if value[0] == "<":
        return value[1:-1]
    words = value[1 : value.rindex('"')]
    return str(from_n3(value)) if "\\" in words else words
