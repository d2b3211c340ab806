"""Relations that a small linear model reads off a pair of references and the words around it.

The model is a table of weights, a row a feature and a column a relation in one direction; it is
trained by `kg.training.relations` with the matches of the patterns among its features, so that it
adds what they miss. Plain sums: the same figures on every machine that adds floats in order.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.extract.parsed import Reading
from kg.extract.relations.candidates import Candidate, Describer, candidates
from kg.extract.stance import view
from kg.model import Evidence, Relation, Span, Stance, Status
from kg.vocab import Schema

__all__ = ["FORMER", "Column", "Weights", "evidence", "learned", "weights"]

FORMER = "former"
"""The column that says whether what holds between the two is over."""

_FILE = Path(__file__).parent / "weights.npz"
_LASTING = frozenset({"attacked", "founded", "authorOf"})
_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Column:
    """A relation whose subject is the earlier reference of the pair, or the later (`reverse`)."""

    relation: str
    reverse: bool = False


@dataclass(frozen=True, slots=True)
class Weights:
    """The trained table; the last column is `FORMER`. `threshold` is the least probability.

    Below the rows of the features the table has one of zeros.
    """

    rows: Mapping[str, int]
    table: NDArray[np.float32]
    bias: NDArray[np.float32]
    columns: tuple[Column, ...]
    threshold: float
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
        return cls(rows, table, bias, columns, float(head["threshold"]))

    def probabilities(self, found: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """How probable each column is for pairs with these features: a row a pair."""
        places: list[int] = []
        starts: list[int] = []
        for features in found:
            starts.append(len(places))
            places.append(len(self.rows))  # the row of zeros, so that no pair is without a row
            places += [self.rows[one] for one in features if one in self.rows]
        sums = np.add.reduceat(self.table[places], starts, axis=0) + self.bias
        return np.asarray(1 / (1 + np.exp(-sums)), dtype=np.float32)

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


def learned(
    reading: Reading, known: Sequence[Relation], *, model: Weights, schema: Schema
) -> Iterator[tuple[Relation, int]]:
    """Yield the relations that the patterns did not find, each with the token where it is said."""
    fired: dict[tuple[str, str], list[str]] = {}
    for one in known:
        fired.setdefault((one.subject, str(one.object)), []).append(one.extractor)
    claimed = {(one.subject, one.predicate, one.object) for one in known}
    describe = Describer(reading, fired)
    best: dict[tuple[str, str, str], tuple[float, float, Candidate]] = {}
    types = {one.id: one.type for one in reading.entities}
    pairs = [
        (pair, open_columns)
        for pair in candidates(reading)
        if (
            open_columns := model.open_columns(
                (types[pair.first.entity], types[pair.second.entity]), schema
            )
        )
    ]
    if not pairs:
        return
    rows = model.probabilities([describe(pair) for pair, _ in pairs])
    for (pair, open_columns), sure in zip(pairs, rows, strict=True):
        for number in open_columns:
            if sure[number] < model.threshold:
                continue
            column = model.columns[number]
            ends = (pair.first.entity, pair.second.entity)
            subject, target = reversed(ends) if column.reverse else ends
            key = (subject, column.relation, target)
            if key not in claimed and sure[number] > best.get(key, (0.0,))[0] + _LEAST:
                best[key] = (float(sure[number]), float(sure[-1]), pair)
    for key, (sureness, over, pair) in best.items():
        yield _relation(reading, describe, key, (sureness, over, pair)), pair.first.start


def _relation(
    reading: Reading,
    describe: Describer,
    key: tuple[str, str, str],
    found: tuple[float, float, Candidate],
) -> Relation:
    sureness, over, pair = found
    trigger = describe.trigger(pair)
    seen = view(reading, trigger if trigger is not None else reading.doc[pair.first.head])
    lasting = key[1] in _LASTING
    step = pair.first.confidence * pair.second.confidence
    mark = Span(trigger.idx, trigger.idx + len(trigger.text)) if trigger is not None else None
    return Relation(
        subject=key[0],
        predicate=key[1],
        object=key[2],
        evidence=evidence(reading, pair.start, pair.end, trigger=mark),
        status=Status.FORMER if over > 0.5 and not lasting else Status.CURRENT,
        stance=seen.stance,
        confidence=round(min(sureness * step, 0.99), 2),
        attributed_to=seen.speaker if seen.stance is Stance.REPORTED else None,
        extractor=f"{key[1]}.learned",
    )


def evidence(reading: Reading, start: int, end: int, *, trigger: Span | None = None) -> Evidence:
    """The passage from token `start` to `end` without the blanks at its ends."""
    doc = reading.doc
    last = end - 1
    while last > start and doc[last].is_space:
        last -= 1
    while start < last and doc[start].is_space:
        start += 1
    span = Span(doc[start].idx, doc[last].idx + len(doc[last].text))
    return Evidence(span=span, text=reading.document.text[span.start : span.end], trigger=trigger)
