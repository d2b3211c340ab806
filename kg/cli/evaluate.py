"""`kg evaluate`: how good the extraction is, measured against a gold file."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from kg.documents import document
from kg.errors import InputError, UsageError
from kg.evaluate.annotation import Annotation, annotation, read_annotations
from kg.evaluate.browse import mistakes
from kg.evaluate.evaluation import Evaluation, evaluate
from kg.evaluate.links import LINK_FORMATS, read_links, score_links
from kg.evaluate.reliability import reliability, reliability_table
from kg.evaluate.report import FORMATS
from kg.link.index import Index, default_index
from kg.model import Document
from kg.pipeline import Settings, extract
from kg.vocab import load_schema

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("evaluate")(run)


def run(  # noqa: PLR0913  # the options of a command are its interface
    gold: Annotated[Path, typer.Argument(help="Gold file: JSON lines.")],
    pred: Annotated[
        Path | None, typer.Argument(help="Predictions alike; without, the texts are extracted now.")
    ] = None,
    *,
    output: Annotated[str, typer.Option("--format", "-f", help=" | ".join(FORMATS))] = "text",
    links: Annotated[bool, typer.Option("--links", help="Score marked spans with items.")] = False,
    trust: Annotated[
        bool, typer.Option("--reliability", help="Confidence against what is right.")
    ] = False,
    errors: Annotated[bool, typer.Option("--errors", help="List every mistake instead.")] = False,
    min_f1: Annotated[float, typer.Option(min=0, max=1, help="Exit 1 below, all relations.")] = 0,
    model: Annotated[str | None, typer.Option(help="A spaCy pipeline, by name or path.")] = None,
) -> None:
    """Score predictions, or what is extracted now, against a gold file."""
    known = LINK_FORMATS if links else FORMATS
    if output not in known:
        raise UsageError(f"unknown format {output!r}", hint=f"one of {', '.join(known)}")
    if links:
        sys.stdout.write(_link_scores(gold, pred, output) + "\n")
        return
    wanted = _gold(gold)
    settings = Settings(model=model)
    found = read_annotations(pred, gold=wanted) if pred else _extracted(wanted, settings)
    evaluation = evaluate(wanted, found, schema=load_schema())
    if errors:
        _browse(evaluation)
    elif trust:
        sys.stdout.write(reliability_table(reliability(evaluation.judgements)) + "\n")
    else:
        sys.stdout.write(FORMATS[output](evaluation.scores) + "\n")
    raise typer.Exit(int(evaluation.scores.relations.f1 < min_f1))


def _link_scores(gold: Path, pred: Path | None, output: str) -> str:
    if pred is None:
        raise UsageError("--links needs predictions", hint="kg link --spans GOLD -o PRED")
    with closing(Index(default_index())) as index:
        return LINK_FORMATS[output](score_links(read_links(gold), read_links(pred), index))


def _gold(path: Path) -> dict[str, Annotation]:
    """Read the gold; one without a document has nothing to be measured by."""
    wanted = read_annotations(path)
    if not wanted:
        raise InputError("has no documents", where=str(path), hint="one JSON object a line")
    return wanted


def _extracted(gold: Mapping[str, Annotation], settings: Settings) -> dict[str, Annotation]:
    return {one.document.id: annotation(one) for one in extract(_documents(gold), settings)}


def _documents(gold: Mapping[str, Annotation]) -> Iterator[Document]:
    for one in gold.values():
        if one.text:
            yield document(one.text, id=one.id, title=one.title, date=one.date, url=one.url)


def _browse(evaluation: Evaluation) -> None:
    console = Console(highlight=False, soft_wrap=True)
    for judgement in evaluation.judgements:
        for block in mistakes(judgement):
            console.print(block)
