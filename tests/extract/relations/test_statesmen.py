"""A head of state goes with the one country that the text is about."""

from dataclasses import replace

import pytest

from kg.extract.relations.engine import by_patterns
from kg.extract.relations.merging import Hit
from kg.extract.relations.statesmen import statesmen
from kg.model import Stance, Status
from tests.extract.annotated import reading
from tests.extract.relations.parsed_texts import reading as parsed
from tests.extract.relations.parsed_texts import told

LAND = "[France|Country] voted. [France|Country] counted."


def _found(marked: str, hits: tuple[Hit, ...] = ()) -> list[tuple[str, str, Status]]:
    known = reading(marked)
    names = {one.id: one.name for one in known.entities}
    return [
        (names[hit.relation.subject], names[str(hit.relation.object)], hit.relation.status)
        for hit in statesmen(known, hits)
    ]


def test_president_heads_the_country_of_the_text() -> None:
    assert _found(f"{LAND} President [Ann Lee|Person] won.") == [
        ("Ann Lee", "France", Status.CURRENT)
    ]


def test_prime_minister_counts_and_a_minister_does_not() -> None:
    assert _found(f"{LAND} Prime Minister [Ann Lee|Person] won.")
    assert not _found(f"{LAND} Foreign Minister [Ann Lee|Person] won.")


@pytest.mark.parametrize(
    "titled",
    ["The president, [Ann Lee|Person],", "The president [Ann Lee|Person]"],
    ids=["apart", "beside"],
)
def test_title_may_stand_in_small_letters(titled: str) -> None:
    assert _found(f"{LAND} {titled} won.")


def test_countries_without_such_a_head_are_no_rivals() -> None:
    marked = "[Spain|Country] met [France|Country]. {} [Ann Lee|Person] won."
    assert _found(marked.format("President")) == [("Ann Lee", "France", Status.CURRENT)]
    assert _found(marked.format("King")) == [("Ann Lee", "Spain", Status.CURRENT)]


@pytest.mark.parametrize("over", ["Former", "The late", "Then"])
def test_whoever_held_the_office_before_is_former(over: str) -> None:
    ((_, _, status),) = _found(f"{LAND} {over} President [Ann Lee|Person] won.")
    assert status is Status.FORMER


@pytest.mark.parametrize(
    "marked",
    [
        "[France|Country] met [Italy|Country]. President [Ann Lee|Person] won.",
        f"{LAND} [Italy|Country] counted. President [Ann Lee|Person] won.",
        f"{LAND} Italian wine is dear. President [Ann Lee|Person] won.",
        f"{LAND} Italian President [Ann Lee|Person] won.",
        "President [Ann Lee|Person] won.",
        f"{LAND} Vice President [Ann Lee|Person] won.",
        f"{LAND} Vice-President [Ann Lee|Person] won.",
        "[Sweden|Country] voted. President [Ann Lee|Person] won.",
        f"{LAND} President [Acme|Organization] won.",
    ],
    ids=[
        "two-countries",
        "most-named",
        "people",
        "adjective",
        "no-country",
        "deputy",
        "deputy-in-one-word",
        "kingdom",
        "no-person",
    ],
)
def test_nobody_heads_a_country_that_is_not_clear(marked: str) -> None:
    assert _found(marked) == []


@pytest.mark.parametrize("titled", ["Council President", "The club president"])
def test_president_of_something_else_is_none_of_the_country(titled: str) -> None:
    known = parsed(f"France voted. {titled} Ann Lee spoke in France on Monday.")
    assert [*statesmen(known, ())] == []


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("Ann Lee was elected president on Monday.", Status.CURRENT),
        ("Ann Lee resigned as president on Monday.", Status.FORMER),
    ],
    ids=["elected", "resigned"],
)
def test_verb_may_give_the_office_or_take_it_away(told: str, status: Status) -> None:
    known = parsed(f"France voted on Sunday. {told}")
    assert [hit.relation.status for hit in statesmen(known, ())] == [status]


@pytest.mark.parametrize(
    "told",
    ["Ann Lee may be elected president.", "Ann Lee was elected president of a club."],
    ids=["open", "of-a-club"],
)
def test_office_that_is_open_or_of_something_else_is_none(told: str) -> None:
    assert [*statesmen(parsed(f"France voted on Sunday. {told}"), ())] == []


def test_counterpart_of_a_head_heads_the_other_country() -> None:
    text = "Norway's president Ana Ruiz met her Chilean counterpart Omar Lind. Chile voted."
    heads = told(text, "leads")
    assert heads == {("Ana Ruiz", "Norway"): (Status.CURRENT, Stance.ASSERTED)}
    known = parsed(text)
    found = [*statesmen(known, [Hit(one, 0) for one in by_patterns(known)])]
    names = [known.entity(hit.relation.subject).name for hit in found]
    assert names == ["Omar Lind"]


def test_of_two_presidents_the_first_has_the_office() -> None:
    marked = f"{LAND} President [Ann Lee|Person] met President [Bo Dahl|Person]."
    assert _found(marked) == [("Ann Lee", "France", Status.CURRENT)]


def test_dateline_tells_the_country_beside_which_others_are_named() -> None:
    line = "[Lyon|City], [France|Country] - [Spain|Country] met [France|Country]."
    assert _found(f"{line} President [Ann Lee|Person] won.") == [
        ("Ann Lee", "France", Status.CURRENT)
    ]


def test_each_person_counts_once_and_whoever_leads_something_not_at_all() -> None:
    marked = f"{LAND} President [Ann Lee|Person] won. President [Ann Lee|Person] left."
    assert len(_found(marked)) == 1
    known = reading(marked)
    (hit,) = statesmen(known, ())
    other = Hit(replace(hit.relation, object="elsewhere"), hit.place)
    assert [*statesmen(known, (other,))] == []


def test_office_that_the_text_gives_to_another_is_taken() -> None:
    known = reading(f"{LAND} President [Ann Lee|Person] won. [Bo Dahl|Person] lost.")
    (hit,) = statesmen(known, ())
    bo = next(one.id for one in known.entities if one.name == "Bo Dahl")
    other = Hit(replace(hit.relation, subject=bo), hit.place)
    assert [*statesmen(known, (other,))] == []
