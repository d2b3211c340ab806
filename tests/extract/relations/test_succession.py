"""A new holder ends the old one's hold, the dead and the dismissed hold no office."""

import pytest

from kg.model import Status
from tests.extract.relations.parsed_texts import statuses

pytestmark = pytest.mark.model

HELD, LOST = Status.CURRENT, Status.FORMER
HARUN, GUARD, NORWAY = "Harun Brigade", "Northern Guard", "Norway"


def _holders(text: str, place: str = "Mosul") -> dict[str, Status]:
    held = statuses(text, "controls")
    return {holder: status for (holder, where), status in held.items() if where == place}


@pytest.mark.parametrize(
    "text",
    [
        "The Harun Brigade captured Mosul in 2014. The Northern Guard captured Mosul in 2017.",
        "The Northern Guard captured Mosul in 2017. The Harun Brigade had captured Mosul in 2014.",
        "The Harun Brigade captured Mosul. Later the Northern Guard recaptured Mosul.",
        "The Northern Guard recaptured Mosul. The Harun Brigade had captured Mosul years before.",
        "The Northern Guard took Mosul from the Harun Brigade.",
        "The Harun Brigade lost Mosul to the Northern Guard.",
    ],
)
def test_the_later_holder_has_the_place(text: str) -> None:
    assert _holders(text) == {HARUN: LOST, GUARD: HELD}


@pytest.mark.parametrize(
    "text",
    [
        "The Northern Guard drove the Harun Brigade out of Mosul. The battle took a year. "
        "The liberation of Mosul cost many lives.",
        "The Northern Guard has won back Mosul. The Harun Brigade had captured Mosul.",
    ],
    ids=["told-again", "won-back"],
)
def test_who_takes_a_place_back_has_it_after_all(text: str) -> None:
    assert _holders(text)[GUARD] is HELD


def test_a_place_lost_to_nobody_named_is_lost() -> None:
    text = "The Harun Brigade captured Mosul in 2014. The Harun Brigade lost Mosul in 2017."
    assert _holders(text) == {HARUN: LOST}


def test_a_place_taken_back_is_held() -> None:
    text = "The Harun Brigade lost Mosul in 2014. The Harun Brigade recaptured Mosul in 2017."
    assert _holders(text)[HARUN] is HELD


def test_another_place_changes_nothing() -> None:
    text = "The Harun Brigade captured Mosul. The Northern Guard captured Basra."
    assert _holders(text) == {HARUN: HELD}


@pytest.mark.parametrize(
    "text",
    [
        "The Harun Brigade captured Mosul. The Northern Guard did not capture Mosul.",
        "The Harun Brigade captured Mosul. The Northern Guard may capture Mosul.",
        "The Harun Brigade captured Mosul. The Northern Guard plans to capture Mosul.",
    ],
)
def test_what_is_denied_or_only_possible_ends_nothing(text: str) -> None:
    assert _holders(text)[HARUN] is HELD


def test_allies_take_nothing_from_each_other() -> None:
    text = (
        "The Harun Brigade is backed by Norway. The Harun Brigade captured Mosul in 2016. "
        "Norway captured Mosul in 2017."
    )
    assert _holders(text) == {HARUN: HELD, NORWAY: HELD}


def test_a_capital_goes_with_the_place() -> None:
    text = (
        "The Harun Brigade captured Mosul in 2014. Mosul is the capital of the Harun Brigade. "
        "The Northern Guard recaptured Mosul in 2017."
    )
    assert statuses(text, "capitalOf") == {("Mosul", HARUN): LOST}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ana Ruiz, president of the Harbour Union, spoke on Monday.", HELD),
        ("Ana Ruiz, president of the Harbour Union, died on Monday.", LOST),
        ("Ana Ruiz, president of the Harbour Union, was killed on Monday.", LOST),
        ("Ana Ruiz, president of the Harbour Union, was ousted on Monday.", LOST),
        ("Ana Ruiz, president of the Harbour Union, resigned on Monday.", LOST),
        ("Ana Ruiz, president of the Harbour Union, denied that she had resigned.", HELD),
        ("Ana Ruiz, president of the Harbour Union, may be sacked on Friday.", HELD),
        ("The Harbour Union sacked its president, Ana Ruiz.", LOST),
    ],
)
def test_an_office_ends_with_its_holder(text: str, status: Status) -> None:
    assert statuses(text, "leads") == {("Ana Ruiz", "Harbour Union"): status}


def test_takers_without_a_name_told_of_before_may_be_the_holder() -> None:
    text = "Roads feed the troops occupying Mosul. The Harun Brigade captured Mosul in 2014."
    assert _holders(text) == {HARUN: HELD}


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg stepped down as chief executive of Medirex and remains a lecturer at Tufts "
        "University.",
        "Anna Berg, who stepped down as chief executive of Medirex, is a professor at Tufts "
        "University.",
        "Anna Berg, who was sacked as chief executive of Medirex, is a professor at Tufts "
        "University.",
    ],
)
def test_whoever_leaves_one_office_keeps_the_other(text: str) -> None:
    assert statuses(text, "leads") == {("Anna Berg", "Medirex"): LOST}
    assert statuses(text, "worksFor") == {("Anna Berg", "Tufts University"): HELD}


def test_who_holds_it_in_the_present_tense_holds_it_after_all_told_before() -> None:
    text = "The Harun Brigade took Mosul in 2015. Today the Northern Guard controls Mosul."
    assert _holders(text)[GUARD] is HELD


def test_who_is_quoted_on_the_taking_tells_of_no_second_one() -> None:
    text = 'The Harun Brigade captured Mosul. "The enemy has taken Mosul," Ana Ruiz said.'
    assert _holders(text) == {HARUN: HELD}
