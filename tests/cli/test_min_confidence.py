"""`--min-confidence`: what is less sure is left out, and its number is said."""

import json
import re
from pathlib import Path

import pytest

from tests.command import Run

pytestmark = pytest.mark.model

TEXT = (
    "Ana Ruiz, the leader of the Harun Brigade, agreed. The Harun Brigade captured Mosul. "
    "She said the brigade was based in Idlib."
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, "utf-8")
    return path


def _confidences(run: Run, article: Path, least: str) -> list[float]:
    outcome = run("extract", article, "--min-confidence", least, "--quiet")
    return [one["confidence"] for one in json.loads(outcome.out)["relations"]]


def test_extract_keeps_what_is_sure_enough(kg: Run, article: Path) -> None:
    every = _confidences(kg, article, "0")
    least = max(every)
    assert len(every) > 1
    assert _confidences(kg, article, str(least)) == [one for one in every if one >= least]


@pytest.mark.parametrize("command", ["extract", "show"])
def test_others_say_how_many_they_left_out(kg: Run, article: Path, command: str) -> None:
    every = _confidences(kg, article, "0")
    least = max(every)
    less = sum(one < least for one in every)
    outcome = kg(command, article, "--min-confidence", str(least))
    noun = "statement" if less == 1 else "statements"
    assert f"{less} {noun} left out, less sure than --min-confidence" in outcome.err
    assert b"left out" not in outcome.out
    assert "left out" not in kg(command, article).err


def test_export_says_how_many_it_left_out(kg: Run, article: Path) -> None:
    every = _confidences(kg, article, "0")
    outcome = kg("export", article, "--no-link", "--min-confidence", "1")
    assert f"{len(every)} statements left out, less sure than --min-confidence" in outcome.err
    values = [float(one) for one in re.findall(rb"kg:confidence ([0-9.]+)", outcome.out)]
    assert all(one >= 1 for one in values)


def test_without_the_option_nothing_is_left_out(kg: Run, article: Path) -> None:
    assert "left out" not in kg("export", article, "--no-link").err
