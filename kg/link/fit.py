"""Fit the ranker's weights on marked texts, and measure it on documents it has not seen.

`python -m kg.link.fit gold.jsonl --out kg/link/data/ranker.json`
"""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kg.extract.extractor import Extractor
from kg.link.build import build_index
from kg.link.candidates import Found
from kg.link.classes import classes
from kg.link.features import FEATURES
from kg.link.index import Index
from kg.link.keys import key
from kg.link.rank import context, proposals
from kg.link.ranker import Ranker
from kg.link.sources import DATA
from kg.link.spans import entities, marked

__all__ = ["main"]

_PENALTY = 20.0
# What few texts show is believed beforehand: a match report means teams.
_BELIEVED = {
    "team": 5.0,
    "played": -5.0,
    "exact": 1.0,
    "initials": 1.5,
    "apart": -0.7,
    "forms": 1.5,
    "full_name": 1.5,
    "person_full": 0.7,
    "nation": 0.7,
    "short_form": -0.5,
    "obscure": -1.0,
    "placed": 1.0,
    "piece": -1.5,
    "other_name": -1.5,
    "told": 1.5,
    "elsewhere": -2.0,
}
_STEPS = 12
_REPEATED = 0.1
_BESIDE = 0.6
_FOLDS = 11
_PRECISION = 0.95


_Answer = tuple[float, bool, bool]  # score, whether it is right, whether there is an item


class _Unread(Index):
    """The index as if one text had never been counted: what it says itself is no evidence."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self._own: Counter[tuple[str, int]] = Counter()

    def forget(self, own: Counter[tuple[str, int]]) -> None:
        """Leave these counts out from now on."""
        self._own = own

    def find(self, name: str) -> Sequence[Found]:
        """Give the items of a name without the counts of the text in hand."""
        found = super().find(name)
        folded = key(name)
        if not any((folded, f.item.qid) in self._own for f in found):
            return found
        counts = {f.item.qid: round(f.share * (f.seen + 0.5)) for f in found}
        left = {q: max(0, n - self._own[folded, q]) for q, n in counts.items()}
        seen = sum(left.values())
        kept = [
            Found(f.item, f.how, left[f.item.qid] / (seen + 0.5), seen)
            for f in found
            if left[f.item.qid] or not self._by_use(folded, f)
        ]
        return sorted(kept, key=lambda f: (-f.share, -f.item.pop, f.how, f.item.qid))

    def _by_use(self, folded: str, found: Found) -> bool:
        """Whether only people's use of a name makes it one of the item's names."""
        query = "SELECT 1 FROM name WHERE key = ? AND qid = ? AND how < 3"
        own = self._connection.execute(query, (folded, found.item.qid)).fetchone()
        return not found.item.sources or not own


class _Text:
    """One text: the clusters' candidates as rows, and which row is right."""

    def __init__(self, line: str, index: _Unread, known: Mapping[tuple[int, int], str]) -> None:
        fields = json.loads(line)
        gold = fields["mentions"]
        spans = [(m["start"], m["end"]) for m in gold]
        marks = marked(fields["text"], spans, known)
        index.forget(
            Counter(
                (key(mark.surface), int(m["qid"][1:]))
                for mark, m in zip(marks, gold, strict=True)
                if m["qid"]
            )
        )
        self.groups: list[tuple[list[str | None], list[str], np.ndarray]] = []
        found = list(entities(marks, index))
        around = context(fields["text"], [one for _, one in found], index)
        for cluster, one in found:
            rows = proposals(one, index, around)
            items = [f"Q{r.found.item.qid}" for r in rows]
            values = np.array([r.values for r in rows]).reshape(-1, len(FEATURES))
            self.groups.append(([gold[p]["qid"] for p in cluster], items, values))


@dataclass(frozen=True, slots=True)
class _Choices:
    """Clusters side by side, filled up with rows that are none: `real` says which are candidates.

    `right` is the share of a cluster's mentions that a candidate is right for.
    """

    rows: np.ndarray
    right: np.ndarray
    real: np.ndarray
    weight: np.ndarray

    @classmethod
    def of(cls, texts: Sequence[tuple[_Text, float]]) -> "_Choices":
        """Put the clusters of texts side by side, each text with its weight."""
        groups = [(group, share) for text, share in texts for group in text.groups if group[1]]
        most = max(len(items) for (_, items, _), _ in groups)
        rows = np.zeros((len(groups), most, len(FEATURES)))
        right, real = np.zeros((len(groups), most)), np.zeros((len(groups), most))
        weight = np.zeros(len(groups))
        for place, ((wanted, items, values), share) in enumerate(groups):
            rows[place, : len(items)] = values
            real[place, : len(items)] = 1.0
            right[place, : len(items)] = [wanted.count(i) / len(wanted) for i in items]
            weight[place] = share * len(wanted) ** _REPEATED
        return cls(rows, right, real, weight)


