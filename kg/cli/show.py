"""`kg show`: an article in the terminal, its entities coloured, its statements below."""

import typer
from rich.console import Console

from kg.cli.options import MinConfidence, Model
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
    settings = Settings(model=model, min_confidence=min_confidence, link=None)
    for graph in extract(read(files), settings):
        console.print(render(graph))
