r"""RDF terms written as SPARQL, one token each, whatever characters they hold.

A backslash before `u` needs care: SPARQL 1.1 §19.2 expands `\u0022` before it parses, and some
engines (rdflib among them) do so inside `\\u0022` too. The `u` is therefore written as an escape.
"""

import re

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.errors import QueryError

__all__ = ["literal", "named", "to_sparql"]

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.")
_AMBIGUOUS = re.compile(r"(?<=\\\\)[uU]")
_UNSENDABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
_LONGEST = 10_000


def named(iri: str, *, where: str) -> NamedNode:
    """An absolute IRI as a term.

    Raises: QueryError where a character may not stand in an IRI, or the IRI is relative.
    """
    if len(iri) > _LONGEST or _NOT_IN_IRI.search(iri) or _UNSENDABLE.search(iri):
        raise QueryError("not an IRI: a character that IRIs may not have", where=where)
    if not _SCHEME.match(iri):
        raise QueryError("not an absolute IRI", where=where)
    try:
        return NamedNode(iri)
    except ValueError as err:
        raise QueryError(f"not an IRI: {err}", where=where) from err


def literal(value: str, datatype: str | None = None, *, where: str) -> Literal:
    """A literal; control characters have no business in a parameter.

    Raises: QueryError where the text is too long or has characters that RDF cannot carry.
    """
    if len(value) > _LONGEST:
        raise QueryError(f"longer than {_LONGEST} characters", where=where)
    if _UNSENDABLE.search(value):
        raise QueryError("a control character", where=where)
    return Literal(value, datatype=NamedNode(datatype) if datatype else None)


def to_sparql(term: NamedNode | Literal | BlankNode) -> str:
    """The term as SPARQL 1.1 writes it."""
    if isinstance(term, NamedNode):
        return f"<{term.value}>"
    if isinstance(term, BlankNode):
        raise QueryError("a blank node has no name to ask for", where=str(term))
    quoted = f'"{_escape(term.value)}"'
    if term.language:
        return f"{quoted}@{term.language}"
    datatype = term.datatype.value
    return quoted if datatype == _XSD_STRING else f"{quoted}^^<{datatype}>"


def _escape(value: str) -> str:
    escaped = "".join(_ESCAPES.get(char, char) for char in value)
    return _AMBIGUOUS.sub(lambda match: f"\\U{ord(match.group()):08X}", escaped)
