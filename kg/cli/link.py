"""`kg link` and `kg index`: items of Wikidata for names, offline."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import IndexFile
from kg.cli.terminal import Terminal
from kg.errors import InputError, UsageError
from kg.link.build import build_index
from kg.link.classes import classes
from kg.link.index import Index, default_index, qid_text
from kg.link.linker import Linker, Linking
from kg.link.rank import Ranked
from kg.link.spans import link_spans, marked
from kg.records import Record, read_records

if TYPE_CHECKING:
    from kg.extract.extractor import Extractor

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command("link")(run)
    index = typer.Typer(help="The index of Wikidata's names.", rich_markup_mode=None)
    index.command("build")(build)
    index.command("info")(info)
    index.command("lookup")(lookup)
    app.add_typer(index, name="index")


def run(
    spans: Annotated[Path, typer.Option("--spans", help="Texts with marked names: JSON lines.")],
    output: Annotated[str, typer.Option("--output", "-o", help="File, or - for stdout.")] = "-",
    *,
    index: IndexFile = None,
    types: Annotated[bool, typer.Option(help="Read the names' classes off the text.")] = True,
) -> None:
    """Add the item of Wikidata to each marked name."""
    linker = Linker.open(Linking(index=index))
    extractor = _extractor() if types else None
    lines = (_linked(record, linker, extractor) for record in read_records(spans))
    if output == "-":
        sys.stdout.writelines(lines)
    else:
        Path(output).write_text("".join(lines), encoding="utf-8")


def _linked(record: Record, linker: Linker, extractor: "Extractor | None") -> str:
    text = record.text("text")
    mentions = [m for m in record.items("mentions") if isinstance(m, dict)]
    known = classes(text, extractor) if extractor else {}
    marks = marked(text, [_span(Record(m, record.where), text) for m in mentions], known)
    best = link_spans(text, marks, linker)
    answered = [{**m, **_answer(one, linker)} for m, one in zip(mentions, best, strict=True)]
    return json.dumps({**record.fields, "mentions": answered}, ensure_ascii=False) + "\n"


def _extractor() -> "Extractor":
    from kg.extract.extractor import Extractor  # spaCy: too slow for `kg index`

    return Extractor.load()


def _answer(one: Ranked | None, linker: Linker) -> dict[str, object]:
    if one is None:
        return {"qid": None, "score": 0.0, "same_as": False}
    sure = one.score >= linker.threshold
    return {"qid": qid_text(one.found.item.qid), "score": round(one.score, 4), "same_as": sure}


def _span(one: Record, text: str) -> tuple[int, int]:
    start, end = int(one.number("start", default=-1)), int(one.number("end", default=-1))
    if not 0 <= start < end <= len(text):
        raise InputError("has a mention outside its text", where=one.where)
    return start, end


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


def _rows(name: str, index: Index) -> Iterator[str]:
    for found in index.find(name):
        item = found.item
        cells: Sequence[str] = (qid_text(item.qid), item.label, item.kind, item.description)
        yield "\t".join(cells) + "\n"
