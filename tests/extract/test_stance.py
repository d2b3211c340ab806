"""How a text stands to what it tells: as fact, as a claim, as possible, as denied, as over."""

import pytest

from kg.model import Stance, Status
from tests.extract.relations.parsed_texts import found, reading, told

pytestmark = pytest.mark.model

ENDS = ("Harun Brigade", "Mosul")


def _stance(text: str, predicate: str = "controls") -> Stance:
    return told(text, predicate)[ENDS][1]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The Harun Brigade captured Mosul.", Stance.ASSERTED),
        ("The Harun Brigade has not captured Mosul.", Stance.DENIED),
        ("The Harun Brigade never captured Mosul.", Stance.DENIED),
        ("The Harun Brigade may capture Mosul.", Stance.HYPOTHETICAL),
        ("The Harun Brigade will capture Mosul.", Stance.HYPOTHETICAL),
        ("The Harun Brigade would capture Mosul.", Stance.HYPOTHETICAL),
        ("The Harun Brigade is about to capture Mosul.", Stance.HYPOTHETICAL),
        ("The Harun Brigade vowed to capture Mosul.", Stance.HYPOTHETICAL),
        ("The Harun Brigade agreed to capture Mosul.", Stance.HYPOTHETICAL),
        ("The Harun Brigade failed to capture Mosul.", Stance.HYPOTHETICAL),
        ("If the Harun Brigade captures Mosul, many will flee.", Stance.HYPOTHETICAL),
        ("The Harun Brigade allegedly captured Mosul.", Stance.REPORTED),
        ("The Harun Brigade reportedly captured Mosul.", Stance.REPORTED),
        ("The Harun Brigade claimed to have captured Mosul.", Stance.REPORTED),
        ("The Harun Brigade is said to have captured Mosul.", Stance.REPORTED),
        ("Norway said that the Harun Brigade had captured Mosul.", Stance.REPORTED),
        ("The Harun Brigade captured Mosul, according to Norway.", Stance.REPORTED),
        ("Norway denied that the Harun Brigade had captured Mosul.", Stance.DENIED),
        ("Norway rejected reports that the Harun Brigade had captured Mosul.", Stance.DENIED),
        ("Norway's claim that the Harun Brigade captured Mosul surprised many.", Stance.REPORTED),
        ('"The Harun Brigade captured Mosul," Ana Ruiz said.', Stance.REPORTED),
    ],
)
def test_the_words_above_decide(text: str, stance: Stance) -> None:
    assert _stance(text) is stance


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Norway said that the Harun Brigade had captured Mosul.", "Norway"),
        ("The Harun Brigade captured Mosul, according to Norway.", "Norway"),
        ("Norway's claim that the Harun Brigade captured Mosul surprised many.", "Norway"),
        ('"The Harun Brigade captured Mosul," Ana Ruiz said.', "Ana Ruiz"),
        ("The Harun Brigade is said to have captured Mosul.", None),
        ("The Harun Brigade reportedly captured Mosul.", None),
    ],
)
def test_a_claim_is_of_who_makes_it(text: str, speaker: str | None) -> None:
    understood = reading(text)
    (claim,) = found(understood, "controls")
    who = understood.entity(claim.attributed_to).name if claim.attributed_to else None
    assert who == speaker


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The Harun Brigade holds Mosul.", Status.CURRENT),
        ("The Harun Brigade still holds Mosul.", Status.CURRENT),
        ("The Harun Brigade has held Mosul since 2014.", Status.CURRENT),
        ("The Harun Brigade held Mosul.", Status.FORMER),
        ("Mosul was still held by the Harun Brigade.", Status.CURRENT),
        ("The Harun Brigade used to hold Mosul.", Status.FORMER),
        ("The Harun Brigade once held Mosul.", Status.FORMER),
        ("The Harun Brigade held Mosul until 2016.", Status.FORMER),
        ("The Harun Brigade no longer holds Mosul.", Status.FORMER),
        ("The Harun Brigade took Mosul for eleven days.", Status.FORMER),
        ("Norway said that the Harun Brigade held Mosul.", Status.CURRENT),
        ("Norway says that the Harun Brigade held Mosul.", Status.FORMER),
        ("The Harun Brigade does not hold Mosul.", Status.CURRENT),
        ("The Harun Brigade had never held Mosul.", Status.FORMER),
    ],
)
def test_tense_and_adverbs_tell_what_is_over(text: str, status: Status) -> None:
    assert told(text, "controls")[ENDS][0] is status


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("a member of", Status.CURRENT),
        ("now a member of", Status.CURRENT),
        ("once a member of", Status.FORMER),
        ("formerly a member of", Status.FORMER),
        ("a former member of", Status.FORMER),
        ("until last month a member of", Status.FORMER),
        ("previously a member of", Status.FORMER),
    ],
)
def test_words_before_a_description_end_it(words: str, status: Status) -> None:
    claims = told(f"Ana Ruiz, {words} the Harbour Union, agreed.", "memberOf")
    assert claims["Ana Ruiz", "Harbour Union"][0] is status


def test_a_host_speaks_for_the_text_and_a_guest_does_not() -> None:
    text = (
        "ANA RUIZ, HOST: The Harun Brigade captured Mosul.\n\n"
        "OMAR LIND: The Northern Guard captured Basra.\n\n"
        "RUIZ: Thank you.\n\n"
        "LIND: Thank you, too."
    )
    claims = told(text, "controls")
    assert claims["Harun Brigade", "Mosul"][1] is Stance.ASSERTED
    assert claims["Northern Guard", "Basra"][1] is Stance.REPORTED
