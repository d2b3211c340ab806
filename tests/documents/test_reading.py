import gzip
import io
import lzma
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.documents import Limits, document, read
from kg.errors import InputError

TEXT = "Militia leaves Al Mina\n\nThe brigade left the port on Sunday, said Fadi Najm.\n"


class Stdin:
    def __init__(self, content: bytes) -> None:
        self.buffer = io.BufferedReader(io.BytesIO(content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", TEXT.encode()),
        ("a.txt", TEXT.replace("\n", "\r\n").encode("utf-16")),
        ("a.txt.gz", gzip.compress(TEXT.encode())),
        ("a.txt.xz", lzma.compress(TEXT.encode())),
        ("a.TXT.GZ", gzip.compress(TEXT.encode())),
        ("a.txt.gz", TEXT.encode()),
    ],
)
def test_every_packing_and_encoding_gives_one_text(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    (found,) = read([str(path)])
    assert (found.id, found.text, found.title) == ("a", TEXT, "Militia leaves Al Mina")
    assert found.sha256 == sha256(TEXT.encode()).hexdigest()


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (TEXT.encode(), ["stdin"]),
        (gzip.compress(TEXT.encode()), ["stdin"]),
        (b'{"id": "x", "text": "The council met."}\n{"text": "It left."}\n', ["x", "stdin-2"]),
    ],
)
def test_standard_input_is_told_by_its_first_bytes(
    monkeypatch: pytest.MonkeyPatch, content: bytes, ids: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Stdin(content))
    assert [one.id for one in read(["-"])] == ids


def test_a_page_on_standard_input_is_read_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<html><body><article><p>" + "The brigade left the port on Sunday. " * 9
    monkeypatch.setattr(sys, "stdin", Stdin(f"{page}</p></article></body></html>".encode()))
    (found,) = read(["-"])
    assert found.text.startswith("The brigade left")


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("cut.txt.gz", gzip.compress(TEXT.encode() * 99)[:-20], "ends in the middle"),
        ("cut.txt.xz", lzma.compress(TEXT.encode() * 99)[:-30], "ends in the middle"),
        ("broken.txt.gz", gzip.compress(TEXT.encode())[:12] + b"x" * 30, "cannot be unpacked"),
        (
            "broken.txt.xz",
            lzma.compress(TEXT.encode())[:12] + b"\0" * 60 + b"x" * 60,
            "cannot be unpacked|ends in the",
        ),
        ("empty.txt", b"", "is empty"),
        ("binary.txt", bytes(range(256)) * 8, "binary"),
        ("long.txt", b"x" * 2**16, "larger than 0 MB"),
        ("bomb.txt.gz", gzip.compress(b" " * 2**20), "unpacks to more than|larger than"),
        ("bomb.jsonl.gz", gzip.compress(b" " * 2**22), "unpacks to more than"),
        ("many.txt", b"A word. " * 6000, "more than 40,000 characters"),
    ],
)
def test_a_bad_file_is_one_line_that_names_it(
    tmp_path: Path, name: str, content: bytes, what: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    limits = Limits(size=50_000, characters=40_000)
    with pytest.raises(InputError, match=what) as caught:
        list(read([str(path)], limits=limits))
    assert name.split(".")[0] in str(caught.value)
    assert "\n" not in str(caught.value)


def test_fifty_megabytes_in_one_line_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    with path.open("wb") as file:
        file.truncate(50 * 2**20)
    with pytest.raises(InputError, match="larger than 16 MB"):
        list(read([str(path)]))


def test_a_folder_in_place_of_a_file_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, mode: str) -> io.BufferedReader:
        raise PermissionError(13, "Permission denied", str(self))

    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="permission denied"):
        list(read([str(path)]))


def test_given_metadata_beat_the_text() -> None:
    text = "Militia leaves Al Mina\n\nMonday, June 4, 2018\n\nThe brigade left the port on Sunday."
    found = document(text, id="a", title="Gone", date="June 2018", url="https://example.org/a")
    assert (found.title, found.date, found.url) == ("Gone", "2018-06", "https://example.org/a")
    found = document(text, id="a")
    assert (found.title, found.date) == ("Militia leaves Al Mina", "2018-06-04")


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_an_empty_text_is_an_error(text: str) -> None:
    with pytest.raises(InputError, match="is empty"):
        document(text, id="a")


@given(st.text(min_size=1).filter(str.strip))
def test_every_span_lies_in_a_text_of_the_given_length(text: str) -> None:
    found = document(text, id="a") if text.strip(" \n\t\x00") and _has_words(text) else None
    if found is None:
        return
    assert len(found.text) == len(text)
    for span in (*found.furniture, *found.speakers):
        assert 0 <= span.start < span.end <= len(text)
    assert list(found.furniture) == sorted(found.furniture)


def _has_words(text: str) -> bool:
    return any(char.isalnum() for char in text)


def test_the_same_text_gives_the_same_document(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT)
    first, second = read([str(tmp_path)])
    assert first.sha256 == second.sha256
    assert first.furniture == second.furniture
