"""A title of a chamber goes with the one chamber that the text names."""

import pytest

from kg.extract.relations.lawmakers import lawmakers
from kg.extract.relations.merging import Hit
from kg.model import Status
from tests.extract.annotated import reading

SENATE = "The [Senate|GovernmentBody] met."


def _found(marked: str, hits: tuple[Hit, ...] = ()) -> list[tuple[str, str, Status]]:
    known = reading(marked)
    names = {one.id: one.name for one in known.entities}
    return [
        (names[hit.relation.subject], names[str(hit.relation.object)], hit.relation.status)
        for hit in lawmakers(known, hits)
    ]


def test_senator_sits_in_the_senate_of_the_text() -> None:
    assert _found(f"{SENATE} Senator [Ann Lee|Person] spoke.") == [
        ("Ann Lee", "Senate", Status.CURRENT)
    ]


def test_congressman_sits_in_the_house_before_all_congress() -> None:
    marked = "[Congress|GovernmentBody] and [House|GovernmentBody]. Congressman [Ann Lee|Person]."
    assert [chamber for _, chamber, _ in _found(marked)] == ["House"]


def test_detective_serves_in_the_police_of_the_text() -> None:
    marked = "[Kent Police|GovernmentBody] said so. Detective Inspector [Ann Lee|Person] agreed."
    assert _found(marked) == [("Ann Lee", "Kent Police", Status.CURRENT)]


def test_former_senator_sat_there() -> None:
    ((_, _, status),) = _found(f"{SENATE} Former senator [Ann Lee|Person] spoke.")
    assert status is Status.FORMER


def test_plural_title_is_of_all_whom_it_stands_before() -> None:
    marked = f"{SENATE} Senators [Ann Lee|Person] and [Bo Dahl|Person] spoke."
    assert [name for name, _, _ in _found(marked)] == ["Ann Lee", "Bo Dahl"]


@pytest.mark.parametrize(
    "marked",
    [
        "Senator [Ann Lee|Person] spoke.",
        f"{SENATE} State Senator [Ann Lee|Person] spoke.",
        f"{SENATE} Congressman [Ann Lee|Person] spoke.",
        f"{SENATE} A senator met [Ann Lee|Person].",
        f"{SENATE} The grandson of a senator. [Ann Lee|Person] spoke.",
        "[Ohio Senate|GovernmentBody]. [Iowa Senate|GovernmentBody]. Sen. [Ann Lee|Person] spoke.",
    ],
    ids=["no-senate", "of-a-state", "other-chamber", "not-beside", "next-sentence", "two-senates"],
)
def test_nobody_sits_in_a_chamber_that_is_not_clear(marked: str) -> None:
    assert _found(marked) == []


def test_whoever_the_text_makes_a_member_is_left() -> None:
    known = reading(f"{SENATE} Senator [Ann Lee|Person] spoke.")
    (hit,) = lawmakers(known, ())
    assert [*lawmakers(known, (hit,))] == []
