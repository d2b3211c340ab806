"""Pairs to learn relations from: annotated texts read as kg reads them, and labelled.

A pair is right for a column where its own words say the relation, wrong where nothing in the text
does, and left out where only other words say it.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kg.documents import document
from kg.evaluate.alignment import align
from kg.evaluate.annotation import Annotation, annotation, read_annotations
from kg.extract.extractor import Extractor
from kg.extract.parse import parse
from kg.extract.parsed import Reading, Reference
from kg.extract.read import read
from kg.extract.relations.candidates import Candidate
from kg.extract.relations.engine import by_patterns
from kg.extract.relations.learned import described
from kg.extract.relations.weights import Column, Weights
from kg.model import DocumentGraph
from kg.vocab import Schema

__all__ = ["Example", "blank", "columns", "examples"]


@dataclass(frozen=True, slots=True)
class Example:
    """One pair of two entities, by their ids: for each column 1, 0 or (not to be learned) -1."""

    document: str
    ends: tuple[str, str]
    features: tuple[str, ...]
    labels: tuple[int, ...]


def columns(schema: Schema) -> tuple[Column, ...]:
    """Every relation between entities, in both directions."""
    names = sorted(name for name in schema.relations if name != "said")
    return tuple(Column(name, way) for way in (False, True) for name in names)


def blank(schema: Schema) -> Weights:
    """Weights that know the columns and nothing else."""
    made = columns(schema)
    size = len(made) + 1
    zeros = np.zeros((1, size), dtype=np.float32)
    return Weights({}, zeros, zeros[0], made, (0.5,) * len(made))


def examples(files: Sequence[Path], extractor: Extractor) -> Iterator[Example]:
    """Yield the pairs of texts annotated to the schema."""
    for path in files:
        gold = read_annotations(path)
        spans = _marked(path)
        documents = [document(one.text or "", id=one.id, date=one.date) for one in gold.values()]
        for known, doc in parse(extractor.nlp, documents):
            reading = read(known, doc, schema=extractor.schema)
            labels = _Labels(reading, gold[known.id], spans[known.id], extractor.schema)
            yield from _examples(reading, labels, extractor.schema)


def _examples(reading: Reading, label: "_Labels", schema: Schema) -> Iterator[Example]:
    for found in described(reading, by_patterns(reading), model=blank(schema), schema=schema):
        labels = label(found.pair)
        if any(one >= 0 for one in labels):
            ends = (found.pair.first.entity, found.pair.second.entity)
            features = tuple(dict.fromkeys(found.features))
            yield Example(reading.document.id, ends, features, labels)


@dataclass(frozen=True, slots=True)
class _Marked:
    """A gold relation with the words that stand for its ends."""

    relation: str
    ends: tuple[str, str]
    evidence: tuple[int, int]
    spans: tuple[tuple[int, int] | None, tuple[int, int] | None]
    former: bool
    optional: bool


def _marked(path: Path) -> dict[str, list[_Marked]]:
    found: dict[str, list[_Marked]] = {}
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        found[record["id"]] = [
            _Marked(
                relation=one["relation"],
                ends=(one["subject"], one["object"]),
                evidence=tuple(one["evidence"]),
                spans=(_pair(one.get("subjectSpan")), _pair(one.get("objectSpan"))),
                former=one["status"] == "former",
                optional=bool(one.get("optional")),
            )
            for one in record["relations"]
            if one["relation"] != "said"
        ]
    return found


def _pair(span: Sequence[int] | None) -> tuple[int, int] | None:
    return (span[0], span[1]) if span else None


class _Labels:
    """A text annotated to the schema."""

    def __init__(
        self, reading: Reading, gold: Annotation, marked: list[_Marked], schema: Schema
    ) -> None:
        self._reading = reading
        self._schema = schema
        self._columns = columns(schema)
        graph = DocumentGraph(document=reading.document, entities=reading.entities, relations=())
        aligned = align(
            gold,
            annotation(graph),
            related=lambda one, other: schema.is_a(one, other) or schema.is_a(other, one),
        )
        self._gold = {
            entity.id: aligned.stands_for.get(n) for n, entity in enumerate(reading.entities)
        }
        self._marked: dict[tuple[str, tuple[str, str]], list[_Marked]] = {}
        for one in marked:
            self._marked.setdefault((one.relation, one.ends), []).append(one)

    def __call__(self, pair: Candidate) -> tuple[int, ...]:
        found = [self._label(pair, column) for column in self._columns]
        over = [former for label, former in found if label == 1]
        return (*(label for label, _ in found), int(any(over)) if over else -1)

    def _label(self, pair: Candidate, column: Column) -> tuple[int, bool]:
        ends = (pair.second, pair.first) if column.reverse else (pair.first, pair.second)
        types = [self._reading.entity(one.entity).type for one in ends]
        if not self._schema.allows(column.relation, *types):
            return -1, False
        gold = (self._gold[ends[0].entity] or "", self._gold[ends[1].entity] or "")
        rows = self._marked.get((column.relation, gold), ())
        if not rows:
            return 0, False
        here = [one for one in rows if not one.optional and self._said_here(pair, ends, one)]
        return (1, here[0].former) if here else (-1, False)

    def _said_here(self, pair: Candidate, ends: tuple[Reference, Reference], row: _Marked) -> bool:
        doc = self._reading.doc
        if not _touch(doc.characters(pair.start, pair.end), row.evidence):
            return False
        return all(
            span is None or _touch(doc.characters(one.start, one.end), span)
            for span, one in zip(row.spans, ends, strict=True)
        )


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
