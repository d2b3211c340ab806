import json
import lzma
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.evaluate.links import LINK_FORMATS, read_links, score_links
from kg.link.build import build_index
from kg.link.index import Index

_HEAD = "qid\tlabel\ttype\taliases\tprior\tprior_kind\tlat\tlon\tcountry_qid\tdescription\n"
_ROWS = (
    "Q20\tNorway\tcountry\tNO\t5000000\tpopulation\t60\t10\tQ20\tcountry\n",
    "Q585\tOslo\tcity\t\t700000\tpopulation\t59\t10\tQ20\tcapital of Norway\n",
    "Q123885\tRoyal Society\torganization\t\t10\tror_relationships\t\t\tQ145\tacademy\n",
)
_TEXT = "Norwegian voters in Oslo met the Society and Zed in Norway."
_SPANS = {
    "Norwegian": "Q20",
    "Oslo": "Q585",
    "Society": "Q123885",
    "Zed": None,
    "Norway": "Q20",
}


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    folder = tmp_path / "data"
    folder.mkdir()
    with lzma.open(folder / "places_small.tsv.xz", "wt", encoding="utf-8") as file:
        file.write(_HEAD + "".join(_ROWS))
    build_index(folder, tmp_path / "index.sqlite")
    opened = Index(tmp_path / "index.sqlite")
    yield opened
    opened.close()


def _file(path: Path, items: dict[str, str | None], **more: object) -> Path:
    mentions = [
        {"start": _TEXT.index(s), "end": _TEXT.index(s) + len(s), "qid": q, **more}
        for s, q in items.items()
    ]
    record = {"id": "d", "text": _TEXT, "mentions": mentions}
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return path


def test_figures_say_what_is_right_in_the_index_unlinked_and_sure(
    index: Index, tmp_path: Path
) -> None:
    given = {"Norwegian": "Q20", "Oslo": "Q20", "Society": None, "Zed": None, "Norway": "Q20"}
    gold = read_links(_file(tmp_path / "gold.jsonl", _SPANS))
    scores = score_links(gold, read_links(_file(tmp_path / "p.jsonl", given, same_as=False)), index)
    assert (scores.all.right, scores.all.given, scores.all.gold) == (2, 3, 4)
    assert (scores.nil.right, scores.nil.given, scores.nil.gold) == (1, 2, 1)
    assert scores.sure.given == 0
    assert {name: c.right for name, c in scores.kinds.items()} == {
        "demonym": 1, "full name": 1, "partial name": 0, "NIL": 0,
    }  # fmt: skip


def test_a_span_that_was_not_predicted_is_unlinked(index: Index, tmp_path: Path) -> None:
    gold = read_links(_file(tmp_path / "gold.jsonl", _SPANS))
    scores = score_links(gold, {}, index)
    assert (scores.all.given, scores.nil.right) == (0, 1)


def test_both_formats_give_the_same_figures(index: Index, tmp_path: Path) -> None:
    gold = read_links(_file(tmp_path / "gold.jsonl", _SPANS))
    scores = score_links(gold, gold, index)
    assert json.loads(LINK_FORMATS["json"](scores))["end to end"]["f"] == 1.0
    assert "end to end            1.000  1.000  1.000" in LINK_FORMATS["text"](scores)
