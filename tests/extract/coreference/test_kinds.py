"""Nouns that cannot mean a name: by the words of the name, and by what else the text calls it."""

import pytest

from kg.extract.coreference.anaphors import Anaphor
from kg.extract.coreference.kinds import contradicts, partners
from tests.extract.annotated import discourse, reading, references


@pytest.mark.parametrize(
    ("noun", "name"),
    [
        ("party", "harbour institute for fishery studies"),
        ("company", "university of lervik"),
        ("government", "free orland army"),
        ("militia", "orland ministry of peace"),
        ("insurgents", "orland marines"),
    ],
)
def test_a_noun_of_another_kind_cannot_mean_a_name(noun: str, name: str) -> None:
    assert contradicts(noun, frozenset(name.split()))


@pytest.mark.parametrize(
    ("noun", "name"),
    [
        ("institute", "harbour institute for fishery studies"),
        ("militia", "free orland army"),
        ("group", "lervik bank"),
        ("party", "lervik front"),
        ("company", "lervik foods"),
    ],
)
def test_a_noun_of_the_same_or_of_no_kind_may_mean_it(noun: str, name: str) -> None:
    assert not contradicts(noun, frozenset(name.split()))


@pytest.mark.parametrize(
    "marked",
    [
        "Rebels from the [Najm Front|ArmedGroup] won. The government left. The army left.",
        "[Najm Front|ArmedGroup], the rebels of the hills, won. The government and the army left.",
    ],
)
def test_rebels_are_not_the_government_that_they_fight(marked: str) -> None:
    assert references(reading(marked), "nominal") == []


def test_fighters_of_a_group_are_the_group() -> None:
    marked = (
        "Militants of the [Najm Front|ArmedGroup] met men of the [Lusk Force|ArmedGroup]. "
        "The militants left."
    )
    assert references(reading(marked), "nominal") == [("The militants", "Najm Front")]


def test_nobody_is_she_in_her_own_turn() -> None:
    marked = "[ANA RUIZ|Person]: Hello. [Ruth Lee|Person] is here. She sings.\n\nLEE: She is kind."
    found = references(reading(marked, speakers=["ANA RUIZ", "LEE"]), "pronoun")
    assert [(word, name.title()) for word, name in found] == [
        ("She", "Ruth Lee"),
        ("She", "Ana Ruiz"),
    ]


def test_nobody_loses_a_town_to_himself() -> None:
    text = discourse(
        "Rebels lost [Tarim|City] to [Najm Front|ArmedGroup].",
        arcs=[("Rebels", "nsubj", "lost"), ("Tarim", "obj", "lost"), ("Front", "obl", "lost")],
    )
    lost = Anaphor(start=0, end=1, head=0, kind="Organization", word="rebels")
    assert {text.clusters[one].title for one in partners(text, lost)} == {"Najm Front"}


@pytest.mark.parametrize(
    "marked",
    [
        "The [Norwegian Marines|ArmedGroup] came. The Afghan army left.",
        "The [Najm Brigades|ArmedGroup] came. The coalition left.",
    ],
    ids=["of-another-country", "no-coalition"],
)
def test_a_description_that_fits_no_name_means_none(marked: str) -> None:
    assert references(reading(marked), "nominal") == []
