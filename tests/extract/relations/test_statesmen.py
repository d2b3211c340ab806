"""A head of state goes with the one country that the text is about."""

import pytest

from kg.extract.relations.merging import Hit
from kg.extract.relations.statesmen import statesmen
from kg.model import Relation, Status
from tests.extract.annotated import reading

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


@pytest.mark.parametrize("over", ["Former", "The late", "Then"])
def test_whoever_held_the_office_before_is_former(over: str) -> None:
    ((_, _, status),) = _found(f"{LAND} {over} President [Ann Lee|Person] won.")
    assert status is Status.FORMER


@pytest.mark.parametrize(
    "marked",
    [
        "[France|Country] met [Spain|Country]. President [Ann Lee|Person] won.",
        f"{LAND} [France|Country] met [Spain|Country]. President [Ann Lee|Person] won.",
        f"{LAND} Spanish wine is dear. President [Ann Lee|Person] won.",
        f"{LAND} Spanish President [Ann Lee|Person] won.",
        "President [Ann Lee|Person] won.",
        f"{LAND} The president [Ann Lee|Person] won.",
        f"{LAND} Vice President [Ann Lee|Person] won.",
        f"{LAND} President [Acme|Organization] won.",
    ],
    ids=[
        "two-countries",
        "most-named",
        "people",
        "adjective",
        "no-country",
        "no-capital",
        "deputy",
        "no-person",
    ],
)
def test_nobody_heads_a_country_that_is_not_clear(marked: str) -> None:
    assert _found(marked) == []


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
    other = Hit(_like(hit.relation), hit.place)
    assert [*statesmen(known, (other,))] == []


def _like(relation: Relation) -> Relation:
    return Relation(
        subject=relation.subject,
        predicate="leads",
        object="elsewhere",
        evidence=relation.evidence,
    )
