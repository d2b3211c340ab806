"""The Python API, with the shipped pipeline."""

from pathlib import Path

import pytest

import kg
from kg.errors import InputError

TEXT = "Ana Ruiz, a spokeswoman for Norway, said the talks in Oslo go on."

pytestmark = pytest.mark.model


def test_extract_gives_plain_types_with_true_evidence() -> None:
    graph = kg.extract(TEXT)
    names = {entity.id: entity.name for entity in graph.entities}
    found = [r for r in graph.relations if r.predicate == "speaksFor"]
    assert [(names[r.subject], names[str(r.object)]) for r in found] == [("Ana Ruiz", "Norway")]
    span = found[0].evidence.span
    assert TEXT[span.start : span.end] == found[0].evidence.text


def test_export_gives_a_dataset_with_a_graph_for_each_text(tmp_path: Path) -> None:
    file = tmp_path / "oslo.txt"
    file.write_text(TEXT, encoding="utf-8")
    dataset = kg.export([TEXT, file])
    assert dataset.summary.documents == 2
    assert dataset.summary.statements["speaksFor"] == 2
    assert len(dataset.quarantine) == 0
    named = {str(g.identifier) for g in dataset.graphs() if str(g.identifier).startswith("urn:kg:")}
    assert len(named) == 2


def test_a_path_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        kg.export(tmp_path / "nothing.txt")
