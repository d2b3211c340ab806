"""RDF 1.1 terms and nodes as strings in N-Triples syntax, made once and never parsed again."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.vocab import load_prefixes

__all__ = ["Node", "date", "english", "literal", "quads", "term", "typed"]

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"}
_SPECIAL = re.compile(r'[\\"\n\r]')
_DATE_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


@cache
def term(curie: str) -> str:
    """The IRI that a prefixed name stands for."""
    prefix, name = curie.split(":", 1)
    return f"<{load_prefixes()[prefix]}{name}>"


def literal(text: str) -> str:
    """A plain string."""
    return f'"{_SPECIAL.sub(lambda m: _ESCAPES[m.group()], text)}"'


def typed(text: str, datatype: str) -> str:
    """A literal of a datatype of XML Schema."""
    return f'"{text}"^^{term("xsd:" + datatype)}'


def english(text: str) -> str:
    """A string in English."""
    return literal(text) + "@en"


def date(text: str) -> str:
    """An ISO 8601 date with the precision that it has: year, month or day."""
    return typed(text, _DATE_TYPES[len(text)])


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
            yield f"{subject} {term('rdf:type')} {kind}"
        for predicate, value in self.properties:
            yield f"{subject} {predicate} {value}"


def quads(nodes: Iterable[Node], graph: str | None) -> Iterator[str]:
    """N-Quads lines of `nodes` in the named graph `graph`, or in the default graph."""
    end = f" <{graph}> .\n" if graph else " .\n"
    for node in nodes:
        for line in node.lines():
            yield line + end
