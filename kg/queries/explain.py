"""Stored queries described for people: the list, and the help of one."""

from collections.abc import Iterable

from kg.queries.catalogue import StoredQuery
from kg.queries.header import Parameter

__all__ = ["explanation", "listing"]


def listing(queries: Iterable[StoredQuery]) -> str:
    """One line a query: its name and summary."""
    rows = [(query.name, query.header.summary) for query in queries]
    width = max((len(name) for name, _ in rows), default=0)
    return "".join(f"{name:<{width}}  {summary}\n" for name, summary in rows)


def explanation(query: StoredQuery) -> str:
    """What a query is for, its parameters with type, default and example, and its columns."""
    header = query.header
    parts = [f"{query.name}: {header.summary}"]
    if header.description:
        parts.append(header.description)
    if header.online:
        parts.append("Asks another server: run it with --online.")
    if header.parameters:
        parts.append("Parameters\n" + _columns(map(_parameter, header.parameters)))
    if header.returns:
        parts.append("Returns\n" + _columns(header.returns))
    parts.append("Example\n  " + _example(query))
    return "\n\n".join(parts) + "\n"


def _columns(rows: Iterable[tuple[str, str]]) -> str:
    pairs = list(rows)
    width = max(len(name) for name, _ in pairs)
    return "\n".join(f"  {name:<{width}}  {text}" for name, text in pairs)


def _parameter(parameter: Parameter) -> tuple[str, str]:
    notes = [parameter.type.value]
    if parameter.required:
        notes.append("required")
    if parameter.default is not None:
        notes.append(f"default {parameter.default}")
    if parameter.example is not None:
        notes.append(f"such as {parameter.example}")
    return parameter.name, f"{parameter.description} ({', '.join(notes)})".strip()


def _example(query: StoredQuery) -> str:
    given = [
        f'{each.name}="{each.example}"' if " " in each.example else f"{each.name}={each.example}"
        for each in query.header.parameters
        if each.example is not None and each.required
    ]
    return " ".join(["kg query", query.name, *given, "--in graph.ttl"])
