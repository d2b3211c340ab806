"""What ranking does with names that several items share."""

from collections.abc import Mapping, Sequence

import pytest

from kg.link.candidates import Found, Item, Named
from kg.link.compatibility import apart, excluded
from kg.link.rank import context, rank
from kg.link.ranker import Ranker
from kg.link.spans import entities, marked


def found(qid: int, label: str, kind: str, *, pop: float = 0.5, how: int = 0) -> Found:
    return Found(Item(qid, label, kind, pop, 2, None, None, None, ""), how, 0.0, 0)


class Table:
    """A source of candidates in memory."""

    version = "table"
    complete = True

    def __init__(self, rows: Mapping[str, Sequence[Found]]) -> None:
        self._rows = rows

    def expect(self, named: Sequence[Named]) -> None:
        """Nothing to fetch."""

    def find(self, name: str) -> Sequence[Found]:
        """Give the rows of a name as it is written."""
        return self._rows.get(name, ())

    def item(self, number: int) -> Item | None:
        """Give no item."""
        return None

    def close(self) -> None:
        """Nothing to close."""


def ranked(one: Named, rows: Mapping[str, Sequence[Found]], text: str = "") -> list[int]:
    table = Table(rows)
    around = context(text, [one], table)
    return [r.found.item.qid for r in rank(one, table, around, ranker=Ranker.shipped())]


def test_two_items_that_both_fit_share_one_probability() -> None:
    table = Table({"Ruhan": [found(1, "Ruhan", "city"), found(2, "Ruhan", "city")]})
    one = Named("City", ("Ruhan",))
    scores = [r.score for r in rank(one, table, context("", [one], table), ranker=Ranker.shipped())]
    assert sum(scores) <= 1.0


def test_an_item_written_as_the_name_is_goes_before_the_common_word() -> None:
    rows = {"Free State": [found(1, "free state", "unknown"), found(2, "Free State", "admin1")]}
    assert ranked(Named("Region", ("Free State",)), rows) == [2]


def test_where_the_whole_name_is_known_a_part_of_it_brings_nothing() -> None:
    rows = {
        "Ruhan Herald": [found(1, "Ruhan Herald", "newspaper")],
        "Herald": [found(2, "Herald", "newspaper", pop=0.9)],
    }
    assert ranked(Named("MediaOrganization", ("Ruhan Herald", "Herald")), rows) == [1]


def test_initials_count_where_the_text_says_the_whole_name() -> None:
    rows = {"RPA": [found(1, "Ruhan People's Army", "organization", how=2)]}
    one = Named("ArmedGroup", ("RPA",))
    assert ranked(one, rows) == []
    assert ranked(one, rows, "The Ruhan People's Army, or RPA, left.") == [1]


@pytest.mark.parametrize(
    ("wanted", "kind"), [("Person", "city"), ("City", "person"), ("ArmedGroup", "country")]
)
def test_classes_that_are_never_one_thing(wanted: str, kind: str) -> None:
    assert excluded(wanted, kind)


def test_a_ministry_may_stand_under_its_country_but_a_town_is_no_company() -> None:
    assert not apart("GovernmentBody", "country")
    assert apart("City", "company")


def test_a_name_inside_a_longer_one_is_told_from_one_that_stands_alone() -> None:
    text = "Ruhan Post said Ruhan was quiet."
    marks = marked(text, [(0, 10), (0, 5), (16, 21)], {(0, 10): "MediaOrganization"})
    assert [mark.part for mark in marks] == [False, True, False]
    assert {(places, one.part) for places, one in entities(marks, Table({}))} == {
        ((0,), False),
        ((1,), True),
        ((2,), False),
    }


def outside(kind: str, *, pop: float) -> Found:
    """Give the only item of a name, as a dump or the live Wikidata has it: in no chosen list."""
    return Found(Item(9, "Idris Kane", kind, pop, 0, None, None, None, ""), 0, 0.0, 0)


@pytest.mark.parametrize(
    ("wanted", "kind"),
    [
        ("Person", "person"),
        ("City", "city"),
        ("Organization", "company"),
        ("MediaOrganization", "newspaper"),
        ("Organization", "unknown"),
        ("Country", "country"),
    ],
)
def test_the_only_bearer_of_a_name_is_no_link_where_hardly_anybody_knows_it(
    wanted: str, kind: str
) -> None:
    one, shipped = Named(wanted, ("Idris Kane",)), Ranker.shipped()
    scores = []
    for pop in (0.0, 0.12, 0.24, 0.8):
        table = Table({"Idris Kane": [outside(kind, pop=pop)]})
        found = rank(one, table, context("", [one], table), ranker=shipped)
        scores.append(found[0].score)
    assert max(scores[:3]) < shipped.same_as, "the weights were not fitted on such items"
    assert scores == sorted(scores)


def test_a_famous_item_outside_the_lists_is_a_link() -> None:
    one = Named("Person", ("Idris Kane",))
    table = Table({"Idris Kane": [outside("person", pop=0.8)]})
    found = rank(one, table, context("", [one], table), ranker=Ranker.shipped())
    assert found[0].score > Ranker.shipped().same_as
