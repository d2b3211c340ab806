import json
from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate.annotation import annotation, read_annotations
from kg.model import Span
from tests.graphs import graph


def write(path: Path, *records: object) -> Path:
    path.write_text("\n".join(json.dumps(record) for record in records) + "\n", "utf-8")
    return path


def test_gold_file_is_read_with_what_does_not_count(tmp_path: Path) -> None:
    record = {
        "id": "d",
        "text": "Ads. Ana leads Orlo Labs.",
        "ignore": [[0, 4]],
        "entities": [
            {"id": "a", "name": "Ana", "type": "Person", "mentions": [[5, 8], [9, 99]]},
            {"id": "b", "name": "Orlo Labs", "type": "Organization", "mentions": [[15, 24]]},
        ],
        "relations": [{"subject": "a", "relation": "leads", "object": "b", "optional": True}],
    }
    one = read_annotations(write(tmp_path / "gold.jsonl", record))["d"]
    assert one.ignore == (Span(0, 4),)
    assert (one.entities[0].mentions, one.entities[0].broken) == ((Span(5, 8),), 1)
    assert (one.relations[0].optional, one.relations[0].status) == (True, "current")


def test_prediction_without_text_is_read_against_the_gold(tmp_path: Path) -> None:
    gold = read_annotations(write(tmp_path / "g.jsonl", {"id": "d", "text": "Ana left."}))
    entity = {"id": "a", "type": "Person", "mentions": [[0, 3]]}
    bare = write(tmp_path / "p.jsonl", {"id": "d", "entities": [entity]})
    assert read_annotations(bare, gold=gold)["d"].entities[0].mentions == (Span(0, 3),)


def test_graph_becomes_an_annotation() -> None:
    one = annotation(graph())
    assert [entity.qid for entity in one.entities] == ["Q100", None, None]
    assert one.relations[0].relation == "leads"
    assert isinstance(one.relations[1].object, Span)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "line 1: this is no JSON"),
        ("[]", "line 1: expected an object"),
        ('{"text": "x"}', "line 1: lacks the string 'id'"),
        ('{"id": "d", "text": "x"}\n\n{"id": "d", "text": "x"}', "line 3: document 'd' a second"),
        ('{"id": "d", "text": "x", "entities": [3]}', r"entities\[0\]: expected an object"),
        ('{"id": "d", "text": 4}', "'text' should be a string, found 4"),
    ],
)
def test_unusable_line_is_named(content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=message):
        read_annotations(path)


def test_missing_and_undecodable_files_are_input_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_annotations(tmp_path / "none.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "\xe9"}')
    with pytest.raises(InputError, match="UTF-8"):
        read_annotations(tmp_path / "latin.jsonl")
