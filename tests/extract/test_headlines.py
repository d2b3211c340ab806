"""Names in lines in title case, where the body says what is one."""

import pytest

from tests.extract.annotated import entities, reading

_BODY = "\n\nA storm over the harbour closed the road to [Lervik|City] for a week.\n"


def test_words_that_the_body_writes_small_are_no_name() -> None:
    found = entities(reading("[Storm Closes Harbour|ArmedGroup] Road for a Week" + _BODY))
    assert list(found) == ["Lervik"]


def test_name_of_the_headline_alone_stands() -> None:
    found = entities(reading("[Marsh Front|ArmedGroup] Opens Harbour Road" + _BODY))
    assert list(found) == ["Marsh Front", "Lervik"]


def test_name_of_the_body_is_found_among_capitals() -> None:
    found = entities(reading("Traders Driven Out Of Burning Lervik After Storm" + _BODY))
    assert found == {"Lervik": ("City", ["Lervik", "Lervik"])}


@pytest.mark.parametrize(
    "line",
    [
        "The Traders Were Driven From Old Lervik.",
        "Traders were driven out of Old Lervik after storm",
    ],
    ids=["sentence", "small-words"],
)
def test_name_beside_a_capital_is_left_elsewhere(line: str) -> None:
    assert entities(reading(line + _BODY)) == {"Lervik": ("City", ["Lervik"])}
