import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.parse import parse, segments
from kg.extract.tokens import plain_doc
from tests.extract.annotated import blank, document


def test_document_text_and_token_offsets_survive() -> None:
    text = "Menu\n\nAnn Lee left.\n\nShe came back.\n"
    ((_, doc),) = parse(blank(), [document(text, furniture=["Menu"])])
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t)] == t.text for t in doc)


def test_furniture_and_paragraph_breaks_are_gaps() -> None:
    text = "Menu\n\nAnn left.\n\nBob came."
    ((_, parsed),) = parse(blank(), [document(text, furniture=["Menu"])])
    doc = plain_doc(parsed, parsed.text)
    assert [doc[i].text for i in sorted(doc.gaps)] == ["Menu\n\n", "\n\n"]
    assert all(doc[i].is_sent_start for i in doc.gaps)


def test_hyphenated_adjective_is_split_after_full_stops() -> None:
    ((_, doc),) = parse(blank(), [document("The U.S.-backed group won.")])
    assert [t.text for t in doc][1:4] == ["U.S.", "-", "backed"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One line.\nAnother line.", ["One line.", "Another line."]),
        ("A headline\nA sentence follows.", ["A headline", "A sentence follows."]),
        (
            "The council of the town met on Tuesday and said\nthat it was over.",
            ["The council of the town met on Tuesday and said\nthat it was over."],
        ),
        ("  \n\n ", []),
    ],
    ids=["sentences", "headline", "wrapped", "blank"],
)
def test_lines_are_paragraphs_unless_they_were_wrapped(text: str, parts: list[str]) -> None:
    assert [text[one.start : one.end] for one in segments(document(text))] == parts


def test_endless_line_is_cut_between_words() -> None:
    text = "word " * 10_000
    found = segments(document(text))
    assert len(found) > 1
    assert all(text[one.end - 1] == "d" for one in found)


def test_documents_come_back_in_order() -> None:
    texts = [f"Text {n}." for n in range(70)]
    parsed = list(parse(blank(), [document(one) for one in texts]))
    assert [doc.text for _, doc in parsed] == texts


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_keeps_its_characters(text: str) -> None:
    ((_, doc),) = parse(blank(), [document(text)])
    assert doc.text == text
