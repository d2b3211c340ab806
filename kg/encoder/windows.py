"""A document's words through the network: whole where it fits, else window after window.

A long document is read in order. Each window ends at a paragraph or predicted sentence start, and
the next one sees some of what came before, so that no sentence is cut and nothing is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from kg.encoder.pieces import Pieces, Window, window
from kg.encoder.session import Ints, Reading, Session

__all__ = ["Limits", "Part", "parts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Pieces in a window, and how many of them may be context that was read before."""

    window: int = 320
    context: int = 64


@dataclass(frozen=True, slots=True)
class Part:
    """Words `start` to `end` of the document, and their reading; `starts` are sentence starts.

    The reading may begin with context: its row `skipped` is word `start`.
    """

    start: int
    end: int
    skipped: int
    reading: Reading
    starts: Ints


def parts(
    session: Session, words: Sequence[Pieces], breaks: Sequence[bool], limits: Limits
) -> Iterator[Part]:
    """Read all words, each once, in order."""
    sizes = [len(word) + int(starts) for word, starts in zip(words, breaks, strict=True)]
    begin, seen = 0, [0]
    while begin < len(words):
        context = _context(seen, begin, sizes, breaks, limits.context)
        end = _reach(context, sizes, limits.window)
        end = max(end, begin + 1)
        laid: Window = window(words[context:end], breaks[context:end])
        reading = session(laid)
        flags = (reading.starts > 0) | np.asarray(breaks[context:end])
        flags[begin - context] = True
        cut = end if end == len(words) else _cut(flags, breaks, context, begin, end)
        starts = np.flatnonzero(flags[begin - context : cut - context]) + begin
        yield Part(begin, cut, begin - context, reading, starts)
        seen = starts.tolist()
        begin = cut


def _context(
    seen: Sequence[int], begin: int, sizes: Sequence[int], breaks: Sequence[bool], most: int
) -> int:
    """Give the earliest sentence start before `begin` from which the context is small enough."""
    found = begin
    for start in reversed(seen):
        if start < begin and sum(sizes[start:begin]) <= most:
            found = start
    return found


def _reach(start: int, sizes: Sequence[int], most: int) -> int:
    total, end = 2, start
    while end < len(sizes) and total + sizes[end] <= most:
        total += sizes[end]
        end += 1
    return end


def _cut(
    flags: np.ndarray[tuple[int], np.dtype[np.bool_]],
    breaks: Sequence[bool],
    context: int,
    begin: int,
    end: int,
) -> int:
    """Where the next window goes on: a paragraph in the last third, else the last sentence."""
    inside = [context + place for place in np.flatnonzero(flags).tolist()]
    inside = [place for place in inside if place > begin]
    late = [place for place in inside if breaks[place] and place > begin + (end - begin) * 2 // 3]
    if late:
        return late[-1]
    return inside[-1] if inside else end
