"""Which expressions may stand for a name: pronouns, and descriptions of their own."""

import pytest

from kg.extract.coreference.anaphors import Anaphor, anaphors
from tests.extract.annotated import discourse


def _found(marked: str) -> list[Anaphor]:
    return list(anaphors(discourse(marked), {}))


def _words(marked: str) -> list[str]:
    text = discourse(marked)
    return [text.doc.text_of(one.start, one.end) for one in anaphors(text, {})]


def test_capitalised_words_set_a_description_apart() -> None:
    marks = {one.word: one.marks for one in _found("The Kurdish militia met the Somali army.")}
    assert marks == {"militia": {"kurdish"}, "army": {"somali"}}
    (plain,) = _found("The armed group fled.")
    assert plain.marks == frozenset()


def test_pronouns_go_by_kind_and_possession() -> None:
    found = _found("She saw it; they took their own and his.")
    assert [(one.kind, one.possessive) for one in found] == [
        ("she", False),
        ("it", False),
        ("they", False),
        ("they", True),
        ("he", True),
    ]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("The armed group fled.", ["The armed group"]),
        ("[Orland|Country] feeds the [Orland|Country]-backed militia.", ["militia"]),
        ("[Orland|Country]-backed fighters fled.", []),
        ("The [Lervik|City] company paid.", ["company"]),
        ("The [Norway|Country] city fell.", ["city"]),
        ("The [Norway|Country] capital fell.", []),
        ("The [Oder|Place] river rose.", []),
        ("[Lervik|City], the second city, fell.", []),
        ("[Lervik|City], the country's port, fell.", ["the country"]),
    ],
    ids=[
        "adjective",
        "name-inside",
        "no-article",
        "place-inside",
        "city-of-a-country",
        "the-one-capital",
        "its-own-name",
        "apposition",
        "owner",
    ],
)
def test_description_begins_after_the_name_inside_it(marked: str, expected: list[str]) -> None:
    assert _words(marked) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "A group fled.",
        "The group of seven fled.",
        "The [Oder|Place] river rose.",
        "The group, [Al-Najm|ArmedGroup], fled.",
        "An [Orland|Country]-backed militia fled.",
    ],
    ids=["indefinite", "goes-on", "names-its-own", "apposition", "indefinite-backed"],
)
def test_what_begins_or_names_something_else_is_none(marked: str) -> None:
    assert _found(marked) == []


def test_noun_before_another_noun_only_qualifies_it() -> None:
    text = discourse("The city council met.", arcs=[("council", "nsubj:x", "met")])
    text.doc[2].pos_ = "NOUN"
    assert [one.word for one in anaphors(text, {})] == ["council"]


def test_name_inside_a_description_is_kept() -> None:
    text = discourse("The [Orland|Country]-backed militia fled.")
    (found,) = anaphors(text, {})
    assert found.beside is not None
    assert text.clusters[found.beside].title == "Orland"


def test_noun_of_a_body_needs_no_article_before_an_office() -> None:
    text = discourse("Party spokesman Ode spoke.", arcs=[("Party", "compound", "spokesman")])
    found = [one for one in anaphors(text, {}) if one.bare]
    assert [one.word for one in found] == ["party"]


def test_noun_within_a_compound_is_no_description() -> None:
    text = discourse(
        "[Ann Lee|Person] left the city hall.",
        arcs=[("city", "compound", "hall"), ("hall", "appos", "left")],
    )
    assert all(one.word != "city" for one in anaphors(text, {}))
