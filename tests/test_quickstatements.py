import json
from pathlib import Path

import pytest

from kg.iri import Namespace
from kg.model import Evidence, Span, Stance, Status
from kg.quickstatements import rows
from kg.statements import Statement
from kg.vocab import load_schema
from tests.command import Run

URL = "https://news.example/a"


def _statement(predicate: str, subject: str, target: str, **more: object) -> Statement:
    fields: dict[str, object] = {
        "iri": "urn:kg:stm:1",
        "subject": f"urn:kg:ent:{subject}",
        "predicate": predicate,
        "object": f"urn:kg:ent:{target}",
        "status": Status.CURRENT,
        "stance": Stance.ASSERTED,
        "confidence": 0.9,
        "evidence": (Evidence(span=Span(0, 1), text="x"),),
        "truthy": True,
    }
    return Statement(**{**fields, **more})  # type: ignore[arg-type]


def _rows(*made: Statement, url: str | None = URL) -> list[str]:
    return list(rows(made, url, schema=load_schema(), namespace=Namespace("urn:kg:")))


def test_a_linked_statement_is_a_row_with_its_source() -> None:
    row = f'Q1\tP463\tQ2\tP580\t+2014-03-00T00:00:00Z/10\tS854\t"{URL}"\n'
    assert _rows(_statement("memberOf", "Q1", "Q2", start_date="2014-03")) == [row]


def test_an_inverse_property_turns_the_row_around() -> None:
    assert _rows(_statement("founded", "Q1", "Q2")) == [f'Q2\tP112\tQ1\tS854\t"{URL}"\n']


@pytest.mark.parametrize(
    "made",
    [
        _statement("memberOf", "Q1", "Organization-orlo"),
        _statement("memberOf", "Q1", "Q2", truthy=False),
        _statement("leads", "Q1", "Q2"),
        _statement("controls", "Q1", "Q2"),
    ],
)
def test_what_is_not_known_enough_is_no_row(made: Statement) -> None:
    assert _rows(made) == []


def test_a_text_without_an_address_gives_no_row() -> None:
    assert _rows(_statement("memberOf", "Q1", "Q2"), url=None) == []


@pytest.mark.model
def test_export_writes_the_rows_beside_the_graph(kg: Run, tmp_path: Path) -> None:
    text = "NAIROBI, May 4, 2021 - Nairobi is a city in Kenya, and the rains came late."
    record = {"id": "a", "text": text, "url": URL}
    (tmp_path / "a.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    target = tmp_path / "rows.tsv"
    done = kg("export", tmp_path / "a.jsonl", "-o", tmp_path / "a.ttl",
              "--wikidata-statements", target)  # fmt: skip
    assert done.code == 0
    assert target.read_text(encoding="utf-8") == f'Q3870\tP131\tQ114\tS854\t"{URL}"\n'
