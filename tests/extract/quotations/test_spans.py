import pytest

from tests.extract.annotated import quotations, reading

ODE = "[Ben Ode|Person]"
KIM = "[Al Kim|Person]"


@pytest.mark.parametrize(
    "marked",
    [
        f'"It is over," said {ODE}.',
        f'"It is over," {ODE} said on Monday.',
        f'{ODE} said: "It is over,"',
        f'"It is over," said {ODE}, who leads [Acme|Organization].',
        f'"It is over," said [Acme|Organization] chief {ODE}.',
        f'"It is over," said the editor, {ODE}.',
        f'"It is over," said his lawyer, {ODE}.',
        f'{ODE}, a spokesman for [Acme|Organization], said "It is over,"',
        f'The spokesman, {ODE}, said "It is over,"',
        f'{ODE} of [Acme|Organization] said "It is over,"',
        f'"It is over," according to {ODE}.',
        f'"It is over," according to a note on Monday by {ODE}.',
        f'[The Herald|MediaOrganization] quoted {ODE} as saying "It is over,"',
        f'{ODE} wrote again: "It is over,"',
        f'{ODE} spoke to reporters and said "It is over,"',
        f"“It is over,” said Lt. Col. {ODE}.",
    ],
)
def test_speaker_is_found(marked: str) -> None:
    assert quotations(reading(marked)) == [("It is over,", "Ben Ode", None)]


@pytest.mark.parametrize(
    "marked",
    [
        '"It is over," said a spokesman for [Acme|Organization].',
        '"It is over," an official said.',
        '[France|Country] said "It is over,"',
    ],
    ids=["unnamed", "nobody", "country"],
)
def test_unnamed_speaker_and_country_say_nothing(marked: str) -> None:
    assert quotations(reading(marked)) == [("It is over,", None, None)]


@pytest.mark.parametrize(
    ("marked", "listener"),
    [
        (f'"It is over," {ODE} told {KIM}.', "Al Kim"),
        (f'"It is over," said {ODE} to [the Herald|MediaOrganization].', "Herald"),
        (f'Speaking to {KIM}, {ODE} said "It is over,"', "Al Kim"),
        (f'"It is over," {ODE} told the Athens daily [Proini|MediaOrganization].', "Proini"),
    ],
    ids=["told", "said-to", "speaking-to", "described"],
)
def test_listener_is_found(marked: str, listener: str) -> None:
    assert quotations(reading(marked)) == [("It is over,", "Ben Ode", listener)]


def test_quotation_broken_by_its_attribution_has_one_speaker() -> None:
    found = quotations(reading(f'"It is over," said {ODE}, "and we are glad." {KIM} left.'))
    assert [pair[:2] for pair in found] == [
        ("It is over,", "Ben Ode"),
        ("and we are glad.", "Ben Ode"),
    ]


def test_quotation_goes_on_in_the_next_sentence_and_paragraph() -> None:
    found = quotations(
        reading(f'"It is over," said {ODE}. "We are glad."\n\n"So is all the town."\n\n{KIM} left.')
    )
    assert [pair[1] for pair in found] == ["Ben Ode", "Ben Ode", "Ben Ode"]


def test_unclosed_paragraph_goes_on_in_the_next() -> None:
    found = quotations(reading(f'"It is over," said {ODE}. "We are glad.\n\n"So is all."'))
    assert found[1:] == [("We are glad.", "Ben Ode", None), ("So is all.", "Ben Ode", None)]


@pytest.mark.parametrize(
    "marked",
    [
        f'{ODE} said: "It is over.\n\n"We are glad.\n\n"So is all."\n\n{KIM} left.',
        f'"It is over.\n\n"We are glad.\n\n"So is all," said {ODE}.\n\n{KIM} left.',
        f'"It is over," said {ODE}. "We will see.\n\n"We are glad.\n\n"So is all."\n\n{KIM} left.',
        f"“It is over.\n\n“We are glad,” {ODE} said. “So is all.”\n\n{KIM} left.",
    ],
    ids=["before", "after", "broken", "curly"],
)
def test_paragraphs_without_a_closing_mark_have_one_speaker(marked: str) -> None:
    found = quotations(reading(marked))
    assert len(found) >= 3
    assert {pair[1] for pair in found} == {"Ben Ode"}


