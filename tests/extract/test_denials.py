"""Charges are somebody's claims, and denied where the accused deny them."""

import pytest

from kg.documents import document
from kg.extract import Extractor
from kg.extract.parse import parse
from kg.extract.read import read
from kg.extract.relations.engine import by_patterns
from kg.model import Relation, Stance

pytestmark = pytest.mark.model

BACKING = {
    "Egypt accuses Norway of backing the Harun Brigade.": (Stance.REPORTED, "Egypt"),
    "Norway, accused by Egypt of arming the Harun Brigade, was silent.": (
        Stance.REPORTED,
        "Egypt",
    ),
    "Norway has been accused of arming the Harun Brigade.": (Stance.REPORTED, None),
    "Egypt accuses Norway of backing the Harun Brigade, a charge that Norway denies.": (
        Stance.DENIED,
        None,
    ),
    "Egypt has accused Norway of arming the Harun Brigade, which Norway denies.": (
        Stance.DENIED,
        None,
    ),
}


@pytest.fixture(scope="module")
def found() -> dict[str, tuple[Relation, str | None]]:
    extractor = Extractor.load()
    given = [document(text, id=str(number)) for number, text in enumerate(BACKING)]
    seen = {}
    for known, doc in parse(extractor.nlp, given):
        reading = read(known, doc, schema=extractor.schema)
        (one,) = (r for r in by_patterns(reading) if r.predicate == "backedBy")
        backer, speaker = reading.entity(str(one.object)).name, one.attributed_to
        assert backer == "Norway"
        seen[known.text] = (one, reading.entity(speaker).name if speaker else None)
    return seen


@pytest.mark.parametrize("text", BACKING)
def test_a_charge_is_the_claim_of_the_accuser(
    text: str, found: dict[str, tuple[Relation, str | None]]
) -> None:
    relation, speaker = found[text]
    assert (relation.stance, speaker) == BACKING[text]
