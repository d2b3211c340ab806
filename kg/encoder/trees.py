"""Trees from arc scores: one root a sentence, no cycle."""

from collections.abc import Sequence

import numpy as np

from kg.encoder.session import Floats, Ints

__all__ = ["heads"]

_NEVER = np.float32(-1e9)
_ROOTS_TRIED = 4


def heads(arcs: Floats) -> Ints:
    """Give the head of each word of a sentence: `arcs[i, 0]` scores the root, `arcs[i, 1 + j]` j.

    Zero is the root, `1 + j` word j. The best head of each word is taken where that makes a tree
    (it nearly always does); else the best tree of those under the likeliest roots.
    """
    length = len(arcs)
    scores = arcs.copy()
    scores[np.arange(length), np.arange(length) + 1] = _NEVER
    best: Ints = scores.argmax(axis=1)
    if np.count_nonzero(best == 0) == 1 and not _cycle(best.tolist()):
        return best
    likely = np.argsort(-scores[:, 0], kind="stable")[:_ROOTS_TRIED]
    trees = [_rooted(scores, int(root)) for root in likely]
    return max(trees, key=lambda tree: float(scores[np.arange(length), tree].sum()))


def _rooted(scores: Floats, root: int) -> Ints:
    """Give the best tree under one root."""
    limited = scores.copy()
    limited[:, 0] = _NEVER
    limited[root, :] = _NEVER
    limited[root, 0] = 0
    square = np.full((len(scores) + 1, len(scores) + 1), _NEVER, dtype=np.float32)
    square[1:] = limited
    return _spanning(square)[1:]


def _cycle(parents: Sequence[int]) -> list[int]:
    """Give the words of a cycle, if there is one; `parents[i]` is the head of word `i + 1`."""
    state = [0] * (len(parents) + 1)
    state[0] = 2
    for start in range(1, len(parents) + 1):
        path, place = [], start
        while state[place] == 0:
            state[place] = 1
            path.append(place)
            place = parents[place - 1]
        if state[place] == 1:
            return path[path.index(place) :]
        for seen in path:
            state[seen] = 2
    return []


def _spanning(scores: Floats) -> Ints:
    """Chu-Liu/Edmonds: `scores[i, j]` is for j as head of i, node 0 is the root."""
    np.fill_diagonal(scores, _NEVER)
    best: Ints = scores.argmax(axis=1)
    best[0] = 0
    ring = _cycle(best[1:].tolist())
    if not ring:
        return best
    return _expanded(scores, best, sorted(ring))


def _expanded(scores: Floats, best: Ints, ring: list[int]) -> Ints:
    """Solve with the ring as one node, then open it where the arc into it enters."""
    rest = [node for node in range(len(scores)) if node not in set(ring)]
    kept = scores[ring, best[ring]]
    entering = scores[np.ix_(ring, rest)] - kept[:, None]
    leaving = scores[np.ix_(rest, ring)]
    size = len(rest)
    small = np.full((size + 1, size + 1), _NEVER, dtype=np.float32)
    small[:size, :size] = scores[np.ix_(rest, rest)]
    small[size, :size] = entering.max(axis=0)
    small[:size, size] = leaving.max(axis=1)
    solved = _spanning(small)
    done = best.copy()
    for place, node in enumerate(rest[1:], start=1):
        head = int(solved[place])
        done[node] = ring[int(leaving[place].argmax())] if head == size else rest[head]
    source = int(solved[size])
    done[ring[int(entering[:, source].argmax())]] = rest[source]
    return done
