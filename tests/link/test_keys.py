import pytest

from kg.link.keys import acronym, key, loose, surname


@pytest.mark.parametrize(
    ("one", "other"),
    [("U.S.", "US"), ("The Hague", "hague"), ("Brazil's", "BRAZIL"), ("São Paulo", "sao paulo")],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_transliterations_meet_under_the_loose_key() -> None:
    assert loose(key("Ar-Raqqah")) == loose(key("Rakka"))


def test_initials_and_surname_are_read_off_a_name() -> None:
    assert acronym("Organization of the Petroleum Exporting Countries") == "opec"
    assert acronym("Green Party") is None
    assert surname("ada lovelace") == "lovelace"


@pytest.mark.parametrize(
    ("short", "long"),
    [("Ruhan Corp.", "Ruhan Corporation"), ("Dept. of Roads", "Department of Roads")],
)
def test_usual_abbreviations_within_names_are_the_words(short: str, long: str) -> None:
    assert key(short) == key(long)
