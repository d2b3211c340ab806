import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import jsonl
from kg.errors import InputError
from kg.model import DocumentGraph, Entity, Linked, Mention, Span
from tests.graphs import document, graph


def back(line: str) -> DocumentGraph:
    (found,) = jsonl.graphs([line], source="found.jsonl")
    return found


def test_line_has_the_keys_of_the_gold_format() -> None:
    record = json.loads(jsonl.line(graph()))
    assert record["entities"][0]["qid"] == "Q100"
    assert record["entities"][2] == {
        "id": "e3",
        "name": "Vell",
        "type": "City",
        "qid": None,
        "mentions": [[48, 52]],
    }
    leads, said, based = record["relations"]
    assert (leads["relation"], leads["status"], leads["stance"]) == (
        "leads",
        "current",
        "asserted",
    )
    assert record["text"][slice(*said["object"]["quote"])] == "We moved to Vell in May,"
    assert (based["attributedTo"], based["startDate"]) == ("e1", "2021-05")
    assert "role" not in based


def test_nothing_is_lost_on_the_way_back() -> None:
    assert back(jsonl.line(graph())) == graph()


@given(st.text(min_size=3, alphabet=st.characters(codec="utf-8")))
def test_any_text_survives_on_one_line(text: str) -> None:
    whole = DocumentGraph(
        document=replace(document(), text=text, furniture=(), sha256=""),
        entities=(
            Entity(
                id="e1",
                type="Place",
                name=text,
                mentions=(Mention(span=Span(1, 3), text=text[1:3], type="Place"),),
            ),
        ),
        relations=(),
    )
    line = jsonl.line(whole)
    assert "\n" not in line
    found = back(line)
    assert found.document.text == text
    assert found.entities == whole.entities


def test_bare_gold_line_becomes_a_graph() -> None:
    record = {
        "id": "d",
        "text": "Ana leads Orlo.",
        "entities": [
            {"id": "a", "name": "Ana", "type": "Person", "qid": None, "mentions": [[0, 3]]},
            {
                "id": "b",
                "name": "Orlo",
                "type": "Organization",
                "qid": "Q7",
                "mentions": [[10, 14]],
            },
        ],
        "relations": [{"subject": "a", "relation": "leads", "object": "b", "evidence": [0, 15]}],
    }
    found = back(json.dumps(record))
    assert found.document.source == "found.jsonl"
    assert isinstance(found.entities[1].link, Linked)
    assert found.relations[0].evidence.text == "Ana leads Orlo."


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"subject": "zz"}, "'subject' names no entity: 'zz'"),
        ({"status": "maybe"}, "'status' should be one of current, former, found 'maybe'"),
        ({"evidence": [5, 900]}, "inside the text"),
        ({"object": {"quote": [5]}}, "inside the text"),
        ({"confidence": "high"}, "'confidence' should be a number"),
    ],
)
def test_unfit_relation_is_named_with_its_line(change: dict[str, object], message: str) -> None:
    record = json.loads(jsonl.line(graph()))
    record["relations"][0] |= change
    with pytest.raises(InputError, match=r"found\.jsonl line 1: relations") as caught:
        back(json.dumps(record))
    assert message in str(caught.value)


def test_file_is_read_back_and_a_missing_one_named(tmp_path: Path) -> None:
    path = tmp_path / "found.jsonl"
    path.write_text(jsonl.line(graph()) + "\n", "utf-8")
    assert list(jsonl.read_graphs(path)) == [graph()]
    with pytest.raises(InputError, match="no such file"):
        list(jsonl.read_graphs(tmp_path / "none.jsonl"))
