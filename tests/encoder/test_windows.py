from itertools import pairwise

import numpy as np
import pytest

from kg.encoder.pieces import Pieces, Window
from kg.encoder.session import Reading
from kg.encoder.windows import Limits, parts

_ONE = Pieces((5,), (1,))


class _Sentences:
    """A network that finds a sentence start at every word whose id is 6, and counts pieces."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def __call__(self, window: Window) -> Reading:
        self.lengths.append(len(window.ids))
        starts = np.where(window.ids[window.first] == 6, 1.0, -1.0).astype(np.float32)
        empty = np.zeros((len(starts), 1), dtype=np.float32)
        whole = np.zeros(len(starts), dtype=np.int64)
        return Reading(empty, empty, whole, whole, starts, empty, empty, empty)


def _words(length: int, every: int) -> list[Pieces]:
    return [Pieces((6,), (1,)) if place % every == 0 else _ONE for place in range(length)]


@pytest.mark.parametrize("length", [1, 30, 31, 100, 487])
def test_every_word_is_read_once_and_in_order(length: int) -> None:
    words = _words(length, 7)
    breaks = [place == 0 for place in range(length)]
    found = list(parts(_Sentences(), words, breaks, Limits(window=32, context=8)))
    assert [found[0].start, found[-1].end] == [0, length]
    assert all(a.end == b.start for a, b in pairwise(found))


def test_no_window_is_longer_than_its_limit() -> None:
    network = _Sentences()
    words = _words(300, 7)
    list(parts(network, words, [False] * 300, Limits(window=40, context=12)))
    assert max(network.lengths) <= 40


def test_windows_end_where_sentences_do() -> None:
    words = _words(100, 7)
    found = list(parts(_Sentences(), words, [False] * 100, Limits(window=32, context=8)))
    assert all(part.start % 7 == 0 for part in found)


def test_later_windows_see_what_came_before() -> None:
    words = _words(100, 7)
    found = list(parts(_Sentences(), words, [False] * 100, Limits(window=32, context=8)))
    assert found[0].skipped == 0
    assert all(part.skipped == 7 for part in found[1:])


def test_sentence_longer_than_a_window_is_read_in_pieces() -> None:
    found = list(parts(_Sentences(), [_ONE] * 90, [False] * 90, Limits(window=32, context=8)))
    assert [part.end - part.start for part in found] == [30, 30, 30]


def test_word_of_more_pieces_than_a_window_is_still_read() -> None:
    long = Pieces(tuple([5] * 50), tuple([1] * 50))
    found = list(parts(_Sentences(), [long, long], [True, False], Limits(window=32, context=8)))
    assert [(part.start, part.end) for part in found] == [(0, 1), (1, 2)]


def test_no_words_are_no_windows() -> None:
    assert list(parts(_Sentences(), [], [], Limits())) == []
