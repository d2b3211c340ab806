import pytest

from kg.documents.headline import headline
from kg.documents.lines import lines

BODY = "The militia left the harbour of Al Mina on Sunday, a spokesman said, after weeks of talks."


@pytest.mark.parametrize(
    "first",
    [
        "Militia leaves Al Mina",
        "Is the siege of Al Mina over?",
        "‘We stay,’ says mayor of Al Mina",
        "MILITIA LEAVES AL MINA",
    ],
)
def test_a_first_line_that_looks_like_one_is_the_headline(first: str) -> None:
    assert headline(lines(f"{first}\n\n{BODY}")) == first


@pytest.mark.parametrize(
    "first",
    [
        "The militia has left the town.",
        "By Rana Daou of the Post",
        "Monday, June 4, 2018",
        "Al Mina",
        "and then they left the town",
        "(AP) Militia leaves Al Mina",
    ],
)
def test_other_first_lines_are_none(first: str) -> None:
    assert headline(lines(f"{first}\n\n{BODY}")) is None


def test_the_first_line_of_a_wrapped_paragraph_is_none() -> None:
    assert headline(lines(f"The militia left the harbour of\n{BODY}")) is None


def test_a_turn_of_a_transcript_is_none() -> None:
    found = lines(f"KELLY: So where is the militia now\n\n{BODY}")
    assert headline(found, labels=frozenset({0})) is None


def test_a_text_without_a_longer_line_has_none() -> None:
    assert headline(lines("Militia leaves Al Mina\n\nIt left")) is None


def test_the_name_of_a_section_may_stand_over_it() -> None:
    assert headline(lines(f"Levant\nMilitia leaves Al Mina\nBy Rana Daou\n\n{BODY}")) == (
        "Militia leaves Al Mina"
    )
