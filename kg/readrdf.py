"""RDF files of any format into one rdflib graph, parsed by pyoxigraph."""

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, cast

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.term import Node

from kg.errors import InputError
from kg.serialize import FORMATS, format_of

__all__ = ["read_graph", "read_quads", "term"]


def read_quads(path: Path, *, format: str | None = None) -> Iterator[Quad]:
    """The quads of an RDF file (Turtle, TriG, N-Triples, N-Quads, JSON-LD, RDF/XML; `.gz` too).

    Its suffix names the format where none is given.

    Raises:
        InputError: not there, or broken; names the line.
    """
    kind: RdfFormat = FORMATS[format_of(str(path), asked=format)]
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            yield from parse(cast("IO[bytes]", file), format=kind)
    except SyntaxError as err:
        where = f"{path}:{err.lineno}" if err.lineno else str(path)
        raise InputError(f"broken {kind.name}: {err.msg}", where=where, hint="mend it") from err
    except (OSError, EOFError) as err:
        reason = getattr(err, "strerror", None) or str(err)
        raise InputError(f"cannot read: {reason}", where=str(path), hint="check the path") from err


def read_graph(paths: Iterable[Path], *, format: str | None = None, nameless: str = "b") -> Graph:
    """The triples of several files together, whatever named graphs they stand in.

    Nodes without a name are `nameless` and a number, in the order of the files: no two files share
    one, and they are called the same each time.

    Raises:
        InputError: a file is not there, or broken; names the line.
    """
    graph = Graph(bind_namespaces="none")
    numbers: dict[tuple[Path, Node], BNode] = {}
    for path in paths:
        for quad in read_quads(path, format=format):
            subject, value = (
                _numbered(term(one), path, numbers, nameless) for one in (quad.subject, quad.object)
            )
            graph.add((subject, term(quad.predicate), value))
    return graph


def _numbered(
    node: Node, path: Path, numbers: dict[tuple[Path, Node], BNode], nameless: str
) -> Node:
    if not isinstance(node, BNode):
        return node
    return numbers.setdefault((path, node), BNode(f"{nameless}{len(numbers) + 1}"))


def term(given: object) -> Node:
    """A term of pyoxigraph as one of rdflib."""
    match given:
        case NamedNode(value=value):
            return URIRef(value)
        case BlankNode(value=value):
            return BNode(value)
        case Literal(value=value, language=str() as language):
            return RdfLiteral(value, lang=language)
        case Literal(value=value, datatype=datatype):
            plain = datatype.value == "http://www.w3.org/2001/XMLSchema#string"
            return RdfLiteral(value, datatype=None if plain else URIRef(datatype.value))
    raise InputError(f"a term that RDF 1.1 does not know: {given}")
