import pytest
import spacy

from kg.encoder.tokens import tokenizer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the U.S.-backed forces", "the U.S. - backed forces"),
        ("in 2014-15", "in 2014 - 15"),
        ("men and/or women", "men and / or women"),
        ("they left—at last", "they left — at last"),
        ("her co-founder re-elected", "her co-founder re-elected"),
        ("anti-Taliban", "anti - Taliban"),
        ("Stop!!!", "Stop !!!"),
        ("by 7:30PM", "by 7:30 PM"),
        ("It wasn't Assad's.", "It was n't Assad 's ."),
        ("on 9/11", "on 9/11"),
        ("on 9/11, a co-founder, too", "on 9/11 , a co-founder , too"),
    ],
)
@pytest.mark.parametrize("stored", [False, True])
def test_words_are_split_as_in_the_treebanks(text: str, words: str, stored: bool) -> None:
    nlp = spacy.blank("en")
    nlp.tokenizer = tokenizer(nlp)
    if stored:
        nlp = spacy.blank("en").from_bytes(nlp.to_bytes())
    assert [token.text for token in nlp(text)] == words.split()
    assert nlp(text).text == text
