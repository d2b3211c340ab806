"""What breaks a shape in a corpus that lives in a store: N-Quads in a file beside the store."""

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import OutputError

__all__ = ["Aside", "graph_of"]


@dataclass(frozen=True, slots=True)
class Aside:
    """The file of set-aside statements, each line in the graph of its article.

    A line is written before its article goes into the store, so that nobody who is killed in
    between has an article whose invalid facts are lost; what is written twice is there once
    after `settle`.
    """

    path: Path

    def add(self, lines: Iterable[str]) -> None:
        """Append lines, safely on disk when this returns.

        Raises: OutputError where the file cannot be written.
        """
        text = "".join(lines)
        if not text:
            return
        try:
            with self.path.open("a", encoding="utf-8", newline="\n") as file:
                # A line that a kill tore stays a line of its own, which `settle` drops.
                file.write(f"\n{text}" if file.tell() else text)
                file.flush()
                os.fsync(file.fileno())
        except OSError as err:
            raise OutputError(f"cannot be written: {err.strerror}", where=str(self.path)) from err

    def settle(self, articles: Collection[str]) -> None:
        """Keep the lines of these articles only, sorted; no file where there are none."""
        if not self.path.exists():
            return
        with self.path.open(encoding="utf-8", newline="\n") as file:
            kept = sorted({line for line in file if graph_of(line) in articles})
        if not kept:
            self.path.unlink()
            return
        fresh = self.path.with_name(f"{self.path.name}.part")
        fresh.write_text("".join(kept), encoding="utf-8", newline="\n")
        fresh.replace(self.path)


def graph_of(line: str) -> str:
    """The IRI of the named graph at the end of an N-Quads line; empty where it is torn."""
    if not line.endswith("> .\n") or " <" not in line:
        return ""
    return line[line.rindex(" <") + 2 : -len("> .\n")]
