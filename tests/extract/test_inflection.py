"""The written forms of words in lists."""

import pytest

from kg.extract.inflection import inflected


@pytest.mark.parametrize(
    ("verb", "past"),
    [("agree", "agreed"), ("free", "freed"), ("seize", "seized"), ("deny", "denied")],
)
def test_regular_verbs_have_their_past(verb: str, past: str) -> None:
    assert past in inflected(verb)
