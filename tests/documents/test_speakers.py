import pytest

from kg.documents import document


def labels(text: str) -> list[str]:
    return [text[span.start : span.end] for span in document(text, id="talk").speakers]


def test_labels_are_names_without_their_role() -> None:
    text = (
        "RUTH HALL, BYLINE: They left at dawn.\n\nFADI NAJM: (Speaking Arabic).\n\n"
        "HALL: Najm speaks for the brigade.\n\nSEN. ANN O'LEARY (R-OHIO): No.\n\nNAJM: Yes."
    )
    assert labels(text) == ["RUTH HALL", "FADI NAJM", "HALL", "SEN. ANN O'LEARY", "NAJM"]


def test_small_letters_count_where_two_take_turns() -> None:
    text = "Kelly: Who holds it?\n\nWarren: The army.\n\nKelly: And the port?\n\nWarren: Nobody."
    assert labels(text) == ["Kelly", "Warren", "Kelly", "Warren"]


def test_question_and_answer_are_labels() -> None:
    text = "Q: Who holds it?\nA: The army.\nQ: And the port?\nA: Nobody."
    assert labels(text) == ["Q", "A", "Q", "A"]


@pytest.mark.parametrize(
    "text",
    [
        "SYRIA: A truce ends\n\nThe truce in Homs ended on Monday.",
        "UPDATE: The truce ended.\n\nNOTE: This text was changed.\n\nUPDATE: It held.",
        "Ankara: the capital.\n\nIzmir: the port.\n\nBursa: the factory.",
        "He said one thing: no.\n\nShe said another: yes.",
        "ISIS: what is left of it\n\nIRAQ: what comes next",
    ],
)
def test_other_colons_are_no_labels(text: str) -> None:
    assert labels(text) == []


def test_two_turns_are_enough_where_one_answers_the_other() -> None:
    assert labels("KELLY: Who holds the port?\n\nWARREN: Nobody.") == ["KELLY", "WARREN"]


def test_labels_have_letters_of_any_alphabet() -> None:
    text = "ÉLISE ŽILINA, RÁDIO ÁGUA: Who holds it?\n\nÖZ: The army.\n\nŽILINA: Still?\n\nÖZ: Yes."
    assert labels(text) == ["ÉLISE ŽILINA", "ÖZ", "ŽILINA", "ÖZ"]
