"""The headline of an article: its first line, where that looks like one."""

import re
from collections.abc import Sequence

from kg.documents.dates import is_date_line
from kg.documents.lines import Line

__all__ = ["headline", "is_title_like"]

_LONGEST = 160
_SHORTEST = 3
_SENTENCE_END = re.compile(r"[.;,:][\"'”’)\]]*$")
_NOT_TITLES = re.compile(
    r"by [A-Z]|(?:by|from) the\b|\(|\[|[-*•]\s|\d+[.)]\s|(?:photo|image|credit|source|caption)s?:"
    r"|dear\b",
    re.IGNORECASE,
)
_SMALL = re.compile(r"[a-z]")


def headline(found: Sequence[Line], *, labels: frozenset[int] = frozenset()) -> str | None:
    """Give the first line where it looks like a headline, None otherwise.

    A headline is short, has no full stop, and stands apart from longer text. `labels` are the
    offsets of speaker labels: a turn is no headline.
    """
    if not found or found[0].start in labels or not is_title_like(found[0].text):
        return None
    first, rest = found[0], found[1:]
    if not any(len(line.text) > len(first.text) for line in rest):
        return None
    # Without a blank line it may be the first line of a wrapped paragraph.
    apart = rest[0].number > first.number + 1 or rest[0].text.lower().startswith("by ")
    return first.text if apart or is_date_line(rest[0].text) else None


def is_title_like(line: str) -> bool:
    """Whether the line could be a title: a few words, no sentence's end, no byline or list item."""
    words = line.split()
    if not len(words) >= _SHORTEST or len(line) > _LONGEST or is_date_line(line):
        return False
    if _SENTENCE_END.search(line) or _NOT_TITLES.match(line):
        return False
    return bool(_SMALL.search(line) or line.isupper()) and not line[0].islower()
