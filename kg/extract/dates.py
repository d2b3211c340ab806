"""When something began and ended, by the temporal expressions of its clause; nothing is guessed.

Relative expressions ("last August", "two weeks ago", "on Monday") are resolved against the date of
the text, and left alone where it has none. A date keeps the precision of its words: ISO 8601 year,
month or day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta
from spacy.tokens import Token

from kg.model import Status

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
_WEEKDAYS = {
    "monday": MO, "tuesday": TU, "wednesday": WE, "thursday": TH, "friday": FR, "saturday": SA,
    "sunday": SU,
}  # fmt: skip
_NUMBERS = {
    word: number
    for number, words in enumerate(
        "a-an-one two-couple three four five six seven eight nine ten eleven twelve".split(), 1
    )
    for word in words.split("-")
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:(?P<last>last|this|early|late|mid)[\s-]+)*"
    rf"\b(?P<month>{_MONTH})\b\.?(?:\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b)?"
    r"(?:,?\s+(?:of\s+)?(?P<year>(?:1[6-9]|20)\d\d))?\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?P<year>(?:1[6-9]|20)\d\d)\b(?!s)")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)
_COUNT = "|".join((*_NUMBERS, r"\d{1,3}"))
_AGO = re.compile(
    rf"\b(?P<count>{_COUNT})\s+(?:of\s+)?(?P<unit>day|week|fortnight|month|year|decade)s?"
    r"\s+(?:ago|earlier|before)\b",
    re.IGNORECASE,
)
_FOR = re.compile(
    rf"\bfor\s+(?:the\s+(?:last|past)\s+)?(?P<count>{_COUNT})\s+(?P<unit>month|year|decade)s?$",
    re.IGNORECASE,
)
_NEAR = re.compile(r"\b(?P<which>last|this)\s+(?P<unit>year|month)\b", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?P<word>yesterday|today|tonight|this\s+(?:morning|afternoon|evening))\b", re.I
)
_SPAN = re.compile(r"\b(?:to|until|till|and|-|–)\s+", re.IGNORECASE)
_START = frozenset({"since", "from"})
_END = frozenset({"until", "till"})
_AFTER_START = frozenset({"to", "through"})
_MODIFIERS = frozenset({"obl", "nmod", "obl:unmarked", "nmod:unmarked", "advmod", "obl:tmod"})
_REACH = 9


@dataclass(frozen=True, slots=True)
class Period:
    """ISO 8601 start and end, in the precision of the text; None where it gives none.

    `at` is when something happened, which may be its beginning or its end, and `lasting` the
    beginning of what has gone on for so long, if it still does.
    """

    start: str | None = None
    end: str | None = None
    at: str | None = None
    lasting: str | None = None

    def of(self, status: Status, *, ends: bool = False) -> tuple[str | None, str | None]:
        """Start and end of what has this status; `ends` where the words tell of its end."""
        over = status is Status.FORMER
        start = self.start or (None if over else self.lasting) or (None if ends else self.at)
        end = self.end or (self.at if ends else None)
        if start and end and start[: len(end)] > end[: len(start)]:
            return None, None  # misread: which of the two is wrong, nobody knows
        return start, end


def period(trigger: Token, today: str | None) -> Period:
    """When what `trigger` says began, ended or happened, by the dates that hang on it."""
    start = end = at = lasting = None
    for words in _expressions(trigger):
        text = words[0].doc[words[0].i : words[-1].i + 1].text
        first = words[0].lower_
        if first in _START:
            begun, *rest = _SPAN.split(text, maxsplit=1)
            start = start or _moment(begun, today)
            end = end or (_moment(rest[0], today) if rest and first == "from" else None)
        elif first in _END or (first in _AFTER_START and start is not None):
            end = end or _moment(text, today)
        elif first == "between":
            begun, *rest = _SPAN.split(text, maxsplit=1)
            start, end = _moment(begun, today), _moment(rest[0], today) if rest else None
        elif (duration := _duration(text, today)) is not None:
            lasting = lasting or duration
        else:
            at = at or _moment(text, today)
    return Period(start, end, at, lasting)


def _expressions(trigger: Token) -> Iterator[list[Token]]:
    """Give the modifiers of a verb, or of a noun and the copula clause that it heads."""
    for child in trigger.children:
        if child.dep_ in _MODIFIERS:
            words = sorted(child.subtree, key=lambda t: t.i)
            yield words[:_REACH]


def _duration(text: str, today: str | None) -> str | None:
    """Give the beginning of what has lasted "for three years"."""
    match = _FOR.search(text)
    return _back(match["count"], match["unit"], today) if match else None


def _moment(text: str, today: str | None) -> str | None:
    """Give the date that a text names, the most exact expression first."""
    named = _DATE.search(text)
    if named is not None and (named["year"] or named["month"].lower() != "may" or "May" in text):
        return _named(named, today)
    if (ago := _AGO.search(text)) is not None:
        return _back(ago["count"], ago["unit"], today)
    if (year := _YEAR.search(text)) is not None:
        return year["year"]
    return _near(text, _day(today))


def _named(match: re.Match[str], today: str | None) -> str | None:
    month, day = _MONTHS[match["month"].lower()], match["day"] or match["day2"]
    if match["year"]:
        return _iso(int(match["year"]), month, int(day) if day else None)
    now = _month(today)
    if now is None:
        return None
    # A month without a year is the last one that had begun, and "last August" is over.
    past = month < now[1] or (month == now[1] and (match["last"] or "").lower() != "last")
    return _iso(now[0] if past else now[0] - 1, month, int(day) if day else None)


def _near(text: str, now: date | None) -> str | None:
    if now is None:
        return None
    if (day := _DAY.search(text)) is not None:
        away = relativedelta(days=1 if day["word"].lower() == "yesterday" else 0)
        return (now - away).isoformat()
    if (weekday := _WEEKDAY.search(text)) is not None:
        return (now + relativedelta(weekday=_WEEKDAYS[weekday[0].lower()](-1))).isoformat()
    if (near := _NEAR.search(text)) is not None:
        unit, past = near["unit"].lower(), near["which"].lower() == "last"
        step = relativedelta(years=past) if unit == "year" else relativedelta(months=past)
        return (now - step).isoformat()[: 4 if unit == "year" else 7]
    return None


def _back(count: str, unit: str, today: str | None) -> str | None:
    """Give the date so long before today, as exact as the unit is."""
    now = _day(today)
    if now is None:
        return None
    number, unit = int(_NUMBERS.get(count.lower()) or count), unit.lower()
    if unit in ("year", "decade"):
        return str(now.year - number * (10 if unit == "decade" else 1))
    if unit == "month":
        return (now - relativedelta(months=number)).isoformat()[:7]
    if unit == "day":
        return (now - relativedelta(days=number)).isoformat()
    weeks = number * (2 if unit == "fortnight" else 1)
    return (now - relativedelta(weeks=weeks)).isoformat()[:7]


def _day(today: str | None) -> date | None:
    return date.fromisoformat(today) if today and len(today) == len("2020-01-01") else None


def _month(today: str | None) -> tuple[int, int] | None:
    return (int(today[:4]), int(today[5:7])) if today and len(today) >= len("2020-01") else None


def _iso(year: int, month: int, day: int | None) -> str:
    if day is None:
        return f"{year}-{month:02d}"
    try:
        return date(year, month, day).isoformat()
    except ValueError:  # "February 30": the month is sure
        return f"{year}-{month:02d}"
