"""`kg load`, `kg remove` and `kg diff`: triple stores filled, thinned out and compared."""

import sys
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from kg.aside import Aside
from kg.cli.stores import aside_path, open_for_writing, open_named
from kg.cli.terminal import Terminal, amount
from kg.store.diff import diff as differences
from kg.store.documents import held
from kg.store.documents import remove as remove_documents
from kg.store.load import load as load_files

__all__ = ["register"]

_Store = Annotated[Path | None, typer.Option(help="A store on disk; made where there is none.")]
_Endpoint = Annotated[str | None, typer.Option(help="A SPARQL 1.1 endpoint.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("load")(load)
    app.command("remove")(remove)
    app.command("diff")(diff)


def load(
    files: Annotated[
        list[Path], typer.Argument(help="RDF files: .ttl .trig .nt .nq .jsonld .rdf, .gz")
    ],
    store: _Store = None,
    endpoint: _Endpoint = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace the files' graphs.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Only errors.")] = False,
) -> None:
    """Load RDF files into a triple store. A load that broke off is run again as it was.

    A server's login comes from KG_USER and KG_PASSWORD, KG_TOKEN, or netrc.
    """
    terminal = Terminal(verbosity=-1 if quiet else 0)
    with closing(open_for_writing(store=store, endpoint=endpoint)) as opened:
        with terminal.progress("loading") as tick:
            loaded = load_files(files, opened, replace=replace, tick=tick)
        files_there = amount(loaded.files, "file")
        terminal.note(
            f"{files_there} loaded into {opened.name}: "
            f"{loaded.total:,} triples there, {loaded.graphs:,} named graphs"
        )


def remove(
    documents: Annotated[list[str], typer.Argument(help="Document ids or IRIs.")],
    store: _Store = None,
    endpoint: _Endpoint = None,
) -> None:
    """Take articles out of a store; what other articles say too stays."""
    with closing(open_for_writing(store=store, endpoint=endpoint, make=False)) as opened:
        count = remove_documents(opened, documents)
        left = {each.iri for versions in held(opened).values() for each in versions}
    Aside(aside_path(endpoint or str(store))).settle(left)
    Terminal().note(f"{amount(count, 'document')} removed")


def diff(
    first: Annotated[str, typer.Argument(help="An RDF file, a store's folder or an endpoint.")],
    second: Annotated[str, typer.Argument(help="What to compare it with.")],
) -> None:
    """Say in which statements two exports or stores differ: exit 0 where in none, else 1."""
    with closing(open_named(first)) as before, closing(open_named(second)) as after:
        found = list(differences(before, after))
    for each in found:
        sys.stdout.write(f"{each.change} {each.source}: {each.text}\n")
    if found:
        raise typer.Exit(1)
