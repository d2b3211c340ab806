"""What an argument stands for: a town in a country is not the country."""

import pytest

from tests.extract.relations.parsed_texts import told

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "text",
    [
        "The Harun Brigade captured the old Peruvian port.",
        "The Harun Brigade no longer controls any town in Syria.",
        "The Harun Brigade controls a village in northern Syria that nobody knows.",
    ],
    ids=["adjective", "in", "relative-clause"],
)
def test_no_country_is_held_with_a_town_in_it(text: str) -> None:
    assert told(text, "controls") == {}


def test_a_town_carries_its_name() -> None:
    held = told("The Harun Brigade captured the old Peruvian port of Callao.", "controls")
    assert set(held) == {("Harun Brigade", "Callao")}


def test_what_a_group_leaves_is_the_place_and_not_its_owner() -> None:
    text = "The Harun Brigade withdrew from its stronghold of Mosul."
    assert set(told(text, "controls")) == {("Harun Brigade", "Mosul")}


def test_clause_with_that_picks_out_the_noun_before_the_name() -> None:
    text = "Cusco is the town in Peru that the Harun Brigade once called its capital."
    assert set(told(text, "capitalOf")) == {("Cusco", "Harun Brigade")}


def test_who_tells_of_it_did_not_do_it() -> None:
    text = "The quake hit the province of Karelia on Monday, the Harbour Institute said."
    assert told(text, "attacked") == {}


@pytest.mark.parametrize(
    ("between", "led"),
    [("The militia controls the harbour.", 1), ("A rival militia controls the harbour.", 0)],
    ids=["known", "new"],
)
def test_it_after_something_new_is_that(between: str, led: int) -> None:
    text = f"The Harun Brigade captured Tarim. {between} It is led by Ana Ruiz."
    assert len(told(text, "leads")) == led


def test_who_leads_the_opposition_does_not_lead_the_country() -> None:
    text = "Norway voted. Ana Ruiz, the exiled leader of the Norwegian opposition, agreed."
    assert told(text, "leads") == {}


def test_who_is_over_a_region_does_not_head_the_whole() -> None:
    text = "Its Norway director, Ana Ruiz, left the Harbour Foundation."
    assert told(text, "leads") == {}


def test_a_step_towards_it_is_not_done() -> None:
    text = "The raid was a step towards clearing the Harun Brigade from Norway."
    assert told(text, "controls") == {}


def test_a_body_that_describes_one_noun_is_not_shared_by_the_next() -> None:
    text = "Ana Ruiz was a Norwegian Army officer and colonial administrator."
    assert told(text, "leads") == {}


@pytest.mark.parametrize(
    ("text", "predicate"),
    [
        ("Ana Ruiz joined the Tarim-based company from Northern Media.", "basedIn"),
        ("Its neighbours are Harbour Island, Tarim, and Lusk.", "locatedIn"),
        ("The mill in Tarim, Karelia's governor said, was closed.", "locatedIn"),
        ("Critics saw Ana Ruiz's wife of the Night Boats.", "authorOf"),
    ],
    ids=["from", "list", "owner", "of"],
)
def test_words_between_names_that_say_nothing_of_them(text: str, predicate: str) -> None:
    assert told(text, predicate) == {}


def test_backer_of_a_body_has_not_its_spokesman() -> None:
    text = "Ana Ruiz is a spokeswoman for the Norway-backed Northern Guard."
    assert set(told(text, "speaksFor")) == {("Ana Ruiz", "Northern Guard")}
