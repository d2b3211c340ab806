"""The sample articles and their gold annotation are data, and data is tested like code."""

import json
from pathlib import Path

import pytest

from kg.documents import read
from kg.model import Document

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
FORMATS = {".txt", ".md", ".html", ".jsonl"}


def gold() -> dict[str, dict[str, object]]:
    lines = (SEEDS / "gold.jsonl").read_text("utf-8").splitlines()
    return {record["id"]: record for record in map(json.loads, lines)}


def documents() -> dict[str, Document]:
    return {one.id: one for one in read([str(SEEDS)])}


def test_every_article_has_its_gold_line_and_no_line_lacks_its_article() -> None:
    articles = [str(path) for path in sorted(SEEDS.iterdir()) if path.name != "gold.jsonl"]
    assert {Path(name).suffix for name in articles} == FORMATS
    assert {one.id for one in read(articles)} == set(gold())


def test_the_folder_is_read_without_a_clash_of_articles_and_gold() -> None:
    assert set(documents()) == set(gold())
    assert not [one.id for one in documents().values() if one.source.startswith("gold.jsonl")]


@pytest.mark.parametrize("name", sorted(gold()))
def test_the_gold_holds_the_text_that_is_read(name: str) -> None:
    record, found = gold()[name], documents()[name]
    assert found.text == record["text"]
    assert (found.title, found.date, found.url) == tuple(
        record.get(key) for key in ("title", "date", "url")
    )


@pytest.mark.parametrize("name", sorted(gold()))
def test_furniture_hides_no_annotated_mention(name: str) -> None:
    record, found = gold()[name], documents()[name]
    spans = [tuple(span) for entity in record["entities"] for span in entity["mentions"]]
    hidden = [
        found.text[start:end]
        for start, end in spans
        for block in found.furniture
        if start < block.end and block.start < end
    ]
    assert hidden == []
