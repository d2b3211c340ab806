"""When two stretches of text name the same thing.

A leading article, a possessive and the punctuation at the ends never matter.
"""

import re

from kg.model import Span

__all__ = ["overlap", "same_thing", "trim"]

_ARTICLE = re.compile(r"(the|an|a)\s+(?=\S)", re.I)
_TAIL = re.compile(r"(['’]s|['’]|[\s.,;:!?\"”’)\]])$")
_HEAD = re.compile(r"[\s\"“‘'(\[]")


def trim(span: Span, text: str) -> Span:
    """Give the span without what does not matter at its ends; at least one character stays."""
    start, end = span.start, span.end
    while end - start > 1:
        tail = _TAIL.search(text, start, end)
        if tail and tail.start() > start:
            end = tail.start()
        elif _HEAD.match(text, start, end):
            start += 1
        elif article := _ARTICLE.match(text, start, end):
            start = article.end()
        else:
            break
    return Span(start, end)


def same_thing(one: Span, other: Span) -> bool:
    """Whether at least half of the shorter and a quarter of the longer are in common."""
    common = min(one.end, other.end) - max(one.start, other.start)
    lengths = one.end - one.start, other.end - other.start
    return common > 0 and 2 * common >= min(lengths) and 4 * common >= max(lengths)


def overlap(one: Span, other: Span) -> float:
    """Give the intersection over the union of the two, 0 to 1."""
    common = max(0, min(one.end, other.end) - max(one.start, other.start))
    return common / (one.end - one.start + other.end - other.start - common)
