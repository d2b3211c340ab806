"""`kg extract`: one line a document, in the gold format, for any scorer or tool."""

import typer

from kg.cli.intake import Intake
from kg.cli.options import Inputs, Jobs, KeepGoing, MinConfidence, Model, Output, Quiet
from kg.cli.terminal import Terminal
from kg.jsonl import line
from kg.pipeline import Settings, extract
from kg.serialize import open_output

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("extract")(run)


def run(  # noqa: PLR0913  # the options of a command are its interface
    inputs: Inputs,
    output: Output = "-",
    *,
    model: Model = None,
    jobs: Jobs = 1,
    min_confidence: MinConfidence = 0.0,
    keep_going: KeepGoing = False,
    quiet: Quiet = False,
) -> None:
    """Extract entities and relations as JSON lines."""
    terminal = Terminal(-1 if quiet else 0)
    intake = Intake(terminal, keep_going=keep_going)
    settings = Settings(model=model, min_confidence=min_confidence, link=None)
    count = 0
    with open_output(output) as out, terminal.progress("extracting") as tick:
        for graph in extract(intake.documents(inputs), settings, jobs=jobs):
            out.write(line(graph).rstrip("\n").encode() + b"\n")
            count += 1
            tick()
    terminal.note(f"{count} documents")
    raise typer.Exit(int(intake.skipped > 0))
