"""What was mentioned before a place of a text."""

from kg.extract.coreference.affiliations import affiliation
from kg.extract.coreference.memory import Memory
from tests.extract.annotated import discourse


def test_only_what_stands_before_is_remembered_the_last_first() -> None:
    text = discourse("[Ann Lee|Person] met [Ben Ode|Person]. [Lee|Person] left [Homs|City].")
    memory = Memory(text)
    memory.advance(7)
    assert [text.clusters[one.cluster].title for one in memory.recent()] == ["Ann Lee", "Ben Ode"]
    assert [(one.count, one.names) for one in memory.recent()] == [(2, 2), (1, 1)]


def test_names_are_together_in_one_sentence_only() -> None:
    text = discourse(
        "[Al-Najm|ArmedGroup], armed by [Orland|Country], won.\n\n[Acme|Organization] paid."
    )
    memory = Memory(text)
    assert memory.together(1, 0)
    assert not memory.together(1, 2)


def test_words_of_a_cluster_are_those_of_all_its_names() -> None:
    text = discourse("[Lake Shore Press|Organization] grew. [Lake Shore|Organization] paid.")
    assert Memory(text).words_of(0) == {"lake", "shore", "press"}


def test_spokesman_is_with_the_body_that_he_speaks_for() -> None:
    text = discourse(
        "[Ode|Person], spokesman of [Najm|ArmedGroup], spoke to [Acme|Organization].",
        arcs=[("spokesman", "appos", "Ode"), ("Najm", "nmod", "spokesman")],
    )
    person = next(n for n, one in enumerate(text.clusters) if one.type == "Person")
    group = next(n for n, one in enumerate(text.clusters) if one.type == "ArmedGroup")
    assert affiliation(text, person, before=len(text.doc)) == group
    assert affiliation(text, person, before=0) is None


def test_short_form_in_brackets_stays_in_the_place_of_the_long_one() -> None:
    text = discourse("[Marsh Front|ArmedGroup] ([MF|ArmedGroup]) won. [MF|ArmedGroup] ate.")
    memory = Memory(text)
    memory.advance(5)
    (seen,) = memory.recent()
    assert (seen.last.start, seen.count) == (0, 2)
    memory.advance(len(text.doc))
    assert seen.last.start > 0


def test_words_around_a_cluster_are_those_before_its_names_too() -> None:
    text = discourse("Kurdish group [Najm|ArmedGroup] met [Acme|Organization].")
    assert Memory(text).words_around(0) == {"kurdish", "group", "najm"}
