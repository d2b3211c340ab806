"""Whom "the striker" or "the 31-year-old" is, where he says something right after who was named."""

from collections.abc import Iterator, Sequence

from kg.extract.coreference.speakers import last_speaker
from kg.extract.discourse import Discourse, Pointer

__all__ = ["described"]

_ARTICLES = frozenset(("a", "an", "the"))
_BREAKS = frozenset(("VERB", "ADP", "PRON", "CCONJ", "PUNCT", "AUX"))
_CALLED, _SURE = 0.85, 0.75
_LONGEST, _NEAR = 6, 4


def described(text: Discourse, cue: int) -> Pointer | None:
    """Give who is meant by a bare description of a person beside the verb: "the striker said".

    Reports call somebody so whom they have just let speak or act. Whom they introduced by the same
    word without a name stays without one.
    """
    found = _before(text, cue - 1) or _after(text, cue + 1)
    if found is None or _introduced(text, found[1]):
        return None
    start, noun = found
    called = {one.cluster for one in _called(text, noun)}
    if len(called) == 1:
        return Pointer(called.pop(), start, noun + 1, noun, "nominal", _CALLED)
    last = last_speaker(text, start)
    if last is None or text.paragraph[last.start] != text.paragraph[start]:
        return None
    return Pointer(last.cluster, start, noun + 1, noun, "nominal", _SURE)


def _called(text: Discourse, noun: int) -> Iterator[Pointer]:
    """Give whom the text has called so: "the playwright X", "X, a playwright"."""
    for at in range(1, noun):
        if text.lower[at] == text.lower[noun]:
            yield from _people(text.covering[at + 1 : at + 2], text)
            if text.lower[at - 1] in _ARTICLES and text.lower[at - 2 : at - 1] == [","]:
                yield from _people(text.covering[at - 3 : at - 2], text)


def _people(pointers: Sequence[Pointer | None], text: Discourse) -> Iterator[Pointer]:
    return (one for one in pointers if one is not None and text.type(one) == "Person")


def _before(text: Discourse, noun: int) -> tuple[int, int] | None:
    """Give the description that ends at a word: "the 31-year-old said"."""
    if noun < 1 or not _is_person(text, noun):
        return None
    for at in range(noun - 1, max(-1, noun - _LONGEST), -1):
        if text.lower[at] == "the":
            return at, noun
        breaks = text.doc[at].pos_ in _BREAKS and text.lower[at] != "-"
        if breaks or text.quote[at] >= 0 or text.paragraph[at] < 0:
            return None
    return None


def _after(text: Discourse, start: int) -> tuple[int, int] | None:
    """Give the description that begins at a word: "said the farmer"."""
    if text.lower[start : start + 1] != ["the"]:
        return None
    for at in range(start + 1, min(start + _LONGEST, len(text.lower))):
        if _is_person(text, at):
            return start, at
        if text.doc[at].pos_ in _BREAKS and text.lower[at] != "-":
            return None
    return None


def _is_person(text: Discourse, at: int) -> bool:
    """Whether a word says what a person is or how old, and nothing more follows to say whose."""
    if text.covering[at] is not None or text.quote[at] >= 0:
        return False
    following = text.doc[at + 1] if at + 1 < len(text.doc) else None
    if following is not None and (
        following.lower_ in ("of", "for", "-") or following.pos_ == "PROPN"
    ):
        return False
    return text.lower[at] in text.words.callings or text.lower[at - 1 : at + 1] == ["-", "old"]


def _introduced(text: Discourse, noun: int) -> bool:
    """Whether the text tells of one without a name before: "a nurse", "met the minister"."""
    places = (at for at in range(1, noun) if text.lower[at] == text.lower[noun])
    return any(_is_unnamed(text, at, noun) for at in places)


def _is_unnamed(text: Discourse, at: int, noun: int) -> bool:
    article = next((a for a in range(at - 1, max(-1, at - _NEAR), -1) if _opens(text, a)), None)
    if article is None or text.quote[at] >= 0:
        return False
    if text.lower[article] == "the" and (
        text.paragraph[at] != text.paragraph[noun] or text.doc[at].head.lower_ in text.words.speech
    ):
        return False
    beside = text.covering[at + 1 : at + 3]
    if text.lower[article - 1] == ",":
        beside = beside + text.covering[max(0, article - 2) : article]
    return not any(one is not None and text.type(one) == "Person" for one in beside)


def _opens(text: Discourse, at: int) -> bool:
    return text.lower[at] in _ARTICLES
