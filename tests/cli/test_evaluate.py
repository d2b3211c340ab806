import json
from pathlib import Path

import pytest

from tests.command import Run

TEXT = "Ana Ruiz leads Orlo Labs. She was born in Paris."


def line(*, status: str = "current") -> str:
    entities = [
        {"id": "a", "name": "Ana Ruiz", "type": "Person", "mentions": [[0, 8]]},
        {"id": "b", "name": "Orlo Labs", "type": "Organization", "mentions": [[15, 24]]},
    ]
    leads = {"subject": "a", "relation": "leads", "object": "b", "evidence": [0, 25]}
    leads |= {"status": status, "stance": "asserted", "difficulty": "stated"}
    return json.dumps({"id": "d", "text": TEXT, "entities": entities, "relations": [leads]})


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "gold.jsonl").write_text(line(), "utf-8")
    return tmp_path / "gold.jsonl"


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    (tmp_path / "wrong.jsonl").write_text(line(status="former"), "utf-8")
    return tmp_path / "wrong.jsonl"


def test_scores_are_data_on_stdout(kg: Run, gold: Path) -> None:
    outcome = kg("evaluate", gold, gold, "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    assert json.loads(outcome.out)["relations"]["f1"] == 1.0


def test_below_the_bar_is_exit_1_with_the_scores_all_the_same(
    kg: Run, gold: Path, wrong: Path
) -> None:
    assert kg("evaluate", gold, gold, "--min-f1", "0.9").code == 0
    outcome = kg("evaluate", gold, wrong, "--min-f1", "0.9")
    assert outcome.code == 1
    assert b"wrong relations: status 1" in outcome.out


def test_gold_without_documents_measures_nothing(kg: Run, gold: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.write_text("", "utf-8")
    outcome = kg("evaluate", empty, gold)
    assert (outcome.code, outcome.out) == (3, b"")
    assert "empty.jsonl: has no documents" in outcome.err


def test_errors_list_each_mistake_with_its_sentence(kg: Run, gold: Path, wrong: Path) -> None:
    listed = kg("evaluate", gold, wrong, "--errors").out.decode()
    assert "false: relation Ana Ruiz leads Orlo Labs [former, asserted]: status" in listed
    assert "missed: relation Ana Ruiz leads Orlo Labs [current, asserted] (stated)" in listed
    assert listed.count("    Ana Ruiz leads Orlo Labs.") == 2
    assert "\x1b" not in listed


@pytest.mark.model
def test_without_predictions_the_texts_are_extracted(kg: Run, gold: Path) -> None:
    outcome = kg("evaluate", gold, "--format", "json")
    assert outcome.code == 0
    assert json.loads(outcome.out)["documents"] == {"gold": 1, "missing": [], "not_in_gold": []}
