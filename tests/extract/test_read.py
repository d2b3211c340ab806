import string

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.annotated import reading

MARKED = ("[Ann Lee|Person]", "[Acme|Organization]", "[Homs|City]", "U.S.-backed", "Syrian")
WORDS = ("said", "told", "according to", "he", "the city", "of", "who", "spokesman", "its", "I")
SIGNS = ('"', "“", "”", "'", ",", ".", "?", "\n\n", "(", ")", ":", "-")
PIECES = st.sampled_from([*MARKED, *WORDS, *SIGNS, *string.ascii_letters[:4]])


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES, max_size=40))
def test_any_text_is_read_and_every_span_is_exact(pieces: list[str]) -> None:
    found = reading(" ".join(pieces))
    text = found.document.text
    for entity in found.entities:
        assert all(text[m.span.start : m.span.end] == m.text for m in entity.mentions)
    ids = {one.id for one in found.entities}
    assert all(one.entity in ids for one in found.references)
    for one in found.quotations:
        assert one.span in one.evidence


def test_empty_text_says_nothing() -> None:
    found = reading("")
    assert (found.entities, found.references, found.quotations) == ((), (), ())
