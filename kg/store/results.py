"""A server's complete answer read as rows, yes or no, or triples."""

import re

from pyoxigraph import QueryBoolean, QueryResultsFormat, RdfFormat, parse, parse_query_results

from kg.errors import StoreError
from kg.store.base import Answer, Rows, Triples, value_of
from kg.store.protocol import Reply

__all__ = ["form_of", "read_rows", "read_triples"]

_VIRTUOSO_ASK = ("__ASK_RETVAL",)  # its answer to ASK, as a table
_PROLOGUE = re.compile(r"<[^<>\s]*>|#[^\n\r]*")
_FORM = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b(?!\s*:)", re.IGNORECASE)


def form_of(sparql: str) -> str:
    """The form of a query that has been checked before: the first of the four words."""
    match = _FORM.search(_PROLOGUE.sub(" ", sparql))
    return f"{match[1].capitalize()}Query" if match else "SelectQuery"


def read_rows(reply: Reply, where: str, *, rows: int | None) -> Rows | Answer:
    """The answer of a SELECT or ASK in SPARQL JSON.

    Raises: StoreError where it is cut or no SPARQL JSON.
    """
    try:
        found = parse_query_results(reply.body, format=QueryResultsFormat.JSON)
        if isinstance(found, QueryBoolean):
            return Answer(yes=bool(found))
        taken = [tuple(row) for row in found]
    except (SyntaxError, ValueError, OSError) as err:
        raise _broken(err, where) from err
    names = tuple(variable.value for variable in found.variables)
    if names == _VIRTUOSO_ASK:
        return Answer(yes=any(value_of(row[0]) in ("1", "true") for row in taken))
    return Rows(
        variables=names, rows=tuple(taken[:rows]), cut=rows is not None and len(taken) > rows
    )


def read_triples(reply: Reply, where: str, *, rows: int | None) -> Triples:
    """The graph of a CONSTRUCT or DESCRIBE in N-Triples or Turtle, each triple once.

    Raises: StoreError where it is cut or broken.
    """
    turtle = "turtle" in reply.media_type
    rdf_format = RdfFormat.TURTLE if turtle else RdfFormat.N_TRIPLES
    try:
        triples = tuple(dict.fromkeys(quad.triple for quad in parse(reply.body, format=rdf_format)))
    except (SyntaxError, ValueError) as err:
        raise _broken(err, where) from err
    return Triples(triples=triples[:rows], cut=rows is not None and len(triples) > rows)


def _broken(err: Exception, where: str) -> StoreError:
    return StoreError(f"an answer that is cut or broken: {err}", where=where)
