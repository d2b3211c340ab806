"""The expressions that may stand for something named before: pronouns and descriptions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.discourse import Discourse, Pointer
from kg.extract.lexicon import plain
from kg.extract.names import family
from kg.extract.tokens import Token

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
_EMPTY_VERBS = frozenset(("is", "was", "'s", "’s", "seems", "appears"))
_CLAUSE = frozenset(("that", "whether"))
_HYPHENS = frozenset(("-", "–"))
_ASIDE = frozenset((",", "—", "–", "("))
_ONLY_ONE = frozenset(("capital",))
"""Of which a country has one: "the Chadian capital" names it, whatever city the text is about."""
_LONGEST, _NEAR = 6, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Anaphor:
    """Tokens `start` to `end` that may stand for something; `classes` is empty for a pronoun.

    `kind` is "he", "she", "it" or "they", or the families of what a description can mean.
    `owner` is the person of "his men", `beside` what "the Y-backed militia" names; `bare` marks a
    noun without an article ("party officials"), `marks` are the capitalised words that set it apart
    ("the Somali army", "the Kurdish militia").
    """

    start: int
    end: int
    head: int
    kind: str
    word: str
    possessive: bool = False
    classes: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    owner: int | None = None
    beside: int | None = None
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
            if not _empty(text, at, word):
                yield _pronoun(text, at, word)
        elif word in text.words.nominals or word in described:
            found = _description(text, at, word)
            if found is not None:
                yield found


def _empty(text: Discourse, at: int, word: str) -> bool:
    """Whether an "it" stands for nothing: "it is clear that"."""
    following = text.lower[at + 1 : at + 2]
    if word != "it" or _EMPTY_VERBS.isdisjoint(following):
        return False
    return not _CLAUSE.isdisjoint(text.lower[at + 2 : at + 5])


def _pronoun(text: Discourse, at: int, word: str) -> Anaphor:
    owning = word in _POSSESSIVES and (word != "her" or text.doc[at].dep_ == "nmod:poss")
    kind = _POSSESSIVES[word] if word in _POSSESSIVES else _PRONOUNS[word]
    return Anaphor(start=at, end=at + 1, head=at, kind=kind, word=word, possessive=owning)


def _description(text: Discourse, noun: int, word: str) -> Anaphor | None:
    classes = text.words.nominals.get(word, frozenset(("Organization",)))
    if _bare(text, noun):
        return replace(_described(text, noun, noun, classes), bare=True)
    if (noun + 1 < len(text.lower) and _goes_on(text, noun + 1)) or _names(text, noun):
        return None
    owner = _owner(text, noun)
    if owner is not None:
        bodies = frozenset(one for one in classes if family(one) == "Organization")
        return replace(_described(text, noun, noun, bodies), owner=owner) if bodies else None
    found = _definite(text, noun, classes)
    if found is None:
        return None
    start, name = found
    if _in_apposition(text, start, noun):
        return None
    beside = name.cluster if name else None
    return replace(_described(text, start, noun, classes), beside=beside)


def _described(text: Discourse, start: int, noun: int, classes: frozenset[str]) -> Anaphor:
    return Anaphor(
        start=start,
        end=noun + 1,
        head=noun,
        kind="+".join(sorted({family(one) for one in classes})),
        word=text.lower[noun],
        classes=classes,
        marks=_marks(text, start, noun),
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


def _definite(
    text: Discourse, noun: int, classes: frozenset[str]
) -> tuple[int, Pointer | None] | None:
    """Give where a definite description that ends in the noun begins, and the name within it.

    It begins after that name. A name of the noun's own kind right before it is what it describes:
    "the Oder river".
    """
    name: Pointer | None = None
    for at in range(noun - 1, max(-1, noun - 1 - _LONGEST), -1):
        token, pointer = text.doc[at], text.covering[at]
        if token.lower_ in _DEFINITE:
            return (_after(text, name) if name else at), name
        if pointer is not None and pointer is not name:
            if name is not None or (at == noun - 1 and _named_by(text, pointer, classes)):
                break
            name = pointer
        elif pointer is None and _ends(token):
            break
    return None


def _named_by(text: Discourse, name: Pointer, classes: frozenset[str]) -> bool:
    """Whether a name before a noun says which one: "the Oder river", but not "the Syrian city"."""
    if text.type(name) == "Country":
        return "Country" in classes or text.lower[name.end] in _ONLY_ONE
    return text.family(name) in {family(one) for one in classes}


def _after(text: Discourse, name: Pointer) -> int:
    """Give the token after a name and the participle that is joined to it."""
    return name.end + 2 if _hyphened(text, name) else name.end


def _hyphened(text: Discourse, name: Pointer) -> bool:
    """Whether a participle joins a name to what follows: "Y-backed"."""
    following = text.lower[name.end : name.end + 2]
    return len(following) == 2 and following[0] in _HYPHENS and following[1].endswith("ed")


def _ends(token: Token) -> bool:
    """Whether a word cannot stand inside a description, before its noun; "Y-backed" can."""
    if token.i and token.nbor(-1).text in _HYPHENS:
        return False
    return token.pos_ in _BREAKS or not (token.is_alpha or token.text in _HYPHENS)


def _goes_on(text: Discourse, at: int) -> bool:
    """Whether the noun only begins or qualifies a longer description."""
    token = text.doc[at]
    if text.lower[at] in ("of", "-") or _modifies(text, at):
        return True
    return token.pos_ in _NOUNS and token.is_alpha and token.dep_ not in ("nsubj", "appos")


def _modifies(text: Discourse, at: int) -> bool:
    """Whether the word before only narrows this one: "the army chief"."""
    before = text.doc[at - 1]
    return before.dep_ == "compound" and before.head is text.doc[at]


def _names(text: Discourse, noun: int) -> bool:
    """Whether a name in apposition follows: "the president, X,", or part of an office precedes."""
    at = noun + 1
    if at < len(text.lower) and text.lower[at] == ",":
        at += 1
    while at < len(text.lower) - 1 and text.in_title(at):
        at += 1
    pointer = text.covering[at] if at < len(text.lower) else None
    named = pointer is not None and pointer.kind == "name"
    return named or (noun > 0 and text.lower[noun - 1] in _OFFICE)


def _in_apposition(text: Discourse, start: int, noun: int) -> bool:
    """Whether it describes the name right before it: "X, the second largest city"."""
    if start < 2 or text.lower[start - 1] not in _ASIDE or _owns(text, noun):
        return False
    before, classes = text.covering[start - 2], text.words.nominals.get(text.lower[noun], ())
    return before is not None and text.family(before) in {family(one) for one in classes}


def _owns(text: Discourse, noun: int) -> bool:
    """Whether it owns what follows: "X, the country's capital"."""
    return text.lower[noun + 1 : noun + 2] in (["'s"], ["’s"], ["'"], ["’"])


def _marks(text: Discourse, start: int, noun: int) -> frozenset[str]:
    """Give the words before the noun that make it another: a people, a country, any name."""
    words = ((at, plain(text.doc[at].text)) for at in range(start, noun))
    return frozenset(
        word
        for at, word in words
        if word in text.words.demonyms
        or word in text.words.countries
        or (text.doc[at].text[:1].isupper() and text.lower[at] not in _DEFINITE)
    )
