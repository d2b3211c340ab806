"""Who "he" is in "he said": whom the narrator's last sentence is about, above all its speaker.

In a run of attributions a pronoun goes on with who spoke before it. The words inside quotation
marks have people of their own, whom the narrator has not turned to: they count for nothing here.
"""

from collections.abc import Collection, Iterator, Sequence

from kg.extract.coreference_anaphors import PERSONAL, Anaphor
from kg.extract.discourse import Discourse, Pointer
from kg.extract.inflection import inflected
from kg.extract.tokens import Token

__all__ = ["turned_to"]

_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer"))
_BESIDE = frozenset(("appos", "flat", "flat:name", "nmod:desc"))
_MATRIX = frozenset(("root", "parataxis", "conj"))
_ASKING = inflected("ask question")
_ANSWERING = inflected("reply answer respond retort")
_TALKS = frozenset(
    "speaking talking writing replying responding interview conversation meeting call".split()
)
_PARAGRAPHS = 2
_SPEAKER, _SUBJECT, _ALONE = 0.92, 0.88, 0.7


def turned_to(text: Discourse, anaphor: Anaphor, fitting: Collection[int]) -> Pointer | None:
    """Give who says it, of those that fit, where "he" or "she" says something; None if unsure."""
    if not _says(text, anaphor):
        return None
    near = _last_sentence(text, anaphor, fitting)
    found = _foremost(text, near)
    if found is None:
        return None
    one, sure = found
    if _answers(text, anaphor, one):
        others = [other for other in fitting if other != one.cluster]
        asked = _foremost(text, _last_sentence(text, anaphor, others))
        one, sure = asked or found
    return Pointer(one.cluster, anaphor.start, anaphor.end, anaphor.head, "pronoun", sure)


def _says(text: Discourse, anaphor: Anaphor) -> bool:
    """Whether it is the subject of a verb of saying in the narrator's own words."""
    at = anaphor.head
    if anaphor.kind not in PERSONAL or anaphor.possessive or text.quote[at] >= 0:
        return False
    return _speaks(text, at)


def _speaks(text: Discourse, at: int) -> bool:
    token = _named(text.doc[at])
    return token.dep_ in _SUBJECTS and token.head.lower_ in text.words.speech


def _named(token: Token) -> Token:
    """The office that a name stands beside: "its lawyer, X"."""
    while token.dep_ in _BESIDE and token.head is not token:
        token = token.head
    return token


def _answers(text: Discourse, anaphor: Anaphor, before: Pointer) -> bool:
    """Whether somebody answers to the one who asked before."""
    asked = _verb(text, before).lower_ in _ASKING
    return asked and text.doc[anaphor.head].head.lower_ in _ANSWERING


def _last_sentence(text: Discourse, anaphor: Anaphor, fitting: Collection[int]) -> list[Pointer]:
    """Give the mentions in the last sentence of the narrator's that has any of those that fit."""
    found: list[Pointer] = []
    for one in _narrated(text, anaphor.start):
        if one.cluster not in fitting:
            continue
        if text.paragraph[anaphor.start] - text.paragraph[one.start] > _PARAGRAPHS:
            break
        if found and text.sentence[one.start] != text.sentence[found[0].start]:
            break
        found.append(one)
    return found[::-1]


def _narrated(text: Discourse, before: int) -> Iterator[Pointer]:
    """Give the mentions outside of quotations, the last first; nobody speaks to himself."""
    here = text.sentence[before]
    for one in reversed(text.pointers):
        if one.start >= before or text.quote[one.start] >= 0:
            continue
        if text.sentence[one.start] != here or not _hears(text, one):
            yield one


def _hears(text: Discourse, pointer: Pointer) -> bool:
    """Whether somebody is spoken to: "speaking to X, she said"."""
    return _named(text.doc[pointer.head]).head.lower_ in _TALKS


def _foremost(text: Discourse, near: Sequence[Pointer]) -> tuple[Pointer, float] | None:
    """Give who speaks in a sentence, else whom it is about, else who alone is in it."""
    about = [one for one in near if _named(text.doc[one.head]).dep_ in _SUBJECTS]
    main = [one for one in about if _verb(text, one).dep_.lower() in _MATRIX]
    speakers = [one for one in main if _speaks(text, one.head)]
    if speakers:
        return speakers[-1], _SPEAKER
    if about:
        return (main or about)[0], _SUBJECT
    if len({one.cluster for one in near}) == 1:
        return near[0], _ALONE
    return None


def _verb(text: Discourse, subject: Pointer) -> Token:
    return _named(text.doc[subject.head]).head
