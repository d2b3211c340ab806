"""An index from a dump of Wikidata, JSON or truthy N-Triples: streamed, filtered, resumable.

Lines of the dump become rows beside the target, kept in chunks together with how many lines were
read; then the rows become the index. A run that broke goes on where its last chunk ends.
"""

import bz2
import gzip
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from kg.errors import InputError, UsageError
from kg.link.build import FORMAT, SCHEMA, Gathered, item_rows, name_rows
from kg.link.claims import item_of, kind_of, kinds, names_of, targets
from kg.link.sources import SourceRow
from kg.link.triples import items_of_triples
from kg.parallel import batched

__all__ = ["Wanted", "build_from_dump"]

_CHUNK = 5_000
_TABLES = """
CREATE TABLE IF NOT EXISTS state(asked TEXT PRIMARY KEY, lines INTEGER);
CREATE TABLE IF NOT EXISTS above(item INTEGER, class INTEGER, PRIMARY KEY(item, class));
CREATE TABLE IF NOT EXISTS row(qid INTEGER PRIMARY KEY, label TEXT, aliases TEXT, links INTEGER,
  lat REAL, lon REAL, country INTEGER, description TEXT, classes TEXT);
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which items of a dump: of these classes and their subclasses (none: all), known this well.

    `sitelinks` counts the spellings of labels in a dump that has no links.
    """

    classes: frozenset[int] = frozenset()
    language: str = "en"
    sitelinks: int = 0

    @property
    def named(self) -> str:
        """The filters as one line."""
        return f"{sorted(self.classes)} {self.language} {self.sitelinks}"


def build_from_dump(
    dump: Path, target: Path, wanted: Wanted, *, date: str, tick: Callable[[int], None]
) -> int:
    """Write the index of a dump and give its number of items; `tick` hears of lines read.

    Raises: InputError where the dump is broken; what was read is kept for the next run.
    """
    asked = f"{dump.name} {dump.stat().st_size} {wanted.named}"
    part = target.with_name(f"{target.name}.part")
    target.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(part)) as rows:
        rows.executescript(_TABLES)
        _read(dump, rows, wanted, asked=asked, tick=tick)
        ready = target.with_name(f"{target.name}.building")
        ready.unlink(missing_ok=True)
        with closing(sqlite3.connect(ready)) as index:
            index.executescript(SCHEMA)
            with index:
                prior = "label_spellings" if _is_triples(dump) else "sitelinks"
                count = _fill(index, rows, wanted, prior=prior)
                meta = {"data_date": date, "digest": dump.name, "format": FORMAT}
                index.executemany("INSERT INTO meta VALUES (?,?)", sorted(meta.items()))
                index.execute("INSERT INTO meta VALUES ('items', ?)", (str(count),))
    ready.replace(target)
    part.unlink()
    return count


def _read(
    dump: Path,
    rows: sqlite3.Connection,
    wanted: Wanted,
    *,
    asked: str,
    tick: Callable[[int], None],
) -> None:
    state = rows.execute("SELECT asked, lines FROM state").fetchone()
    if state and state[0] != asked:
        raise UsageError("was begun with another dump or other filters", hint="remove the .part")
    done = int(state[1]) if state else 0
    tick(done)
    for chunk in batched(_entities(dump, done, wanted.language), _CHUNK):
        read = sum(lines for lines, _ in chunk)
        with rows:
            for _, entity in chunk:
                _keep(rows, entity, wanted)
            done += read
            rows.execute("REPLACE INTO state VALUES (?,?)", (asked, done))
        tick(read)


def _entities(
    dump: Path, done: int, language: str
) -> Iterator[tuple[int, Mapping[str, Any] | None]]:
    """Give the entities after so many lines, each with the number of its lines."""
    lines = islice(_lines(dump), done, None)
    if _is_triples(dump):
        yield from items_of_triples(lines, language=language, first=done + 1, name=dump.name)
    else:
        for number, line in enumerate(lines, start=done + 1):
            yield 1, _entity(line, f"{dump.name} line {number}")


def _is_triples(dump: Path) -> bool:
    return dump.suffixes[-2:-1] == [".nt"]


def _lines(dump: Path) -> Iterator[bytes]:
    if dump.suffix not in (".gz", ".bz2"):
        hint = "a dump is .json.gz, .json.bz2, .nt.gz or .nt.bz2"
        raise UsageError("is no dump", where=dump.name, hint=hint)
    opened = gzip.open if dump.suffix == ".gz" else bz2.open
    try:
        with opened(dump, "rb") as file:
            yield from file
    except (OSError, EOFError) as err:
        raise InputError(f"cannot be read to its end: {err}", where=dump.name) from err


def _entity(line: bytes, where: str) -> Mapping[str, Any] | None:
    """Read a line: an entity and a comma, or a bracket of the list around all."""
    text = line.strip().rstrip(b",")
    if text in (b"[", b"]", b""):
        return None
    try:
        found = json.loads(text)
    except ValueError as err:
        raise InputError("is no JSON", where=where) from err
    return found if isinstance(found, dict) else None


def _keep(rows: sqlite3.Connection, entity: Mapping[str, Any] | None, wanted: Wanted) -> None:
    item = item_of(entity, wanted.language, {}) if entity else None
    if entity is None or item is None:
        return
    above = [(item.qid, one) for one in targets(entity, "P279")]
    rows.executemany("INSERT OR IGNORE INTO above VALUES (?,?)", above)
    links = len(entity.get("sitelinks") or ())
    if not item.label or links < wanted.sitelinks:
        return
    aliases = json.dumps(names_of(entity, wanted.language), ensure_ascii=False)
    classes = json.dumps(targets(entity, "P31"))
    place = (item.lat, item.lon, item.country, item.description)
    row = (item.qid, item.label, aliases, links, *place, classes)
    rows.execute("REPLACE INTO row VALUES (?,?,?,?,?,?,?,?,?)", row)


def _closure(rows: sqlite3.Connection, roots: Mapping[int, str]) -> dict[int, str]:
    """Give every class below the roots what its nearest root has."""
    below: dict[int, list[int]] = {}
    for item, above in rows.execute("SELECT item, class FROM above ORDER BY class, item"):
        below.setdefault(above, []).append(item)
    found, edge = dict(roots), sorted(roots)
    while edge:
        fresh = [(low, found[one]) for one in edge for low in below.get(one, ())]
        edge = []
        for low, kind in fresh:
            if low not in found:
                found[low] = kind
                edge.append(low)
    return found


def _fill(
    index: sqlite3.Connection, rows: sqlite3.Connection, wanted: Wanted, *, prior: str
) -> int:
    known = _closure(rows, kinds())
    allowed = frozenset(_closure(rows, dict.fromkeys(wanted.classes, "")))
    count = 0
    for qid, label, aliases, links, *place, listed in rows.execute(
        "SELECT * FROM row ORDER BY qid"
    ):
        classes = json.loads(listed)
        if wanted.classes and not allowed.intersection(classes):
            continue
        kind = kind_of(classes, known)
        row = SourceRow(qid, label, kind, tuple(json.loads(aliases)), links, prior, *place)
        one = Gathered(label)
        one.add(row)
        one.sources = 0  # a dump chooses nothing
        index.executemany("INSERT INTO item VALUES (?,?,?,?,?,?,?,?,?,?)", item_rows({qid: one}))
        index.executemany("INSERT INTO name VALUES (?,?,?,?)", sorted(set(name_rows({qid: one}))))
        count += 1
    return count
