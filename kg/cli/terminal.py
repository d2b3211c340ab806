"""What every command shares: the console on stderr, progress, and one-line errors."""

import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from rich.console import Console, RenderableType
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

__all__ = ["Terminal", "Ticker", "amount", "fail", "warnings_shown"]


_Counted = TypeVar("_Counted")


class Ticker(Protocol):
    """Something that counts what is done."""

    def __call__(self, done: int = 1) -> None:
        """Report `done` more units."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where messages for people go; stdout is left to data.

    `verbosity` is -1 for `-q`, 0 by default, 1 for `-v`.
    """

    verbosity: int = 0

    @property
    def console(self) -> Console:
        """A console on the current stderr; without markup surprises from text of the input."""
        return Console(file=sys.stderr, highlight=False, soft_wrap=True)

    def note(self, message: str) -> None:
        """A line that `-q` silences."""
        if self.verbosity >= 0:
            self.console.print(message, markup=False)

    def detail(self, message: str) -> None:
        """A line that only `-v` shows."""
        if self.verbosity > 0:
            self.console.print(message, markup=False)

    def warn(self, message: str) -> None:
        """A line that is always shown."""
        self.console.print(f"kg: warning: {message}", markup=False)

    def left_out(self, unsure: int) -> None:
        """How many statements `--min-confidence` left out, if any."""
        if unsure:
            self.note(f"{amount(unsure, 'statement')} left out, less sure than --min-confidence")

    def show(self, table: RenderableType) -> None:
        """A table for people, which `-q` silences."""
        if self.verbosity >= 0:
            self.console.print(table)

    def counted(self, values: Iterable[_Counted], tick: Ticker) -> Iterator[_Counted]:
        """`values`, each reported to `tick` once the next is asked for."""
        for value in values:
            yield value
            tick()

    @contextmanager
    def progress(self, label: str, *, total: int | None = None) -> Iterator[Ticker]:
        """A bar with rate and time left, on a terminal only."""
        console = self.console
        if self.verbosity < 0 or not console.is_terminal:
            yield lambda done=1: None
            return
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TaskProgressColumn(show_speed=True),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task(label, total=total)
            yield lambda done=1: bar.advance(task, done)


def amount(number: int, noun: str, plural: str | None = None) -> str:
    """A number of things: `1 document`, `2 documents`."""
    return f"{number} {noun}" if number == 1 else f"{number} {plural or noun + 's'}"


def fail(message: str) -> None:
    """Print the one line that says what went wrong, where, and what to do."""
    Console(file=sys.stderr, highlight=False, soft_wrap=True).print(
        f"kg: error: {message}", markup=False
    )


class _Warnings(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        Terminal().warn(record.getMessage())


@contextmanager
def warnings_shown() -> Iterator[None]:
    """Show what the library warns of, one line each."""
    handler = _Warnings(logging.WARNING)
    logger = logging.getLogger("kg")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
