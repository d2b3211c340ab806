"""What patterns alone, the learned model alone and both together give, by relation.

`python -m kg.training.relations_report FILE… [--folds 4]` prints Markdown tables,
one a file. No document is scored by a model that saw it: the texts are dealt into folds by their
names, and each fold is read with weights fitted, and thresholds chosen, on the others.
"""

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import torch

from kg.documents import document
from kg.evaluate.annotation import Annotation, annotation, read_annotations
from kg.evaluate.evaluation import evaluate
from kg.evaluate.scores import Ratio, Scores
from kg.extract.extractor import Extractor
from kg.extract.parse import parse
from kg.extract.parsed import Reading
from kg.extract.read import read
from kg.extract.relations.candidates import PATTERN_FEATURES
from kg.extract.relations.engine import decided
from kg.extract.relations.frames import Library, library
from kg.extract.relations.weights import Weights
from kg.model import DocumentGraph, Relation
from kg.training.relations_lessons import Example
from kg.training.relations_weights import Lessons, crossed, fold, lessons
from kg.vocab import load_schema

__all__ = ["main", "table"]

_NOTHING = Library(MappingProxyType({}), ())
_WAYS = ("rules", "learned", "both")
_Reader = Callable[[Reading], tuple[Relation, ...]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        prog="python -m kg.training.relations_report", description=__doc__
    )
    parser.add_argument("files", nargs="+", type=Path, help="annotated texts; the news first")
    parser.add_argument("--folds", type=int, default=4)
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)
    extractor = Extractor.load()
    models = _models(lessons(options.files, extractor), options.folds)
    for path in options.files:
        gold = read_annotations(path)
        found = _predicted(gold, extractor, models)
        scores = {way: evaluate(gold, found[way], schema=load_schema()).scores for way in _WAYS}
        sys.stdout.write(f"### {path.stem}\n\n{table(scores)}\n\n")
    return 0


def _models(known: Lessons, count: int) -> list[dict[str, _Reader]]:
    """Give the three ways to read the texts of each fold, fitted on the other folds."""
    plain = replace(known, own=_plain(known.own))
    return [
        {
            "rules": _reader(library(), None),
            "learned": _reader(_NOTHING, alone.model),
            "both": _reader(library(), whole.model),
        }
        for alone, whole in zip(
            crossed(plain, folds=count), crossed(known, folds=count), strict=True
        )
    ]


def _plain(pairs: Sequence[Example]) -> tuple[Example, ...]:
    """The pairs without what the patterns make of them."""
    return tuple(
        replace(one, features=tuple(f for f in one.features if not f.startswith(PATTERN_FEATURES)))
        for one in pairs
    )


def _reader(patterns: Library, model: Weights | None) -> _Reader:
    return lambda reading: decided(reading, patterns=patterns, model=model)


def _predicted(
    gold: Mapping[str, Annotation], extractor: Extractor, models: Sequence[Mapping[str, _Reader]]
) -> dict[str, dict[str, Annotation]]:
    found: dict[str, dict[str, Annotation]] = {way: {} for way in _WAYS}
    documents = [document(one.text or "", id=one.id, date=one.date) for one in gold.values()]
    for known, doc in parse(extractor.nlp, documents):
        reading = read(known, doc, schema=extractor.schema)
        for way, reader in models[fold(known.id, len(models))].items():
            graph = DocumentGraph(
                document=known, entities=reading.entities, relations=reader(reading)
            )
            found[way][known.id] = annotation(graph)
    return found


def table(scores: Mapping[str, Scores]) -> str:
    """Give precision, recall and F1 of each way, a row a relation."""
    lines = [
        "| relation | gold | " + " | ".join(f"{way} P / R / F1" for way in scores) + " |",
        "|---|---|" + "---|" * len(scores),
    ]
    first = next(iter(scores.values()))
    for name in first.by_relation:
        rows = [one.by_relation.get(name) for one in scores.values()]
        lines.append(_row(name, rows))
    lines.append(_row("all but said", [one.without_said for one in scores.values()]))
    lines.append(_row("all", [one.relations for one in scores.values()]))
    return "\n".join(lines)


def _row(name: str, ratios: Sequence[Ratio | None]) -> str:
    cells = [
        f"{one.precision:.2f} / {one.recall:.2f} / {one.f1:.2f}" if one else "" for one in ratios
    ]
    gold = next((one.gold for one in ratios if one), 0)
    return f"| {name} | {gold} | {' | '.join(cells)} |"


if __name__ == "__main__":
    sys.exit(main())
