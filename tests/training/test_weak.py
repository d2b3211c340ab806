from pathlib import Path

import pytest

from kg.encoder.labels import COARSE
from kg.training.corpora import Name
from kg.training.weak import Gazetteer, allowed

_KNOWN = Gazetteer(
    countries=frozenset({"france", "georgia"}),
    units=frozenset({"georgia"}),
    cities=frozenset({"paris"}),
    media=frozenset({"the daily plain"}),
)


@pytest.mark.parametrize(
    ("words", "label", "classes"),
    [
        ("France", "GPE", ("Country",)),
        ("Georgia", "GPE", ("Country", "Region")),
        ("Nowhere", "GPE", COARSE["GPE"]),
        ("Ministry of Finance", "ORG", ("GovernmentBody",)),
        ("Free Army", "ORG", ("ArmedGroup",)),
        ("The Daily Plain", "ORG", ("MediaOrganization",)),
        ("Acme", "ORG", COARSE["ORG"]),
        ("Middle East", "LOC", ("Area",)),
        ("Green River", "LOC", ("Place",)),
        ("Ann", "PERSON", ("Person",)),
    ],
)
def test_label_is_narrowed_where_words_tell(
    words: str, label: str, classes: tuple[str, ...]
) -> None:
    assert allowed(Name(0, len(words), label), words, _KNOWN) == classes


def test_class_of_the_schema_stands() -> None:
    assert allowed(Name(0, 4, "City"), "Rome", _KNOWN) == ("City",)
    assert allowed(Name(0, 4, "Region"), "Rome", _KNOWN) == ("Region", "Area")


def test_own_label_of_a_source_tells_most() -> None:
    assert allowed(Name(0, 4, "MISC", "song"), "Rome", _KNOWN) == ("Work",)


def test_missing_gazetteers_narrow_nothing() -> None:
    empty = Gazetteer.read(Path("nowhere"))
    assert allowed(Name(0, 6, "GPE"), "France", empty) == COARSE["GPE"]
