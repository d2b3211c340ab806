"""`kg export`: articles in, a validated graph out."""

import time
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from kg.cli.intake import Intake
from kg.cli.linking import takes_linking
from kg.cli.options import (
    Inputs,
    Jobs,
    KeepGoing,
    MinConfidence,
    Model,
    Output,
    Quiet,
    Verbose,
)
from kg.cli.stores import aside_path, export_into
from kg.cli.terminal import Terminal, amount
from kg.errors import InputError
from kg.link.index import index_place
from kg.link.linker import Linking
from kg.pipeline import Settings, export, quarantine_path
from kg.serialize import FORMATS, format_of
from kg.summary import Summary

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("export")(takes_linking(run))


def run(  # noqa: PLR0913  # the options of a command are its interface
    inputs: Inputs,
    output: Output = "-",
    *,
    format: Annotated[str | None, typer.Option("--format", "-f", help=" | ".join(FORMATS))] = None,
    model: Model = None,
    jobs: Jobs = 1,
    base_iri: Annotated[str, typer.Option(help="Where the graph's own names live.")] = "urn:kg:",
    min_confidence: MinConfidence = 0.0,
    shapes: Annotated[Path | None, typer.Option(help="Other SHACL shapes, file or folder.")] = None,
    into: Annotated[
        str | None, typer.Option(help="A store's folder or an endpoint, in place of a file.")
    ] = None,
    link: Annotated[bool, typer.Option(help="Look entities up in Wikidata, offline.")] = True,
    wikidata_statements: Annotated[
        str | None, typer.Option(help="Also rows of QuickStatements, for editors of Wikidata.")
    ] = None,
    strict: Annotated[bool, typer.Option(help="Exit 1 where anything is set aside.")] = False,
    keep_going: KeepGoing = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    linking: Linking,
) -> None:
    """Export articles as an RDF graph: Turtle by default, by suffix or by --format."""
    terminal = Terminal(-1 if quiet else int(verbose))
    kind = format_of(output, asked=format)
    intake = Intake(terminal, keep_going=keep_going)
    jobs = 1 if linking.asks else jobs  # one request at a time, whoever sends it
    settings = Settings(
        model=model,
        base_iri=base_iri,
        min_confidence=min_confidence,
        shapes=shapes,
        link=linking if link else None,
    )
    if link and linking.index is None and not index_place().is_file():
        terminal.note("building the index of Wikidata's names: once, a few seconds")
    started = time.monotonic()
    with terminal.progress("exporting") as tick:
        documents = terminal.counted(intake.documents(inputs), tick)
        if into is not None:
            updated = export_into(documents, into, settings, jobs=jobs)
            summary, output, aside = updated.summary, into, aside_path(into)
            terminal.note(f"{updated.unchanged} unchanged, {updated.replaced} replaced in {into}")
        else:
            updated = None
            summary = export(
                documents, output, settings, format=kind, jobs=jobs, wikidata=wikidata_statements
            )
            aside = Path(quarantine_path(output))
    if not summary.documents and not (updated and updated.unchanged):
        raise InputError("nothing could be read", where=", ".join(inputs))
    _tell(terminal, summary, output=output, aside=aside, seconds=time.monotonic() - started)
    raise typer.Exit(int((strict and summary.quarantined > 0) or intake.skipped > 0))


def _tell(
    terminal: Terminal, summary: Summary, *, output: str, aside: Path, seconds: float
) -> None:
    kept = summary.statements.total()
    registered = f", {summary.registered} to another register" if summary.registered else ""
    linked = f" ({summary.linked} linked to Wikidata{registered})" if summary.index else ""
    place = "stdout" if output == "-" else output
    terminal.note(
        f"{amount(summary.documents, 'document')}, "
        f"{amount(summary.entities, 'entity', 'entities')}{linked}, "
        f"{amount(kept + summary.quarantined, 'statement')} found: {kept} kept, "
        f"{summary.quarantined} set aside; {place} in {seconds:.1f} s"
    )
    terminal.left_out(summary.unsure)
    if summary.quarantined and aside.exists():
        terminal.note(f"set aside with the reasons: {aside}")
    table = Table("relation", "statements", box=None, pad_edge=False)
    table.columns[1].justify = "right"
    for name, count in sorted(summary.statements.items(), key=lambda c: (-c[1], c[0])):
        table.add_row(name, str(count))
    terminal.show(table)
    for shape in summary.vacuous:
        terminal.detail(f"shape without anything to check: {shape}")
