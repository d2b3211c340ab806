"""Fit the ranker's weights on marked texts, and measure it on documents it has not seen.

`python -m kg.link.fit gold.jsonl --out kg/link/data/ranker.json`
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from kg.extract.extractor import Extractor
from kg.link.build import build_index
from kg.link.classes import classes
from kg.link.features import FEATURES
from kg.link.index import Index
from kg.link.rank import context, proposals
from kg.link.ranker import Ranker
from kg.link.sources import DATA
from kg.link.spans import Marked, clusters, named

__all__ = ["main"]

_PENALTY = 3.0
# What few texts show is believed beforehand: a match report means teams.
_BELIEVED = {"team": 6.0, "exact": 0.5, "initials": 1.5}
_STEPS = 60
_FOLDS = 11
_PRECISION = 0.95


class _Text:
    """One text: the clusters' candidates as rows, and which row is right."""

    def __init__(self, line: str, index: Index, known: Mapping[tuple[int, int], str]) -> None:
        fields = json.loads(line)
        gold = fields["mentions"]
        spans = [(m["start"], m["end"]) for m in gold]
        marks = [Marked(s, e, fields["text"][s:e], known.get((s, e), "")) for s, e in spans]
        self.total = sum(m["qid"] is not None for m in gold)
        self.nil = len(gold) - self.total
        self.groups: list[tuple[list[str | None], list[str], np.ndarray]] = []
        found = clusters(marks, index)
        around = context(fields["text"], [named(marks, c) for c in found], index)
        for cluster in found:
            rows = proposals(named(marks, cluster), index, around)
            items = [f"Q{r.found.item.qid}" for r in rows]
            values = np.array([r.values for r in rows]).reshape(-1, len(FEATURES))
            self.groups.append(([gold[p]["qid"] for p in cluster], items, values))


def _fit(texts: Sequence[_Text]) -> np.ndarray:
    rows, right, weight = [], [], []
    for text in texts:
        for wanted, items, values in text.groups:
            for item, row in zip(items, values, strict=True):
                rows.append(row)
                right.append(sum(w == item for w in wanted) / len(wanted))
                weight.append(len(wanted) ** 0.1)
    x, y, w = np.array(rows), np.array(right), np.array(weight)
    believed = np.array([_BELIEVED.get(name, 0.0) for name in FEATURES])
    beta = believed.copy()
    ridge = np.eye(x.shape[1]) * _PENALTY
    ridge[0, 0] = 0.01
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-x @ beta))
        gradient = x.T @ (w * (y - p)) - ridge @ (beta - believed)
        hessian = (x * (w * p * (1 - p))[:, None]).T @ x + ridge
        beta = beta + np.linalg.solve(hessian, gradient)
    return beta


def _answers(text: _Text, beta: np.ndarray) -> list[tuple[float, bool, bool]]:
    """Give score, rightness and linkedness of each mention."""
    out = []
    for wanted, items, values in text.groups:
        if items:
            p = 1 / (1 + np.exp(-values @ beta))
            best = int(p.argmax())
            out += [(float(p[best]), w == items[best], w is not None) for w in wanted]
        else:
            out += [(0.0, False, w is not None) for w in wanted]
    return out


def _say(line: object) -> None:
    sys.stdout.write(f"{line}\n")


def _precision(answers: Sequence[tuple[float, bool, bool]], level: float) -> float:
    kept = [a[1] for a in answers if a[0] >= level]
    return sum(kept) / max(1, len(kept))


def _report(answers: Sequence[tuple[float, bool, bool]]) -> tuple[float, float]:
    total = sum(a[2] for a in answers)
    best = (0.0, 0.5)
    for step in range(20, 80, 2):
        level = step / 100
        kept = [a for a in answers if a[0] >= level]
        good = sum(a[1] for a in kept)
        f1 = 2 * good / (len(kept) + total)
        best = max(best, (f1, level))
        nil = [a for a in answers if not a[2]]
        if step % 10 == 0:
            recall = sum(a[0] < level for a in nil) / len(nil)
            precision = good / max(1, len(kept))
            _say(f"{level:.2f} P {precision:.3f} R {good / total:.3f}")
            _say(f"     F1 {f1:.3f} NIL {recall:.3f}")
    sure = next(
        (n / 100 for n in range(40, 99) if _precision(answers, n / 100) >= _PRECISION), 0.99
    )
    kept = [a for a in answers if a[0] >= sure]
    coverage = sum(a[1] for a in kept) / total
    _say(f"best F1 {best[0]:.3f} at {best[1]}")
    _say(f"same as at {sure}: P {_precision(answers, sure):.3f}, coverage {coverage:.3f}")
    return best[1], sure


def main() -> None:
    """Cross-validate by document, then fit on all and write the weights."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("gold", type=Path)
    options.add_argument("--out", type=Path)
    chosen = options.parse_args()
    lines = chosen.gold.read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "index.sqlite"
        # What was counted in these very texts would make them look easier than others.
        build_index(DATA, built, unseen=True)
        index = Index(built)
        extractor = Extractor.load()
        found = [classes(json.loads(line)["text"], extractor) for line in lines]
        texts = [
            [_Text(line, index, known) for known in ({}, ours)]
            for line, ours in zip(lines, found, strict=True)
        ]
        index.close()
    answers: list[tuple[float, bool, bool]] = []
    typed: list[tuple[float, bool, bool]] = []
    for fold in range(_FOLDS):
        beta = _fit([t for n, both in enumerate(texts) if n % _FOLDS != fold for t in both])
        for n, both in enumerate(texts):
            if n % _FOLDS == fold:
                answers += _answers(both[0], beta)
                typed += _answers(both[1], beta)
    _say("without classes:")
    _report(answers)
    _say("with the classes of kg's recogniser:")
    link, same_as = _report(typed)
    beta = _fit([t for both in texts for t in both])
    weights = {name: round(float(b), 4) for name, b in zip(FEATURES, beta, strict=True)}
    _say(weights)
    if chosen.out:
        Ranker.of(weights, link=link, same_as=same_as)
        stored = {"link": link, "same_as": same_as, "weights": weights}
        chosen.out.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
