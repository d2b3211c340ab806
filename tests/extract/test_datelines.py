"""Where a text says that it was written, at the head of any paragraph."""

import pytest

from kg.extract.datelines import datelines
from tests.extract.annotated import discourse


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LERVIK, Norway (June 12) — The port burned.", "LERVIK , Norway ( June 12 )"),
        ("A Port Burns\n\nLERVIK - The port burned.", "LERVIK"),
        ("LERVIK—The port burned.", "LERVIK"),
        ("Norwegian-backed crews left.", ""),
        ("The port of Lervik and all that stood around it for a mile or two - gone.", ""),
    ],
    ids=["long", "below-a-headline", "tight", "hyphen", "far"],
)
def test_dateline_is_what_stands_before_a_dash(text: str, expected: str) -> None:
    doc = discourse(text).doc
    assert " ".join(doc.words[at] for at in sorted(datelines(doc))) == expected
