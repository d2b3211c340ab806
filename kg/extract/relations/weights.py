"""The trained numbers behind the learned relations: a table that adds up.

A row a feature of a pair (`candidates.py`), a column a relation in one direction. It is trained by
`kg.training.relations` with the matches of the patterns among its features, so that it adds what
they miss. Plain sums: the same figures on every machine that adds floats in order.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.vocab import Schema

__all__ = ["FOLDER", "FORMER", "Column", "Weights", "weights"]

FORMER = "former"
"""The column that says whether what holds between the two is over."""

FOLDER = Path(__file__).parent
"""Where what is trained for relations lies."""

_FILE = FOLDER / "weights.npz"
_DIGITS = 4
"""What another machine's floats may change is below that."""


@dataclass(frozen=True, slots=True)
class Column:
    """A relation whose subject is the earlier reference of the pair, or the later (`reverse`)."""

    relation: str
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class Weights:
    """The trained table; the last column is `FORMER`. `thresholds` are the least probabilities.

    Below the rows of the features the table has one of zeros: what is unheard of counts nothing.
    """

    rows: Mapping[str, int]
    table: NDArray[np.float32]
    bias: NDArray[np.float32]
    columns: tuple[Column, ...]
    thresholds: tuple[float, ...]
    _open: dict[tuple[str, str], tuple[int, ...]] = field(default_factory=dict, compare=False)

    @classmethod
    def read(cls, path: Path) -> "Weights":
        """Read a table that `kg.training.relations` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            names = bytes(stored["features"]).decode("utf-8").split("\n")
            table = stored["table"].astype(np.float32) * stored["scale"]
            table = np.vstack([table, np.zeros_like(table[:1])])
            head = json.loads(bytes(stored["head"]).decode("utf-8"))
            bias = stored["bias"].astype(np.float32)
        columns = tuple(Column(name, bool(way)) for name, way in head["columns"])
        rows = {name: number for number, name in enumerate(names)}
        return cls(rows, table, bias, columns, tuple(head["thresholds"]))

    def probabilities(self, found: Sequence[Sequence[str]]) -> NDArray[np.float64]:
        """How probable each column is for pairs with these features: a row a pair.

        A feature counts once, however often it is given.
        """
        places: list[int] = []
        starts: list[int] = []
        for features in found:
            starts.append(len(places))
            known = dict.fromkeys(map(self.rows.get, features))
            places.append(len(self.rows))  # the row of zeros, so that no pair is without a row
            places += (row for row in known if row is not None)
        sums = np.add.reduceat(self.table[places], starts, axis=0) + self.bias
        return np.round(1 / (1 + np.exp(-sums.astype(np.float64))), _DIGITS)

    def open_columns(self, types: tuple[str, str], schema: Schema) -> tuple[int, ...]:
        """Which columns the classes of a pair leave open."""
        if types not in self._open:
            self._open[types] = tuple(
                number
                for number, column in enumerate(self.columns)
                if schema.allows(column.relation, *(types[::-1] if column.reverse else types))
            )
        return self._open[types]


@cache
def weights() -> Weights | None:
    """The weights that kg carries; None before they are trained."""
    return Weights.read(_FILE) if _FILE.is_file() else None
