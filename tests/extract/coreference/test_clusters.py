from itertools import pairwise

import pytest

from tests.extract.annotated import entities, reading, references


@pytest.mark.parametrize(
    "marked",
    [
        "[Syrian Democratic Forces|ArmedGroup] won. [SDF|ArmedGroup] fighters came.",
        "[Syrian Democratic Forces|ArmedGroup] (SDF) won.",
        "[Transport for London|Organization] met. [TfL|Organization] paid.",
        "[Mahan Air|Organization] flew. [Mahan|Organization] paid.",
        "[Gloria Vane|Person] sang. [Vane|Person] left.",
        "[Hassan Mohammad Ali|Person] sang. [Mohammad Ali|Person] left.",
        "[Cyrus R. Vance|Person] sang. [Cyrus Vance|Person] left.",
        "[the U.S.|Country] paid. [United States|Country] troops left.",
        "[Revolutionary Guard Corps|ArmedGroup] met. [Revolutionary Guards|ArmedGroup] left.",
        "[Islamic State|ArmedGroup] lost. [ISIS|ArmedGroup] fled.",
        "[Lusk|ArmedGroup] men won. The [Lusks|ArmedGroup] left.",
        "[Lusk Foundation|Organization] paid. [Lusk|Organization] left.",
    ],
)
def test_two_forms_are_one_entity(marked: str) -> None:
    assert len(entities(reading(marked))) == 1


@pytest.mark.parametrize(
    "marked",
    [
        "[Ann Lee|Person] met [Bob Lee|Person].",
        "[Syrian Army|ArmedGroup] met [Free Syrian Army|ArmedGroup].",
        "[House|GovernmentBody] and [House Budget Committee|GovernmentBody] met.",
        "[Boston|City] reads the [Boston Herald|MediaOrganization].",
        "[Kansas|Region] and [Kansas City|City] differ.",
        "[Lusk|Organization] sells boats. The [Lusk Foundation|Organization] paid.",
    ],
)
def test_two_things_stay_two(marked: str) -> None:
    assert len(entities(reading(marked))) == 2


def test_surname_goes_to_the_one_named_last() -> None:
    found = entities(
        reading("[Ann Lee|Person] left. Then [Bob Lee|Person] spoke. [Lee|Person] sat.")
    )
    assert found["Bob Lee"][1] == ["Bob Lee", "Lee"]


@pytest.mark.parametrize(
    "marked",
    [
        "[RSF|ArmedGroup] men won. The [Rapid Support Forces|ArmedGroup] ([RSF|ArmedGroup]) left.",
        "[Daesh|ArmedGroup] lost. The [Islamic State|ArmedGroup] is gone.",
    ],
)
def test_short_name_goes_with_what_the_text_names(marked: str) -> None:
    """RSF are known world-wide as Reporters Without Borders, which this text does not name."""
    assert len(entities(reading(marked))) == 1


def test_country_goes_by_its_name_not_its_adjective() -> None:
    found = reading("[Ukrainian|Country] drones flew. [Ukraine|Country] confirmed it.")
    assert [one.name for one in found.entities] == ["Ukraine"]


def test_fullest_form_names_the_entity() -> None:
    found = reading(
        "[SDF|ArmedGroup] men won. [Syrian Democratic Forces|ArmedGroup] (SDF) said so."
    )
    assert found.entities[0].name == "Syrian Democratic Forces"
    assert found.entities[0].aliases == ("SDF",)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("[Homs|City], a city in the west, fell. They left the city.", ("the city", "Homs")),
        ("The militant group [Al-Najm|ArmedGroup] fled. The group lost.", ("The group", "Al-Najm")),
        ("[Syria|Country] fell. The Syrian regime fled.", ("Syrian regime", "Syria")),
        (
            "Spokesman [Ben Ode|Person] sat. [Al Kim|Person] rose. The spokesman left.",
            ("The spokesman", "Ben Ode"),
        ),
    ],
    ids=["apposition", "description", "actor", "office"],
)
def test_description_stands_for_a_name(marked: str, expected: tuple[str, str]) -> None:
    assert expected in references(reading(marked), "nominal")


@pytest.mark.parametrize(
    "marked",
    [
        "[Homs|City] fell. The city of [Hama|City] held.",
        "The city council met in [Homs|City].",
        "[Homs|City] fell. A city burned.",
    ],
    ids=["named", "compound", "indefinite"],
)
def test_description_of_something_else_stands_for_nothing(marked: str) -> None:
    assert references(reading(marked), "nominal") == []


def test_pronoun_takes_the_gender_of_a_given_name() -> None:
    found = reading("[Mary Ode|Person] met [John Kim|Person]. She left and he stayed.")
    assert references(found, "pronoun") == [("She", "Mary Ode"), ("he", "John Kim")]


def test_empty_it_stands_for_nothing() -> None:
    assert (
        references(reading("[Acme|Organization] fell. It is clear that all fell."), "pronoun") == []
    )


def test_unsure_antecedent_has_a_lower_confidence() -> None:
    one = reading("[Ben Ode|Person] sat. He left.").references[-1]
    two = reading("[Ben Ode|Person] met [Al Kim|Person]. He left.").references[-1]
    assert two.confidence < one.confidence


def test_references_are_in_order_and_do_not_overlap() -> None:
    found = reading("[Homs|City], a city, fell. The city and [Ben Ode|Person] rose. He left it.")
    ends = [(one.start, one.end) for one in found.references]
    assert all(a[1] <= b[0] for a, b in pairwise(ends))
