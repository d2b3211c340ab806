"""`kg show`: an article in the terminal, its entities coloured, its statements below."""

import typer
from rich.console import Console

from kg.cli.options import MinConfidence, Model
from kg.cli.terminal import Terminal
from kg.documents import read
from kg.pipeline import Settings, extract
from kg.show import render

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("show")(run)


def run(files: list[str], *, model: Model = None, min_confidence: MinConfidence = 0.0) -> None:
    """Show articles with their entities and statements."""
    console = Console(highlight=False)
    unsure = 0
    for graph in extract(read(files), Settings(model=model, link=None)):
        sure = graph.surer(min_confidence)
        unsure += len(graph.relations) - len(sure.relations)
        console.print(render(sure))
    Terminal().left_out(unsure)
