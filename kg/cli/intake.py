"""Documents for a command: what cannot be read stops it, or is skipped and counted."""

from collections.abc import Iterator, Sequence

from kg.cli.terminal import Terminal
from kg.documents import read
from kg.errors import InputError
from kg.model import Document

__all__ = ["Intake"]


class Intake:
    """Reads the inputs of a command; with `keep_going`, errors become warnings."""

    def __init__(self, terminal: Terminal, *, keep_going: bool) -> None:
        self._terminal = terminal
        self._keep_going = keep_going
        self.skipped = 0

    def documents(self, inputs: Sequence[str]) -> Iterator[Document]:
        """The documents of `inputs`, one at a time."""
        return read(inputs, on_error=self._skip if self._keep_going else None)

    def _skip(self, error: InputError) -> None:
        self.skipped += 1
        self._terminal.warn(str(error))
