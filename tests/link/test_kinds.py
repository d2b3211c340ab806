"""The table of classes is data, tested like code: nothing in it rests on memory."""

from pathlib import Path

import pytest
import yaml

from kg.link.compatibility import group
from kg.link.sources import DATA, rows

_TABLE = yaml.safe_load((DATA.parent / "kinds.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("source", ["elevant", "fb15k"])
def test_a_class_has_the_label_that_its_source_gives(source: str) -> None:
    wanted = {int(i[1:]): one["label"] for i, one in _TABLE.items() if one["seen"] == source}
    path = DATA / f"general_{source}.tsv.xz"
    assert {r.qid: r.label for r in rows(Path(path)) if r.qid in wanted} == wanted


def test_every_kind_is_one_that_the_ranker_knows() -> None:
    assert all(group(one["kind"]) for one in _TABLE.values())
    assert {one["seen"] for one in _TABLE.values()} == {"elevant", "fb15k", "code"}
