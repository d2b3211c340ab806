"""The query library as SHACL-AF sh:SPARQLExecutable, as sparql-examples does it."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from kg.queries.catalogue import StoredQuery
from kg.queries.readonly import Form, check
from kg.vocab import load_prefixes

__all__ = ["executables"]

_BASE = "https://w3id.org/kg-exporter/queries/"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_FORMS = {
    Form.SELECT: ("SPARQLSelectExecutable", "select"),
    Form.ASK: ("SPARQLAskExecutable", "ask"),
    Form.CONSTRUCT: ("SPARQLConstructExecutable", "construct"),
    Form.DESCRIBE: ("SPARQLConstructExecutable", "describe"),
}


def executables(queries: Iterable[StoredQuery]) -> str:
    """Every query with its summary, description, tags and parameters, in Turtle."""
    quads = sorted((quad for query in queries for quad in _quads(query)), key=str)
    known = load_prefixes()
    prefixes = {name: known[name] for name in ("rdf", "rdfs", "schema", "sh")}
    written = serialize(quads, format=RdfFormat.TURTLE, prefixes=prefixes)
    return (written or b"").decode("utf-8")


def _quads(query: StoredQuery) -> Iterator[Quad]:
    names = load_prefixes()
    rdf, rdfs, sh, schema = (names[name] for name in ("rdf", "rdfs", "sh", "schema"))
    here = NamedNode(_BASE + query.name)
    kind, word = _FORMS[check(query.text, online=True, where=query.name)]
    yield Quad(here, NamedNode(f"{rdf}type"), NamedNode(f"{sh}SPARQLExecutable"))
    yield Quad(here, NamedNode(f"{rdf}type"), NamedNode(f"{sh}{kind}"))
    yield Quad(here, NamedNode(f"{sh}{word}"), Literal(query.text))
    yield Quad(here, NamedNode(f"{rdfs}label"), Literal(query.header.summary, language="en"))
    if query.header.description:
        about = Literal(query.header.description, language="en")
        yield Quad(here, NamedNode(f"{rdfs}comment"), about)
    for tag in query.header.tags:
        yield Quad(here, NamedNode(f"{schema}keywords"), Literal(tag))
    for parameter in query.header.parameters:
        node = NamedNode(f"{_BASE}{query.name}-{parameter.name}")
        required = Literal(
            "0" if not parameter.required else "1", datatype=NamedNode(f"{_XSD}integer")
        )
        yield Quad(here, NamedNode(f"{sh}parameter"), node)
        yield Quad(node, NamedNode(f"{sh}name"), Literal(parameter.name))
        yield Quad(node, NamedNode(f"{sh}description"), Literal(parameter.description))
        yield Quad(node, NamedNode(f"{sh}minCount"), required)
