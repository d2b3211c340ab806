import json

from kg.evaluate.report import to_json, to_markdown, to_text
from tests.evaluate.notes import gold, scores, with_relation


def test_text_has_a_line_for_each_relation_and_the_reasons() -> None:
    text = to_text(scores(with_relation(1, status="current")))
    assert any(line.split()[:2] == ["controls", "0.500"] for line in text.splitlines())
    assert "wrong relations: status 1" in text
    assert "recall, coref" in text


def test_json_is_one_object_with_rounded_figures() -> None:
    found = json.loads(to_json(scores(with_relation(1, status="current"))))
    assert found["relations"] == {"p": 0.75, "r": 0.75, "f1": 0.75, "tp": 3, "pred": 4, "gold": 4}
    assert found["documents"] == {"gold": 1, "missing": [], "not_in_gold": []}
    assert found["mentions_by_class"]["City"]["f1"] == 1.0


def test_markdown_is_a_table_with_equal_columns() -> None:
    table = [line for line in to_markdown(scores(gold())).splitlines() if line.startswith("|")]
    assert {line.count("|") for line in table} == {8}
