"""`kg extract`: one line a document, in the gold format, for any scorer or tool."""

import typer

from kg.cli.intake import Intake
from kg.cli.options import Inputs, Jobs, KeepGoing, MinConfidence, Model, Output, Quiet
from kg.cli.terminal import Terminal, amount
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
    settings = Settings(model=model, link=None)
    count = unsure = 0
    with open_output(output) as out, terminal.progress("extracting") as tick:
        for graph in extract(intake.documents(inputs), settings, jobs=jobs):
            sure = graph.surer(min_confidence)
            out.write(line(sure).encode() + b"\n")
            count += 1
            unsure += len(graph.relations) - len(sure.relations)
            tick()
    terminal.note(amount(count, "document"))
    terminal.left_out(unsure)
    raise typer.Exit(int(intake.skipped > 0))
