"""`kg validate`: any RDF file against the shapes.

Exit 0 conforms, 1 does not, 3 could not be checked.
"""

import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import UsageError
from kg.readrdf import read_graph
from kg.report import ValidationReport
from kg.shapes import load_shapes
from kg.validate import report_turtle, validate

__all__ = ["register"]

_EXAMPLES = 3


def register(app: typer.Typer) -> None:
    """Add the command to the application."""
    app.command("validate")(run)


def run(
    files: list[Path],
    *,
    shapes: Annotated[Path | None, typer.Option(help="Other SHACL shapes, file or folder.")] = None,
    output: Annotated[str, typer.Option("--format", "-f", help="text | ttl | json")] = "text",
) -> None:
    """Validate RDF files with SHACL."""
    if output not in _WRITERS:
        raise UsageError(f"unknown format {output!r}", hint=f"use one of {', '.join(_WRITERS)}")
    report = validate(read_graph(files), load_shapes(shapes))
    sys.stdout.write(_WRITERS[output](report))
    raise typer.Exit(int(not report.conforms))


def _text(report: ValidationReport) -> str:
    lines = ["conforms" if report.conforms else f"does not conform: {len(report.results)} results"]
    for shape, component, results in report.grouped():
        named = shape or "a shape without a name"
        lines.append(f"{named} {component.rpartition('#')[2]}: {len(results)}")
        for one in results[:_EXAMPLES]:
            lines.append(f"  {one.focus} {one.path} {one.value}".rstrip())
            lines.append(f"    {one.message}")
    if report.vacuous:
        names = (shape.rpartition("#")[2] for shape in report.vacuous)
        lines.append(f"nothing to check for {', '.join(names)}")
    return "\n".join(lines) + "\n"


def _json(report: ValidationReport) -> str:
    groups = [
        {"shape": shape, "component": part, "results": [asdict(r) for r in results]}
        for shape, part, results in report.grouped()
    ]
    content = {"conforms": report.conforms, "groups": groups, "vacuous": report.vacuous}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


_WRITERS: Mapping[str, Callable[[ValidationReport], str]] = {
    "text": _text,
    "ttl": report_turtle,
    "json": _json,
}
