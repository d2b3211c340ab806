"""Sorted N-Quads to any RDF format, in bounded memory, the same bytes for the same quads.

Lines are sorted by Unicode code point in runs on disk and merged; pyoxigraph writes the format.
Files get a temporary name and are renamed when they are complete.
"""

import gzip
import heapq
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from pyoxigraph import Quad, RdfFormat, parse, serialize

from kg.errors import OutputError, UsageError

__all__ = [
    "DATASET_FORMATS",
    "FORMATS",
    "GRAPH_FORMATS",
    "QuadSorter",
    "format_of",
    "open_output",
    "save",
    "save_text",
    "write",
]

FORMATS: Mapping[str, RdfFormat] = {
    "ttl": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "xml": RdfFormat.RDF_XML,
}
GRAPH_FORMATS = frozenset({"trig", "jsonld"})
"""Formats that group their triples by graph."""

DATASET_FORMATS = frozenset({"nq", *GRAPH_FORMATS})
"""Formats that name graphs; the others hold triples alone."""

_SUFFIXES = {"rdf": "xml", "json": "jsonld", "turtle": "ttl", "owl": "xml"}
_RUN_BYTES = 16 * 1024 * 1024
_MARK = "\t"  # stands in no IRI


def format_of(path: str, *, asked: str | None = None, default: str = "ttl") -> str:
    """The format that was asked for, or that the suffix of `path` names (`.gz` aside).

    Raises:
        UsageError: no such format.
    """
    suffix = Path(path.removesuffix(".gz")).suffix.removeprefix(".").lower()
    name = asked or suffix or default
    name = _SUFFIXES.get(name, name)
    if name not in FORMATS:
        known = ", ".join(FORMATS)
        raise UsageError(f"unknown format {name!r}", where=path, hint=f"use one of {known}")
    return name


class QuadSorter:
    """Collects N-Quads lines and gives them back sorted, each once.

    Keeps `run_bytes` of lines in memory; more goes to sorted runs in a temporary folder that is
    removed at the end. Use as a context manager. `by_graph` sorts by graph first, then triple.
    """

    def __init__(self, *, by_graph: bool = False, run_bytes: int = _RUN_BYTES) -> None:
        self._by_graph = by_graph
        self._limit = run_bytes
        self._lines: set[str] = set()
        self._held = 0
        self._folder: str | None = None
        self._runs: list[Path] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def add(self, lines: Iterable[str]) -> None:
        """Takes lines that end in a newline, in any order, repeated or not."""
        for line in map(_graph_first, lines) if self._by_graph else lines:
            if line not in self._lines:
                self._lines.add(line)
                self._held += len(line)
        if self._held > self._limit:
            self._spill()

    def _spill(self) -> None:
        if self._folder is None:
            self._folder = tempfile.mkdtemp(prefix="kg-")
        run = Path(self._folder) / f"{len(self._runs):06d}.nq"
        with _telling(str(run)), run.open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(sorted(self._lines))
        self._runs.append(run)
        self._lines, self._held = set(), 0

    def __iter__(self) -> Iterator[str]:
        """All lines, sorted, each once."""
        merged = self._merged()
        return (line.partition(_MARK)[2] for line in merged) if self._by_graph else merged

    def _merged(self) -> Iterator[str]:
        with ExitStack() as files:
            runs: list[Iterable[str]] = [
                files.enter_context(run.open(encoding="utf-8", newline="\n")) for run in self._runs
            ]
            last = ""
            for line in heapq.merge(*runs, sorted(self._lines)) if runs else sorted(self._lines):
                if line != last:
                    yield line
                    last = line


def _graph_first(line: str) -> str:
    """An N-Quads line with a copy of its graph name before it, so that it sorts by that."""
    target = line.split(" ", 2)[2]
    tail = target.rpartition('"')[2] if target[0] == '"' else target
    parts = tail.split(" ")
    graph = parts[1] if len(parts) == 3 else ""
    return f"{graph}{_MARK}{line}"


class _Chunks(io.RawIOBase):
    """Lines as a binary file, for a parser that reads one."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        wanted = len(buffer)
        parts, size = [self._rest], len(self._rest)
        while size < wanted:
            line = next(self._lines, None)
            if line is None:
                break
            parts.append(line.encode())
            size += len(parts[-1])
        whole = b"".join(parts)
        self._rest = whole[wanted:]
        given = whole[:wanted]
        buffer[: len(given)] = given
        return len(given)


def write(
    lines: Iterable[str], output: IO[bytes], *, format: str, prefixes: Mapping[str, str]
) -> None:
    """Writes sorted lines in `format`: N-Quads for datasets, N-Triples for the others."""
    kind = FORMATS[format]
    if format in {"nt", "nq"}:
        for line in lines:
            output.write(line.encode())
        return
    source = io.BufferedReader(_Chunks(iter(lines)), 1 << 20)
    quads: Iterator[Quad] = parse(source, format=RdfFormat.N_QUADS)
    serialize(quads, output, format=kind, prefixes=dict(prefixes))


def check_writable(path: str) -> None:
    """Say before a long run what would only fail at its end.

    Raises:
        OutputError: `path` is a folder, or its folder is missing or closed to us.
    """
    target = Path(path)
    if path == "-":
        return
    if target.is_dir():
        raise OutputError("is a folder", where=path, hint="name a file")
    if not target.parent.is_dir():
        raise OutputError("its folder does not exist", where=path, hint="make it first")
    if not os.access(target.parent, os.W_OK):
        raise OutputError("its folder is closed to us", where=path, hint="choose another place")


@contextmanager
def _telling(where: str) -> Iterator[None]:
    try:
        yield
    except OSError as err:
        reason = err.strerror or str(err)
        raise OutputError(
            f"cannot write: {reason}", where=where, hint="free space or choose another place"
        ) from err


@contextmanager
def open_output(path: str) -> Iterator[IO[bytes]]:
    """A binary file that appears under `path` only when it is complete; `-` is stdout.

    A `.gz` suffix compresses, without time or name in the header, so that bytes repeat.

    Raises:
        OutputError: it cannot be written; nothing is left behind.
    """
    if path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    check_writable(path)
    target = Path(path)
    with _telling(path):
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        draft = Path(name)
        try:
            with os.fdopen(handle, "wb") as raw, _packed(raw, path) as out:
                yield out
            draft.chmod(0o666 & ~_umask())
            draft.replace(target)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise


@contextmanager
def _packed(raw: IO[bytes], path: str) -> Iterator[IO[bytes]]:
    if not path.endswith(".gz"):
        yield raw
        return
    with gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed:
        yield packed  # type: ignore[misc]  # a GzipFile is a binary file in all but its type


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def save(
    lines: Iterable[str],
    path: str,
    *,
    format: str,
    prefixes: Mapping[str, str],
) -> None:
    """Writes sorted lines to the file `path`, or to stdout."""
    with open_output(path) as out:
        write(lines, out, format=format, prefixes=prefixes)


def save_text(lines: Iterable[str], path: str) -> None:
    """Writes lines of text to the file `path`, or to stdout."""
    with open_output(path) as out:
        out.writelines(line.encode("utf-8") for line in lines)
