"""The date of an article: ISO 8601 with the precision that its metadata or its first lines give."""

import re
from collections.abc import Sequence
from datetime import date

from kg.documents.lines import Line

__all__ = ["date_of", "is_date_line", "iso_date"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = tuple(
    re.compile(rf"(?<![\w/]){form}(?![\w/])", re.IGNORECASE | re.ASCII)
    for form in (
        rf"{_YEAR}-(?P<number>[01]\d)-(?P<day>[0-3]\d)(?:[t ][\d:.,]+\s*(?:z|[+-]\d\d:?\d\d)?)?",
        rf"{_YEAR}/(?P<number>[01]?\d)/(?P<day>[0-3]?\d)",
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"(?P<first>[0-3]?\d)[/.](?P<second>[0-3]?\d)[/.]{_YEAR}",
        rf"{_MONTH},?\s+{_YEAR}",
        rf"{_YEAR}-(?P<number>[01]\d)",
        rf"{_YEAR}",
    )
)
_BESIDES = re.compile(
    # What a line may hold beside a date and still be only a date.
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|\b(?:first|last|published|posted|updated|modified|aired|broadcast|created|date|on|at)\b"
    r"|\b\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\b)?|\b\d{1,2}\s*[ap]\.?m\b"
    r"|\b(?:[ecmp][sd]?t|gmt|utc|bst|cest?|ist|z)\b|[\s,.:;|·•/()\-–—]",
    re.IGNORECASE | re.ASCII,
)
_UPDATED = re.compile(r"\b(?:updated|modified)\b", re.IGNORECASE)
_PLAIN_DATE = re.sub(r"\?P<\w+>", "?:", rf"(?:{_MONTH}\s+{_DAY}|{_DAY}\s+{_MONTH}),?\s+{_YEAR}")
_DATELINE = re.compile(
    # "BEIRUT, Oct. 17, 2017 (Reuters) —", "RAQQA, Syria, 17 October 2017 –"
    rf"(?=[A-Z][A-Z.' -]{{2}})[^\d\n]{{3,60}}?[\s,(](?P<date>(?i:{_PLAIN_DATE}))\)?,?\s*"
    r"(?:\([^)\n]{2,40}\)\s*)?(?:[–—]|--?(?=\s)|:)"
)
_FIRST_LINES = 15
_BYLINE_LENGTH = 100


def iso_date(value: str | None) -> str | None:
    """Give the date that metadata write in one of the usual ways, None where it is no date.

    Of `3/4/2017` only the year is known: the two halves of the world read it differently.
    """
    if not value:
        return None
    for form in _FORMS:
        found = form.search(value.strip())
        if found:
            return _iso(found.groupdict())
    return None


def is_date_line(line: str) -> bool:
    """Whether the line says when the text appeared, and nothing else."""
    return _only_date(line) is not None


def date_of(found: Sequence[Line]) -> str | None:
    """Give the date in the first lines of a text, or in its dateline.

    A line that is only a date counts, the end of a byline, and the date of a dateline if it has a
    year; a date in a sentence says when something happened, not when the text was written.
    """
    first = found[:_FIRST_LINES]
    updated = None
    for line in first:
        iso = _only_date(line.text) or _byline_date(line.text) or _dateline_date(line.text)
        if iso and not _UPDATED.search(line.text[:40]):
            return iso
        updated = updated or iso
    return updated


def _only_date(line: str) -> str | None:
    if len(line) > _BYLINE_LENGTH or not any(char.isdigit() for char in line):
        return None
    for form in _FORMS[:-1]:
        found = form.search(line)
        if found:
            rest = line[: found.start()] + " " + line[found.end() :]
            rest = _FORMS[2].sub("", rest)  # "Published May 3, 2017, updated May 4, 2017"
            return _iso(found.groupdict()) if not _BESIDES.sub("", rest) else None
    return None


def _byline_date(line: str) -> str | None:
    """Give the date behind a name: `By Anna Berg | May 3, 2017`."""
    if len(line) > _BYLINE_LENGTH or not line.lower().startswith("by "):
        return None
    for form in _FORMS[:4]:
        found = form.search(line)
        if found and not _BESIDES.sub("", line[found.end() :]):
            return _iso(found.groupdict())
    return None


def _dateline_date(line: str) -> str | None:
    found = _DATELINE.match(line[:160])
    return iso_date(found.group("date")) if found else None


def _iso(parts: dict[str, str | None]) -> str | None:
    year = parts["year"]
    month = _month_number(parts)
    day = int(parts.get("day") or 0)
    first, second = int(parts.get("first") or 0), int(parts.get("second") or 0)
    if first > 12 >= second:
        day, month = first, second
    elif second > 12 >= first:
        day, month = second, first
    if not month:
        return year
    if not day:
        return f"{year}-{month:02}" if month <= 12 else None
    try:
        return date(int(year or 0), month, day).isoformat()
    except ValueError:
        return None


def _month_number(parts: dict[str, str | None]) -> int:
    if name := parts.get("month"):
        return _MONTHS.index(name[:3].lower()) + 1
    return int(parts.get("number") or 0)
