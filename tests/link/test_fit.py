"""Fitting: what a text says itself is no evidence, and the figures are of texts not seen."""

import json
import lzma
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from kg.link import fit
from kg.link.build import build_index
from kg.link.features import FEATURES
from kg.link.ranker import Ranker
from tests.link.test_linker import data

__all__ = ["data"]


def _anchors(folder: Path, *rows: tuple[str, str, int]) -> None:
    with lzma.open(folder / "anchors.tsv.xz", "wt", encoding="utf-8") as file:
        file.write("surface\tqid\tcount\tsources\n")
        file.writelines(f"{name}\t{item}\t{count}\tx\n" for name, item, count in rows)


def test_the_counts_of_the_text_in_hand_are_forgotten(data: Path, tmp_path: Path) -> None:
    _anchors(data, ("Paris", "Q90", 2), ("the capital", "Q90", 1), ("Lutetia", "Q90", 1))
    build_index(data, tmp_path / "i.sqlite")
    index = fit._Unread(tmp_path / "i.sqlite")
    assert index.find("Paris")[0].share == pytest.approx(2 / 2.5)
    index.forget(Counter({("paris", 90): 2, ("lutetia", 90): 1}))
    assert [f.share for f in index.find("Paris")] == [0.0, 0.0]
    assert index.find("Lutetia") == [], "only this text calls it so"
    assert index.find("the capital"), "another text does"
    index.close()


def _text(*groups: tuple[Sequence[str | None], Mapping[str, Mapping[str, float]]]) -> Any:
    """Give a text whose names have candidates with the given features, all others 0."""
    made = []
    for wanted, candidates in groups:
        rows = [[c.get(name, 0.0) for name in FEATURES] for c in candidates.values()]
        made.append((list(wanted), list(candidates), np.array(rows).reshape(-1, len(FEATURES))))
    return SimpleNamespace(groups=made)


def test_what_tells_right_from_wrong_gets_its_weight() -> None:
    right = {"bias": 1.0, "label": 1.0}
    wrong = {"bias": 1.0, "alias": 1.0}
    text = _text(*[(["Q1"], {"Q1": right, "Q2": wrong})] * 40)
    beta = dict(zip(FEATURES, fit._fit([(text, 1.0)]), strict=True))
    assert beta["label"] > 0.3 > beta["alias"]
    assert beta["team"] == fit._BELIEVED["team"], "what was not seen stays as believed"


def test_answers_are_counted_by_mention_and_a_name_without_candidates_is_nil() -> None:
    text = _text((["Q1", "Q2"], {"Q1": {"bias": 1.0}}), ([None], {}))
    answers = fit._answers(text, np.zeros(len(FEATURES)))
    assert answers == [(0.5, True, True), (0.5, False, True), (0.0, False, False)]


def test_the_threshold_is_where_precision_holds_from_then_on() -> None:
    below, above = (0.5, False, True), (0.8, True, True)
    assert fit._sure([below, *[above] * 3]) == pytest.approx(0.51)
    precision, coverage = fit._nested([[below, above], [above, above]])
    assert precision == pytest.approx(0.75)
    assert coverage == pytest.approx(0.75)


def test_a_gold_file_becomes_the_weights_of_a_ranker(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Paris is in France, and so is Lyon."
    spans = {"Paris": "Q90", "France": "Q142", "Lyon": None}
    mentions = [
        {"start": text.index(name), "end": text.index(name) + len(name), "qid": item}
        for name, item in spans.items()
    ]
    gold = tmp_path / "gold.jsonl"
    line = json.dumps({"id": "a", "text": text, "mentions": mentions})
    gold.write_text(f"{line}\n" * 12, encoding="utf-8")
    monkeypatch.setattr(fit, "DATA", data)
    monkeypatch.setattr(fit, "classes", lambda text, extractor: {})
    monkeypatch.setattr("kg.link.fit.Extractor.load", lambda: None)
    out = tmp_path / "ranker.json"
    monkeypatch.setattr(sys, "argv", ["fit", str(gold), "--beside", str(gold), "--out", str(out)])
    fit.main()
    stored = json.loads(out.read_text(encoding="utf-8"))
    ranker = Ranker.of(stored["weights"], link=stored["link"], same_as=stored["same_as"])
    assert 0 < ranker.link <= 1
    assert "F1 1.000" in capsys.readouterr().out
