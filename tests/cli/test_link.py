"""`kg link` on finished exports and on marked names."""

import json
from pathlib import Path

import pytest

from tests.command import Run
from tests.store.faulty import Step, faulty_server

TEXT = """NAIROBI, May 4, 2021 - Kenya backs the Northern Lagoon Front, said its spokesman \
Idris Kane. \
"We hold the harbour of Port Lasso," Kane told Reuters. The group is based in Nairobi.
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "a.txt"


@pytest.mark.model
@pytest.mark.parametrize("suffix", ["ttl", "trig", "nq"])
def test_an_export_without_links_gets_those_of_one_with(
    kg: Run, article: Path, tmp_path: Path, suffix: str
) -> None:
    plain, linked, again = (tmp_path / f"{n}.{suffix}" for n in ("plain", "linked", "again"))
    kg("export", article, "-o", plain, "--no-link")
    kg("export", article, "-o", linked)
    outcome = kg("link", plain, "-o", again)
    assert outcome.code == 0
    assert "linked to Wikidata" in outcome.err
    kept = [line for line in _facts(again) if "Q114" in line]
    assert kept == [line for line in _facts(linked) if "Q114" in line]
    assert kg("validate", again).code == 0


def _facts(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return sorted(line for line in lines if "stm:" not in line and "men:" not in line)


@pytest.mark.model
def test_looking_up_anew_is_stable_and_can_be_undone(
    kg: Run, article: Path, tmp_path: Path
) -> None:
    linked, none, back = (tmp_path / f"{n}.nq" for n in ("linked", "none", "back"))
    kg("export", article, "-o", linked)
    kg("link", linked, "-o", none, "--link-threshold", "1")
    kg("link", none, "-o", back)
    assert "wikidata.org/entity" not in none.read_text(encoding="utf-8")
    assert _links(back) == _links(linked)


@pytest.mark.model
def test_a_name_that_is_the_items_label_too_is_not_forgotten(kg: Run, tmp_path: Path) -> None:
    text = "Emmanuel Macron met the press in Lyon. Macron, the president of France, was late.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    linked, again, none = (tmp_path / f"{n}.nq" for n in ("linked", "again", "none"))
    kg("export", tmp_path / "a.txt", "-o", linked)
    kg("link", linked, "-o", again)
    assert "Q3052772" in linked.read_text(encoding="utf-8")
    assert again.read_bytes() == linked.read_bytes()
    kg("link", linked, "-o", none, "--link-threshold", "1")
    assert ":ent:Person-emmanuel-macron>" in none.read_text(encoding="utf-8")


def _links(path: Path) -> set[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if "owl#sameAs" in line}


@pytest.mark.model
def test_the_list_of_the_unlinked_is_a_table_of_decisions(
    kg: Run, article: Path, tmp_path: Path
) -> None:
    graph, table = tmp_path / "g.ttl", tmp_path / "todo.tsv"
    kg("export", article, "-o", graph)
    assert kg("link", "--unlinked", graph, "-o", table).code == 0
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]
    assert rows[0][:3] == ["name", "class", "qid"]
    assert "Kenya" not in {row[0] for row in rows}
    decided = "\n".join(
        "\t".join([*row[:2], "Q42", *row[3:]]) if row[0] == "Idris Kane" else "\t".join(row)
        for row in rows
    )
    table.write_text(decided, encoding="utf-8")
    kg("link", graph, "-o", tmp_path / "done.nt", "--decisions", table)
    done = (tmp_path / "done.nt").read_text(encoding="utf-8")
    assert "<http://www.wikidata.org/entity/Q42>" in done


def test_marked_names_get_items_and_those_without_get_null(kg: Run, tmp_path: Path) -> None:
    text = "Kenya and Zorvania met in Nairobi."
    spans = [(text.index(name), name) for name in ("Kenya", "Zorvania", "Nairobi")]
    mentions = [{"start": start, "end": start + len(name)} for start, name in spans]
    marked = tmp_path / "in.jsonl"
    marked.write_text(json.dumps({"id": "a", "text": text, "mentions": mentions}), "utf-8")
    outcome = kg("link", "--spans", marked, "--no-types")
    given = [m["qid"] for m in json.loads(outcome.out)["mentions"]]
    assert given == ["Q114", None, "Q3870"]


def test_exports_or_marked_names_but_not_both_nor_neither(kg: Run, tmp_path: Path) -> None:
    assert kg("link").code == 2
    assert kg("link", tmp_path / "a.ttl", "--spans", tmp_path / "b.jsonl").code == 2


def test_a_file_that_is_no_export_is_named(kg: Run, tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<a> <b", encoding="utf-8")
    outcome = kg("link", tmp_path / "a.ttl")
    assert outcome.code == 3
    assert "a.ttl" in outcome.err


def test_a_reconciliation_service_that_is_down_is_warned_of_once(kg: Run, tmp_path: Path) -> None:
    marked = tmp_path / "in.jsonl"
    mention = {"start": 0, "end": 5}
    marked.write_text(json.dumps({"id": "a", "text": "Kenya", "mentions": [mention]}), "utf-8")
    with faulty_server(usual=Step(status=403)) as script:
        outcome = kg("link", "--spans", marked, "--no-types", "--reconcile", script.url)
    assert outcome.err.count("going on offline") == 1
    assert json.loads(outcome.out)["mentions"][0]["qid"] == "Q114"


def test_an_address_that_is_no_reconciliation_service_is_refused(kg: Run, tmp_path: Path) -> None:
    marked = tmp_path / "in.jsonl"
    marked.write_text(json.dumps({"id": "a", "text": "Kenya", "mentions": []}), "utf-8")
    step = Step(body=b'{"hello": 1}', media_type="application/json")
    with faulty_server(usual=step) as script:
        outcome = kg("link", "--spans", marked, "--no-types", "--reconcile", script.url)
    assert outcome.code == 2
    assert "no reconciliation service" in outcome.err


@pytest.mark.model
def test_the_entries_of_another_register_are_counted_and_conform(
    kg: Run, article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.link.reconcile.asking.cache_place", lambda: tmp_path / "a.sqlite")
    known = {"name": "Register", "identifierSpace": "https://register.example/id/"}
    offer = {"id": "7", "name": "Kenya", "score": 9, "match": True}
    answers = {f"q{n}": {"result": [offer] if n == 1 else []} for n in range(10)}
    first, then = (
        Step(body=json.dumps(body).encode(), media_type="application/json")
        for body in (known, answers)
    )
    graph, again = tmp_path / "g.nq", tmp_path / "again.nq"
    with faulty_server(first, usual=then) as script:
        outcome = kg("export", article, "-o", graph, "--reconcile", script.url)
    assert "linked to Wikidata, 1 to another register)" in outcome.err
    assert "exactMatch> <https://register.example/id/7>" in graph.read_text(encoding="utf-8")
    assert kg("validate", graph).code == 0
    kg("link", graph, "-o", again)
    assert again.read_bytes() == graph.read_bytes()


def test_marked_names_are_not_for_a_register_without_items(kg: Run, tmp_path: Path) -> None:
    marked = tmp_path / "in.jsonl"
    marked.write_text(json.dumps({"id": "a", "text": "Kenya", "mentions": []}), "utf-8")
    known = {"name": "Register", "identifierSpace": "https://register.example/id/"}
    step = Step(body=json.dumps(known).encode(), media_type="application/json")
    with faulty_server(usual=step) as script:
        outcome = kg("link", "--spans", marked, "--no-types", "--reconcile", script.url)
    assert outcome.code == 2
    assert "no items of Wikidata" in outcome.err


def test_a_list_of_what_has_no_item_has_no_header_where_the_input_is_missing(
    kg: Run, tmp_path: Path
) -> None:
    outcome = kg("link", "--unlinked", tmp_path / "none.ttl")
    assert (outcome.code, outcome.out) == (3, b"")
    assert "none.ttl" in outcome.err
