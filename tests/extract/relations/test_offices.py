"""Who has an office, who gave it and who had it before: by the verb above the office."""

import pytest

from kg.documents import document
from kg.extract import Extractor
from kg.extract.parse import parse
from kg.extract.read import read
from kg.extract.relations.engine import by_patterns

pytestmark = pytest.mark.model

SAID = {
    "Northern Media appointed Ana Ruiz as chief financial officer, replacing Omar Lind.": {
        ("Ana Ruiz", "worksFor", "Northern Media", "current"),
        ("Omar Lind", "worksFor", "Northern Media", "former"),
    },
    "Ana Ruiz was named chief executive of Northern Media, succeeding Omar Lind.": {
        ("Ana Ruiz", "leads", "Northern Media", "current"),
        ("Omar Lind", "leads", "Northern Media", "former"),
    },
    "Ana Ruiz succeeds Omar Lind as chief executive of Northern Media.": {
        ("Ana Ruiz", "leads", "Northern Media", "current"),
        ("Omar Lind", "leads", "Northern Media", "former"),
    },
    "Northern Media hired Ana Ruiz as head of design.": {
        ("Ana Ruiz", "worksFor", "Northern Media", "current"),
    },
    "The Labour Party elected Ana Ruiz as its leader.": {
        ("Ana Ruiz", "leads", "Labour Party", "current"),
    },
    "Ana Ruiz stepped down as chief executive of Northern Media.": {
        ("Ana Ruiz", "leads", "Northern Media", "former"),
    },
    "Ana Ruiz will step down as chief executive of Northern Media in June.": {
        ("Ana Ruiz", "leads", "Northern Media", "current"),
    },
    "Ana Ruiz was previously an executive at Northern Media.": {
        ("Ana Ruiz", "worksFor", "Northern Media", "former"),
    },
    "Ana Ruiz, the director of the Harbour Institute, and her friend Omar Lind agreed.": {
        ("Ana Ruiz", "leads", "Harbour Institute", "current"),
    },
    "Omar Lind takes over from Ana Ruiz as chief executive of Northern Media.": {
        ("Omar Lind", "leads", "Northern Media", "current"),
        ("Ana Ruiz", "leads", "Northern Media", "former"),
    },
    "Ana Ruiz was replaced by Omar Lind as head of the Harbour Institute.": {
        ("Omar Lind", "leads", "Harbour Institute", "current"),
        ("Ana Ruiz", "leads", "Harbour Institute", "former"),
    },
    "Ana Ruiz and Omar Lind, co-founders of Northern Media, agreed.": {
        ("Ana Ruiz", "founded", "Northern Media", "current"),
        ("Omar Lind", "founded", "Northern Media", "current"),
    },
    "Acme Corp founder and chief executive Omar Lind agreed.": {
        ("Omar Lind", "founded", "Acme Corp", "current"),
        ("Omar Lind", "leads", "Acme Corp", "current"),
    },
    "Omar Lind, a teacher and a member of the Labour Party, agreed.": {
        ("Omar Lind", "memberOf", "Labour Party", "current"),
    },
}
_KINDS = frozenset({"leads", "worksFor", "memberOf", "founded"})


@pytest.fixture(scope="module")
def found() -> dict[str, set[tuple[str, str, str, str]]]:
    extractor = Extractor.load()
    given = [document(text, id=str(number)) for number, text in enumerate(SAID)]
    seen = {}
    for known, doc in parse(extractor.nlp, given):
        reading = read(known, doc, schema=extractor.schema)
        name = {one.id: one.name for one in reading.entities}
        seen[known.text] = {
            (name[r.subject], r.predicate, name[str(r.object)], r.status.value)
            for r in by_patterns(reading)
            if r.predicate in _KINDS
        }
    return seen


@pytest.mark.parametrize("text", SAID)
def test_an_office_goes_to_who_has_it(
    text: str, found: dict[str, set[tuple[str, str, str, str]]]
) -> None:
    assert found[text] == SAID[text]
