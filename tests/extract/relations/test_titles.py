"""Titles before names: of whom they are, and of what body."""

import pytest

from kg.model import Stance, Status
from tests.extract.relations.parsed_texts import told

pytestmark = pytest.mark.model

STATED = (Status.CURRENT, Stance.ASSERTED)


@pytest.mark.parametrize("title", ["Secretary-General", "secretary-general"])
def test_title_of_three_tokens_is_one_title(title: str) -> None:
    found = told(f"OPEC {title} Haitham Ghais met reporters in Vienna.", "leads")
    assert found == {("Haitham Ghais", "OPEC"): STATED}


def test_deputy_leads_nothing() -> None:
    assert not told("OPEC Deputy Secretary-General Haitham Ghais met reporters.", "leads")


def test_each_title_goes_with_the_name_after_it() -> None:
    text = "IMF managing director Ana Ruiz and World Bank president Omar Lind attended the meeting."
    assert told(text, "leads") == {
        ("Ana Ruiz", "IMF"): STATED,
        ("Omar Lind", "World Bank"): STATED,
    }


@pytest.mark.parametrize(
    "described", ["Former chairman Peter Holm of", "Peter Holm, chairman emeritus of"]
)
def test_who_had_an_office_once_is_former(described: str) -> None:
    text = f"{described} the Harbour Union, praised the plan."
    assert told(text, "leads") == {
        ("Peter Holm", "Harbour Union"): (Status.FORMER, Stance.ASSERTED)
    }


def test_who_is_elected_and_not_yet_in_office_may_lead() -> None:
    text = "Norway president-elect Anders Holm spoke."
    assert told(text, "leads") == {("Anders Holm", "Norway"): (Status.CURRENT, Stance.HYPOTHETICAL)}


def test_the_word_before_an_office_means_the_body_of_that_name() -> None:
    text = "The Kumari Army took Lashio. The Delta Front fled. Army spokesman Omar Lind spoke."
    assert list(told(text, "speaksFor")) == [("Omar Lind", "Kumari Army")]


def test_the_word_before_an_office_means_none_of_several_bodies() -> None:
    text = "The Delta Front met the Valley Brigades. Army spokesman Omar Lind spoke."
    assert not told(text, "speaksFor")


def test_police_speak_for_no_country() -> None:
    assert not told("Peru mourned. Police spokeswoman Carla Rojas spoke.", "speaksFor")


def test_two_titles_joined_before_a_name_are_of_one_person() -> None:
    text = "Labour Party leader and Prime Minister Ana Ruiz spoke in Oslo."
    assert told(text, "leads") == {("Ana Ruiz", "Labour Party"): STATED}


def test_title_is_of_the_owner_and_not_of_what_follows() -> None:
    text = "Norway's president Ana Ruiz's aide, Omar Lind, spoke in Oslo."
    assert {person for person, _ in told(text, "leads")} == {"Ana Ruiz"}


@pytest.mark.parametrize(
    "told_of",
    [
        "Ana Ruiz of Ohio, the chairwoman of Northern Media, spoke.",
        "Ana Ruiz, managing director of Northern Media, spoke.",
        "Northern Media's Secretary General Ana Ruiz spoke.",
    ],
    ids=["from-a-place", "participle", "two-words"],
)
def test_description_is_of_the_person_before_it(told_of: str) -> None:
    assert told(told_of, "leads") == {("Ana Ruiz", "Northern Media"): STATED}


@pytest.mark.parametrize("title", ["editor-in-chief", "editor in chief"])
def test_chief_of_editors_leads(title: str) -> None:
    text = f"Ana Ruiz, {title} of Northern Media, spoke."
    assert told(text, "leads") == {("Ana Ruiz", "Northern Media"): STATED}


def test_each_of_several_leaders_is_of_one_country() -> None:
    text = "Presidents Ana Ruiz of Norway and Omar Lind of Chile met in Oslo."
    assert told(text, "leads") == {("Ana Ruiz", "Norway"): STATED, ("Omar Lind", "Chile"): STATED}


def test_who_works_at_what_a_body_owns_works_there() -> None:
    text = "Ana Ruiz, a scientist at Northern University's Harbour Institute, spoke."
    assert told(text, "worksFor") == {("Ana Ruiz", "Harbour Institute"): STATED}


def test_president_of_a_state_does_not_lead_his_party() -> None:
    text = "Norway's President Omar Lind of the Labour Party spoke in Oslo."
    assert told(text, "leads") == {("Omar Lind", "Norway"): STATED}
    assert told(text, "memberOf") == {("Omar Lind", "Labour Party"): STATED}
