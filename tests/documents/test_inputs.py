import os
from pathlib import Path

import pytest

from kg.documents import read
from kg.errors import InputError


def write(path: Path, text: str = "The council met on Monday.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def ids(*named: object) -> list[str]:
    return [one.id for one in read([str(name) for name in named])]


def test_a_folder_is_read_with_its_folders_by_path(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b.txt", "B.txt", ".hidden.txt", ".git/x.txt", "c.docx"):
        write(tmp_path / name, f"The text of {name} is short.")
    assert ids(tmp_path) == ["B", "a/b", "a/z", "b"]


def test_the_source_is_the_path_below_what_was_named(tmp_path: Path) -> None:
    write(tmp_path / "news" / "a.txt")
    (found,) = read([str(tmp_path)])
    assert (found.id, found.source) == ("news/a", "news/a.txt")
    (found,) = read([str(tmp_path / "news" / "a.txt")])
    assert (found.id, found.source) == ("a", "a.txt")


def test_a_glob_is_read_from_its_part_without_wildcards(tmp_path: Path) -> None:
    for name in ("x/1.txt", "y/2.txt", "y/3.md"):
        write(tmp_path / name, f"The text of {name}.")
    assert ids(tmp_path / "*" / "*.txt") == ["x/1", "y/2"]
    assert ids(tmp_path / "**" / "*.txt") == ["x/1", "y/2"]
    assert ids(f"{tmp_path}/y*") == ["y/2", "y/3"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    (tmp_path / "sub").mkdir()
    assert ids(path, tmp_path, tmp_path / "sub" / ".." / "a.txt") == ["a"]


def test_an_article_in_two_files_under_one_id_is_read_once(tmp_path: Path) -> None:
    write(tmp_path / "gold.jsonl", '{"id": "a", "text": "The council met."}\n')
    write(tmp_path / "x.jsonl", '{"id": "a", "text": "The council met."}\n')
    write(tmp_path / "a.txt", "The council met.")
    (found,) = read([str(tmp_path)])
    assert found.source == "a.txt"


def test_two_articles_under_one_id_are_an_error_that_names_both(tmp_path: Path) -> None:
    first, second = write(tmp_path / "x" / "a.txt"), write(tmp_path / "y" / "a.txt", "Another.")
    with pytest.raises(InputError) as caught:
        ids(first, second)
    assert str(first) in str(caught.value)
    assert str(second) in str(caught.value)
    assert "'a'" in str(caught.value)


def test_one_folder_may_hold_two_formats_of_one_name_only_once(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "a.md", "Another text.")
    errors: list[InputError] = []
    assert [one.id for one in read([str(tmp_path)], on_error=errors.append)] == ["a"]
    assert len(errors) == 1


@pytest.mark.parametrize(
    ("named", "what"),
    [
        ("missing.txt", "no such file"),
        ("missing/", "no such file"),
        ("*.txt", "matches no file"),
        ("empty", "holds no file to read"),
        ("report.pdf", "unknown suffix '.pdf'"),
        ("bad\0name", "no such file"),
    ],
)
def test_what_cannot_be_found_is_one_line_with_advice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, what: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    write(tmp_path / "report.pdf")
    with pytest.raises(InputError, match=what) as caught:
        ids(named)
    assert "\n" not in str(caught.value)
    assert caught.value.where


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_folder_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "shut" / "a.txt")
    (tmp_path / "shut").chmod(0)
    try:
        with pytest.raises(InputError, match="permission denied"):
            ids(tmp_path)
    finally:
        (tmp_path / "shut").chmod(0o700)


def test_a_folder_that_cannot_be_listed_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: object) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(InputError, match="permission denied"):
        ids(tmp_path)


def test_bad_inputs_do_not_stop_the_good_ones(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_bytes(b"")
    write(tmp_path / "c.txt", "The mayor left.")
    errors: list[InputError] = []
    found = read(["nowhere.txt", str(tmp_path)], on_error=errors.append)
    assert [one.id for one in found] == ["a", "c"]
    assert [err.what for err in errors] == ["there is no such file or folder", "is empty"]


def test_the_input_is_read_as_it_is_asked_for(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_bytes(b"\0" * 100)
    found = read([str(tmp_path)])
    assert next(found).id == "a"
    with pytest.raises(InputError, match="is empty"):
        next(found)
