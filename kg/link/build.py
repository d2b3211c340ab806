"""An index from the packed files: the same SQLite file, byte for byte, from the same data."""

import math
import os
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from kg.errors import OutputError
from kg.link.candidates import UNKNOWN
from kg.link.keys import acronym, key, loose, surname
from kg.link.sources import SourceRow, digest, gazetteers, pairs, rows

__all__ = [
    "ALIAS",
    "DATA_DATE",
    "DERIVED",
    "FORMAT",
    "LABEL",
    "SCHEMA",
    "Gathered",
    "build_index",
    "item_rows",
    "name_rows",
]

FORMAT = "6"
DATA_DATE = "2026-08"
LABEL, ALIAS, DERIVED = 0, 1, 2
SCHEMA = """
PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=4096;
CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE item(qid INTEGER PRIMARY KEY, label TEXT, kind TEXT, pop REAL, sources INTEGER,
  lat REAL, lon REAL, country INTEGER, description TEXT, also TEXT);
CREATE TABLE name(key TEXT, how INTEGER, qid INTEGER, count INTEGER,
  PRIMARY KEY(key, how, qid)) WITHOUT ROWID;
"""
# The priors count different things: each is scaled by what is large in its own kind.
_LARGE = {
    "population": 7.0,
    "wikipedia_languages_2015": 2.2,
    "fb15k_degree": 3.0,
    "ror_relationships": 2.5,
    "nsi_entries": 2.0,
    "codex_degree": 3.5,
    "sitelinks": 2.5,
    "label_spellings": 2.0,
}
_ELSEWHERE = "name an index with --index, or export with --no-link"
_VAGUE = frozenset({UNKNOWN, "other", ""})
_BROAD = ("place", "organization")
_ANCHOR = 3


@dataclass(slots=True)
class Gathered:
    """One item while the files are read."""

    label: str
    pop: float = 0.0
    sources: int = 0
    lat: float | None = None
    lon: float | None = None
    country: int | None = None
    description: str = ""
    names: dict[str, int] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    labels: list[str] = field(default_factory=list)

    @property
    def kind(self) -> tuple[str, str]:
        """The kind that most lists give, and another one if at least half as many give that.

        What says more goes before what says little, and a list that is trusted more before others.
        """
        ordered = sorted(self.kinds, key=lambda kind: (kind in _BROAD, -self.kinds[kind]))
        first, second = (*ordered, UNKNOWN, UNKNOWN)[:2]
        often = second not in (*_BROAD, UNKNOWN) and 2 * self.kinds[second] >= self.kinds[first]
        return first, second if often else ""

    def add(self, row: SourceRow) -> None:
        """Add what a row says."""
        if row.kind not in _VAGUE:
            self.kinds[row.kind] += 1
        self.pop = max(self.pop, _scaled(row.prior, row.prior_kind))
        self.sources += 1
        if row.label not in self.labels:
            self.labels.append(row.label)
        if self.lat is None:
            self.lat, self.lon = row.lat, row.lon
        self.country = self.country or row.country
        self.description = self.description or row.description
        for name, how in ((row.label, LABEL), *((a, ALIAS) for a in row.aliases)):
            self._name(name, how)

    def _name(self, name: str, how: int) -> None:
        folded = key(name)
        # Names in other scripts are not what English text is made of.
        if folded and folded[0] < "\u0250" and len(folded) < 100:
            self.names[folded] = min(how, self.names.get(folded, DERIVED))


def _scaled(prior: float, kind: str) -> float:
    large = _LARGE.get(kind)
    return min(1.0, math.log10(1 + prior) / large) if large and prior > 0 else 0.0


