"""Dates of a clause, resolved against the date of the text; the words decide the precision."""

import pytest

from kg.documents import document
from kg.model import Status
from kg.pipeline import Settings, extract

pytestmark = pytest.mark.model

TODAY = "2020-06-17"  # a Wednesday


def _dates(sentence: str, today: str | None = TODAY) -> tuple[str | None, str | None, Status]:
    given = document(sentence, id="d", date=today)
    (graph,) = extract([given], Settings(link=None))
    found = [r for r in graph.relations if r.predicate == "controls"]
    assert len(found) == 1, [r.predicate for r in graph.relations]
    return found[0].start_date, found[0].end_date, found[0].status


@pytest.mark.parametrize(
    ("when", "start"),
    [
        ("in 2014", "2014"),
        ("in March 2014", "2014-03"),
        ("on 5 March 2014", "2014-03-05"),
        ("on March 5, 2014", "2014-03-05"),
        ("in March", "2020-03"),
        ("in August", "2019-08"),
        ("last June", "2019-06"),
        ("on Monday", "2020-06-15"),
        ("on Wednesday", "2020-06-17"),
        ("yesterday", "2020-06-16"),
        ("two years ago", "2018"),
        ("three days ago", "2020-06-14"),
        ("last year", "2019"),
        ("last month", "2020-05"),
        ("with little effort", None),
    ],
)
def test_an_event_begins_what_it_brings_about(when: str, start: str | None) -> None:
    assert _dates(f"The Nusra Front captured Idlib {when}.")[:2] == (start, None)


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("The Nusra Front has held Idlib since March 2014.", "2014-03", None),
        ("The Nusra Front has held Idlib since March.", "2020-03", None),
        ("The Nusra Front held Idlib until 2016.", None, "2016"),
        ("The Nusra Front held Idlib from 2014 to 2016.", "2014", "2016"),
        ("The Nusra Front lost Idlib in May 2016.", None, "2016-05"),
    ],
)
def test_words_tell_a_beginning_from_an_end(
    sentence: str, start: str | None, end: str | None
) -> None:
    assert _dates(sentence)[:2] == (start, end)


@pytest.mark.parametrize("when", ["on Monday", "in March", "two years ago", "last year"])
def test_nothing_is_guessed_where_the_text_has_no_date(when: str) -> None:
    assert _dates(f"The Nusra Front captured Idlib {when}.", today=None)[:2] == (None, None)


def test_a_year_alone_resolves_no_weekday() -> None:
    assert _dates("The Nusra Front captured Idlib on Monday.", today="2020")[:2] == (None, None)


def test_a_day_that_no_month_has_leaves_the_month() -> None:
    assert _dates("The Nusra Front captured Idlib on 31 February 2014.")[0] == "2014-02"
