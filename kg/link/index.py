"""The index on disk: open it, look names up in it.

At the first run the packed data of the package become one SQLite file in the user's cache folder
(a few seconds, under a temporary name and renamed); later runs only open it.
"""

import sqlite3
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from platformdirs import user_cache_path

from kg.errors import InputError
from kg.link.build import FORMAT, build_index
from kg.link.candidates import Found, Item, Named
from kg.link.keys import key, loose, singular
from kg.link.sources import DATA

__all__ = ["Index", "default_index", "index_place", "qid_text"]

_CAP = 24
_FIND = """
SELECT n.how, n.count, i.qid, i.label, i.kind, i.pop, i.sources, i.lat, i.lon, i.country,
  i.description, i.also FROM name n JOIN item i ON i.qid = n.qid WHERE n.key = ?
ORDER BY i.pop DESC, n.how, i.qid LIMIT 200
"""
_BEGIN = """
SELECT i.* FROM (SELECT DISTINCT qid FROM name WHERE key >= ? AND key < ? AND how < 2) n
JOIN item i ON i.qid = n.qid ORDER BY i.pop DESC, i.qid LIMIT ?
"""
_ANCHOR = 3


def qid_text(item: int) -> str:
    """Write an item's number as its identifier."""
    return f"Q{item}"


def index_place(*, cache: Path | None = None) -> Path:
    """Where the index of the package's data stands, or will stand once it is built."""
    folder = cache or user_cache_path("kg", appauthor=False)
    return folder / f"wikidata-{FORMAT}-{_stamp()}.sqlite"


def default_index(*, cache: Path | None = None) -> Path:
    """Give the index of the package's data, which is built where it is not there yet."""
    place = index_place(cache=cache)
    if not place.is_file():
        build_index(DATA, place)
    return place


def _stamp() -> str:
    # Sizes name the package's data well enough: the files change only with a release.
    sizes = sorted((p.name, p.stat().st_size) for p in DATA.rglob("*.tsv*"))
    return f"{sum(size * (place + 1) for place, (_, size) in enumerate(sizes)):x}"


class Index:
    """Names and the items they may stand for."""

    def __init__(self, path: Path) -> None:
        """Open an index for reading.

        Raises: InputError where the file is no index of this version.
        """
        try:
            self._connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
            self.meta = dict(self._connection.execute("SELECT name, value FROM meta"))
        except sqlite3.Error as err:
            raise InputError("is no link index", where=path.name) from err
        if self.meta.get("format") != FORMAT:
            raise InputError("is a link index of another version", where=path.name)
        self._cached = lru_cache(maxsize=4096)(self._read)

    @property
    def version(self) -> str:
        """Date and content of the data, for provenance."""
        return f"{self.meta['data_date']} {self.meta['digest']}"

    @property
    def complete(self) -> bool:
        """An index has said all it knows."""
        return True

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def label(self, item: str) -> str:
        """Give the label of an item, empty where the index does not have it."""
        known = self.item(int(item[1:]))
        return known.label if known else ""

    def kind(self, item: str) -> str:
        """Give the kind of an item, empty where the index does not have it."""
        known = self.item(int(item[1:]))
        return known.kind if known else ""

    def item(self, number: int) -> Item | None:
        """Give an item, None where the index does not have it."""
        row = self._connection.execute("SELECT * FROM item WHERE qid = ?", (number,)).fetchone()
        return Item(*row) if row else None

    def expect(self, named: Sequence[Named]) -> None:
        """Nothing is to be fetched: the file answers one name as fast as many."""

    def find(self, name: str) -> Sequence[Found]:
        """Give the items that a name may stand for, at most 24, the most prominent first."""
        folded = key(name)
        return self._cached(folded) if folded else ()

    def beginning(self, prefix: str, *, limit: int) -> Sequence[Item]:
        """Give the items one of whose own names begins so, the best known first."""
        folded = key(prefix)
        asked = (folded, f"{folded}\U0010ffff", limit)
        rows = self._connection.execute(_BEGIN, asked) if folded else ()
        return tuple(Item(*row) for row in rows)

    def _read(self, folded: str) -> tuple[Found, ...]:
        found = self._rows(folded)
        people = singular(folded)
        if not found and people:
            found = self._rows(people, people=True)
        if not found:
            found = self._rows(loose(folded))
        return found

    def _rows(self, folded: str, *, people: bool = False) -> tuple[Found, ...]:
        best: dict[int, tuple[Item, int]] = {}
        counts: dict[int, int] = {}
        for how, count, *fields in self._connection.execute(_FIND, (folded,)):
            item = Item(*fields)
            if how == _ANCHOR:
                counts[item.qid] = count
            known = best.get(item.qid)
            level = 1 if how == _ANCHOR else how
            if known is None or level < known[1]:
                best[item.qid] = (item, level)
        seen = sum(counts.values())
        found = [
            Found(item, _ANCHOR if people else how, counts.get(q, 0) / (seen + 0.5), seen)
            for q, (item, how) in best.items()
        ]
        found.sort(key=lambda f: (-f.share, -f.item.pop, f.how, f.item.qid))
        return tuple(found[:_CAP])
