"""Second names and words for members of a party stand for what the text names."""

import pytest

from kg.documents import document
from kg.extract import Extractor
from kg.extract.parse import parse
from kg.extract.parsed import Reading
from kg.extract.read import read

pytestmark = pytest.mark.model

SECOND_NAMES = {
    "General Omar Hassan Lind, better known as Tariqi, fled to Chad in May.": ("Lind", "Tariqi"),
    "Police arrested Carlos Mendez, also known as El Lobo, in Madrid.": ("Mendez", "El Lobo"),
    "Cardinal Karl Weber (born Hans Weber) leads the conference.": ("Karl", "Hans Weber"),
    "The World Harbour Agency, or WHA, said that Iran had agreed.": ("Harbour", "WHA"),
}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load()


def _read(extractor: Extractor, text: str) -> Reading:
    (known, doc) = next(parse(extractor.nlp, [document(text, id="one")]))
    return read(known, doc, schema=extractor.schema)


@pytest.mark.parametrize("text", SECOND_NAMES)
def test_a_second_name_is_of_the_same_entity_and_class(extractor: Extractor, text: str) -> None:
    reading = _read(extractor, text)
    first, second = SECOND_NAMES[text]
    (home,) = (one for one in reading.entities if any(first in m.text for m in one.mentions))
    assert second in {mention.text for mention in home.mentions}
    assert {mention.type for mention in home.mentions} == {home.type}


def test_a_verb_of_calling_gives_no_second_name(extractor: Extractor) -> None:
    reading = _read(extractor, "On Monday Omar Lind called Ana Ruiz from Chad.")
    assert {one.name for one in reading.entities} >= {"Omar Lind", "Ana Ruiz"}


def test_words_for_members_lead_to_the_party_and_are_no_mentions(extractor: Extractor) -> None:
    reading = _read(
        extractor, "The Green Party won. Green Senator Ana Ruiz met two other Greens (G-Ohio)."
    )
    (party,) = (one for one in reading.entities if one.name == "Green Party")
    words = {
        reading.doc.text_of(r.start, r.end) for r in reading.references if r.entity == party.id
    }
    assert {"Green", "Greens"} <= words
    assert "Green" not in {mention.text for mention in party.mentions}


def test_a_party_that_the_text_does_not_name_is_none(extractor: Extractor) -> None:
    reading = _read(extractor, "Republican Senator Ana Ruiz met Omar Lind.")
    assert all(one.type == "Person" for one in reading.entities)
