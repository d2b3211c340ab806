"""The application: its commands, and what an error becomes on a terminal."""

import logging
import os
import sys
from typing import Annotated

import typer

import kg
from kg.cli import evaluate, export, extract, index, info, link, query, show, store, validate
from kg.cli.terminal import fail, warnings_shown
from kg.errors import KgError

__all__ = ["app", "main"]

# The base class of every usage error, wherever typer keeps its copy of click.
_ClickException: type[Exception] = typer.BadParameter.__mro__[2]
_INTERRUPTED = 130
_TALKATIVE = ("pyshacl-validate", "rdflib.term")
"""Loggers of what kg says itself, in one line: broken shapes, literals that are no date."""


def _application() -> typer.Typer:
    made = typer.Typer(
        name="kg",
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    for module in (export, extract, validate, query, store, link, index, show, evaluate, info):
        module.register(made)
    made.callback(invoke_without_command=True)(_about)
    return made


def _about(
    ctx: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    """News text in, an RDF knowledge graph out that an analyst can trust."""
    if version:
        sys.stdout.write(f"kg {kg.__version__}\n")
        raise typer.Exit
    if ctx.invoked_subcommand is None:
        sys.stdout.write(ctx.get_help() + "\n")


def _said(err: Exception) -> str:
    """What a usage error says, with the option or argument that it is about."""
    said = err.format_message() if hasattr(err, "format_message") else str(err)
    return " ".join(said.split()).removesuffix(".")


app = _application()


def main() -> None:
    """Run the command of `sys.argv`; an expected error is one line and an exit code."""
    for library in _TALKATIVE:
        logging.getLogger(library).disabled = True
    try:
        with warnings_shown():
            code = app(standalone_mode=False)
    except KgError as err:
        fail(str(err))
        code = err.exit_code
    except _ClickException as err:
        fail(_said(err))
        code = 2
    except (KeyboardInterrupt, typer.Abort):
        code = _INTERRUPTED
    except SystemExit as done:
        # So typer and rich end where the reader of a pipe has gone: it has what it wanted.
        if not isinstance(done.__context__, BrokenPipeError):
            raise
        # What is still buffered has nowhere to go.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    if code == _INTERRUPTED:
        fail("interrupted; no file was left half-written")
    sys.exit(code if isinstance(code, int) else 0)