@pytest.mark.parametrize(
    "marked",
    [
        f"{ODE} said, \"He told me, 'It is over,' and left.\"",
        f"“He told me, ‘It is over,’ and left,” {ODE} said.",
        f"{ODE} said that he told them “to ask ‘why’ first”.",
    ],
    ids=["straight", "curly", "fragment"],
)
def test_words_quoted_inside_a_quotation_are_part_of_it(marked: str) -> None:
    ((_, speaker, listener),) = quotations(reading(marked))
    assert (speaker, listener) == ("Ben Ode", None)


def test_speakers_take_turns_within_a_paragraph() -> None:
    found = quotations(reading(f'"It is over," said {ODE}. "It is not," {KIM} answered. "Wait."'))
    assert [pair[1] for pair in found] == ["Ben Ode", "Al Kim", "Al Kim"]


def test_quotation_is_broken_twice() -> None:
    found = quotations(
        reading(f'"It is over," {ODE} said. "The town," he added, "is glad." {KIM} left.')
    )
    assert {pair[1] for pair in found} == {"Ben Ode"}


def test_pronoun_speaks_for_its_name() -> None:
    found = quotations(reading(f'{ODE} came on Monday.\n\n"It is over," he said.'))
    assert found == [("It is over,", "Ben Ode", None)]


def test_fragment_inside_a_sentence_is_said() -> None:
    assert quotations(reading(f'{ODE} called it "a sorry end".')) == [
        ("a sorry end", "Ben Ode", None)
    ]


@pytest.mark.parametrize(
    "marked",
    [
        'The so-called "liberated zone" fell.',
        f'{ODE} is the author of "Roads Without Ends".',
        f'{ODE} wrote a memoir, "Wind".',
    ],
    ids=["so-called", "book", "memoir"],
)
def test_scare_quotes_and_titles_are_not_said(marked: str) -> None:
    assert quotations(reading(marked)) == []


def test_single_marks_quote_where_there_are_no_double_ones() -> None:
    found = quotations(reading(f"'It isn't over,' said {ODE}."))
    assert found == [("It isn't over,", "Ben Ode", None)]


def test_turns_of_a_transcript_are_said_without_their_label() -> None:
    text = "BEN ODE: Who is there?\n\nAL KIM: (Through interpreter) Nobody.\n\nODE: Good."
    found = quotations(reading(text, speakers=["BEN ODE", "AL KIM", "ODE"]))
    assert [pair[:2] for pair in found] == [
        ("Who is there?", "BEN ODE"),
        ("Nobody.", "AL KIM"),
        ("Good.", "BEN ODE"),
    ]


def test_role_in_a_label_is_nobody() -> None:
    found = quotations(reading("HOST: Good day.\n\nHOST: Bye.", speakers=["HOST", "HOST"]))
    assert [pair[1] for pair in found] == [None, None]


def test_first_person_in_a_quotation_is_its_speaker() -> None:
    found = reading(f'"I saw it," said {ODE}.')
    pronouns = [one for one in found.references if one.kind == "pronoun"]
    assert [found.entity(one.entity).name for one in pronouns] == ["Ben Ode"]


def test_evidence_covers_words_and_attribution() -> None:
    found = reading(f'Rain fell. "It is over," said {ODE}. Snow fell.')
    evidence = found.quotations[0].evidence
    covered = found.document.text[evidence.start : evidence.end]
    assert covered.startswith('"It is over')
    assert "Ben Ode" in covered


def test_words_know_their_quotation() -> None:
    found = reading(f'"It is over," said {ODE}.')
    assert found.quotation_at(4) == found.quotations[0]
    assert found.quotation_at(20) is None


def test_turn_without_words_is_nothing() -> None:
    text = "BEN ODE: (Speaking Arabic).\n\nAL KIM: He says no.\n\nODE: Good."
    found = quotations(reading(text, speakers=["BEN ODE", "AL KIM", "ODE"]))
    assert [pair[0] for pair in found] == ["He says no.", "Good."]


def test_words_of_a_turn_begin_after_role_and_party() -> None:
    found = reading(
        "ANA RUIZ, HOST: Is it over?\n\nAL KIM (D-OHIO): It is.\n\nRUIZ: Thank you.",
        speakers=("ANA RUIZ", "AL KIM", "RUIZ"),
    )
    assert [words for words, _, _ in quotations(found)] == ["Is it over?", "It is.", "Thank you."]


@pytest.mark.parametrize(
    "marked",
    [
        f'We lost the page (of 1920", they say). {ODE} said: "It is over,"',
        f'The note ended there". {ODE} said: "It is over,"',
    ],
    ids=["bracket", "full stop"],
)
def test_a_mark_that_closes_nothing_opens_nothing(marked: str) -> None:
    assert quotations(reading(marked)) == [("It is over,", "Ben Ode", None)]
