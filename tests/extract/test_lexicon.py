from importlib.resources import files

import pytest

from kg.extract.lexicon import form, lexicon
from kg.vocab import load_schema


def test_every_class_of_the_lists_is_in_the_schema() -> None:
    words, schema = lexicon(), load_schema()
    named = {*words.head_words.values(), *words.place_words.values(), *words.bodies.values()}
    named |= {one for classes in words.nominals.values() for one in classes}
    assert named <= set(schema.classes)


def test_forms_of_one_country_lead_to_one_name() -> None:
    words = lexicon()
    assert {words.countries[form] for form in ("us", "usa", "united states")} == {"United States"}
    assert words.demonyms["american"] == "United States"


def test_verbs_of_saying_are_inflected() -> None:
    assert {"says", "said", "saying", "denies", "admitted", "urging"} <= lexicon().speech


def test_no_word_is_a_country_and_an_adjective() -> None:
    words = lexicon()
    assert not set(words.countries) & set(words.demonyms)


def test_other_names_lead_to_one_name_and_none_to_two() -> None:
    room = files("kg.extract") / "data"
    lines = (room / "aliases.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    names = [form(name) for name, _ in rows]
    others = [form(other) for _, more in rows for other in more.split("|")]
    assert len(set(others)) == len(others)
    assert len(set(names)) == len(names)
    assert not set(names) & set(others)
    assert lexicon().aliases["daesh"] == "islamic state"


def test_given_names_of_many_countries_tell_one_pronoun() -> None:
    given = lexicon().given
    names = ["henrike", "thabo", "nerea", "yevhen", "aoife", "cengiz", "sasha", "dominique"]
    assert [given.get(name) for name in names] == [
        "she", "he", "she", "he", "she", "he", None, None,
    ]  # fmt: skip
    assert set(given.values()) == {"he", "she"}
    assert all(name == name.casefold() for name in given)


@pytest.mark.parametrize("word", ["U.S.", "The", "South", "Timor", "Guinea-Bissau", "Syrian"])
def test_a_word_that_may_open_a_country_does(word: str) -> None:
    assert lexicon().opens_country(word)


def test_most_words_open_no_country() -> None:
    assert not lexicon().opens_country("Zebra")
