"""The truthy dump: `truthy.nt` has a few public facts in the true format of its lines."""

import bz2
import gzip
from pathlib import Path

import pytest

from kg.errors import InputError, UsageError
from kg.link.dump import Wanted, build_from_dump
from kg.link.index import Index

DUMP = (Path(__file__).parent / "truthy.nt").read_text(encoding="ascii")


def _dump(path: Path, text: str = DUMP) -> Path:
    opened = bz2.open if path.suffix == ".bz2" else gzip.open
    with opened(path, "wt", encoding="ascii") as file:
        file.write(text)
    return path


@pytest.mark.parametrize("name", ["t.nt.gz", "t.nt.bz2"])
def test_a_truthy_dump_becomes_an_index(tmp_path: Path, name: str) -> None:
    heard: list[int] = []
    target = tmp_path / "i.sqlite"
    dump = _dump(tmp_path / name)
    assert build_from_dump(dump, target, Wanted(), date="2026-11", tick=heard.append) == 3
    assert sum(heard) == DUMP.count("\n")
    index = Index(target)
    (paris,) = index.find("city of light")
    item = paris.item
    assert (item.qid, item.label, item.kind, item.country) == (90, "Paris", "city", 142)
    assert (item.lat, item.lon) == (48.8575, 2.3514)
    assert index.find("France")[0].item.pop > item.pop, "its label has more spellings"
    assert index.find("Country") == (), "a property is no item"
    index.close()


def test_another_language_and_class_may_be_wanted(tmp_path: Path) -> None:
    wanted = Wanted(frozenset({6256}), "ru", sitelinks=2)
    target = tmp_path / "i.sqlite"
    assert build_from_dump(_dump(tmp_path / "t.nt.gz"), target, wanted, date="", tick=print) == 1
    index = Index(target)
    assert index.label("Q142") == "Франция"
    index.close()


def test_a_run_that_broke_goes_on_with_the_item_that_was_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.link.dump._CHUNK", 1)
    path, target = tmp_path / "t.nt.gz", tmp_path / "i.sqlite"
    lines = DUMP.encode().splitlines(keepends=True)
    broken = [*lines[:14], b"nothing of the kind\n", *lines[14:]]
    _dump(path)
    monkeypatch.setattr("kg.link.dump._lines", lambda _: iter(broken))
    with pytest.raises(InputError, match="line 15"):
        build_from_dump(path, target, Wanted(), date="", tick=print)
    assert not target.exists()
    monkeypatch.setattr("kg.link.dump._lines", lambda _: iter(lines))
    heard: list[int] = []
    assert build_from_dump(path, target, Wanted(), date="", tick=heard.append) == 3
    assert heard[0] == 11, "France is kept, Paris is read anew"
    whole = Index(target)
    assert whole.find("City of Light")
    whole.close()


@pytest.mark.parametrize("bad", ["<a> <b>", 'no "triple" .', "<http://www.wikidata.org/entity/Q1>"])
def test_a_line_that_is_no_triple_is_named(tmp_path: Path, bad: str) -> None:
    line = bad if bad.startswith("no") else f"<http://www.wikidata.org/entity/Q1> {bad}"
    dump = _dump(tmp_path / "t.nt.gz", line + "\n")
    with pytest.raises(InputError, match=r"t\.nt\.gz line 1"):
        build_from_dump(dump, tmp_path / "i.sqlite", Wanted(), date="", tick=print)


def test_a_dump_that_ends_too_early_is_an_error(tmp_path: Path) -> None:
    dump = _dump(tmp_path / "t.nt.gz")
    dump.write_bytes(dump.read_bytes()[:-12])
    with pytest.raises(InputError, match="to its end"):
        build_from_dump(dump, tmp_path / "i.sqlite", Wanted(), date="", tick=print)


def test_what_is_no_dump_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.nt.zst").write_bytes(b"")
    with pytest.raises(UsageError, match="no dump"):
        build_from_dump(tmp_path / "t.nt.zst", tmp_path / "i", Wanted(), date="", tick=print)
