"""Trains the weights of `kg.extract.relations.learned` on texts annotated to the schema.

`python -m kg.training.relations FILE… -o weights.npz`, the news file first. One logistic
regression a column, all at once, by L-BFGS from zero: no chance in it, so the same data give the
same weights. Only PyTorch is needed beyond what kg runs on.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from kg.documents import document
from kg.evaluate.alignment import align
from kg.evaluate.annotation import Annotation, annotation, read_annotations
from kg.extract.extractor import Extractor
from kg.extract.parse import parse
from kg.extract.parsed import Reading, Reference
from kg.extract.read import read
from kg.extract.relations.candidates import Candidate, Describer, candidates
from kg.extract.relations.engine import by_patterns
from kg.extract.relations.learned import Column, Weights
from kg.model import DocumentGraph
from kg.vocab import Schema, load_schema

__all__ = ["Example", "fit", "main", "write"]

_RARE = 3
_PENALTY = 1.0
_STEPS = 80
_SMALL = 0.03
_THRESHOLD = 0.5


@dataclass(frozen=True, slots=True)
class Example:
    """One pair: its features, and for each column 1, 0 or (not to be learned) -1."""

    document: str
    features: tuple[str, ...]
    labels: tuple[int, ...]
    weight: float


def columns(schema: Schema) -> tuple[Column, ...]:
    """Every relation between entities, in both directions."""
    names = sorted(name for name in schema.relations if name != "said")
    return tuple(Column(name, way) for way in (False, True) for name in names)


def examples(
    files: Sequence[Path], extractor: Extractor, *, first_weight: float = 2.0
) -> Iterator[Example]:
    """Yield the pairs of every text; the first file is news and counts more."""
    for number, path in enumerate(files):
        gold = read_annotations(path)
        spans = _marked(path)
        documents = [document(one.text or "", id=one.id, date=one.date) for one in gold.values()]
        weight = first_weight if number == 0 else 1.0
        for known, doc in parse(extractor.nlp, documents):
            reading = read(known, doc, schema=extractor.schema)
            lesson = _Lesson(reading, gold[known.id], spans[known.id], extractor.schema)
            yield from lesson.examples(weight)


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


class _Lesson:
    """One document beside its annotation."""

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

    def examples(self, weight: float) -> Iterator[Example]:
        fired: dict[tuple[str, str], list[str]] = {}
        for one in by_patterns(self._reading):
            fired.setdefault((one.subject, str(one.object)), []).append(one.extractor)
        describe = Describer(self._reading, fired)
        for pair in candidates(self._reading):
            labels = self._labels(pair)
            if any(one >= 0 for one in labels):
                yield Example(self._reading.document.id, tuple(describe(pair)), labels, weight)

    def _labels(self, pair: Candidate) -> tuple[int, ...]:
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
        last = doc[pair.end - 1]
        if not _touch((doc[pair.start].idx, last.idx + len(last)), row.evidence):
            return False
        return all(
            span is None
            or _touch((doc[e.start].idx, doc[e.end - 1].idx + len(doc[e.end - 1])), span)
            for span, e in zip(row.spans, ends, strict=True)
        )


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


class _Product(torch.autograd.Function):
    """A sparse matrix, given with its transpose, times a dense one."""

    @staticmethod
    def forward(ctx: torch.autograd.function.FunctionCtx, dense, one, other):  # type: ignore[no-untyped-def, override]
        ctx.save_for_backward(other)
        return one @ dense

    @staticmethod
    def backward(ctx, grad):  # type: ignore[no-untyped-def, override]
        (other,) = ctx.saved_tensors
        return other @ grad, None, None


def fit(lessons: Sequence[Example], schema: Schema) -> Weights:
    """The weights that explain the examples best, large ones held back."""
    counts = Counter(one for lesson in lessons for one in lesson.features)
    names = sorted(name for name, number in counts.items() if number >= _RARE)
    rows = {name: number for number, name in enumerate(names)}
    labels = torch.tensor([lesson.labels for lesson in lessons], dtype=torch.float32)
    shares = torch.tensor([lesson.weight for lesson in lessons])[:, None] * (labels >= 0)
    labels = labels.clamp(min=0)
    matrix = _matrix(lessons, rows)
    transposed = matrix.to_sparse_coo().t().to_sparse_csr()
    table = torch.zeros(len(rows), labels.shape[1], requires_grad=True)
    bias = torch.full((labels.shape[1],), -3.0, requires_grad=True)
    best = torch.optim.LBFGS(
        [table, bias], max_iter=_STEPS, history_size=8, line_search_fn="strong_wolfe"
    )
    losses = torch.nn.BCEWithLogitsLoss(reduction="none")

    def loss() -> torch.Tensor:
        best.zero_grad()
        sums = _Product.apply(table, matrix, transposed) + bias
        total = (losses(sums, labels) * shares).sum() + 0.5 * _PENALTY * (table * table).sum()
        total.backward()
        return total

    best.step(loss)
    weights = np.vstack([table.detach().numpy(), np.zeros((1, labels.shape[1]), np.float32)])
    return Weights(rows, weights, bias.detach().numpy(), columns(schema), _THRESHOLD)


def _matrix(lessons: Sequence[Example], rows: dict[str, int]) -> torch.Tensor:
    places = [
        (number, rows[name])
        for number, lesson in enumerate(lessons)
        for name in lesson.features
        if name in rows
    ]
    return torch.sparse_coo_tensor(
        np.array(places).T, torch.ones(len(places)), (len(lessons), len(rows))
    ).to_sparse_csr()


def write(model: Weights, path: Path) -> None:
    """Store the weights in bytes a weight, without the rows that say nearly nothing."""
    kept = [n for n in range(len(model.rows)) if np.abs(model.table[n]).max() >= _SMALL]
    names = list(model.rows)
    table = model.table[kept]
    scale = np.abs(table).max(axis=0) / 127
    head = {
        "columns": [[c.relation, c.reverse] for c in model.columns],
        "threshold": model.threshold,
    }
    np.savez_compressed(
        path,
        features=_bytes("\n".join(names[n] for n in kept)),
        table=np.round(table / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=model.bias,
        head=_bytes(json.dumps(head)),
    )


def _bytes(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode("utf-8"), dtype=np.uint8)


def fold(document: str, count: int) -> int:
    """The fold of a document, by its name alone."""
    return int(hashlib.sha256(document.encode("utf-8")).hexdigest(), 16) // 7 % count


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit the weights and write them."""
    parser = argparse.ArgumentParser(prog="python -m kg.training.relations", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="annotated texts; the news first")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    extractor = Extractor.load()
    lessons = list(examples(options.files, extractor))
    write(fit(lessons, load_schema()), options.output)
    print(f"{len(lessons)} pairs", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
