"""The table of what rules, learning and both give."""

import pytest

pytest.importorskip("torch")

from kg.evaluate.annotation import Annotation
from kg.evaluate.evaluation import evaluate
from kg.training.relations_report import table
from kg.vocab import load_schema


def test_a_table_has_a_column_a_way_and_a_row_for_all() -> None:
    gold = {"a": Annotation(id="a", text="Nothing.", entities=(), relations=())}
    scores = evaluate(gold, gold, schema=load_schema()).scores
    lines = table({"rules": scores, "both": scores}).splitlines()
    assert lines[0] == "| relation | gold | rules P / R / F1 | both P / R / F1 |"
    assert lines[-1].startswith("| all | 0 |")
