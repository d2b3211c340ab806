"""What the learned model reads: pairs in one sentence, and a table of weights that adds up."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kg.extract.parsed import Reading
from kg.extract.relations.candidates import Describer, candidates
from kg.extract.relations.learned import Learned
from kg.extract.relations.weights import Column, Weights, weights
from kg.model import Relation
from kg.vocab import load_schema
from tests.extract.annotated import reading

TEXT = "[Ana Ruiz|Person] met [Omar Lind|Person] in [Oslo|City].\n\n[Bo Berg|Person] left."


def _model() -> Weights:
    table = np.array([[2.0, 0.0, 0.0], [-2.0, 4.0, 1.0], [0.0, 0.0, 0.0]], dtype=np.float32)
    columns = (Column("leads"), Column("leads", reverse=True))
    return Weights({"a": 0, "b": 1}, table, np.zeros(3, dtype=np.float32), columns, (0.5, 0.25))


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
    features = [feature for pair in candidates(found) for feature in describe(pair).features]
    assert not [one for one in features if "ruiz" in one.lower() or "oslo" in one.lower()]
    assert "t:Person>City" in features


def test_weights_of_features_add_up_and_unknown_ones_count_nothing() -> None:
    sure = _model().probabilities([["a", "a"], ["b", "unheard of"], []])
    expected = 1 / (1 + np.exp([[-2.0, 0.0], [2.0, -4.0], [0.0, 0.0]]))
    assert sure[:, :2] == pytest.approx(expected, abs=1e-4)


def test_classes_open_the_columns_of_one_direction() -> None:
    assert _model().open_columns(("Person", "ArmedGroup"), load_schema()) == (0,)
    assert _model().open_columns(("ArmedGroup", "Person"), load_schema()) == (1,)


def test_written_weights_are_read_back(tmp_path: Path) -> None:
    training = pytest.importorskip("kg.training.relations_weights", exc_type=ImportError)
    path = tmp_path / "weights.npz"
    training.write(_model(), path)
    again = Weights.read(path)
    assert (again.rows, again.columns) == ({"a": 0, "b": 1}, _model().columns)
    assert again.thresholds == (0.5, 0.25)
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


def _always(relation: str) -> Weights:
    """A model that is sure of one relation whatever it is shown."""
    columns = tuple(Column(relation, way) for way in (False, True))
    zeros = np.zeros((1, 3), dtype=np.float32)
    bias = np.array([3.0, 3.0, -3.0], dtype=np.float32)
    return Weights({}, zeros, bias, columns, (0.9, 0.9))


def _learned(found: Reading, model: Weights, known: Sequence[Relation] = ()) -> list[Relation]:
    made = Learned(found, known, model=model, schema=load_schema())
    return [one for one, _ in made.relations()]


def test_what_the_patterns_claimed_is_not_said_again() -> None:
    found = reading("[Ana Ruiz|Person] met the [Blue Party|Organization].")
    first = _learned(found, _always("memberOf"))
    assert [one.extractor for one in first] == ["memberOf.learned"]
    assert not _learned(found, _always("memberOf"), first)


def test_a_threshold_is_the_least_probability() -> None:
    found = reading("[Ana Ruiz|Person] met the [Blue Party|Organization].")
    assert not _learned(found, replace(_always("memberOf"), thresholds=(0.96, 0.96)))


def test_more_passages_support_a_claim_more() -> None:
    found = reading(
        "[Ana Ruiz|Person] met the [Blue Party|Organization].\n\n"
        "[Ana Ruiz|Person] spoke to the [Blue Party|Organization]."
    )
    made = Learned(found, (), model=_always("memberOf"), schema=load_schema())
    (one,) = [relation for relation, _ in made.relations()]
    support = made.support(one)
    assert (support.passages, support.model, support.learned) == (2, 0.9526, True)
    apart = made.support(replace(one, predicate="leads", extractor="leads.head"))
    assert (apart.passages, apart.model, apart.learned) == (0, None, False)


def test_a_date_counts_on_words_that_the_patterns_know_alone() -> None:
    found = reading("[Ana Ruiz|Person] met the [Blue Party|Organization] since 2014.")
    (one,) = _learned(found, _always("memberOf"))
    assert (one.start_date, one.end_date) == (None, None)
