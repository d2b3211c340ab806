"""A plain text says of each token what spaCy's says."""

import pytest
import spacy
import spacy.tokens

from kg.extract.tokens import plain_doc

FIELDS = "i idx text lower_ lemma_ pos_ tag_ dep_ is_alpha is_space is_punct is_sent_start".split()


@pytest.fixture
def parsed() -> spacy.tokens.Doc:
    words = "Ann 's Boats sail here . \n Gone !".split(" ")
    doc = spacy.tokens.Doc(
        spacy.blank("en").vocab,
        words=words,
        spaces=[False, *[True] * 3, False, False, True, False, False],
        heads=[2, 0, 3, 3, 3, 3, 6, 7, 7],
        deps=["nmod:poss", "case", "nsubj", "ROOT", "advmod", "punct", "ROOT", "ROOT", "punct"],
        pos=["PROPN", "PART", "NOUN", "VERB", "ADV", "PUNCT", "SPACE", "VERB", "PUNCT"],
        tags=["NNP", "POS", "NNS", "VBP", "RB", ".", "_SP", "VBN", "."],
        lemmas=["Ann", "'s", "boat", "sail", "here", ".", " ", "go", "!"],
        ents=["B-PERSON", *["O"] * 8],
    )
    doc.user_data = {"gaps": ((6, 7),), "ent_scores": {(0, 1): 0.5}}
    return doc


def test_each_token_is_that_of_the_pipeline(parsed: spacy.tokens.Doc) -> None:
    for token, given in zip(plain_doc(parsed, parsed.text), parsed, strict=True):
        assert [getattr(token, one) for one in FIELDS] == [getattr(given, one) for one in FIELDS]
        assert (token.spaced, token.end) == (bool(given.whitespace_), given.idx + len(given))


def test_each_token_stands_in_the_syntax_as_in_the_pipeline(parsed: spacy.tokens.Doc) -> None:
    for token, given in zip(plain_doc(parsed, parsed.text), parsed, strict=True):
        for name in ("children", "lefts", "rights", "ancestors", "subtree"):
            assert [o.i for o in getattr(token, name)] == [o.i for o in getattr(given, name)], name
        edges = (token.head.i, token.left_edge.i, token.right_edge.i)
        assert edges == (given.head.i, given.left_edge.i, given.right_edge.i)


def test_sentences_gaps_and_names_are_kept(parsed: spacy.tokens.Doc) -> None:
    doc = plain_doc(parsed, parsed.text)
    assert [(one.start, one.end) for one in doc.sents] == [(0, 6), (6, 7), (7, 9)]
    assert doc.gaps == {6}
    assert [tuple(one) for one in doc.ents] == [(0, 1, "PERSON", 0.5)]


def test_tokens_are_found_by_characters(parsed: spacy.tokens.Doc) -> None:
    doc = plain_doc(parsed, parsed.text)
    assert doc.text_of(0, 3) == "Ann's Boats"
    assert doc.text_of(2, 2) == ""
    assert doc.characters(2, 4) == (6, 16)
    assert doc.within(0, 11) == (0, 3)
    assert doc.within(1, 10) == (1, 2)
    assert doc.within(1, 2) == (1, 1)
    assert doc.head_of(0, 3) == 2


def test_an_empty_text_has_no_token() -> None:
    assert plain_doc(spacy.blank("en")(""), "") == ()
