"""`kg link`: items of Wikidata for names in exports and texts, offline."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pyoxigraph import RdfFormat, parse

from kg.cli.linking import takes_linking
from kg.cli.terminal import Terminal
from kg.errors import InputError, UsageError
from kg.link.classes import classes
from kg.link.index import qid_text
from kg.link.linker import Linker, Linking
from kg.link.rank import Ranked
from kg.link.spans import link_spans, marked
from kg.pipeline import prefixes
from kg.records import Record, read_records
from kg.relink import relink
from kg.relink import unlinked as unlinked_of
from kg.serialize import (
    DATASET_FORMATS,
    FORMATS,
    GRAPH_FORMATS,
    QuadSorter,
    check_writable,
    format_of,
    open_output,
    save,
)
from kg.vocab import load_schema

if TYPE_CHECKING:
    from kg.extract.extractor import Extractor

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("link")(takes_linking(run))


def run(  # noqa: PLR0913  # the options of a command are its interface
    files: Annotated[
        list[Path] | None, typer.Argument(help="Exports to look up anew, in any RDF format.")
    ] = None,
    output: Annotated[str, typer.Option("--output", "-o", help="File, or - for stdout.")] = "-",
    *,
    format: Annotated[str | None, typer.Option("--format", "-f", help=" | ".join(FORMATS))] = None,
    spans: Annotated[
        Path | None, typer.Option("--spans", help="Texts with marked names: JSON lines.")
    ] = None,
    unlinked: Annotated[
        bool, typer.Option("--unlinked", help="List what has no item, to be decided by hand.")
    ] = False,
    types: Annotated[bool, typer.Option(help="Read the names' classes off the text.")] = True,
    linking: Linking,
) -> None:
    """Look the entities of exports up anew, list those without an item, or link marked names."""
    if bool(files) == bool(spans):
        raise UsageError("needs exports or --spans", hint="kg link graph.ttl -o linked.ttl")
    if spans:
        _link_spans(spans, output, linking, types=types)
    elif unlinked:
        _write(output, list(_table(files or ())))  # all read before anything is written
    else:
        _relink(files or (), output, linking, asked=format)


def _relink(files: Sequence[Path], output: str, linking: Linking, *, asked: str | None) -> None:
    kind = format_of(output, asked=asked)
    check_writable(output)
    with closing(Linker.open(linking)) as linker:
        done = relink(files, linker, schema=load_schema())
    with QuadSorter(by_graph=kind in GRAPH_FORMATS) as lines:
        lines.add(done.lines if kind in DATASET_FORMATS else map(_triple, done.lines))
        save(lines, output, format=kind, prefixes=prefixes(done.namespace))
    registered = f", {done.registered} to another register" if done.registered else ""
    Terminal().note(f"{done.entities} entities, {done.linked} linked to Wikidata{registered}")


def _triple(line: str) -> str:
    """Give a line without its graph's name, which is the last IRI."""
    (quad,) = parse(line, format=RdfFormat.N_QUADS)
    return f"{quad.triple} .\n"


def _table(files: Sequence[Path]) -> Iterator[str]:
    """Write the entities without an item as a table of decisions yet to be made."""
    yield "name\tclass\tqid\tdocuments\tcandidates\n"
    for one in unlinked_of(files, schema=load_schema()):
        name = " ".join(one.name.split())
        yield f"{name}\t{one.type}\t\t{one.documents}\t{' '.join(one.items)}\n"


def _link_spans(spans: Path, output: str, linking: Linking, *, types: bool) -> None:
    extractor = _extractor() if types else None
    with closing(Linker.open(linking)) as linker:
        if linker.register:
            raise UsageError("knows no items of Wikidata", where=str(linking.reconcile))
        _write(output, [_linked(record, linker, extractor) for record in read_records(spans)])


def _write(output: str, lines: Iterable[str]) -> None:
    with open_output(output) as file:
        file.writelines(line.encode() for line in lines)


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
