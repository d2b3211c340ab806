"""What a person decided about names: it stands above whatever the ranker says."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.iri import qid
from kg.link.keys import key
from kg.model import QID

__all__ = ["Decisions"]

_NOTHING = "NIL"
_COLUMNS = ("name", "class", "qid")
_ANY = ""


@dataclass(frozen=True, slots=True)
class Decisions:
    """Items for names, by the name's key and the class; an empty class is any, None is NIL."""

    items: Mapping[tuple[str, str], QID | None]

    @classmethod
    def read(cls, path: Path) -> "Decisions":
        """Read a table of tab-separated `name`, `class` and `qid` (or `NIL`).

        A row whose third column is empty is not decided yet. Lines that begin with `#` and the
        row of headings are passed over.

        Raises: InputError where the file cannot be read, or with the line that is no decision.
        """
        try:
            lines = path.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as err:
            raise InputError("cannot be read as a table of decisions", where=str(path)) from err
        items: dict[tuple[str, str], QID | None] = {}
        for number, line in enumerate(lines, start=1):
            cells = [cell.strip() for cell in line.split("\t")]
            if line.startswith("#") or not any(cells) or tuple(cells[:3]) == _COLUMNS:
                continue
            where, decided = _decision(cells, f"{path}:{number}")
            if decided:
                items[where] = None if decided == _NOTHING else QID(decided)
        return cls(items)

    def __contains__(self, named: tuple[str, str]) -> bool:
        """Whether somebody decided what a name of a class stands for."""
        return self._place(named) in self.items

    def __getitem__(self, named: tuple[str, str]) -> QID | None:
        """What was decided: an item, or None for none."""
        return self.items[self._place(named)]

    def _place(self, named: tuple[str, str]) -> tuple[str, str]:
        name, kind = key(named[0]), named[1]
        return (name, kind) if (name, kind) in self.items else (name, _ANY)


def _decision(cells: list[str], where: str) -> tuple[tuple[str, str], str]:
    if len(cells) < len(_COLUMNS) or not key(cells[0]):
        hint = "name, class and QID (or NIL), separated by tabs"
        raise InputError("is no decision", where=where, hint=hint)
    name, kind, decided = cells[:3]
    if decided and decided != _NOTHING:
        try:
            decided = qid(decided)
        except ValueError as err:
            raise InputError(f"{decided!r} is neither a QID nor NIL", where=where) from err
    return (key(name), kind), decided
