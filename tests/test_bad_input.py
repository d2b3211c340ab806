"""Every bad input: the right exit code, one line on stderr that helps, nothing half-written."""

import errno
import json
import os
from pathlib import Path

import pytest

from tests.command import Outcome, Run

GOOD = (
    "Ana Ruiz, a spokeswoman for Orlo Labs, said on Monday that the company had moved to Paris.\n"
)


def error(outcome: Outcome) -> str:
    """Give the one error line, after checking that there is nothing else."""
    assert outcome.out == b""
    lines = [line for line in outcome.err.splitlines() if line.startswith("kg: error: ")]
    assert len(lines) == 1, outcome.err
    assert "Traceback" not in outcome.err
    return lines[0]


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "graph.ttl"


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\n\t\n", "is empty"),
        ("binary.txt", bytes(range(32)) * 40, "binary"),
        ("paper.txt", b"%PDF-1.7 and so on", "a PDF file"),
        ("broken.txt", "Zoë and José met. ".encode() + b"\xc3( \xff", "UTF-8"),
        ("broken.jsonl", b'{"id": "d", "text": "\xff\xfe"}\n', "broken.jsonl"),
        ("line.txt", b"word " * (10 * 2**20), "line.txt"),
        ("none.jsonl", b"{no json\n", "line 1"),
        ("lacks.jsonl", b'{"id": "a", "text": "Ana left."}\n{"id": "b"}\n', "line 2"),
        ("twice.jsonl", b'{"id": "a", "text": "Ana."}\n{"id": "a", "text": "Bo."}\n', "'a'"),
        ("table.csv", b"a,b\n", ".csv"),
    ],
    ids=lambda value: value if isinstance(value, str) and "." in value else "",
)
def test_bad_file_is_named(
    kg: Run, tmp_path: Path, out: Path, *, name: str, content: bytes, message: str
) -> None:
    path = written(tmp_path, name, content)
    outcome = kg("export", path, "-o", out)
    assert outcome.code == 3
    line = error(outcome)
    assert message in line
    assert name in line
    assert left_in(out.parent) == []


@pytest.mark.model
def test_missing_path_and_empty_folder(kg: Run, tmp_path: Path, out: Path) -> None:
    missing = kg("export", tmp_path / "none.txt", "-o", out)
    assert (missing.code, "none.txt" in error(missing)) == (3, True)
    (tmp_path / "empty").mkdir()
    empty = kg("export", tmp_path / "empty", "-o", out)
    assert (empty.code, "empty" in error(empty)) == (3, True)
    assert left_in(out.parent) == []


@pytest.mark.model
def test_two_inputs_with_one_id_are_both_named(kg: Run, tmp_path: Path, out: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        written(tmp_path / folder, "same.txt", (GOOD + folder).encode())
    outcome = kg("export", tmp_path / "one" / "same.txt", tmp_path / "two" / "same.txt", "-o", out)
    assert outcome.code == 3
    line = error(outcome)
    assert str(Path("one", "same.txt")) in line
    assert str(Path("two", "same.txt")) in line
    assert left_in(out.parent) == []


@pytest.mark.model
def test_keep_going_reads_the_other_lines_and_counts_the_bad_one(kg: Run, tmp_path: Path) -> None:
    good = json.dumps({"id": "a", "text": GOOD})
    path = written(tmp_path, "mixed.jsonl", f'{good}\n{{"id": "b"}}\nnot json\n'.encode())
    target = tmp_path / "found.jsonl"
    outcome = kg("extract", path, "--keep-going", "-o", target)
    assert outcome.code == 1  # something was skipped
    assert "line 2" in outcome.err
    assert "line 3" in outcome.err
    records = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert [record["id"] for record in records] == ["a"]


@pytest.mark.model
@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_folder_without_write_permission(kg: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "good.txt", GOOD.encode())
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    outcome = kg("export", path, "-o", closed / "graph.ttl")
    assert (outcome.code, "closed" in error(outcome)) == (3, True)


@pytest.mark.model
def test_output_folder_that_is_not_there(kg: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "good.txt", GOOD.encode())
    outcome = kg("export", path, "-o", tmp_path / "none" / "graph.ttl")
    assert (outcome.code, "none" in error(outcome)) == (3, True)
    assert left_in(tmp_path) == ["good.txt"]


@pytest.mark.model
@pytest.mark.parametrize("command", ["export", "extract"])
def test_full_disk_leaves_the_old_file_and_no_new_one(
    kg: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, command: str
) -> None:
    path = written(tmp_path, "good.txt", GOOD.encode())
    folder = tmp_path / "out"
    folder.mkdir()
    target = folder / ("graph.ttl" if command == "export" else "found.jsonl")
    target.write_text("old")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))

    monkeypatch.setattr(Path, "replace", full)
    monkeypatch.setattr(os, "replace", full)
    monkeypatch.setattr(os, "rename", full)
    outcome = kg(command, path, "-o", target)
    monkeypatch.undo()
    assert outcome.code == 3
    assert "No space left" in error(outcome)
    assert left_in(folder) == [target.name]
    assert target.read_text() == "old"


