"""Parameters put into a query as terms: a variable token becomes one term token, nothing else.

Replacing the token, rather than adding VALUES, also reaches subqueries and the filters of nested
groups, where SPARQL's bottom-up evaluation would not see an outer VALUES; and the text that comes
out runs unchanged on any engine.
"""

from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.queries.header import Parameter, ParameterType
from kg.queries.terms import to_sparql
from kg.queries.tokens import Token, tokens

__all__ = ["Binding", "bind", "parameter_of", "with_limit"]

Binding = NamedNode | Literal | int


def parameter_of(variable: str, names: Iterable[str]) -> str | None:
    """The parameter that grlc's `?_name` or `?_name_iri` stands for."""
    if not variable.startswith(("?_", "$_")):
        return None
    name = variable[2:].split("_", 1)[0]
    return name if name in names else None


def bind(
    text: str, parameters: Iterable[Parameter], *, values: Mapping[str, Binding], where: str
) -> str:
    """The query with each given parameter in place; those not given stay variables.

    Raises: QueryError where the query has a `?_name` that its header does not declare.
    """
    declared = {parameter.name: parameter for parameter in parameters}
    bound = "".join(_replace(token, declared, values, where) for token in tokens(text))
    for name, value in sorted(values.items()):
        if isinstance(value, int) and declared[name].type is ParameterType.LIMIT:
            bound = with_limit(bound, value)
    return bound


def _replace(
    token: Token, declared: Mapping[str, Parameter], values: Mapping[str, Binding], where: str
) -> str:
    if token.kind != "variable" or not token.text.startswith(("?_", "$_")):
        return token.text
    name = parameter_of(token.text, declared)
    if name is None:
        raise QueryError(f"{token.text} is not declared in the #+ header", where=where)
    value = values.get(name)
    if value is None:
        return token.text
    return str(value) if isinstance(value, int) else to_sparql(value)


def with_limit(text: str, limit: int) -> str:
    """The query with the number of its outermost LIMIT replaced, or a LIMIT added.

    A subquery with the same LIMIT chooses the rows for the outer one, and changes with it.
    """
    parts = list(tokens(text))
    places = _limits(parts)
    outer = next((parts[at].text for at in places if parts[at].depth == 0), None)
    if outer is None:
        return f"{text.rstrip()}\nLIMIT {limit}\n"
    same = {at for at in places if parts[at].text == outer}
    return "".join(str(limit) if at in same else part.text for at, part in enumerate(parts))


def _limits(parts: list[Token]) -> list[int]:
    """Where the numbers after LIMIT stand."""
    after, found = False, []
    for at, part in enumerate(parts):
        if part.kind == "word" and part.text.upper() == "LIMIT":
            after = True
        elif part.kind not in ("space", "comment"):
            if after and part.kind == "number":
                found.append(at)
            after = False
    return found
