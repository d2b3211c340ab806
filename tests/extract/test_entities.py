import pytest

from tests.extract.annotated import entities, reading, references


@pytest.mark.parametrize(
    ("marked", "name", "kind"),
    [
        ("[the United States|GPE] agreed.", "United States", "Country"),
        ("[Houthi|GPE] men agreed.", "Houthi", "ArmedGroup"),
        ("[President Ann Lee|PERSON] left.", "Ann Lee", "Person"),
        ("[Army Col. Ann Lee|PERSON] left.", "Ann Lee", "Person"),
        ("They met in [Aleppo province|GPE] again.", "Aleppo", "Region"),
        ("They met in the city of [Homs|GPE] again.", "Homs", "City"),
        ("They met in [Texas|GPE] again.", "Texas", "Region"),
        ("They met at [Lake Van|LOC] again.", "Lake Van", "Place"),
        ("[the Ministry of Health|ORG] wrote.", "Ministry of Health", "GovernmentBody"),
        ("[the Nile Herald|ORG] wrote.", "Nile Herald", "MediaOrganization"),
        ("[the 4th Desert Brigade|ORG] withdrew.", "4th Desert Brigade", "ArmedGroup"),
        ("[Ann Lee's|PERSON] book sold.", "Ann Lee", "Person"),
        ("Mayor [Park Won|PERSON]-soon left.", "Park Won-soon", "Person"),
        ("[Park Won|PERSON]-backed men left.", "Park Won", "Person"),
    ],
)
def test_name_is_cleaned_and_given_its_class(marked: str, name: str, kind: str) -> None:
    found = entities(reading(marked))
    assert name in found
    assert found[name][0] == kind


def test_title_alone_is_no_name() -> None:
    assert entities(reading("[Gen.|PERSON] was all it said.")) == {}


def test_fine_class_of_a_sure_recogniser_stands() -> None:
    assert entities(reading("[Orbit|Work] sold well."))["Orbit"][0] == "Work"


def test_province_is_one_though_a_city_is_called_so() -> None:
    assert entities(reading("The [Rostov|City] region is quiet."))["Rostov"][0] == "Region"


def test_missed_repeat_is_found() -> None:
    found = entities(reading("[Ann Lee|Person] left. On Friday Lee came back."))
    assert found == {"Ann Lee": ("Person", ["Ann Lee", "Lee"])}


def test_country_that_was_not_recognised_is_found() -> None:
    found = entities(reading("He flew to Norway with [Ann Lee|Person]."))
    assert found["Norway"] == ("Country", ["Norway"])


def test_pronoun_us_is_no_country() -> None:
    assert entities(reading("Us and them. Let us go.")) == {}


def test_adjective_refers_to_a_named_country_and_is_no_mention() -> None:
    found = reading("[Syria|Country] agreed. The Syrian minister left.")
    assert entities(found) == {"Syria": ("Country", ["Syria"])}
    assert ("Syrian", "Syria") in references(found, "name")


def test_a_people_is_no_country() -> None:
    found = reading("[Norway|GPE] agreed. Ethnic [Norwegians|NORP] left. [Norwegians|NORP] ate.")
    assert references(found, "name") == [("Norway", "Norway"), ("Norwegians", "Norway")]


def test_adjective_of_a_country_that_is_not_named_refers_to_nothing() -> None:
    assert entities(reading("The Syrian minister met [Ann Lee|Person].")).keys() == {"Ann Lee"}


def test_class_is_agreed_over_the_text() -> None:
    found = entities(
        reading("[Zenit|Organization] won. [Zenit|Person] lost. [Zenit|Organization] drew.")
    )
    assert found == {"Zenit": ("Organization", ["Zenit", "Zenit", "Zenit"])}


def test_short_forms_in_brackets_are_names_everywhere() -> None:
    found = entities(reading("[Islamic State|ArmedGroup] (IS or ISIS) lost. The IS men fled."))
    assert found == {"Islamic State": ("ArmedGroup", ["Islamic State", "IS", "ISIS", "IS"])}


def test_one_of_a_people_is_of_its_class_and_entity() -> None:
    found = entities(reading("[Marshans|ArmedGroup] won. [Marshan|City] men ate."))
    assert found == {"Marshans": ("ArmedGroup", ["Marshans", "Marshan"])}
