"""Learning relations: the same fit twice, thresholds, and what is claimed how surely."""

import numpy as np
import pytest

pytest.importorskip("torch")

from kg.extract.relations.weights import Column
from kg.training.relations_choice import Claim, claims, thresholds
from kg.training.relations_fit import fit
from kg.training.relations_lessons import Example, columns
from kg.training.relations_weights import fold
from kg.vocab import load_schema


def _example(number: int, *, right: bool) -> Example:
    labels = (int(right), *(-1 for _ in columns(load_schema())))
    word = "w:yes" if right else "w:no"
    return Example(f"d{number}", ("e1", "e2"), ("t:Person>Work", word), labels)


def test_a_fit_tells_right_from_wrong_and_is_the_same_twice() -> None:
    pairs = [_example(number, right=number % 2 == 0) for number in range(40)]
    shares = [1.0] * len(pairs)
    first, again = (fit(pairs, shares, load_schema()) for _ in range(2))
    sure = first.probabilities([one.features for one in pairs])
    assert min(sure[::2, 0]) > 0.5 > max(sure[1::2, 0])
    assert np.array_equal(first.table, again.table)


def test_a_claim_counts_once_by_its_surest_pair() -> None:
    column = Column("leads")
    pairs = [
        Example("d", ("a", "b"), ("Xf:leads",), (0, -1)),
        Example("d", ("a", "b"), ("Xf:leads",), (1, -1)),
        Example("d", ("b", "c"), (), (-1, -1)),
    ]
    sure = np.array([[0.2, 0.0], [0.7, 0.0], [0.9, 0.0]])
    assert claims(pairs, sure, [column]) == [Claim("leads", 0.7, right=True, by_patterns=True)]


def test_a_threshold_keeps_what_is_mostly_right() -> None:
    def claim(probability: float, right: int, wrong: int) -> list[Claim]:
        rows = [True] * right + [False] * wrong
        return [Claim("leads", probability, right=one, by_patterns=False) for one in rows]

    found = claim(0.9, 40, 2) + claim(0.5, 20, 10) + claim(0.25, 8, 12)
    (chosen,) = thresholds(found, [Column("leads")])
    assert 0.25 < chosen <= 0.5


def test_a_document_has_one_fold_whatever_else_is_there() -> None:
    assert [fold("news-17", 4), fold("news-17", 4)] == [fold("news-17", 4)] * 2
    assert {fold(f"news-{n}", 4) for n in range(50)} == {0, 1, 2, 3}
