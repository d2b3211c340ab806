"""What several lists say of one item, put together."""

import lzma
from pathlib import Path

import pytest

from kg.link.build import Gathered, build_index
from kg.link.index import Index
from kg.link.sources import SourceRow

_HEAD = "qid\tlabel\ttype\taliases\tprior\tprior_kind\tlat\tlon\tcountry_qid\tdescription\n"


def _kind(*kinds: str) -> tuple[str, str]:
    made = Gathered("Ruhan")
    for kind in kinds:
        made.add(SourceRow(1, "Ruhan", kind, (), 0.0, "", None, None, None, ""))
    return made.kind


@pytest.mark.parametrize(
    ("lists", "kind"),
    [
        (("unknown", "other"), ("unknown", "")),
        (("city", "admin1", "admin1"), ("admin1", "city")),
        (("city", "admin1", "admin1", "admin1"), ("admin1", "")),
        (("admin1", "city"), ("admin1", "city")),
        (("place", "place", "country"), ("country", "")),
        (("organization", "party"), ("party", "")),
        (("place",), ("place", "")),
    ],
)
def test_lists_vote_on_the_kind_and_what_says_more_goes_first(
    lists: tuple[str, ...], kind: tuple[str, str]
) -> None:
    assert _kind(*lists) == kind


def _file(folder: Path, name: str, label: str) -> None:
    with lzma.open(folder / f"{name}.tsv.xz", "wt", encoding="utf-8") as file:
        file.write(f"{_HEAD}Q1\t{label}\tcompany\t\t\t\t\t\t\t\n")


def test_an_item_is_called_as_wikidata_calls_it_and_found_by_every_name(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    _file(data, "orgs_brands", "RUHAN!")
    _file(data, "orgs_register", "Ruhan (Alba)")
    _file(data, "general_names", "Ruhan Group")
    build_index(data, tmp_path / "i.sqlite")
    index = Index(tmp_path / "i.sqlite")
    assert index.label("Q1") == "Ruhan Group"
    for name in ("Ruhan!", "Ruhan (Alba)", "ruhan group"):
        assert [(f.item.qid, f.how) for f in index.find(name)] == [(1, 0)]
    index.close()


def test_every_lists_name_is_found_as_others_transliterate_it(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    _file(data, "orgs_register", "Ar-Ruhaqqah")
    _file(data, "general_names", "Ruhaqqa Group")
    build_index(data, tmp_path / "i.sqlite")
    index = Index(tmp_path / "i.sqlite")
    assert [(f.item.qid, f.how) for f in index.find("Ruhaka")] == [(1, 2)]
    index.close()
