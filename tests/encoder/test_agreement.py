import numpy as np
import pytest

from kg.encoder.agreement import agreed, shared
from kg.encoder.names import Name


def test_what_a_word_is_elsewhere_counts() -> None:
    tags = np.array([[0.9, 0.1], [1.0, 0.0], [0.1, 0.9]], dtype=np.float32)
    mixed = shared(tags, ["Roma", "won", "Roma"])
    assert mixed[0, 0] < 0.9
    assert mixed[2, 0] > 0.1
    assert mixed.sum(axis=1) == pytest.approx([1, 1, 1])


@pytest.mark.parametrize("words", [["roma", "roma"], ["Roma", "Rome"], ["A", "A"]])
def test_other_words_and_common_ones_tell_nothing(words: list[str]) -> None:
    tags = np.array([[0.9, 0.1], [0.1, 0.9]], dtype=np.float32)
    assert np.array_equal(shared(tags, words), tags)


def test_names_spelled_alike_share_the_likeliest_class() -> None:
    words = ["Roma", "beat", "Roma", "in", "Roma", "Nord"]
    found = [Name(0, 1, "Organization", 0.9), Name(2, 3, "City", 0.6), Name(4, 6, "Place", 0.5)]
    assert [one.fine for one in agreed(found, words)] == ["Organization", "Organization", "Place"]


def test_equal_votes_fall_alike_in_any_order() -> None:
    words = ["Roma", "Roma"]
    one, other = Name(0, 1, "Organization", 0.5), Name(1, 2, "City", 0.5)
    assert {n.fine for n in agreed([one, other], words)} == {
        n.fine for n in agreed([other, one], words)
    }


def test_full_name_speaks_for_the_surname() -> None:
    words = ["Ann", "Lee", "met", "Lee"]
    found = [Name(0, 2, "Person", 0.9), Name(3, 4, "Organization", 0.6)]
    assert [one.fine for one in agreed(found, words)] == ["Person", "Person"]
