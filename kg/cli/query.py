"""`kg query`: stored and ad-hoc SPARQL on files, stores and endpoints."""

import shutil
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from kg import queries
from kg.cli.stores import open_for_reading
from kg.cli.terminal import Terminal
from kg.errors import UsageError
from kg.queries.executable import executables
from kg.queries.explain import explanation, listing
from kg.queries.formats import FORMATS, write
from kg.queries.header import Header
from kg.queries.openapi import openapi
from kg.queries.prefixes import with_prefixes
from kg.queries.readonly import check
from kg.store.base import Answer, Limits, Result, Store

__all__ = ["register"]

_SETTINGS: dict[str, list[str]] = {
    "help_option_names": []
}  # `kg query NAME --help` is the help of NAME


_EXPORTS = {
    (False, False): None,
    (True, False): openapi,
    (False, True): executables,
    (True, True): openapi,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    query: queries.StoredQuery
    params: dict[str, str]
    limits: Limits
    online: bool


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("query", context_settings=_SETTINGS)(query)


def query(  # noqa: PLR0913, PLR0917  # the options of a command are its interface
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(help="A stored query, or a .rq file.")] = None,
    params: Annotated[list[str] | None, typer.Argument(help="Parameters, key=value.")] = None,
    files: Annotated[list[Path] | None, typer.Option("--in", help="RDF files to ask.")] = None,
    store: Annotated[Path | None, typer.Option(help="A store on disk to ask.")] = None,
    endpoint: Annotated[str | None, typer.Option(help="A SPARQL endpoint to ask.")] = None,
    expression: Annotated[str | None, typer.Option("-e", help="Ad-hoc SPARQL.")] = None,
    output: Annotated[str, typer.Option("--format", "-f", help=" | ".join(FORMATS))] = "table",
    explain: Annotated[bool, typer.Option("--explain", help="Show the SPARQL, bound.")] = False,
    folders: Annotated[list[Path] | None, typer.Option("--queries", help="More queries.")] = None,
    timeout: Annotated[float, typer.Option(min=0.001, help="Seconds at most.")] = 60.0,
    max_rows: Annotated[int, typer.Option(min=1, help="Rows at most.")] = 100_000,
    online: Annotated[bool, typer.Option("--online", help="Let SERVICE and FROM pass.")] = False,
    export_openapi: Annotated[
        bool, typer.Option("--export-openapi", help="The library as OpenAPI.")
    ] = False,
    export_ttl: Annotated[
        bool, typer.Option("--export-ttl", help="The library as sh:SPARQLExecutable.")
    ] = False,
    show_help: Annotated[
        bool, typer.Option("--help", help="Explain the command or query.")
    ] = False,
) -> None:
    """Run a stored query (NAME key=value …) or an ad-hoc one; without NAME, list them.

    Answers come from RDF files, a store on disk or an endpoint. Queries only ever read.
    """
    chosen = _chosen(name, expression, folders or [])
    if text := _about(
        ctx, chosen, folders or [], show_help=show_help, export=_EXPORTS[export_openapi, export_ttl]
    ):
        sys.stdout.write(text)
        return
    assert chosen is not None  # noqa: S101  # without one, there was a text to show
    limits = Limits(rows=max_rows, seconds=timeout)
    asked = _Asked(query=chosen, params=_params(params or []), limits=limits, online=online)
    with closing(open_for_reading(files or [], store=store, endpoint=endpoint)) as opened:
        sys.stdout.write(_explained(asked, opened) if explain else _answer(asked, opened, output))


def _chosen(
    name: str | None, expression: str | None, folders: list[Path]
) -> queries.StoredQuery | None:
    if expression is not None:
        if name is not None:
            raise UsageError("a stored query and -e exclude each other")
        header = Header(summary="ad-hoc")
        return queries.StoredQuery(name="-e", text=with_prefixes(expression), header=header)
    return None if name is None else queries.find(name, folders=folders)


def _about(
    ctx: typer.Context,
    chosen: queries.StoredQuery | None,
    folders: list[Path],
    *,
    show_help: bool,
    export: Callable[[Iterable[queries.StoredQuery]], str] | None,
) -> str | None:
    """The text that was asked for in place of an answer."""
    if export is not None:
        return export(queries.catalogue(folders))
    if show_help:
        return explanation(chosen) if chosen else ctx.get_help() + "\n"
    return None if chosen else listing(queries.catalogue(folders))


def _params(given: list[str]) -> dict[str, str]:
    params: dict[str, str] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals:
            raise UsageError(f"a parameter is key=value: {text!r}")
        if name in params:
            raise UsageError(f"given twice: {name}")
        params[name] = value
    return params


def _explained(asked: _Asked, store: Store) -> str:
    sparql = queries.bound(asked.query, asked.params, store=store)
    check(sparql, online=asked.online, where=asked.query.name)
    return sparql if sparql.endswith("\n") else f"{sparql}\n"


def _answer(asked: _Asked, store: Store, output: str) -> str:
    if output not in FORMATS:
        raise UsageError(f"unknown format {output!r}", hint=f"one of {', '.join(FORMATS)}")
    result = queries.run(
        asked.query, asked.params, store=store, limits=asked.limits, online=asked.online
    )
    _tell_cut(result, asked.limits)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    return write(result, output, width=width)


def _tell_cut(result: Result, limits: Limits) -> None:
    if not isinstance(result, Answer) and result.cut:
        Terminal().warn(f"cut after {limits.rows:,} rows; raise --max-rows for more")
