"""The features of candidates: named, bounded, each about one thing."""

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.candidates import Found, Item, Named
from kg.link.compatibility import viewed
from kg.link.features import FEATURES, TEAM, Context, features
from kg.link.ranker import Ranker

_KINDS = ("city", "country", "admin1", "place", "person", "company", "work", "event", "unknown")
_TYPES = ("", "City", "Country", "Person", "Organization", "MediaOrganization", "Work", "Event")


def found(  # the defaults are an item that nothing speaks for
    label: str = "Ruhan",
    kind: str = "unknown",
    *,
    qid: int = 1,
    how: int = 0,
    pop: float = 0.0,
    share: float = 0.0,
    country: int | None = None,
) -> Found:
    return Found(Item(qid, label, kind, pop, 1, None, None, country, ""), how, share, 3)


def values(
    one: Named, candidate: Found, *rivals: Found, context: Context | None = None
) -> Mapping[str, float]:
    all_of = (candidate, *rivals)
    about = context or Context({}, frozenset())
    return dict(zip(FEATURES, features(one, one.forms[0], candidate, all_of, about), strict=True))


_items = st.builds(
    found,
    st.sampled_from(["Ruhan", "Ruhan Times", "ruhan", "University of Ruhan"]),
    st.sampled_from(_KINDS),
    how=st.integers(0, TEAM),
    pop=st.floats(0, 1),
    share=st.floats(0, 1),
    country=st.sampled_from([None, 5, 6]),
)


@given(
    st.lists(_items, min_size=1, max_size=5),
    st.sampled_from(_TYPES),
    st.sampled_from(["Ruhan", "RUH", "Ruhan, Alba"]),
    st.booleans(),
)
def test_every_feature_stays_between_minus_one_and_one(
    items: Sequence[Found], kind: str, form: str, part: bool
) -> None:
    one = Named(kind, (form, "Ruhan"), part)
    about = Context({5: 1.0}, frozenset({"river"}), " ruhan times ")
    for candidate in items:
        got = features(one, form, candidate, items, about)
        assert len(got) == len(FEATURES)
        assert all(-1.0 <= value <= 1.0 for value in got)
        assert Ranker.shipped().odds(got) > 0.0


def test_the_only_item_of_the_class_is_told_from_one_of_many() -> None:
    one = Named("City", ("Ruhan",))
    city, person = found(kind="city"), found(kind="person", qid=2)
    assert values(one, city, person)["only_fit"] == 1.0
    assert values(one, city, found(kind="city", qid=3))["only_fit"] == 0.0
    assert values(one, person, city)["only_fit"] == 0.0


def test_a_place_before_a_comma_is_told_by_the_place_behind_it() -> None:
    one = Named("", ("Ruhan, Alba",))
    assert values(one, found("Ruhan", "city", how=1))["placed"] == 1.0
    assert values(one, found("Ruhan", "company", how=1))["placed"] == 0.0


def test_use_counts_by_its_lead_over_the_others() -> None:
    one = Named("", ("Ruhan",))
    often, seldom = found(share=0.7), found(qid=2, share=0.2)
    assert values(one, often, seldom)["lead"] == pytest.approx(0.5)
    assert values(one, seldom, often)["lead"] == pytest.approx(-0.5)


def test_the_country_that_the_text_is_about_counts_for_places_in_it() -> None:
    one = Named("City", ("Ruhan",))
    about = Context({5: 1.0}, frozenset())
    here = values(one, found(kind="city", country=5), context=about)
    there = values(one, found(kind="city", country=6), context=about)
    assert (here["near"], here["far"]) == (1.0, 0.0)
    assert (there["near"], there["far"]) == (0.0, 1.0)


def test_an_organization_is_hardly_a_book_of_its_name() -> None:
    book = found(kind="work")
    assert values(Named("Organization", ("Ruhan",)), book)["apart"] == 1.0
    assert values(Named("MediaOrganization", ("Ruhan",)), book)["apart"] == 0.0


def test_some_words_of_a_longer_name_are_but_a_piece_of_it() -> None:
    street = Named("Place", ("Ruhan Castle Street", "Ruhan"))
    about = Context({}, frozenset())
    town = found(kind="city")
    piece = dict(zip(FEATURES, features(street, "Ruhan", town, (town,), about), strict=True))
    assert piece["piece"] == 1.0
    assert values(Named("Place", ("Ruhan",)), town)["piece"] == 0.0


@pytest.mark.parametrize(
    ("wanted", "seen"), [("City", "city"), ("Region", "admin1"), ("", "city"), ("Place", "city")]
)
def test_an_item_of_two_kinds_is_seen_as_the_one_that_is_asked_for(wanted: str, seen: str) -> None:
    both = Found(Item(1, "Ruhan", "city", 0.5, 1, None, None, None, "", "admin1"), 0, 0.0, 0)
    assert viewed(wanted, both).item.kind == seen


def test_a_person_is_nothing_else() -> None:
    god = Found(Item(1, "Ruhan", "person", 0.5, 1, None, None, None, "", "work"), 0, 0.0, 0)
    assert viewed("Work", god).item.kind == "person"


def test_a_name_without_a_word_of_the_persons_own_is_hardly_meant() -> None:
    one = Named("Person", ("Ruhan Kane",))
    other = found("Tom Vest", "person", how=1)
    assert values(one, other)["other_name"] == 1.0
    assert values(one, found("Tom Vest", "person", how=1, share=0.5))["other_name"] == 0.0
    assert values(one, found("Tom Kane", "person", how=1))["other_name"] == 0.0
