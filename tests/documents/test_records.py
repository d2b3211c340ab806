import json
from pathlib import Path

import pytest

from kg.documents import Limits, read
from kg.errors import InputError


def write(tmp_path: Path, *lines: object, encoding: str = "utf-8") -> str:
    path = tmp_path / "news.jsonl"
    shown = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_bytes("\n".join(shown).encode(encoding))
    return str(path)


def test_a_record_gives_its_metadata_and_keeps_its_text(tmp_path: Path) -> None:
    text = "First line\r\nsecond line —  of the text"
    record = {
        "id": "n1",
        "text": text,
        "title": "Head",
        "date": "2017-10-17T10:00:00Z",
        "url": "https://example.org/1",
        "lang": "en",
        "extra": [1],
    }
    (found,) = read([write(tmp_path, record)])
    assert (found.id, found.text, found.title) == ("n1", text, "Head")
    assert (found.date, found.url) == ("2017-10-17", "https://example.org/1")
    assert found.source == "news.jsonl#n1"


def test_a_record_without_an_id_is_named_by_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, {"text": "One came."}, "", {"id": 7, "text": "Two came."})
    assert [one.id for one in read([path])] == ["news-1", "7"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_read_over(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, {"id": "a", "text": "Café."}, encoding=encoding)
    assert [one.text for one in read([path])] == ["Café."]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("no json", "is not JSON"),
        ("[" * 20_000, "is not JSON"),
        ("[1, 2]", "is not a JSON object"),
        ({"id": "x"}, "lacks the string 'text'"),
        ({"id": "x", "text": 5}, "'text' should be a string"),
        ({"id": "x", "text": " "}, "has an empty text"),
        ({"id": ["x"], "text": "It left."}, "'id' should be a string"),
        ({"id": "x", "text": "It left.", "date": 2017}, "'date' should be a string"),
        ({"id": "a", "text": "Again."}, "has the id 'a' of"),
        ('{"id": "x", "text": "' + "long " * 500 + '"}', "is longer than"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(
    tmp_path: Path, line: object, what: str
) -> None:
    good = {"id": "a", "text": "It came."}, {"id": "b", "text": "It left."}
    path = write(tmp_path, good[0], line, good[1])
    errors: list[InputError] = []
    limits = Limits(size=1000)
    found = [one.id for one in read([path], on_error=errors.append, limits=limits)]
    assert found == ["a", "b"] or "[[[" in str(line)
    assert "line 2" in str(errors[0])
    assert what in str(errors[0]) or "longer" in str(errors[0])
    with pytest.raises(InputError, match="line 2"):
        list(read([path], limits=limits))


def test_bytes_that_are_no_utf8_spoil_their_line_only(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_bytes(b'{"id": "a", "text": "One."}\n{"text": "\xff"}\n{"id": "b", "text": "Two."}')
    errors: list[InputError] = []
    assert [one.id for one in read([str(path)], on_error=errors.append)] == ["a", "b"]
    assert "line 2: is not valid UTF-8" in str(errors[0])


def test_a_file_without_a_line_is_empty(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is empty"):
        list(read([write(tmp_path, "", "  ")]))


def test_an_escaped_surrogate_is_replaced(tmp_path: Path) -> None:
    (found,) = read([write(tmp_path, '{"id": "a", "text": "One \\ud800 came."}')])
    assert found.text == "One � came."
