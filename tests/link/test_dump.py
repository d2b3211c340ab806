import bz2
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.link.dump import Wanted, build_from_dump
from kg.link.index import Index


def _claims(prop: str, *items: int) -> dict[str, Any]:
    values = [
        {"mainsnak": {"datavalue": {"value": {"id": f"Q{i}"}}}, "rank": "normal"} for i in items
    ]
    return {prop: values}


def _item(number: int, label: str, claims: object, *aliases: str, links: int = 5) -> dict[str, Any]:
    return {
        "type": "item",
        "id": f"Q{number}",
        "labels": {"en": {"language": "en", "value": label}},
        "descriptions": [],
        "aliases": {"en": [{"language": "en", "value": a} for a in aliases]} if aliases else [],
        "claims": claims,
        "sitelinks": {f"s{n}": {"title": label} for n in range(links)},
    }


_ITEMS = (
    _item(5119, "capital city", _claims("P279", 515)),
    _item(90, "Paris", {**_claims("P31", 5119), **_claims("P17", 142)}, "City of Light"),
    _item(7186, "Marie Curie", _claims("P31", 5), links=200),
    _item(142, "France", _claims("P31", 6256), links=1),
)


def _dump(path: Path) -> Path:
    opened = bz2.open if path.suffix == ".bz2" else gzip.open
    with opened(path, "wt", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(map(json.dumps, _ITEMS)) + "\n]\n")
    return path


@pytest.mark.parametrize("name", ["d.json.gz", "d.json.bz2"])
def test_a_dump_becomes_an_index(tmp_path: Path, name: str) -> None:
    target = tmp_path / "i.sqlite"
    heard: list[int] = []
    count = build_from_dump(
        _dump(tmp_path / name), target, Wanted(), date="2026-11", tick=heard.append
    )
    assert (count, sum(heard)) == (4, 6)
    index = Index(target)
    (paris,) = index.find("city of light")
    assert (paris.item.qid, paris.item.kind, paris.item.country) == (90, "city", 142)
    assert index.find("Curie")[0].item.kind == "person"
    assert index.version.startswith("2026-11")
    index.close()
    assert not (tmp_path / "i.sqlite.part").exists()


def test_items_are_filtered_by_class_and_fame(tmp_path: Path) -> None:
    wanted = Wanted(frozenset({515, 6256}), sitelinks=2)
    target = tmp_path / "i.sqlite"
    assert build_from_dump(_dump(tmp_path / "d.json.gz"), target, wanted, date="", tick=print) == 1


def test_a_broken_dump_is_taken_up_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.link.dump._CHUNK", 2)
    dump = _dump(tmp_path / "d.json.gz")
    whole = gzip.decompress(dump.read_bytes())
    broken = whole.replace(b'"Q142"', b'"Q14', 1)
    dump.write_bytes(gzip.compress(broken))
    monkeypatch.setattr("kg.link.dump._lines", lambda _: iter(broken.splitlines()))
    target = tmp_path / "i.sqlite"
    with pytest.raises(InputError):
        build_from_dump(dump, target, Wanted(), date="", tick=print)
    assert not target.exists()
    monkeypatch.setattr("kg.link.dump._lines", lambda _: iter(whole.splitlines()))
    heard: list[int] = []
    assert build_from_dump(dump, target, Wanted(), date="", tick=heard.append) == 4
    assert heard[0] == 2
