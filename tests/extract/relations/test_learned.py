"""What the learned model reads: pairs in one sentence, and a table of weights that adds up."""

from pathlib import Path

import numpy as np
import pytest

from kg.extract.relations.candidates import Describer, candidates
from kg.extract.relations.learned import Column, Weights, weights
from kg.vocab import load_schema
from tests.extract.annotated import reading

TEXT = "[Ana Ruiz|Person] met [Omar Lind|Person] in [Oslo|City].\n\n[Bo Berg|Person] left."


def _model() -> Weights:
    table = np.array([[2.0, 0.0, 0.0], [-2.0, 4.0, 1.0], [0.0, 0.0, 0.0]], dtype=np.float32)
    columns = (Column("leads"), Column("leads", reverse=True))
    return Weights({"a": 0, "b": 1}, table, np.zeros(3, dtype=np.float32), columns, 0.5)


def test_pairs_stand_in_one_sentence_the_earlier_first() -> None:
    found = reading(TEXT)
    names = [
        (found.entity(one.first.entity).name, found.entity(one.second.entity).name)
        for one in candidates(found)
    ]
    assert names == [("Ana Ruiz", "Omar Lind"), ("Ana Ruiz", "Oslo"), ("Omar Lind", "Oslo")]


def test_features_name_classes_never_names() -> None:
    found = reading(TEXT)
    describe = Describer(found, {})
    features = [feature for pair in candidates(found) for feature in describe(pair)]
    assert not [one for one in features if "ruiz" in one.lower() or "oslo" in one.lower()]
    assert "t:Person>City" in features


def test_weights_of_features_add_up_and_unknown_ones_count_nothing() -> None:
    sure = _model().probabilities([["a"], ["b", "unheard of"], []])
    expected = 1 / (1 + np.exp([[-2.0, 0.0], [2.0, -4.0], [0.0, 0.0]]))
    assert sure[:, :2] == pytest.approx(expected, abs=1e-6)


def test_classes_open_the_columns_of_one_direction() -> None:
    assert _model().open_columns(("Person", "ArmedGroup"), load_schema()) == (0,)
    assert _model().open_columns(("ArmedGroup", "Person"), load_schema()) == (1,)


def test_written_weights_are_read_back(tmp_path: Path) -> None:
    training = pytest.importorskip("kg.training.relations", exc_type=ImportError)
    path = tmp_path / "weights.npz"
    training.write(_model(), path)
    again = Weights.read(path)
    assert (again.rows, again.columns, again.threshold) == ({"a": 0, "b": 1}, _model().columns, 0.5)
    features = [["a", "b"], ["b"]]
    close = pytest.approx(_model().probabilities(features)[:, :2], abs=0.01)
    assert again.probabilities(features)[:, :2] == close


def test_the_carried_weights_know_every_relation_both_ways() -> None:
    model = weights()
    assert model is not None
    names = {name for name in load_schema().relations if name != "said"}
    assert {(one.relation, one.reverse) for one in model.columns} == {
        (name, way) for name in names for way in (False, True)
    }
