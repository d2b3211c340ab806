"""A stored query with its parameters read, bound and sent to a store."""

from collections.abc import Mapping

from kg.errors import QueryError
from kg.queries.bind import Binding, bind
from kg.queries.catalogue import StoredQuery
from kg.queries.entities import find_entity
from kg.queries.header import Parameter, ParameterType
from kg.queries.own import whole
from kg.queries.readonly import check, check_words
from kg.queries.values import read_value
from kg.store.base import DEFAULT_LIMITS, Limits, Result, Store

__all__ = ["bound", "run"]


def bound(query: StoredQuery, params: Mapping[str, str], *, store: Store) -> str:
    """The SPARQL that would be sent: parameters in place, checked to be read-only.

    The store is asked only where a parameter is an entity given by name or QID, or a short name.
    Raises: QueryError for a parameter that is unknown, missing or of another type.
    """
    known = {parameter.name: parameter for parameter in query.header.parameters}
    for name in params:
        if name not in known:
            takes = ", ".join(known) or "none"
            raise QueryError(f"no parameter {name!r}", where=query.name, hint=f"it takes {takes}")
    values = {
        name: _value(parameter, text, query.name, store)
        for name, parameter in known.items()
        if (text := _given(parameter, params, query.name)) is not None
    }
    if not known:
        return query.text
    return bind(query.text, known.values(), values=values, where=query.name)


def run(
    query: StoredQuery,
    params: Mapping[str, str],
    *,
    store: Store,
    limits: Limits = DEFAULT_LIMITS,
    online: bool = False,
) -> Result:
    """The answer of a stored query.

    Raises: QueryError as `bound` does, or where the query does more than read.
    """
    sparql = bound(query, params, store=store)
    if query.shipped and not query.header.online:
        check_words(sparql, where=query.name)
    else:
        check(sparql, online=online, where=query.name)
    return store.query(sparql, limits=limits)


def _given(parameter: Parameter, params: Mapping[str, str], where: str) -> str | None:
    text = params.get(parameter.name, parameter.default)
    if text is None and parameter.required:
        example = f", such as {parameter.name}={parameter.example!r}" if parameter.example else ""
        raise QueryError(
            f"the parameter {parameter.name} ({parameter.type}) is missing{example}", where=where
        )
    return text


def _value(parameter: Parameter, text: str, query: str, store: Store) -> Binding:
    where = f"{query}: {parameter.name}"
    if not text.strip() and parameter.type is not ParameterType.STRING:
        raise QueryError("an empty value", where=where)
    if parameter.type in (ParameterType.ENTITY, ParameterType.IRI):
        text = whole(text.strip(), store)
    if parameter.type is ParameterType.ENTITY:
        return find_entity(text.strip(), store, where=where)
    return read_value(parameter.type, text, where=where)
