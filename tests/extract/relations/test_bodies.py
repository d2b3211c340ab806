""" "X of Y" is a membership where the text shows that Y has members, and a job elsewhere."""

import pytest

from tests.extract.relations.parsed_texts import told

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "text",
    [
        "Omar Lind is a member of Harbour Action. Ana Ruiz of Harbour Action agreed.",
        "Ana Ruiz of the rock band Coldwater sang in Oslo.",
        "Blackport United's Ana Ruiz scored twice.",
        "Candidates elected were Omar Lind of the Labour Party and Ana Ruiz of PDQ.",
    ],
    ids=["others-are-members", "called-a-band", "name-of-a-club", "elected-beside-a-party"],
)
def test_of_a_body_with_members_is_one_of_them(text: str) -> None:
    assert "Ana Ruiz" in {person for person, _ in told(text, "memberOf")}
    assert not told(text, "worksFor")


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz of the Harbour Foundation agreed.",
        "Ana Ruiz of the Harbour Crisis Group agreed.",
        "Omar Lind is a member of Northern University. Ana Ruiz of Northern University agreed.",
    ],
    ids=["nothing-tells", "group-by-name", "university"],
)
def test_of_another_body_is_a_job(text: str) -> None:
    assert "Ana Ruiz" in {person for person, _ in told(text, "worksFor")}
