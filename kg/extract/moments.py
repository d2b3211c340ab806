"""The date that words give, as exact as they are: ISO 8601 year, month or day; nothing is guessed.

Relative expressions ("last August", "two weeks ago", "on Monday") are resolved against the date of
the text, or against a year that the sentence gave before ("in 1993 … in March"), and left alone
where there is none.
"""

import re
from datetime import date

from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta

__all__ = ["is_temporal", "lasting_since", "moment", "year_in"]

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
_HAPPENED = re.compile(rf"\b(?:in|{_MONTH})\s+(?P<year>(?:1[6-9]|20)\d\d)\b(?!s)", re.IGNORECASE)
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
_SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11}
"""The month by whose end a season is over; a winter has no year of its own."""
_SEASON = re.compile(
    r"\b(?P<which>last|this|in the|the) (?P<season>spring|summer|autumn|fall)\b", re.I
)
_LATER = re.compile(rf"\b(?P<count>{_COUNT})\s+years?\s+(?:later|afterwards?)\b", re.IGNORECASE)
_NEXT = re.compile(r"\bthe\s+(?:next|following)\s+year\b", re.IGNORECASE)
_UNITS = frozenset(
    (
        "day days week weeks month months year years decade decades ago earlier spring summer "
        "autumn fall morning afternoon evening night yesterday today tonight noon dawn midnight "
        "later weekend"
    ).split()
)


def is_temporal(word: str) -> bool:
    """Whether a word by itself names a time or a unit of it."""
    plain = word.lower().rstrip(".")
    if plain in _UNITS or plain in _WEEKDAYS or plain in _MONTHS:
        return plain != "may" or word[0].isupper()
    return word.isdigit() and len(word) <= 4


def year_in(text: str) -> str | None:
    """The last year in which the words say that something happened."""
    found = _HAPPENED.findall(text)
    return found[-1] if found else None


def lasting_since(text: str, today: str | None) -> str | None:
    """Give the beginning of what has lasted "for three years"."""
    match = _FOR.search(text)
    return _back(match["count"], match["unit"], today) if match else None


def moment(text: str, today: str | None, *, near: str | None = None) -> str | None:
    """The date that words name, the most exact expression first.

    `near` is a year that the sentence gave before: "took it in May 1993 and lost it in June".
    """
    named = _DATE.search(text)
    if named is not None and (named["year"] or named["month"].lower() != "may" or "May" in text):
        return _named(named, near + "-12" if near and not named["last"] else today)
    if (ago := _AGO.search(text)) is not None:
        return _back(ago["count"], ago["unit"], today)
    if (year := _YEAR.search(text)) is not None:
        return year["year"]
    after = _after(text, int(near)) if near is not None else None
    return after or _near(text, _day(today))


def _after(text: str, year: int) -> str | None:
    """The year so long after one that the sentence gave."""
    if (later := _LATER.search(text)) is not None:
        return str(year + int(_NUMBERS.get(later["count"].lower()) or later["count"]))
    return str(year + 1) if _NEXT.search(text) else None


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
    if (season := _SEASON.search(text)) is not None:
        over = _SEASONS[season["season"].lower()]
        begun = now.month > over - (0 if season["which"].lower() == "last" else 3)
        return str(now.year if begun or season["which"].lower() == "this" else now.year - 1)
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
