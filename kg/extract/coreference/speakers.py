"""Who "he" is in "he said": whom the narrator's last sentence is about, above all its speaker.

In a run of attributions a pronoun goes on with who spoke before it. The words inside quotation
marks have people of their own, whom the narrator has not turned to: they count for nothing here.
"""

from collections.abc import Collection, Iterator, Sequence

from kg.extract.coreference.anaphors import PERSONAL, Anaphor, Described
from kg.extract.discourse import Discourse, Pointer
from kg.extract.inflection import inflected
from kg.extract.names import family
from kg.extract.tokens import Token

__all__ = ["heard_only_here", "last_speaker", "office", "turned_to"]

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


def turned_to(
    text: Discourse, anaphor: Anaphor, fitting: Collection[int], described: Described
) -> Pointer | None:
    """Give who says it, of those that fit, where "he" or "the group" does; None if unsure."""
    if not _says(text, anaphor):
        return None
    options = _options(text, anaphor, fitting, described)
    found = _foremost(text, _last_sentence(text, anaphor.start, options))
    if found is None or (found[1] < _SUBJECT and not _alone_enough(anaphor, options)):
        return None
    one, sure = found
    if _answers(text, anaphor, one):
        others = [other for other in options if other != one.cluster]
        asked = _foremost(text, _last_sentence(text, anaphor.start, others))
        one, sure = asked or found
    kind = "pronoun" if anaphor.pronoun else "nominal"
    return Pointer(one.cluster, anaphor.start, anaphor.end, anaphor.head, kind, sure)


def _alone_enough(anaphor: Anaphor, options: Collection[int]) -> bool:
    """Whether it need not be what the sentence is about: a person, or the only one called so."""
    return anaphor.kind in PERSONAL or (not anaphor.pronoun and len(options) == 1)


def _says(text: Discourse, anaphor: Anaphor) -> bool:
    """Whether it is the subject of a verb of saying in the narrator's own words."""
    at = anaphor.head
    if anaphor.possessive or text.quote[at] >= 0 or anaphor.kind == "they":
        return False
    return _speaks(text, at) and (anaphor.kind in PERSONAL or _quotes(text, at))


def _quotes(text: Discourse, at: int) -> bool:
    """Whether the sentence quotes: of what else "it" says, the subject is seldom a body."""
    sentence = text.doc[at].sent
    return any(one >= 0 for one in text.quote[sentence.start : sentence.end])


def _options(
    text: Discourse, anaphor: Anaphor, fitting: Collection[int], described: Described
) -> Collection[int]:
    """Narrow down whom a description can mean: who was called so, or has the word in the name."""
    if anaphor.kind in PERSONAL:
        return fitting
    bodies = [one for one in fitting if family(text.clusters[one].type) == "Organization"]
    if anaphor.pronoun:
        return bodies
    if anaphor.marks or anaphor.bare or anaphor.owner is not None or anaphor.beside is not None:
        return ()
    places = described.get(anaphor.word, ())
    called = {one for place, one in places if place < anaphor.start}
    exact = [one for one in bodies if text.clusters[one].type in anaphor.classes]
    return [one for one in fitting if one in called] or exact


def _speaks(text: Discourse, at: int) -> bool:
    token = office(text.doc[at])
    return token.dep_ in _SUBJECTS and token.head.lower_ in text.words.speech


def office(token: Token) -> Token:
    """Give the noun that a name stands beside, or the name itself: "its lawyer, X"."""
    while token.dep_ in _BESIDE and token.head is not token:
        token = token.head
    return token


def _answers(text: Discourse, anaphor: Anaphor, before: Pointer) -> bool:
    """Whether somebody answers to the one who asked before."""
    asked = _verb(text, before).lower_ in _ASKING
    return asked and text.doc[anaphor.head].head.lower_ in _ANSWERING


def last_speaker(
    text: Discourse, before: int, families: Collection[str] = ("Person",)
) -> Pointer | None:
    """Give the person or body that the narrator's last sentence before a token is about."""
    fitting = {n for n, one in enumerate(text.clusters) if family(one.type) in families}
    found = _foremost(text, _last_sentence(text, before, fitting))
    return found[0] if found is not None and found[1] >= _SUBJECT else None


def _last_sentence(text: Discourse, before: int, fitting: Collection[int]) -> list[Pointer]:
    """Give the mentions in the last sentence of the narrator's that has any of those that fit."""
    found: list[Pointer] = []
    for one in _narrated(text, before):
        if one.cluster not in fitting:
            continue
        if text.paragraph[before] - text.paragraph[one.start] > _PARAGRAPHS:
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
    return _verb(text, pointer).lower_ in _TALKS


def heard_only_here(text: Discourse, anaphor: Anaphor, found: Pointer) -> bool:
    """Whether only the words that "she" says name the speaker: it is another whom she names."""
    if not _says(text, anaphor):
        return False
    places = [one.start for one in text.pointers if one.cluster == found.cluster]
    here = text.sentence[anaphor.head]
    before = [at for at in places if at < anaphor.start]
    return all(text.quote[at] >= 0 and text.sentence[at] == here for at in before)


def _foremost(text: Discourse, near: Sequence[Pointer]) -> tuple[Pointer, float] | None:
    """Give who speaks in a sentence, else whom it is about, else who alone is in it."""
    about = [one for one in near if office(text.doc[one.head]).dep_ in _SUBJECTS]
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
    return office(text.doc[subject.head]).head
