"""What holds of every date that words name: ISO 8601, none without words, no false precision."""

import calendar
import re
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.dates import Period
from kg.extract.moments import moment
from kg.model import Status

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
RELATIVE = st.sampled_from(
    ["yesterday", "last month", "last year", "on Monday", "last August", "two weeks ago",
     "three years ago", "a decade ago", "in March"]
)  # fmt: skip
ISO = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


@given(DAYS)
def test_a_full_date_is_read_whatever_today_is(day: date) -> None:
    name = calendar.month_name[day.month]
    for words in (f"on {day.day} {name} {day.year}", f"on {name} {day.day}, {day.year}"):
        assert moment(words, None) == day.isoformat()
    assert moment(f"in {name} {day.year}", "2020-06-17") == day.isoformat()[:7]
    assert moment(f"in {day.year}", "2020-06-17") == str(day.year)


@given(RELATIVE, DAYS)
def test_what_is_past_lies_before_the_text(words: str, today: date) -> None:
    found = moment(words, today.isoformat())
    assert found is not None
    assert ISO.fullmatch(found)
    assert found <= today.isoformat()


@given(RELATIVE)
def test_nothing_relative_is_resolved_without_a_date(words: str) -> None:
    assert moment(words, None) is None


@given(st.text(max_size=60), st.none() | DAYS.map(date.isoformat))
def test_any_text_gives_a_date_or_none(words: str, today: str | None) -> None:
    found = moment(words, today)
    assert found is None or ISO.fullmatch(found)


@given(DAYS, DAYS, st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]))
def test_nothing_ends_before_it_begins(one: date, other: date, most: int, least: int) -> None:
    period = Period(start=one.isoformat()[:most], end=other.isoformat()[:least])
    start, end = period.of(Status.FORMER, kind="event")
    assert (start is None) == (end is None)
    if one <= other:
        assert (start, end) == (period.start, period.end)
    if start and end:
        shared = min(most, least)
        assert start[:shared] <= end[:shared]
