import pytest

from kg.extract.narrators import narrated
from kg.extract.quotations.spans import quoted
from tests.extract.annotated import document


def narrators(text: str) -> list[str]:
    labels = [line.split(":")[0].split(",")[0] for line in text.split("\n\n")]
    doc = document(text, speakers=labels)
    own = narrated(doc, quoted(doc))
    return [
        doc.text[one.label.start : one.label.end] for one in quoted(doc) if one.label and one in own
    ]


def test_host_speaks_for_the_text_and_a_guest_does_not() -> None:
    talk = "ANA RUIZ, HOST: Al Kim wrote it.\n\nAL KIM: I did.\n\nRUIZ: Thank you.\n\nKIM: Bye."
    assert narrators(talk) == ["ANA RUIZ", "RUIZ"]


def test_who_asks_speaks_for_the_text_though_a_guest_begins() -> None:
    talk = "AL KIM: Hello.\n\nPRESS: Is it over?\n\nKIM: Yes.\n\nPRESS: Why?\n\nKIM: Rain."
    assert narrators(talk) == ["PRESS", "PRESS"]


@pytest.mark.parametrize(
    "talk",
    [
        "ANA RUIZ: Our correspondent Al Kim is there.\n\nAL KIM: It is quiet.",
        "ANA RUIZ: Al Kim of our business desk knows.\n\nAL KIM: It is quiet.",
        "ANA RUIZ: Good evening.\n\nAL KIM: It is quiet. For City FM, I'm Al Kim in Homs.",
        "ANA RUIZ: Good evening.\n\nAL KIM, BYLINE: It is quiet.",
        "ANA RUIZ: Hello.\n\nAL KIM: I met Bo Lund.\n\nBO LUND: We left.\n\nAL KIM: He did.",
    ],
    ids=["correspondent", "desk", "signs off", "byline", "presents another"],
)
def test_reporter_speaks_for_the_text(talk: str) -> None:
    found = narrators(talk)
    assert "AL KIM" in found
    assert "BO LUND" not in found


def test_guests_in_a_debate_do_not_speak_for_the_text() -> None:
    talk = (
        "ANA RUIZ: Good evening.\n\nAL KIM: Lund is wrong.\n\nBO LUND: Kim is.\n\n"
        "AL KIM: No.\n\nBO LUND: Yes."
    )
    assert narrators(talk) == ["ANA RUIZ"]
