"""Dates that a clause gives for what it says; nothing is guessed."""

import re
from dataclasses import dataclass

from spacy.tokens import Token

__all__ = ["Period", "period"]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_DATE = re.compile(
    r"(?:(?P<day>\d{1,2})\s+)?(?:(?P<month>[A-Z][a-z]{2,8})\.?\s+)?"
    r"(?:(?P<day2>\d{1,2}),\s+)?(?:of\s+)?(?P<year>(?:19|20)\d\d)\b"
)
_REACH = 8


@dataclass(frozen=True, slots=True)
class Period:
    """ISO 8601 start and end, in the precision of the text; None where it gives none."""

    start: str | None = None
    end: str | None = None


def period(trigger: Token, today: str | None) -> Period:
    """When what `trigger` says began and ended, by the dates that hang on it."""
    start = end = None
    for child in trigger.children:
        if child.dep_ not in {"obl", "nmod", "obl:unmarked", "nmod:unmarked", "advmod"}:
            continue
        words = sorted(child.subtree, key=lambda t: t.i)
        if len(words) > _REACH:
            continue
        text = child.doc[words[0].i : words[-1].i + 1].text
        found = _iso(text)
        if found is None:
            continue
        if words[0].lower_ in {"until", "till"}:
            end = found
        elif words[0].lower_ in {"in", "since", "on", "from", "early", "late", "during"}:
            start = found
    return Period(start, end)


def _iso(text: str) -> str | None:
    match = _DATE.search(text)
    if match is None:
        return None
    year, month = match["year"], _MONTHS.get((match["month"] or "").lower())
    day = match["day"] or match["day2"]
    if month is None:
        return year
    if day is None or not 1 <= int(day) <= 31:
        return f"{year}-{month:02d}"
    return f"{year}-{month:02d}-{int(day):02d}"
