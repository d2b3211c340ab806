"""The choice of an antecedent: weights add up to probabilities, and low ones to low confidence."""

import pytest

from kg.extract.coreference.anaphors import Anaphor
from kg.extract.coreference.antecedents import choose
from kg.extract.coreference.features import Case
from kg.extract.coreference.ranker import Ranker, ranker

HE = Anaphor(start=4, end=5, head=4, kind="he", word="he")


def _case(*features: tuple[str, ...], nothing: tuple[str, ...] = ()) -> Case:
    return Case(HE, tuple(range(10, 10 + len(features))), features, nothing)


def test_probabilities_add_up_to_one_and_unknown_features_count_nothing() -> None:
    model = Ranker({"near": 2.0})
    one = model.probabilities(_case(("near",), ("far",)))
    other = model.probabilities(_case(("near", "unheard of"), ("far",)))
    assert sum(one) == pytest.approx(1.0)
    assert one == other
    assert one[0] > one[1] == one[2]


def test_the_heaviest_candidate_is_chosen_with_its_probability() -> None:
    found = choose(_case(("far",), ("near",)), Ranker({"near": 3.0}))
    assert found is not None
    assert (found.cluster, found.kind, found.start) == (11, "pronoun", 4)
    assert 0.8 < found.confidence < 0.95


def test_a_close_rival_lowers_the_confidence() -> None:
    model = Ranker({"near": 3.0, "nearly": 2.8})
    sure = choose(_case(("near",), ("far",)), model)
    unsure = choose(_case(("near",), ("nearly",)), model)
    assert sure is not None
    assert unsure is not None
    assert unsure.cluster == sure.cluster
    assert unsure.confidence < sure.confidence


def test_nothing_is_chosen_where_nothing_is_likelier() -> None:
    model = Ranker({"empty": 4.0})
    assert choose(_case(("far",), nothing=("empty",)), model) is None
    assert choose(_case(nothing=()), model) is None


def test_of_two_that_are_as_likely_the_first_is_chosen() -> None:
    found = choose(_case(("near",), ("near",)), Ranker({"near": 5.0}))
    assert found is not None
    assert found.cluster == 10


def test_the_shipped_weights_name_no_names() -> None:
    weights = ranker().weights
    assert len(weights) > 1000
    assert all(0 < abs(value) < 10 for value in weights.values())
