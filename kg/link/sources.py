"""The packed files that an index is built from, row by row."""

import gzip
import hashlib
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError

__all__ = ["DATA", "SourceRow", "digest", "gazetteers", "pairs", "rows"]

DATA = Path(__file__).resolve().parent / "data"
_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class SourceRow:
    """What one file says about one item. `prior` counts in the unit that `prior_kind` names."""

    qid: int
    label: str
    kind: str
    aliases: tuple[str, ...]
    prior: float
    prior_kind: str
    lat: float | None
    lon: float | None
    country: int | None
    description: str


def gazetteers(folder: Path) -> tuple[Path, ...]:
    """Give the gazetteers of a folder in a fixed order, most trusted first."""
    names = sorted(p for p in folder.rglob("*.tsv.?z") if p.name.split("_")[0] in _RANK)
    return tuple(sorted(names, key=lambda p: (_RANK[p.name.split("_")[0]], p.name)))


_RANK = {"places": 0, "persons": 1, "orgs": 2, "news": 3, "general": 4}


def digest(folder: Path) -> str:
    """Name the state of a folder's data by its content."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*.tsv*"), key=lambda p: p.name):
        total.update(path.name.encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:12]


def _lines(path: Path) -> Iterator[list[str]]:
    opened = lzma.open if path.suffix == ".xz" else gzip.open
    try:
        with opened(path, "rt", encoding="utf-8", newline="\n") as file:
            next(file, None)
            for line in file:
                yield line.rstrip("\n").split("\t")
    except (OSError, EOFError, lzma.LZMAError, UnicodeDecodeError) as err:
        raise InputError("is no readable packed table", where=path.name) from err


def rows(path: Path) -> Iterator[SourceRow]:
    """Read a gazetteer.

    Raises: InputError where a row does not have its columns.
    """
    for number, cells in enumerate(_lines(path), start=2):
        if len(cells) != _COLUMNS or not cells[0].startswith("Q"):
            raise InputError("has a row of another form", where=f"{path.name} line {number}")
        yield SourceRow(
            int(cells[0][1:]),
            cells[1],
            cells[2],
            tuple(a for a in cells[3].split("|") if a),
            float(cells[4] or 0),
            cells[5],
            float(cells[6]) if cells[6] else None,
            float(cells[7]) if cells[7] else None,
            int(cells[8][1:]) if cells[8] else None,
            cells[9],
        )


def pairs(path: Path) -> Iterator[list[str]]:
    """Read a small table beside the gazetteers, nothing where it is missing."""
    if path.is_file():
        yield from _lines(path)
