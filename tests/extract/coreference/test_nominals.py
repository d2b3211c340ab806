"""What a text calls its names, and countries as actors."""

import pytest

from kg.extract.coreference.nominals import add_nominals
from tests.extract.annotated import discourse


def _called(marked: str) -> set[tuple[str, str]]:
    text = discourse(marked)
    found = add_nominals(text)
    return {(noun, text.clusters[cluster].title) for noun in found for _, cluster in found[noun]}


@pytest.mark.parametrize(
    ("marked", "noun"),
    [
        ("The militant group [Lanta|ArmedGroup] left.", "group"),
        ("The city of [Lanta|City] fell.", "city"),
        ("The agency, [Lanta|Organization], paid.", "agency"),
        ("[Lanta|Organization], a small bank in the north, paid.", "bank"),
        ("[Lanta|Organization] is the oldest museum here.", "museum"),
        ("[Lanta Brigade|ArmedGroup] left.", "brigade"),
        ("[Lanta|ArmedGroup] fighters left.", "fighters"),
    ],
    ids=["before", "of", "comma", "apposition", "copula", "in-name", "after"],
)
def test_noun_calls_the_name_beside_it(marked: str, noun: str) -> None:
    assert noun in {word for word, _ in _called(marked)}


@pytest.mark.parametrize(
    "marked",
    [
        "In the city, [Ann Lee|Person] paid.",
        "[Ann Lee|Person], the school in the north, paid.",
        "[Lanta|Organization] paid a bank.",
        "[Lanta|Organization], in the north, a bank in ruins, paid.",
    ],
    ids=["other-family", "no-person-is-a-school", "object", "further-off"],
)
def test_noun_of_something_else_calls_nothing(marked: str) -> None:
    assert _called(marked) == set()


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("[Syria|Country] fell. [Syrian|Country] forces left.", "Syrian forces"),
        ("[France|Country]-led coalition began.", "France-led coalition"),
    ],
    ids=["forces", "coalition"],
)
def test_forces_and_coalition_of_a_country_are_the_country(marked: str, words: str) -> None:
    text = discourse(marked)
    add_nominals(text)
    (found,) = [one for one in text.pointers if one.kind == "nominal"]
    assert text.doc.text_of(found.start, found.end) == words
    assert text.type(found) == "Country"


@pytest.mark.parametrize(
    "marked",
    ["The group, also known as [Lusk|ArmedGroup], left.", "The group known as [Lusk|ArmedGroup]."],
)
def test_a_description_that_a_name_follows_is_what_it_names(marked: str) -> None:
    text = discourse(marked)
    add_nominals(text)
    (found,) = [one for one in text.pointers if one.kind == "nominal"]
    assert text.doc.text_of(found.start, found.end) == "The group"
