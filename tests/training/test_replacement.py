import random

import numpy as np
import pytest

from kg.encoder.labels import COARSE, begin_tags, inside_tags
from kg.encoder.pieces import Pieces
from kg.training.chunks import IGNORED, Chunk
from kg.training.replacement import Names


def _words(*ids: int) -> tuple[Pieces, ...]:
    return tuple(Pieces((one,), (1,)) for one in ids)


def _bits(tags: list[int]) -> int:
    return sum(1 << tag for tag in tags)


def _chunk(classes: tuple[str, ...], *, heads: bool = False) -> Chunk:
    """Five words; the second and third are a name."""
    blank = np.full(5, IGNORED, dtype=np.int64)
    begin, inside = _bits(begin_tags(classes)), _bits(inside_tags(classes))
    names = np.array([1, begin, inside, 1, 1], dtype=np.int64)
    heads_ = np.zeros(5, dtype=np.int64) if heads else blank
    return Chunk("d", "s", _words(1, 2, 3, 4, 5), True, names, blank, blank, heads_, blank, blank)


@pytest.mark.parametrize("seed", range(5))
def test_listed_name_brings_its_finer_class(seed: int) -> None:
    chunk = _chunk(COARSE["GPE"])
    names = Names.of([chunk], {"City": (_words(90, 91, 92),), "Person": (_words(80, 81),)})
    changed = names.replaced(chunk, 1.0, random.Random(seed))  # noqa: S311 - not a secret
    ids = [word.ids[0] for word in changed.words]
    assert ids in ([1, 2, 3, 4, 5], [1, 90, 91, 92, 4, 5])
    if len(ids) == 6:
        assert changed.names[1] == _bits(begin_tags(["City"]))
        assert set(changed.names[2:4].tolist()) == {_bits(inside_tags(["City"]))}


def test_full_name_of_a_person_gives_way_to_a_full_name() -> None:
    chunk = _chunk(("Person",))
    names = Names.of([chunk], {"Person": (_words(80), _words(81, 82))})
    drawn = {
        tuple(w.ids[0] for w in names.replaced(chunk, 1.0, random.Random(seed)).words)  # noqa: S311
        for seed in range(30)
    }
    assert drawn == {(1, 2, 3, 4, 5), (1, 81, 82, 4, 5)}


def test_trees_keep_their_words() -> None:
    chunk = _chunk(("Person",), heads=True)
    names = Names.of([chunk], {"Person": (_words(81, 82),)})
    assert names.replaced(chunk, 1.0, random.Random(0)) is chunk  # noqa: S311 - not a secret
