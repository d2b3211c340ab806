import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents.encoding import clean, decode, unify_line_ends
from kg.errors import InputError

NEWS = "Café owners in Deir ez-Zor — “we stay”, they said.\n"


@pytest.mark.parametrize(
    "content",
    [
        NEWS.encode(),
        codecs.BOM_UTF8 + NEWS.encode(),
        NEWS.encode("utf-16"),
        codecs.BOM_UTF16_BE + NEWS.encode("utf-16-be"),
        NEWS.encode("utf-32"),
        NEWS.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16 big endian", "utf-32", "windows"],
)
def test_the_encodings_of_news_files_read_alike(content: bytes) -> None:
    assert decode(content) == NEWS


def test_utf16_without_a_mark_is_told_by_its_zeros() -> None:
    text = "The council met in the town hall, café and all, and left again. " * 3
    assert decode(text.encode("utf-16-le")) == text
    assert decode(text.encode("utf-16-be")) == text


def test_a_declared_encoding_counts_in_markup_only() -> None:
    page = "<meta charset='iso-8859-2'><p>Łódź</p>".encode("iso-8859-2")
    assert "Łódź" in decode(page, markup=True)


def test_another_alphabet_is_detected() -> None:
    text = "Президент Украины заявил в понедельник, что переговоры в Минске отложены. " * 5
    assert decode(text.encode("cp1251")) == text


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "is empty"),
        (b" \r\n\t \n", "is empty"),
        (b"%PDF-1.7 some bytes", "a PDF file"),
        (b"PK\x03\x04word/document.xml", "a ZIP file"),
        (bytes(range(256)) * 20, "binary file"),
        (NEWS.encode()[:5] + b"\xff" + NEWS.encode()[5:], "not valid UTF-8: byte"),
        (codecs.BOM_UTF8 + b"broken \xff", "not valid UTF-8"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x41", "not valid UTF-16"),
    ],
)
def test_what_is_no_text_is_an_error(content: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what):
        decode(content)


@given(st.text())
def test_cleaning_keeps_every_offset(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert all(new == old or new in " \n�" for new, old in zip(cleaned, text, strict=True))
    assert clean(cleaned) == cleaned


def test_a_lone_surrogate_is_replaced() -> None:
    assert clean("a\ud800b").encode("utf-8")


@given(st.text())
def test_no_carriage_return_is_left(text: str) -> None:
    unified = unify_line_ends(text)
    assert "\r" not in unified
    assert "\u2028" not in unified


@given(st.text(min_size=1).filter(lambda text: text.strip(" \t\r\n\0\ufeff")))
def test_utf8_with_a_mark_always_reads_as_written(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()) == text


def test_line_ends_of_all_systems_become_one() -> None:
    assert unify_line_ends("\ufeffa\r\nb\rc\u2028d") == "a\nb\nc\nd"
