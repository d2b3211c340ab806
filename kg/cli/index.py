"""`kg index`: what stands behind names, offline: build it, ask it."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import IndexFile
from kg.cli.terminal import Terminal
from kg.errors import UsageError
from kg.link.build import build_index
from kg.link.index import Index, default_index, qid_text
from kg.link.reconcile.server import open_server

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    index = typer.Typer(help="The index of Wikidata's names.", rich_markup_mode=None)
    index.command("build")(build)
    index.command("info")(info)
    index.command("lookup")(lookup)
    index.command("serve")(serve)
    app.add_typer(index, name="index")


def build(
    source: Annotated[Path, typer.Option("--data", help="A folder of packed gazetteers.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The index to write.")],
) -> None:
    """Build an index: the same bytes from the same data."""
    if not source.is_dir():
        raise UsageError("is no folder", where=str(source))
    build_index(source, output)
    Terminal().note(f"{output}: {Index(output).meta['items']} items")


def info(*, index: IndexFile = None) -> None:
    """Say what is in the index, and how old it is."""
    path = index or default_index()
    rows = {"file": str(path), **Index(path).meta}
    sys.stdout.writelines(f"{name}\t{value}\n" for name, value in rows.items())


def lookup(
    name: Annotated[str, typer.Argument(help="A name.")], *, index: IndexFile = None
) -> None:
    """List the items that a name may stand for."""
    sys.stdout.writelines(_rows(name, Index(index or default_index())))


def serve(
    *,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8765,
    index: IndexFile = None,
) -> None:
    """Offer the index to OpenRefine, as a reconciliation service on this machine only."""
    names = Index(index or default_index())
    server, place = open_server(names, port=port)
    Terminal().note(f"reconciliation service at {place}; Ctrl-C ends it")
    with server, closing(names), suppress(KeyboardInterrupt):
        server.serve_forever()


def _rows(name: str, index: Index) -> Iterator[str]:
    for found in index.find(name):
        item = found.item
        cells: Sequence[str] = (qid_text(item.qid), item.label, item.kind, item.description)
        yield "\t".join(cells) + "\n"
