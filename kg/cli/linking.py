"""The options of linking, which several commands take alike, as one value."""

import inspect
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import IndexFile
from kg.link.linker import Linking

__all__ = ["takes_linking"]


def _linking(
    *,
    index: IndexFile = None,
    link_threshold: Annotated[
        float | None, typer.Option(min=0, max=1, help="State a link from this probability on.")
    ] = None,
    candidates: Annotated[
        bool,
        typer.Option("--candidates", help="Keep unsure items as candidates with their scores."),
    ] = False,
    decisions: Annotated[
        Path | None, typer.Option(help="A table of links decided by hand: name, class, QID or NIL.")
    ] = None,
    online: Annotated[
        bool, typer.Option("--online", help="Ask the live Wikidata too; needs KG_CONTACT.")
    ] = False,
    reconcile: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Ask a reconciliation service too, of any register."),
    ] = None,
) -> Linking:
    return Linking(
        index=index,
        threshold=link_threshold,
        candidates=candidates,
        decisions=decisions,
        online=online,
        reconcile=reconcile,
    )


def takes_linking(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of linking; it hears of them as its argument `linking`."""
    options = inspect.signature(_linking).parameters

    @wraps(command)
    def run(**given: object) -> None:
        linking = _linking(**{name: given.pop(name) for name in options})  # type: ignore[arg-type]  # typer checked them
        command(linking=linking, **given)

    own = [p for p in inspect.signature(command).parameters.values() if p.name != "linking"]
    # typer reads the options of a command off its signature.
    run.__signature__ = inspect.Signature([*own, *options.values()])  # type: ignore[attr-defined]  # inspect's own protocol
    run.__annotations__ = {p.name: p.annotation for p in (*own, *options.values())}
    return run
