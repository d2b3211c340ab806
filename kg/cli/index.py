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
from kg.link.dump import Wanted, build_from_dump
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


def build(  # noqa: PLR0913  # the options of a command are its interface
    output: Annotated[Path, typer.Option("--output", "-o", help="The index to write.")],
    *,
    data: Annotated[Path | None, typer.Option(help="A folder of packed gazetteers.")] = None,
    from_dump: Annotated[
        Path | None, typer.Option(help="A dump of Wikidata: .json or truthy .nt, as .gz or .bz2.")
    ] = None,
    date: Annotated[str, typer.Option(help="The date of the dump, for provenance.")] = "",
    classes: Annotated[
        list[str] | None, typer.Option("--class", help="Only items of this class: a QID.")
    ] = None,
    language: Annotated[str, typer.Option(help="The language of the dump's names.")] = "en",
    min_sitelinks: Annotated[int, typer.Option(min=0, help="Only items this well known.")] = 0,
) -> None:
    """Build an index: the same bytes from the same data."""
    if (data is None) == (from_dump is None):
        raise UsageError("needs --data or --from-dump", hint="kg index build --data FOLDER -o FILE")
    if data is not None and not data.is_dir():
        raise UsageError("is no folder", where=str(data))
    if from_dump is not None and not from_dump.is_file():
        raise UsageError("is no file", where=str(from_dump))
    terminal = Terminal()
    if data is not None:
        build_index(data, output)
    elif from_dump is not None:
        wanted = Wanted(frozenset(map(_class, classes or ())), language, min_sitelinks)
        with terminal.progress("lines") as tick:
            build_from_dump(from_dump, output, wanted, date=date or from_dump.name, tick=tick)
    terminal.note(f"{output}: {Index(output).meta['items']} items")


def _class(item: str) -> int:
    if item[:1] != "Q" or not item[1:].isdigit():
        raise UsageError(f"{item!r} is no QID", where="--class")
    return int(item[1:])


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
