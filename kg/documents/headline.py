"""The headline of an article: its first line, where that looks like one."""

import re
from collections.abc import Sequence

from kg.documents.dates import is_date_line
from kg.documents.lines import Line

__all__ = ["headline", "is_title_like"]

_LONGEST = 160
_SHORTEST = 3
_TRIES = 3
_SENTENCE_END = re.compile(r"[.;,:][\"'”’)\]]*$")
_NOT_TITLES = re.compile(
    r"by [A-Z]|(?:by|from) the\b|\(|\[|[-*•]\s|\d+[.)]\s|(?:photo|image|credit|source|caption)s?:"
    r"|dear\b",
    re.IGNORECASE,
)
_SMALL = re.compile(r"[a-z]")


def headline(found: Sequence[Line], *, labels: frozenset[int] = frozenset()) -> str | None:
    """Give the first line where it looks like a headline, None otherwise.

    A headline is short, has no full stop, and stands apart from longer text; the name of a
    section may stand over it. `labels` are the offsets of speaker labels: a turn is no headline.
    """
    for place, first in enumerate(found[:_TRIES]):
        if first.start in labels or is_date_line(first.text):
            return None
        if is_title_like(first.text):
            return first.text if _stands_apart(first, found[place + 1 :]) else None
        if len(first.text.split()) >= _SHORTEST:
            return None
    return None


def _stands_apart(first: Line, rest: Sequence[Line]) -> bool:
    """Whether longer text follows, and not at once: that would be a wrapped paragraph."""
    if not any(len(line.text) > len(first.text) for line in rest):
        return False
    following = rest[0].text
    apart = rest[0].number > first.number + 1 or following.lower().startswith("by ")
    return apart or is_date_line(following)


def is_title_like(line: str) -> bool:
    """Whether the line could be a title: a few words, no sentence's end, no byline or list item."""
    words = line.split()
    if not len(words) >= _SHORTEST or len(line) > _LONGEST or is_date_line(line):
        return False
    if _SENTENCE_END.search(line) or _NOT_TITLES.match(line):
        return False
    return bool(_SMALL.search(line) or line.isupper()) and not line[0].islower()
