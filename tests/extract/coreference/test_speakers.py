"""Who says it, where the text writes "he said": short reports, read by the shipped model."""

import pytest

from tests.extract.annotated import quotations
from tests.extract.relations.parsed_texts import reading


def speakers(text: str) -> list[str | None]:
    return [speaker for _, speaker, _ in quotations(reading(text))]


@pytest.mark.parametrize(
    "text",
    [
        'Mayor Ruth Eze said it was late. "We waited all day," she said.',
        'Ben Cole praised the plan. Mayor Ruth Eze did not. "We waited all day," she said.',
        'Mary Cole was there. Mayor Ruth Eze spoke last. "We waited all day," she said.',
        'Ruth Eze said a vote must come soon. "Mary Cole waited all day," she said.',
        'Ruth Eze criticised Mary Cole. "We waited all day," she said.',
        'Mary\'s lawyer, Ruth Eze, said it was late. "We waited all day," she told the court.',
        'Ruth Eze left on Monday. Speaking to Mary Cole on Friday, she said: "We waited all day."',
        'Ruth Eze came in. Mary Cole asked her who had called. "Nobody did," she replied.',
    ],
    ids=[
        "goes on",
        "other gender",
        "turned to",
        "named in the words",
        "object",
        "lawyer",
        "hearer",
        "answer",
    ],
)
def test_pronoun_is_whom_the_narrator_turned_to_last(text: str) -> None:
    assert speakers(text) == ["Ruth Eze"]


def test_each_paragraph_of_a_report_has_its_own_speaker() -> None:
    text = (
        'Fire chief Ian Holt said the roof had gone. "It took ten minutes," he said.\n\n'
        'Councillor Javed Malik thanked the crews. "They saved the street," he wrote on Twitter.'
        "\n\n"
        'The owner, Tom Birch, said Malik had not called. "He has my number," he added.'
    )
    assert speakers(text) == ["Ian Holt", "Javed Malik", "Tom Birch"]


def test_nobody_is_chosen_from_far_away() -> None:
    text = 'Ruth Eze left.\n\nIt rained.\n\nIt rained again.\n\nA bus came. "No," he said.'
    assert speakers(text) == [None]
