"""Sentence trees with relations from the heads' outputs."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kg.encoder.session import Floats, Ints, Reading
from kg.encoder.trees import heads

__all__ = ["Heads"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """The last layer of the relation head, which runs once the heads of the words are known."""

    product: Floats
    pair: Floats
    bias: Floats
    width: int
    root: int

    @classmethod
    def read(cls, path: Path) -> "Heads":
        """Load the weights."""
        with np.load(path) as stored:
            return cls(
                product=stored["product"],
                pair=stored["pair"],
                bias=stored["bias"],
                width=int(stored["width"]),
                root=int(stored["root"]),
            )

    def trees(self, reading: Reading, rows: slice, starts: Ints) -> tuple[Ints, Ints]:
        """Give the head (by place among the rows; a root is its own) and relation of each word."""
        own = np.arange(rows.stop - rows.start)
        found = np.empty(len(own), dtype=np.int64)
        for start, end in zip(starts.tolist(), [*starts.tolist()[1:], len(own)], strict=True):
            first = rows.start + start
            columns = np.r_[0, first + 1 : rows.start + end + 1]
            best = heads(reading.arcs[first : rows.start + end][:, columns])
            found[start:end] = np.where(best == 0, own[start:end], best - 1 + start)
        return found, self._relations(reading, rows, found)

    def _relations(self, reading: Reading, rows: slice, found: Ints) -> Ints:
        own = np.arange(len(found))
        dependents = reading.dependents[rows]
        governors = reading.governors[np.where(found == own, 0, found + rows.start + 1)]
        scores = (dependents * governors) @ self.product.T
        scores += np.concatenate([dependents, governors], axis=1) @ self.pair.T + self.bias
        is_root = found == own
        scores[~is_root, self.root] = -np.inf
        best: Ints = scores.argmax(axis=1)
        best[is_root] = self.root
        return best
