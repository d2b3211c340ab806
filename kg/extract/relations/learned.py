"""Relations that a small linear model reads off a pair of references and the words around it.

The model is a table of weights, a row a feature and a column a relation in one direction; it is
trained by `kg.training.relations` with the matches of the patterns among its features, so that it
adds what they miss. Plain sums: the same figures on every machine that adds floats in order.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
    """The trained table; the last column is `FORMER`. `threshold` is the least probability."""

    rows: Mapping[str, int]
    table: NDArray[np.float32]
    bias: NDArray[np.float32]
    columns: tuple[Column, ...]
    threshold: float

    @classmethod
    def read(cls, path: Path) -> "Weights":
        """Read a table that `kg.training.relations` wrote."""
        with np.load(path, allow_pickle=False) as stored:
            names = bytes(stored["features"]).decode("utf-8").split("\n")
            table = stored["table"].astype(np.float32) * stored["scale"]
            head = json.loads(bytes(stored["head"]).decode("utf-8"))
            bias = stored["bias"].astype(np.float32)
        columns = tuple(Column(name, bool(way)) for name, way in head["columns"])
        rows = {name: number for number, name in enumerate(names)}
        return cls(rows, table, bias, columns, float(head["threshold"]))

    def probabilities(self, found: Sequence[str]) -> NDArray[np.float32]:
        """How probable each column is for a pair with these features."""
        places = [self.rows[one] for one in found if one in self.rows]
        sums = self.table[places].sum(axis=0) + self.bias
        return np.asarray(1 / (1 + np.exp(-sums)), dtype=np.float32)


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
    allowed = _Allowed(reading, model, schema)
    for pair in candidates(reading):
        open_columns = allowed(pair)
        if not open_columns:
            continue
        sure = model.probabilities(describe(pair))
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


class _Allowed:
    """Which columns the classes of a pair leave open."""

    def __init__(self, reading: Reading, model: Weights, schema: Schema) -> None:
        self._types = {one.id: one.type for one in reading.entities}
        self._columns = model.columns
        self._schema = schema
        self._known: dict[tuple[str, str], list[int]] = {}

    def __call__(self, pair: Candidate) -> list[int]:
        types = (self._types[pair.first.entity], self._types[pair.second.entity])
        if types not in self._known:
            self._known[types] = [
                number
                for number, column in enumerate(self._columns)
                if self._schema.allows(column.relation, *(types[::-1] if column.reverse else types))
            ]
        return self._known[types]


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
    return Evidence(span=span, text=doc.text[span.start : span.end], trigger=trigger)
