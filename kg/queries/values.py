"""Parameters as people type them, read as terms."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.iri import KG
from kg.queries.bind import Binding
from kg.queries.header import ParameterType
from kg.queries.terms import literal, named
from kg.vocab import load_schema

__all__ = ["read_value"]

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGER = re.compile(r"[+-]?\d{1,18}")
_DECIMAL = re.compile(r"[+-]?(\d{1,18}(\.\d{1,18})?|\.\d{1,18})")
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_LARGEST_LIMIT = 1_000_000


def read_value(kind: ParameterType, text: str, *, where: str) -> Binding:
    """A parameter's text as the term that its type stands for (entities: see `entities`).

    Raises: QueryError where the text is nothing of that type.
    """
    return _READERS[kind](text, where)


def _iri(text: str, where: str) -> NamedNode:
    return named(text.removeprefix("<").removesuffix(">"), where=where)


def _string(text: str, where: str) -> Literal:
    return literal(text, where=where)


def _integer(text: str, where: str) -> Literal:
    if not _INTEGER.fullmatch(text):
        raise QueryError(f"not an integer: {text!r}", where=where)
    return literal(str(int(text)), f"{_XSD}integer", where=where)


def _decimal(text: str, where: str) -> Literal:
    if not _DECIMAL.fullmatch(text):
        raise QueryError(f"not a decimal number: {text!r}", where=where)
    return literal(text, f"{_XSD}decimal", where=where)


def _date(text: str, where: str) -> Literal:
    """ISO 8601 as precise as given, compared as text: `2017` < `2017-10` < `2017-10-17`."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise QueryError(f"not a date: {text!r}", where=where, hint="2017, 2017-10 or 2017-10-17")
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError as err:
        raise QueryError(f"not a date: {text!r} ({err})", where=where) from err
    kind = "date" if day else "gYearMonth" if month else "gYear"
    return literal(text, f"{_XSD}{kind}", where=where)


def _limit(text: str, where: str) -> int:
    if not re.fullmatch(r"\d{1,9}", text) or not 1 <= int(text) <= _LARGEST_LIMIT:
        raise QueryError(f"not a limit from 1 to {_LARGEST_LIMIT:,}: {text!r}", where=where)
    return int(text)


def _class(text: str, where: str) -> NamedNode:
    iris = {name: str(cls.iri) for name, cls in load_schema().classes.items()}
    return _term(text, {**iris, "Entity": f"{KG}Entity"}, "class", where)


def _relation(text: str, where: str) -> NamedNode:
    relations = load_schema().relations
    return _term(text, {name: str(rel.iri) for name, rel in relations.items()}, "relation", where)


def _term(text: str, iris: Mapping[str, str], noun: str, where: str) -> NamedNode:
    name = text.removeprefix("kg:")
    if name in iris:
        return named(iris[name], where=where)
    if ":" in name:
        return _iri(name, where)
    close = get_close_matches(name, sorted(iris), n=3, cutoff=0.5)
    hint = f"did you mean {', '.join(close)}?" if close else f"one of {', '.join(sorted(iris))}"
    raise QueryError(f"no {noun} of the schema: {text!r}", where=where, hint=hint)


_READERS: Mapping[ParameterType, Callable[[str, str], Binding]] = {
    ParameterType.IRI: _iri,
    ParameterType.STRING: _string,
    ParameterType.INTEGER: _integer,
    ParameterType.DECIMAL: _decimal,
    ParameterType.DATE: _date,
    ParameterType.CLASS: _class,
    ParameterType.RELATION: _relation,
    ParameterType.LIMIT: _limit,
}
