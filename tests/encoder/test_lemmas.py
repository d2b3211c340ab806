import pytest

from kg.encoder.lemmas import lemma_of, script_of


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("cities", "city"),
        ("was", "be"),
        ("Forces", "Force"),
        ("RUNNING", "run"),
        ("told", "tell"),
        ("U.S.", "U.S."),
        ("'s", "be"),
        ("NATO", "NATO"),
    ],
)
def test_script_makes_the_lemma_it_was_made_from(word: str, lemma: str) -> None:
    assert lemma_of(word, script_of(word, lemma)) == lemma


def test_script_of_one_word_serves_another() -> None:
    assert lemma_of("parties", script_of("cities", "city")) == "party"


def test_script_that_cuts_too_much_leaves_the_word() -> None:
    assert lemma_of("as", script_of("cities", "city")) == "as"
