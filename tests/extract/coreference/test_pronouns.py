"""Who says "I" and "we", and who is he or she."""

import pytest

from kg.extract.coreference.pronouns import add_first_persons, genders
from kg.extract.discourse import Discourse, Pointer
from tests.extract.annotated import discourse

SPOKESMAN = '"We won and I am glad," said [Ode|Person], spokesman of [Najm|ArmedGroup].'
ARCS = [("spokesman", "appos", "Ode"), ("Najm", "nmod", "spokesman")]


def _of(text: Discourse, kind: str) -> Pointer:
    return next(one for one in text.pointers if text.type(one) == kind)


def _pronouns(text: Discourse) -> dict[str, tuple[str, float]]:
    return {
        text.lower[one.start]: (text.clusters[one.cluster].title, one.confidence)
        for one in text.pointers
        if one.kind == "pronoun"
    }


def test_we_are_the_body_that_the_speaker_speaks_for_less_surely_than_he_is_i() -> None:
    text = discourse(SPOKESMAN, arcs=ARCS)
    add_first_persons(text, [_of(text, "Person")])
    found = _pronouns(text)
    assert (found["i"][0], found["we"][0]) == ("Ode", "Najm")
    assert found["we"][1] < found["i"][1]


def test_nobody_is_we_where_the_speaker_is_with_no_body_or_unknown() -> None:
    text = discourse(SPOKESMAN)
    add_first_persons(text, [_of(text, "Person")])
    assert "we" not in _pronouns(text)
    text = discourse(SPOKESMAN, arcs=ARCS)
    add_first_persons(text, [None])
    assert _pronouns(text) == {}


def test_our_reporter_is_the_one_of_the_outlet_that_the_text_names_first() -> None:
    text = discourse("[Lake FM|MediaOrganization] here. Our reporter [Ann Lee|Person] is there.")
    add_first_persons(text, [])
    assert _pronouns(text)["our"][0] == "Lake FM"
    text = discourse("[Lake FM|MediaOrganization] here. Our house is there.")
    add_first_persons(text, [])
    assert _pronouns(text) == {}


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Mary Ode|Person] left.", ["she"]),
        ("Mr [Ode|Person] left.", ["he"]),
        ("[Ode|Person], a spokeswoman, left.", ["she"]),
        ("His wife, [Ode|Person], left.", ["she"]),
        ("The chairwoman of [Ode|Person] left.", []),
        ("[Ode|Person], whose wife left, stayed.", []),
        ("[Ode|Person] and a spokeswoman left.", []),
        ("[Ode|Person] left.", []),
    ],
    ids=["given-name", "title", "office", "kin", "of", "whose", "and", "unknown"],
)
def test_given_names_titles_and_offices_tell_the_pronoun(marked: str, expected: list[str]) -> None:
    assert list(genders(discourse(marked)).values()) == expected
