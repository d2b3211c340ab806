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
        ("earlier this month", "2020-06"),
        ("last spring", "2020"),
        ("last autumn", "2019"),
        ("in the summer of 2014", "2014"),
        ("before May", None),
        ("after the 2005 floods", None),
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
        ("The Nusra Front held Idlib until it was beaten in 2016.", None, "2016"),
        ("The Nusra Front held Idlib until last year.", None, "2019"),
        ("The Nusra Front held Idlib between 2010 and 2014.", "2010", "2014"),
        ("The Nusra Front has held Idlib for three years.", "2017", None),
        ("The Nusra Front was driven from Idlib on Monday.", None, "2020-06-15"),
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


def test_the_day_of_speaking_is_no_day_of_the_deed() -> None:
    sentence = "The Nusra Front has captured Idlib, the army said on Wednesday."
    assert _dates(sentence)[:2] == (None, None)


def test_what_was_denied_has_no_date() -> None:
    assert _dates("The Nusra Front did not capture Idlib on Monday.")[:2] == (None, None)


def test_a_month_to_come_is_not_the_last_one() -> None:
    assert _dates("The Nusra Front will capture Idlib in May.")[:2] == (None, None)


def test_a_month_follows_the_year_of_its_sentence() -> None:
    given = document(
        "The Nusra Front took Idlib in 1993 and took Tartus in May.", id="d", date=TODAY
    )
    (graph,) = extract([given], Settings(link=None))
    names = {one.id: one.name for one in graph.entities}
    found = {
        names[str(r.object)]: r.start_date for r in graph.relations if r.predicate == "controls"
    }
    assert found == {"Idlib": "1993", "Tartus": "1993-05"}


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("The Harun Brigade left Homs in 2013 and later ruled Idlib.", None),
        ("In 2013 the Harun Brigade entered Homs and ruled Idlib.", "2013"),
    ],
)
def test_a_date_behind_a_verb_is_none_of_the_next_one(text: str, start: str | None) -> None:
    (graph,) = extract([document(text, id="d", date=TODAY)], Settings(link=None))
    names = {one.id: one.name for one in graph.entities}
    ruled = [r for r in graph.relations if names.get(str(r.object)) == "Idlib"]
    assert [r.start_date for r in ruled if r.predicate == "controls"] == [start]


def test_the_day_of_writing_begins_no_book() -> None:
    text = 'On Monday, Ana Ruiz wrote in her book "The Long Harbour" of her youth.'
    (graph,) = extract([document(text, id="d", date=TODAY)], Settings(link=None))
    assert not [r for r in graph.relations if r.start_date or r.end_date]


def test_an_office_ends_with_the_dismissal_that_the_sentence_tells_of() -> None:
    text = "Ana Ruiz, president of the Harbour Union since 2014, was ousted on Tuesday."
    (graph,) = extract([document(text, id="d", date=TODAY)], Settings(link=None))
    (found,) = [r for r in graph.relations if r.predicate == "leads"]
    assert (found.status, found.start_date, found.end_date) == (
        Status.FORMER,
        "2014",
        "2020-06-16",
    )
