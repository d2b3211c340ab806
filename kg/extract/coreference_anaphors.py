"""The expressions that may stand for something named before: pronouns and descriptions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.discourse import Discourse
from kg.extract.lexicon import plain
from kg.extract.names import family

__all__ = ["PERSONAL", "Anaphor", "Described", "anaphors"]

Described = Mapping[str, Sequence[tuple[int, int]]]
"""Nouns by which the text calls a name, each with the place of the name and its cluster."""

PERSONAL = frozenset(("he", "she"))
_PRONOUNS = {
    **dict.fromkeys(("he", "him", "himself"), "he"),
    **dict.fromkeys(("she", "hers", "herself"), "she"),
    **dict.fromkeys(("it", "itself"), "it"),
    **dict.fromkeys(("they", "them", "themselves"), "they"),
}
_POSSESSIVES = {"his": "he", "her": "she", "its": "it", "their": "they"}
_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
_OFFICE = frozenset(("vice", "deputy", "former", "prime", "first", "assistant", "late", "then"))
_OFFICES = frozenset(
    (
        "spokesman spokeswoman spokesperson president chairman chairwoman chair chief leader "
        "director founder secretary officials official members member commander head executive "
        "boss captain coach owner lawyers lawyer sources editor"
    ).split()
)
"""Words before which the noun of a body needs no article: "party officials"."""
_NOUNS = frozenset(("NOUN", "PROPN"))
_BEFORE = frozenset(("ADJ", "NOUN", "PROPN", "DET", "PRON"))
_BREAKS = frozenset(("VERB", "AUX", "ADP", "PRON", "CCONJ", "DET", "SCONJ"))
_LONGEST, _NEAR = 6, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Anaphor:
    """Tokens `start` to `end` that may stand for something; `classes` is empty for a pronoun.

    `kind` is "he", "she", "it" or "they", or the families of what a description can mean.
    `owner` is the person of "his men"; `bare` a noun without an article ("party officials");
    `qualified` one that a country sets apart ("the Somali army").
    """

    start: int
    end: int
    head: int
    kind: str
    word: str
    possessive: bool = False
    classes: frozenset[str] = frozenset()
    qualified: bool = False
    owner: int | None = None
    bare: bool = False

    @property
    def pronoun(self) -> bool:
        """Whether it is a pronoun."""
        return not self.classes


def anaphors(text: Discourse, described: Described) -> Iterator[Anaphor]:
    """Give the pronouns and descriptions that nothing covers yet, in order."""
    for at, word in enumerate(text.lower):
        if text.covering[at] is not None:
            continue
        if word in _PRONOUNS or word in _POSSESSIVES:
            yield _pronoun(text, at, word)
        elif word in text.words.nominals or word in described:
            found = _description(text, at, word)
            if found is not None:
                yield found


def _pronoun(text: Discourse, at: int, word: str) -> Anaphor:
    owning = word in _POSSESSIVES and (word != "her" or text.doc[at].dep_ == "nmod:poss")
    kind = _POSSESSIVES[word] if word in _POSSESSIVES else _PRONOUNS[word]
    return Anaphor(start=at, end=at + 1, head=at, kind=kind, word=word, possessive=owning)


def _description(text: Discourse, noun: int, word: str) -> Anaphor | None:
    classes = text.words.nominals.get(word, frozenset(("Organization",)))
    if _bare(text, noun):
        return _described(text, noun, noun, classes, bare=True)
    if noun + 1 < len(text.lower) and _goes_on(text, noun + 1):
        return None
    if _names(text, noun):
        return None
    owner = _owner(text, noun)
    if owner is not None:
        bodies = frozenset(one for one in classes if family(one) == "Organization")
        return _described(text, noun, noun, bodies, owner=owner) if bodies else None
    start = _definite(text, noun, frozenset(map(family, classes)))
    return _described(text, start, noun, classes) if start is not None else None


def _described(
    text: Discourse,
    start: int,
    noun: int,
    classes: frozenset[str],
    *,
    owner: int | None = None,
    bare: bool = False,
) -> Anaphor:
    return Anaphor(
        start=start,
        end=noun + 1,
        head=noun,
        kind="+".join(sorted({family(one) for one in classes})),
        word=text.lower[noun],
        classes=classes,
        qualified=_qualified(text, start, noun),
        owner=owner,
        bare=bare,
    )


def _owner(text: Discourse, noun: int) -> int | None:
    """Give the person in "his men"."""
    for at in range(noun - 1, max(-1, noun - 1 - _NEAR), -1):
        pointer = text.covering[at]
        if text.lower[at] in ("his", "her"):
            return pointer.cluster if pointer is not None else None
        if text.doc[at].pos_ not in ("ADJ", "NOUN") or pointer is not None:
            return None
    return None


def _bare(text: Discourse, noun: int) -> bool:
    """Whether it is a body's own word before an office: "Party spokesman X", "club president"."""
    if noun + 1 >= len(text.lower) or text.lower[noun + 1] not in _OFFICES:
        return False
    if text.doc[noun].dep_ != "compound":
        return False
    return noun == 0 or (text.doc[noun - 1].pos_ not in _BEFORE and text.covering[noun - 1] is None)


def _definite(text: Discourse, noun: int, kinds: frozenset[str]) -> int | None:
    """Give the first token of a definite description that ends in the noun and covers no name.

    A name of the noun's own kind beside it is what it describes: "the Oder river".
    """
    start, open_ = noun, True
    for at in range(noun - 1, max(-1, noun - 1 - _LONGEST), -1):
        if text.lower[at] in _DEFINITE:
            return at if open_ else start
        token, pointer = text.doc[at], text.covering[at]
        if pointer is not None:
            if at == noun - 1 and text.family(pointer) in kinds:
                return None
            open_ = False
        elif token.pos_ in _BREAKS or not (token.is_alpha or token.text in ("-", "–")):
            return None
        if open_:
            start = at
    return None


def _goes_on(text: Discourse, at: int) -> bool:
    """Whether the noun only begins or qualifies a longer description."""
    token = text.doc[at]
    if text.lower[at] in ("of", "-"):
        return True
    return token.pos_ in _NOUNS and token.is_alpha and token.dep_ not in ("nsubj", "appos")


def _names(text: Discourse, noun: int) -> bool:
    """Whether a name in apposition follows: "the president, X,", or part of an office precedes."""
    at = noun + 1
    if at < len(text.lower) and text.lower[at] == ",":
        at += 1
    while at < len(text.lower) - 1 and text.lower[at] in text.words.titles | {"."}:
        at += 1
    pointer = text.covering[at] if at < len(text.lower) else None
    named = pointer is not None and pointer.kind == "name"
    return named or (noun > 0 and text.lower[noun - 1] in _OFFICE)


def _qualified(text: Discourse, start: int, noun: int) -> bool:
    """Whether a people or country before the noun makes it another: "the Somali army"."""
    words = (plain(text.doc[at].text) for at in range(start, noun))
    return any(word in text.words.demonyms or word in text.words.countries for word in words)
