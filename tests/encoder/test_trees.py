import numpy as np
import pytest

from kg.encoder.trees import heads


def _is_tree(found: list[int]) -> bool:
    for start in range(len(found)):
        seen, place = set(), start
        while found[place]:
            if place in seen:
                return False
            seen.add(place)
            place = found[place] - 1
    return found.count(0) == 1


def test_best_heads_are_kept_where_they_make_a_tree() -> None:
    arcs = np.array([[0, 0, 9, 0], [9, 0, 0, 0], [0, 0, 9, 0]], dtype=np.float32)
    assert heads(arcs).tolist() == [2, 0, 2]


def test_cycle_is_broken_at_the_least_cost() -> None:
    arcs = np.array([[5, 0, 9, 0], [1, 9, 0, 0], [0, 9, 0, 0]], dtype=np.float32)
    assert heads(arcs).tolist() == [0, 1, 1]


def test_two_roots_become_one() -> None:
    arcs = np.array([[9, 0, 1], [8, 7, 0]], dtype=np.float32)
    assert heads(arcs).tolist() == [0, 1]


def test_one_word_is_its_sentence_root() -> None:
    assert heads(np.array([[0.0, 3.0]], dtype=np.float32)).tolist() == [0]


@pytest.mark.parametrize("seed", range(25))
def test_any_scores_make_a_tree_with_one_root(seed: int) -> None:
    chance = np.random.default_rng(seed)
    length = int(chance.integers(1, 14))
    arcs = chance.normal(size=(length, length + 1)).astype(np.float32)
    assert _is_tree(heads(arcs).tolist())
