"""Only questions: a query is parsed and walked before any store sees it."""

from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import Any

from pyparsing import ParseException
from rdflib.plugins.sparql.parser import parseQuery, parseUpdate
from rdflib.plugins.sparql.parserutils import CompValue

from kg.errors import QueryError
from kg.queries.tokens import tokens

__all__ = ["Form", "check", "check_words"]

_DEEPEST = 100
_WRITING = frozenset(
    "INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH USING SERVICE FROM".split()
)


class Form(StrEnum):
    """The four query forms of SPARQL 1.1."""

    SELECT = "SelectQuery"
    ASK = "AskQuery"
    CONSTRUCT = "ConstructQuery"
    DESCRIBE = "DescribeQuery"


@lru_cache(maxsize=256)
def check(sparql: str, *, online: bool = False, where: str = "query") -> Form:
    """The form of a query that only reads, and reads only the store that it is sent to.

    `online` also lets SERVICE and FROM pass, which may make a store fetch from the network.
    Raises: QueryError for anything else, an update and a syntax error among them.
    """
    _refuse_depth(sparql, where)
    try:
        tree = parseQuery(sparql)
    except ParseException as err:
        raise _not_a_query(sparql, err, where) from err
    except (RecursionError, ValueError, KeyError, TypeError) as err:
        raise QueryError(f"cannot be parsed as SPARQL: {err}", where=where) from err
    body = tree[1]
    if not online:
        _refuse_network(body, where)
    return Form(body.name)


def check_words(sparql: str, *, where: str) -> None:
    """Refuse a word that only updates, SERVICE and FROM have: enough for a query that was parsed.

    Parameters take the place of single tokens, so that a query of kg's own keeps the structure
    that its tests have parsed; parsing it again would take longer than most answers.
    """
    for token in tokens(sparql):
        if token.kind == "word" and token.text.upper() in _WRITING:
            raise QueryError(f"{token.text} does more than read this store", where=where)


def _not_a_query(sparql: str, err: ParseException, where: str) -> QueryError:
    try:
        parseUpdate(sparql)
    except Exception as update_err:  # pyparsing actions raise anything
        del update_err
        line = err.line.strip()[:60] if err.line else ""
        return QueryError(
            f"SPARQL syntax error in line {err.lineno}, column {err.col}: {line!r}", where=where
        )
    return QueryError(
        "an update, and queries only read", where=where, hint="see `kg load` and `kg remove`"
    )


def _refuse_network(body: CompValue, where: str) -> None:
    for node in _nodes(body):
        if node.name == "ServiceGraphPattern":
            raise QueryError("SERVICE asks another server", where=where, hint="allow with --online")
        if node.name == "DatasetClause" or "datasetClause" in node:
            raise QueryError("FROM may fetch a graph", where=where, hint="allow with --online")


def _nodes(value: Any) -> Iterator[CompValue]:
    if isinstance(value, CompValue):
        yield value
        for child in value.values():
            yield from _nodes(child)
    elif isinstance(value, dict):
        for child in value.values():
            yield from _nodes(child)
    elif not isinstance(value, str) and hasattr(value, "__iter__"):
        for child in value:
            yield from _nodes(child)


def _refuse_depth(sparql: str, where: str) -> None:
    """A recursive parser would run out of stack on thousands of nested groups."""
    depth = deepest = 0
    for char in sparql:
        depth += (char in "({[") - (char in ")}]")
        deepest = max(deepest, depth)
    if deepest > _DEEPEST:
        raise QueryError(f"nested deeper than {_DEEPEST}", where=where)
