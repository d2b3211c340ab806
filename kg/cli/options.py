"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

__all__ = [
    "IndexFile",
    "Inputs",
    "Jobs",
    "KeepGoing",
    "MinConfidence",
    "Model",
    "Output",
    "Quiet",
    "Verbose",
]

Inputs = Annotated[
    list[str], typer.Argument(help="Files, folders, globs, or - for standard input.")
]
Output = Annotated[str, typer.Option("--output", "-o", help="The file to write, or - for stdout.")]
Model = Annotated[
    str | None, typer.Option(help="A spaCy pipeline by name or path, in place of kg's own.")
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Worker processes.")]
MinConfidence = Annotated[
    float, typer.Option(min=0, max=1, help="Leave out statements that are less sure.")
]
KeepGoing = Annotated[
    bool, typer.Option("--keep-going", "-k", help="Skip what cannot be read, and say so.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Errors and warnings only.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="More about the run.")]

IndexFile = Annotated[Path | None, typer.Option("--index", help="An index in place of kg's own.")]
