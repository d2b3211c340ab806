import pytest

from kg.model import Span
from kg.passages import printable, sentence


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("One ends. Two goes on. Three.", "goes", "Two goes on. "),
        ("He met J. Doe in the U.S. Army. Then left.", "Doe", "He met J. Doe in the U.S. Army. "),
        ("Head line\n\nBody text “so.” Next one.", "Body", "Body text “so.” "),
        ("Only one", "one", "Only one"),
    ],
)
def test_span_widens_to_its_sentence(text: str, word: str, expected: str) -> None:
    start = text.index(word)
    found = sentence(text, Span(start, start + len(word)))
    assert text[found.start : found.end] == expected


def test_whole_sentence_stays_as_it_is() -> None:
    text = "One ends. Two goes on. Three."
    assert sentence(text, Span(10, 22)) == Span(10, 23)


def test_printable_text_has_no_escapes_and_the_same_length() -> None:
    text = "a\x1b[31mb\u202ec\r\n\td"
    assert len(printable(text)) == len(text)
    assert not {"\x1b", "\u202e", "\r"} & set(printable(text))
    assert printable(text).endswith("\n\td")
