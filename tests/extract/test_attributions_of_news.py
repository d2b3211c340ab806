"""Whom reports quote, however they put it: short passages, read by the shipped model."""

import pytest

from tests.extract.annotated import quotations
from tests.extract.relations.parsed_texts import reading


def speakers(text: str) -> list[str | None]:
    return [speaker for _, speaker, _ in quotations(reading(text))]


@pytest.mark.parametrize(
    "text",
    [
        'Judge Ruth Eze ruled that the ban was "arbitrary and cruel".',
        'Judge Ruth Eze found "no reason to wait" and ordered the state to "pay at once".',
        'In the words of the coach, Ruth Eze, "we were second to every ball".',
        'The plan is, as Senator Ruth Eze put it, "a bridge to nobody".',
        'Ruth Eze feels the criticism is "part of the job".',
        'Mayor Ruth Eze threatened to "close every bar in town".',
        '"What a night," smiled goalkeeper Ruth Eze.',
        '"We got it wrong." — Mayor Ruth Eze',
        'Ruth Eze said that Acme Bank had offered to talk "any day, any hour".',
        'A spokeswoman for President Ian Holt, Ruth Eze, said that he was "ready to listen".',
    ],
)
def test_person_is_quoted(text: str) -> None:
    assert set(speakers(text)) == {"Ruth Eze"}


@pytest.mark.parametrize(
    "text",
    [
        'The European Central Bank\'s report found that growth was "weak and uneven".',
        'A statement from the European Central Bank said growth was "weak and uneven".',
        'The European Central Bank published its report. "We are late," the bank said.',
        'The European Central Bank apologised. "We are late," it wrote.',
        'The European Central Bank apologised in a letter. "We are late," the letter said.',
    ],
    ids=["report", "statement from", "the bank", "it", "the letter"],
)
def test_body_is_quoted(text: str) -> None:
    assert speakers(text) == ["European Central Bank"]


@pytest.mark.parametrize(
    "text",
    [
        'Lawyers for the singer Ian Holt said the claims were "baseless".',
        '"It was Ian Holt," she said.',
        'The claim that the budget is "balanced" is heard in every town.',
        'Ruth Eze found the so-called "black book" in a drawer.',
        'Ruth Eze said the word "sorry" was not in his vocabulary.',
        'Ruth Eze ordered the "special".',
        'In her book "The Salt Road", Ruth Eze tells how she left.',
        'Protesters held signs reading "Go home" as Ruth Eze spoke.',
    ],
    ids=[
        "lawyers",
        "named in the words",
        "nobody",
        "so-called",
        "word",
        "thing",
        "book",
        "signs",
    ],
)
def test_nobody_is_quoted(text: str) -> None:
    assert set(speakers(text)) <= {None}


def test_president_is_whom_the_text_calls_so() -> None:
    text = (
        'Interior Minister Ian Holt visited the scene with President Ruth Eze. "We will rebuild," '
        "the president said."
    )
    assert speakers(text) == ["Ruth Eze"]


@pytest.mark.parametrize(
    "text",
    [
        'Captain Ruth Eze wept. "I gave it everything," the 31-year-old said.',
        'Ruth Eze was blunt. "What we need is rain," the farmer told the crowd.',
        'Ruth Eze said no. The Spanish midfielder added that she would "never forget" it.',
        'Ruth Eze won in June. "I ran for my town," said the sprinter.',
        'The sprinter Ruth Eze met Ian Holt. He asked her why. "I ran," the sprinter answered.',
        'A sprinter, Ruth Eze, won in June. "I ran for my town," the sprinter said.',
    ],
    ids=["age", "calling", "people", "inverted", "called so", "introduced by name"],
)
def test_description_is_whom_the_report_just_named(text: str) -> None:
    assert speakers(text) == ["Ruth Eze"]


@pytest.mark.parametrize(
    "text",
    [
        'A nurse came. Ruth Eze thanked her. "I only did my job," the nurse said.',
        'Ruth Eze met the farmer. "We agree," the farmer said.',
        'Ruth Eze left.\n\nIt rained. "We agree," the farmer said.',
        'Ruth Eze left. "We agree," the governor of the bank said.',
    ],
    ids=["a nurse", "the farmer", "far", "whose"],
)
def test_description_of_somebody_unnamed_is_nobody(text: str) -> None:
    assert speakers(text) == [None]


def test_participle_goes_on_with_who_spoke_before_it_in_the_sentence() -> None:
    text = (
        'Acme Bank president Ruth Eze said on Monday the fee "costs the region a billion," further '
        'saying, "It slows us down."'
    )
    assert speakers(text) == ["Ruth Eze", "Ruth Eze"]


def test_passive_names_who_says_it_after_the_words_or_not_at_all() -> None:
    assert speakers('Ian Holt was described as "knife-obsessed" by Ruth Eze.') == ["Ruth Eze"]
    text = 'Ian Holt, who was described as "a loner" by the police, advised her to leave.'
    assert speakers(text) == [None]


def test_title_of_an_event_is_said_by_nobody() -> None:
    text = 'Ian Holt says his event, "Storm the Gate, They Can\'t Stop Us", was posted as a joke.'
    assert speakers(text) == []


def test_words_joined_to_others_have_their_speaker() -> None:
    text = '"We are late," said Ruth Eze; and, later, "We are very late this year."'
    assert speakers(text) == ["Ruth Eze", "Ruth Eze"]