def test_unknown_format(kg: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "good.txt", GOOD.encode())
    for target in (["-o", tmp_path / "graph.docx"], ["-f", "docx", "-o", "-"]):
        outcome = kg("export", path, *target)
        assert outcome.code == 2
        assert "docx" in outcome.err
        assert outcome.out == b""
    assert left_in(tmp_path) == ["good.txt"]


def test_unknown_language_model(kg: Run, tmp_path: Path, out: Path) -> None:
    path = written(tmp_path, "good.txt", GOOD.encode())
    outcome = kg("export", path, "--model", "xx_no_such_model", "-o", out)
    assert (outcome.code, "xx_no_such_model" in error(outcome)) == (3, True)
    assert left_in(out.parent) == []


@pytest.fixture
def small_graph(tmp_path: Path) -> Path:
    return written(tmp_path, "small.ttl", b"<urn:a> a <urn:C> ; <urn:b> <urn:c> .\n")


def test_unknown_query(kg: Run, small_graph: Path) -> None:
    outcome = kg("query", "no-such-query", "--in", small_graph)
    assert (outcome.code, "no-such-query" in error(outcome)) == (3, True)


@pytest.mark.parametrize("command", ["validate", "query"])
@pytest.mark.parametrize(
    "content",
    [b"<urn:a> <urn:b> .\n", b"\xff\xfe\x00", b"@prefix a: <urn:a> .\nb:c a:d a:e .\n"],
    ids=["syntax", "bytes", "prefix"],
)
def test_broken_turtle(kg: Run, tmp_path: Path, *, command: str, content: bytes) -> None:
    path = written(tmp_path, "broken.ttl", content)
    asked = [path] if command == "validate" else ["-e", "SELECT * { ?s ?p ?o }", "--in", path]
    outcome = kg(command, *asked)
    assert (outcome.code, "broken.ttl" in error(outcome)) == (3, True)


def test_missing_graph(kg: Run, tmp_path: Path) -> None:
    outcome = kg("validate", tmp_path / "none.ttl")
    assert (outcome.code, "none.ttl" in error(outcome)) == (3, True)


@pytest.mark.parametrize(
    "content",
    [
        b"<urn:a> <urn:b> .\n",
        b"@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        b"<urn:s> a sh:NodeShape ; sh:targetClass <urn:C> ; sh:property [ sh:minCount 1 ] .\n",
    ],
    ids=["turtle", "shacl"],
)
def test_broken_shapes_file(kg: Run, tmp_path: Path, small_graph: Path, *, content: bytes) -> None:
    shapes = written(tmp_path, "shapes.ttl", content)
    outcome = kg("validate", small_graph, "--shapes", shapes)
    assert (outcome.code, "shape" in error(outcome)) == (3, True)


def test_unknown_gold_format_and_broken_gold(kg: Run, tmp_path: Path) -> None:
    gold = written(tmp_path, "gold.jsonl", b'{"id": "d", "text": "Ana."}\n')
    assert kg("evaluate", gold, gold, "--format", "pdf").code == 2
    broken = written(tmp_path, "broken.jsonl", b"{\n")
    outcome = kg("evaluate", broken, gold)
    assert (outcome.code, "broken.jsonl line 1" in error(outcome)) == (3, True)