def _fit(texts: Sequence[tuple[_Text, float]]) -> np.ndarray:
    """Fit a conditional logit: of a name's candidates one is right, or there is no item."""
    given = _Choices.of(texts)
    believed = np.array([_BELIEVED.get(name, 0.0) for name in FEATURES])
    beta = believed.copy()
    ridge = np.eye(len(FEATURES)) * _PENALTY
    ridge[0, 0] = 0.01
    for _ in range(_STEPS):
        odds = np.exp(np.clip(given.rows @ beta, -30, 30)) * given.real
        p = odds / (1.0 + odds.sum(axis=1, keepdims=True))
        off = (given.right - p) * given.weight[:, None]
        gradient = np.einsum("gnk,gn->k", given.rows, off) - ridge @ (beta - believed)
        mean = np.einsum("gnk,gn->gk", given.rows, p)
        weighed = given.rows * (p * given.weight[:, None])[:, :, None]
        spread = np.tensordot(weighed, given.rows, axes=([0, 1], [0, 1]))
        hessian = spread - (mean * given.weight[:, None]).T @ mean + ridge
        beta = beta + np.linalg.solve(hessian, gradient)
    return beta


def _answers(text: _Text, beta: np.ndarray) -> list[_Answer]:
    """Give score, rightness and linkedness of each mention."""
    out = []
    for wanted, items, values in text.groups:
        if items:
            odds = np.exp(np.clip(values @ beta, -30, 30))
            best = int(odds.argmax())
            score = float(odds[best] / (1.0 + odds.sum()))
            out += [(score, w == items[best], w is not None) for w in wanted]
        else:
            out += [(0.0, False, w is not None) for w in wanted]
    return out


def _say(line: object) -> None:
    sys.stdout.write(f"{line}\n")


def _precision(answers: Sequence[_Answer], level: float) -> float:
    kept = [a[1] for a in answers if a[0] >= level]
    return sum(kept) / len(kept) if kept else 1.0


def _sure(answers: Sequence[_Answer]) -> float:
    """Give the level from which on links are right often enough to be stated."""
    levels = [n / 100 for n in range(40, 91)]
    wrong = [level for level in levels if _precision(answers, level) < _PRECISION]
    return round(max(wrong, default=levels[0]) + 0.01, 2)


def _likely(answers: Sequence[_Answer]) -> tuple[float, float]:
    """Give the best F1, and the level that it is reached at."""
    total = sum(a[2] for a in answers)
    best = (0.0, 0.5)
    for step in range(20, 80, 2):
        kept = [a[1] for a in answers if a[0] >= step / 100]
        best = max(best, (2 * sum(kept) / (len(kept) + total), step / 100))
    return best


def _nested(folds: Sequence[Sequence[_Answer]]) -> tuple[float, float]:
    """Give precision and coverage of folds whose threshold only the other folds set."""
    kept: list[_Answer] = []
    for own, fold in enumerate(folds):
        level = _sure([a for n, other in enumerate(folds) if n != own for a in other])
        kept += [a for a in fold if a[0] >= level]
    total = sum(a[2] for fold in folds for a in fold)
    right = sum(a[1] for a in kept)
    return right / max(1, len(kept)), right / total


def _report(folds: Sequence[Sequence[_Answer]]) -> tuple[float, float]:
    answers = [a for fold in folds for a in fold]
    f1, link = _likely(answers)
    nil = [a for a in answers if not a[2]]
    _say(f"F1 {f1:.3f} at {link}, NIL recall {sum(a[0] < link for a in nil) / len(nil):.3f}")
    same_as = _sure(answers)
    right = sum(a[1] for a in answers if a[0] >= same_as)
    coverage = right / sum(a[2] for a in answers)
    _say(f"same as at {same_as}: P {_precision(answers, same_as):.3f}, coverage {coverage:.3f}")
    precision, coverage = _nested(folds)
    _say(f"with the threshold of the other folds: P {precision:.3f}, coverage {coverage:.3f}")
    return link, same_as


def _texts(path: Path, index: _Unread, extractor: Extractor) -> list[_Text]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [_Text(line, index, classes(json.loads(line)["text"], extractor)) for line in lines]


def main() -> None:
    """Cross-validate by document, then fit on all and write the weights."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("gold", type=Path)
    options.add_argument("--beside", type=Path, action="append", default=[])
    options.add_argument("--out", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder) / "index.sqlite"
        build_index(DATA, built)
        index, extractor = _Unread(built), Extractor.load()
        texts = [(text, 1.0) for text in _texts(chosen.gold, index, extractor)]
        beside = [(t, _BESIDE) for path in chosen.beside for t in _texts(path, index, extractor)]
        index.close()
    folds = []
    for fold in range(_FOLDS):
        beta = _fit([*(t for n, t in enumerate(texts) if n % _FOLDS != fold), *beside])
        held = [text for n, (text, _) in enumerate(texts) if n % _FOLDS == fold]
        folds.append([answer for text in held for answer in _answers(text, beta)])
    link, same_as = _report(folds)
    beta = _fit([*texts, *beside])
    weights = {name: round(float(b), 4) for name, b in zip(FEATURES, beta, strict=True)}
    _say(weights)
    if chosen.out:
        Ranker.of(weights, link=link, same_as=same_as)
        stored = {"link": link, "same_as": same_as, "weights": weights}
        chosen.out.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
