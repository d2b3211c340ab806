"""Page furniture: menus, forms, buttons and notices that stand around an article.

Nothing is cut: furniture is marked, so that offsets stay true. A line is furniture if it says so
itself (`furniture.yaml`), or if it stands at an edge of the page among lines that do. Sentences of
an article are never taken for it: a junk entity costs less than a lost statement.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import yaml

from kg.documents.dates import is_date_line
from kg.documents.headline import is_title_like
from kg.documents.lines import Line, blocks
from kg.model import Span

__all__ = ["furniture", "spans"]

_FIRST_LINES = 15
_MENU_ITEM = 32
_FEW_WORDS = 5
_MENU_WORDS = 2
_MOST_LINKS = 12
_LONGEST_LINK = 120
_LONGEST_LINE = 950
_TAIL_SHARE = 0.25
"""What follows an opener may be at most this much of the text, or it is no page end."""
_PROSE = re.compile(r"[a-z]{2}[.!?…][\"'”’)\]]*$|[.!?][\"'”’]?\s+[A-Z“\"][a-z]")


@dataclass(frozen=True, slots=True)
class _Patterns:
    lines: re.Pattern[str]
    edges: re.Pattern[str]
    openers: re.Pattern[str]
    lists: re.Pattern[str]
    separators: re.Pattern[str]
    title_separators: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    text = files(__package__).joinpath("furniture.yaml").read_text(encoding="utf-8")
    lists = yaml.safe_load(text)
    return _Patterns(
        lines=_either(lists["lines"]),
        edges=_either(lists["edges"]),
        openers=_either(lists["openers"]),
        lists=_either(lists["lists"]),
        separators=re.compile(lists["separators"]),
        title_separators=re.compile(lists["title_separators"]),
    )


def _either(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE)


def furniture(found: Sequence[Line], *, speakers: frozenset[int] = frozenset()) -> frozenset[int]:
    """Give the places (in `found`) of the lines that are furniture.

    `speakers` are the offsets of transcript labels: what somebody says is never furniture.
    """
    kept = {i for i, line in enumerate(found) if line.start in speakers}
    sure = {i for i, line in enumerate(found) if i not in kept and _is_sure(line.text)}
    sure |= _titles(found, sure) | _dates(found, sure)
    sure |= (_menu_words(found, sure) - kept) | _links(found, sure, kept)
    sure |= _neighbours(found, sure, kept)
    return frozenset(sure | _page_end(found, sure, kept))


def spans(found: Sequence[Line], places: frozenset[int]) -> tuple[Span, ...]:
    """Give the stretches that the lines take up, neighbours joined."""
    joined: list[Span] = []
    previous = -2
    for place in sorted(places):
        span = found[place].span
        if place == previous + 1:
            span = Span(joined.pop().start, span.end)
        joined.append(span)
        previous = place
    return tuple(joined)


def _is_sure(line: str) -> bool:
    if len(line) > _LONGEST_LINE:
        return False
    return bool(_patterns().lines.fullmatch(line)) or _is_menu(line)


def _is_menu(line: str) -> bool:
    """Whether the line is short items with signs between them, and no sentence among them."""
    if len(line) > 200 or line.startswith(">"):
        return False
    items = [item.strip() for item in _patterns().separators.split(line)]
    short = len(items) > 2 and all(len(item) <= _MENU_ITEM for item in items)
    return short and not _PROSE.search(line)


def _titles(found: Sequence[Line], sure: set[int]) -> set[int]:
    """Give the lines near the top that only repeat the headline: its first copy, a page title."""
    repeated: set[int] = set()
    first = [i for i in range(min(_FIRST_LINES, len(found))) if i not in sure]
    for position, place in enumerate(first):
        line = found[place].text
        later = (found[other].text for other in first[position + 1 :])
        if any(is_title_like(other) and _repeats(line, other) for other in later):
            repeated.add(place)
    return repeated


def _repeats(line: str, title: str) -> bool:
    """Whether the line is the title again, alone, as the end of a menu or before a site's name."""
    if line == title:
        return True
    if line.endswith(" " + title):
        return len(line) <= 3 * len(title)
    if not line.startswith(title + " "):
        return False
    return bool(_patterns().title_separators.match(line, len(title)))


def _dates(found: Sequence[Line], sure: set[int]) -> set[int]:
    """Give the lines near the top that are only a date: they are no sentence."""
    return {i for i in range(min(_FIRST_LINES, len(found))) if is_date_line(found[i].text)} - sure


def _neighbours(found: Sequence[Line], sure: set[int], kept: set[int]) -> set[int]:
    """Give the lines beside sure ones in the blocks at both edges of the page."""
    places = {line.start: i for i, line in enumerate(found)}
    groups = [[places[line.start] for line in block] for block in blocks(found)]
    joined: set[int] = set()
    for sequence in (groups, groups[::-1]):
        for group in sequence:
            loose = [i for i in group if i not in sure]
            if kept.intersection(loose) or not _belong(
                found, loose, beside=len(group) - len(loose)
            ):
                break
            joined.update(loose)
    return joined


def _belong(found: Sequence[Line], loose: Sequence[int], *, beside: int) -> bool:
    """Whether the lines are no article's: known from page edges, or a word or two among many."""
    strange = [found[i].text for i in loose if not _patterns().edges.fullmatch(found[i].text)]
    if any(len(line.split()) > _FEW_WORDS or _PROSE.search(line) for line in strange):
        return False
    if any(line.lower().startswith("by ") for line in strange):
        return False
    return not strange or len(strange) * 2 <= beside


def _links(found: Sequence[Line], sure: set[int], kept: set[int]) -> set[int]:
    """Give the titles under `Related stories` and the like, up to the next sentence or turn."""
    linked: set[int] = set()
    begun = _first_sentence(found, sure)
    for place in sorted(sure):
        # Before the article the same words stand in menus, and what follows may be its headline.
        if place < begun or not _patterns().lists.fullmatch(found[place].text):
            continue
        for after in range(place + 1, min(place + _MOST_LINKS, len(found))):
            line = found[after].text
            if after in kept or len(line) > _LONGEST_LINK or _PROSE.search(line):
                break
            linked.add(after)
    return linked


def _first_sentence(found: Sequence[Line], sure: set[int]) -> int:
    sentences = (i for i, one in enumerate(found) if i not in sure and _PROSE.search(one.text))
    return next(sentences, len(found))


def _menu_words(found: Sequence[Line], sure: set[int]) -> set[int]:
    """Give the lines of a word or two between two sure ones, before the article begins."""
    begun = _first_sentence(found, sure)
    return {
        i
        for i in range(1, min(begun, len(found) - 1))
        if i - 1 in sure and i + 1 in sure and len(found[i].text.split()) <= _MENU_WORDS
    }


def _page_end(found: Sequence[Line], sure: set[int], kept: set[int]) -> set[int]:
    """Give the lines behind the first opener of the page's end, where they are few."""
    total = sum(len(line.text) for line in found)
    last_turn = max(kept, default=-1)
    for place in range(max(last_turn + 1, len(found) // 3), len(found)):
        if place in sure and _patterns().openers.fullmatch(found[place].text):
            rest = range(place, len(found))
            if sum(len(found[i].text) for i in rest) <= _TAIL_SHARE * total:
                return set(rest)
    return set()
