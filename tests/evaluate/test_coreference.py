import pytest

from kg.evaluate.coreference import b_cubed, lea, muc


def chains(*words: str) -> list[frozenset[str]]:
    return [frozenset(word) for word in words]


@pytest.mark.parametrize("measure", [lea, muc, b_cubed])
def test_equal_chains_score_one(measure) -> None:
    assert measure(chains("abc", "de"), chains("abc", "de")).f1 == 1.0


def test_lea_of_its_authors_example() -> None:
    counts = lea(chains("abc", "defg"), chains("ab", "cd", "fghi"))
    assert counts.recall == pytest.approx(0.24, abs=0.01)
    assert counts.precision == pytest.approx(0.33, abs=0.01)


def test_nothing_predicted_scores_zero() -> None:
    assert lea(chains("abc"), []).f1 == 0.0
