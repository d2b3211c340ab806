from pathlib import Path

import pytest

from kg.errors import InputError
from kg.link.decisions import Decisions


def _read(tmp_path: Path, text: str) -> Decisions:
    path = tmp_path / "decisions.tsv"
    path.write_text(text, encoding="utf-8")
    return Decisions.read(path)


def test_a_decision_holds_for_the_name_and_class_in_any_spelling(tmp_path: Path) -> None:
    made = _read(tmp_path, "name\tclass\tqid\nThe Élan Group\tOrganization\tQ42\n")
    assert made["elan group", "Organization"] == "Q42"
    assert ("Elan Group", "Person") not in made


def test_an_empty_class_is_any_and_a_stated_class_goes_first(tmp_path: Path) -> None:
    made = _read(tmp_path, "# ours\nLunden\t\tQ1\nLunden\tRegion\tNIL\n")
    assert made["Lunden", "City"] == "Q1"
    assert made["Lunden", "Region"] is None


def test_an_undecided_row_decides_nothing(tmp_path: Path) -> None:
    assert ("Lunden", "City") not in _read(tmp_path, "Lunden\tCity\t\n\n")


@pytest.mark.parametrize(
    ("line", "what"), [("Lunden", "no decision"), ("Lunden\tCity\tX9", "neither a QID nor NIL")]
)
def test_a_bad_row_is_named_with_its_line(tmp_path: Path, line: str, what: str) -> None:
    with pytest.raises(InputError, match=what) as caught:
        _read(tmp_path, f"name\tclass\tqid\n{line}\n")
    assert str(caught.value.where).endswith(":2")