def build_index(folder: Path, target: Path) -> None:
    """Write the index of a folder of packed files: complete, or not at all.

    Several processes may build at once: each writes its own file and the last rename wins.
    Raises: OutputError where the place cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, suffix=".building")
        os.close(handle)
    except OSError as err:
        raise OutputError(
            f"cannot be written: {err.strerror}", where=str(target), hint=_ELSEWHERE
        ) from err
    try:
        _write(folder, temporary)
        Path(temporary).replace(target)
    finally:
        Path(temporary).unlink(missing_ok=True)


def _write(folder: Path, path: str) -> None:
    gathered = _gather(folder)
    totals = _anchors(folder, gathered)
    connection = sqlite3.connect(path)
    try:
        connection.executescript(SCHEMA)
        with connection:
            connection.executemany(
                "INSERT INTO item VALUES (?,?,?,?,?,?,?,?,?,?)", item_rows(gathered)
            )
            names = sorted(
                {*name_rows(gathered), *((k, _ANCHOR, q, n) for (k, q), n in totals.items())}
            )
            connection.executemany("INSERT INTO name VALUES (?,?,?,?)", names)
            connection.executemany("INSERT INTO meta VALUES (?,?)", _meta(folder, gathered))
    finally:
        connection.close()


def _anchors(folder: Path, gathered: dict[int, Gathered]) -> dict[tuple[str, int], int]:
    """Count how often a name stood for an item; a name for an item of no gazetteer adds it."""
    totals: dict[tuple[str, int], int] = {}
    counted = sorted(pairs(folder / _ANCHORS), key=lambda row: (-int(row[2]), row[0]))
    for surface, item, count, *_ in counted:
        place, seen = (key(surface), int(item[1:])), int(count)
        if surface[0].isupper() and place[1] not in gathered:
            gathered[place[1]] = Gathered(surface, names={place[0]: LABEL})
        if place[1] in gathered:
            totals[place] = totals.get(place, 0) + seen
    return totals


_ANCHORS = "anchors.tsv.xz"
# These lists have the labels of Wikidata itself; others name things in their own way.
_LABELS = "general_"


def _gather(folder: Path) -> dict[int, Gathered]:
    gathered: dict[int, Gathered] = {}
    labelled: set[int] = set()
    for path in gazetteers(folder):
        own = path.name.startswith(_LABELS)
        for row in rows(path):
            one = gathered.get(row.qid)
            if one is None:
                one = gathered[row.qid] = Gathered(row.label)
            if own and row.qid not in labelled:
                one.label = row.label
                labelled.add(row.qid)
            one.add(row)
    for item, degree in pairs(folder / "degrees.tsv.xz"):
        known = gathered.get(int(item[1:]))
        if known:
            known.pop = max(known.pop, _scaled(float(degree), "codex_degree"))
            known.sources += 1
    return gathered


def item_rows(gathered: dict[int, Gathered]) -> Iterator[tuple[object, ...]]:
    """Give the rows of the table of items."""
    for item in sorted(gathered):
        g = gathered[item]
        yield (
            item,
            g.label,
            g.kind[0],
            round(g.pop, 4),
            g.sources,
            g.lat,
            g.lon,
            g.country,
            g.description,
            g.kind[1],
        )


def name_rows(gathered: dict[int, Gathered]) -> Iterator[tuple[str, int, int, int]]:
    """Give the rows of the table of names."""
    for item, g in gathered.items():
        for name, how in g.names.items():
            yield name, how, item, 0
        for name in _derived(g):
            if name not in g.names:
                yield name, DERIVED, item, 0


def _derived(g: Gathered) -> set[str]:
    """Give forms of the labels that no list gives: as transliterated, in short."""
    labels = g.labels or [g.label]
    made = {loose(key(label)) for label in labels}
    if g.kind[0] == "person":
        made |= {surname(key(label)) or "" for label in labels}
    else:
        made |= {acronym(label) or "" for label in labels}
    return made - {"", "~"}


def _meta(folder: Path, gathered: dict[int, Gathered]) -> list[tuple[str, str]]:
    return [
        ("data_date", DATA_DATE),
        ("digest", digest(folder)),
        ("format", FORMAT),
        ("items", str(len(gathered))),
    ]
