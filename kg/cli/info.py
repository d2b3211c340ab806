"""`kg info`: what this installation is made of."""

import json
import platform
import sys

import typer
from rich.console import Console
from rich.table import Table

import kg
from kg.resources import model_dir, queries_dir, shape_files

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("info")(run)


def run() -> None:
    """Show version, model, shapes and queries."""
    table = Table(box=None, show_header=False, pad_edge=False)
    meta = model_dir() / "meta.json"
    model = json.loads(meta.read_text("utf-8")) if meta.is_file() else {}
    rows = {
        "kg": kg.__version__,
        "python": platform.python_version(),
        "model": f"{model.get('name', 'none')} {model.get('version', '')}".strip(),
        "shapes": str(len(shape_files())),
        "queries": str(len(list(queries_dir().glob("*.rq")))),
    }
    for name, value in rows.items():
        table.add_row(name, value)
    Console(file=sys.stdout, highlight=False).print(table)
