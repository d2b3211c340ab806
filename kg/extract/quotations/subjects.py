"""The subject of a verb of saying: by word order beside it, else by the parse."""

from kg.extract.coreference.speakers import office
from kg.extract.discourse import Discourse, Pointer
from kg.extract.quotations.cues import NEAR, stops
from kg.extract.quotations.descriptions import described
from kg.extract.quotations.documents import DOCUMENTS, issuer
from kg.extract.quotations.phrases import (
    PHRASE_ENDS,
    by_whom,
    joint_before,
    named_after,
    outermost,
    phrase,
    sentence_subject,
)

__all__ = ["BE", "subject_of"]

_ADVERBS = frozenset(
    [
        "has",
        "have",
        "had",
        "also",
        "later",
        "then",
        "once",
        "is",
        "was",
        "been",
        "would",
        "not",
        "n't",
        "further",
        "himself",
        "herself",
        "will",
        "still",
        "just",
        "even",
        "did",
        "does",
        "who",
        "again",
        "earlier",
        "today",
        "yesterday",
        "often",
        "on",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "this",
        "that",
        "week",
        "morning",
        "evening",
        "afternoon",
        "night",
    ]
)
_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubjpass", "nsubj:outer", "csubj"))
_CHAIN = frozenset(("conj", "xcomp", "advcl", "ccomp", "acl", "parataxis"))
BE = frozenset(("is", "was", "are", "were", "been", "being", "be", "as"))


def subject_of(text: Discourse, cue: int) -> Pointer | None:
    """Find the subject of a verb of saying: by word order beside it, else by the parse."""
    for read in (_reported, _inverted):
        settled, found = read(text, cue)
        if settled:
            return found
    found = _beside(text, cue) or _parsed_subject(text, cue)
    ing = text.lower[cue].endswith("ing")
    if text.lower[cue - 1] == "," and cue > 1 and not ing:
        found = _past_apposition(text, cue - 1) or found
    if not text.speaks(found):
        found = None if ing else _preceding(text, cue) or described(text, cue)
    return sentence_subject(text, cue) if found is None and ing else found


def _reported(text: Discourse, cue: int) -> tuple[bool, Pointer | None]:
    """Read `according to X`, `was described by X` and `Y quoted X as saying`."""
    word, before = text.lower[cue], text.lower[cue - 1]
    if word in ("according", "words"):
        return True, phrase(text, cue + 2) or by_whom(text, cue + 2)
    if word == "saying" and before == "as":
        return True, _quoted_one(text, cue)
    passive = before in BE and not word.endswith("ing")
    if cue + 1 < len(text.lower) and text.lower[cue + 1] == "by":
        found = phrase(text, cue + 2)
        return passive or found is not None, found
    return passive, by_whom(text, cue + 1) if passive else None


def _inverted(text: Discourse, cue: int) -> tuple[bool, Pointer | None]:
    """Read the subject after a verb that stands right after the quoted words: `"...," said X`."""
    if not _after_words(text, cue):
        return False, None
    found = phrase(text, cue + 1)
    return found is not None, found


def _after_words(text: Discourse, cue: int) -> bool:
    """Whether the verb stands right after the quoted words: `"...," said X`."""
    if text.lower[cue].endswith("ing"):
        return False
    if cue == 0 or text.quote[cue - 1] >= 0:
        return cue > 0
    return cue > 1 and text.lower[cue - 1] in (",", "—", "–") and text.quote[cue - 2] >= 0


def _beside(text: Discourse, cue: int) -> Pointer | None:
    """Give the person named right at the verb: `X said`, `the editor, X, said`."""
    before = text.covering[cue - 1]
    if text.lower[cue - 1] == "," and cue > 1:
        after = named_after(text, cue)
        if after is not None and _closed(text, after.end):
            return after
        before = text.covering[cue - 2]
        opened = before is not None and text.lower[_titled(text, before.start) - 1] == ","
        return before if opened and before and text.type(before) == "Person" else None
    if (
        before is None
        or text.type(before) != "Person"
        or joint_before(text, before.start) is not None
    ):
        return None
    return before


def _closed(text: Discourse, at: int) -> bool:
    """Whether a name ends its phrase: what follows is no verb of its own."""
    return at >= len(text.lower) or text.lower[at] in PHRASE_ENDS or text.quote[at] >= 0


def _titled(text: Discourse, start: int) -> int:
    """Give where a name begins with its titles: `Lt. Col. X`."""
    while start > 1 and text.in_title(start - 1):
        start -= 1
    return start


def _quoted_one(text: Discourse, cue: int) -> Pointer | None:
    """Read `Y quoted X, ..., as saying`."""
    for at in range(cue - 2, max(-1, cue - NEAR), -1):
        if text.lower[at] in ("quoted", "quotes", "cited", "reported", "quoting", "citing"):
            return phrase(text, at + 1)
    return None


def _parsed_subject(text: Discourse, cue: int) -> Pointer | None:
    """Follow the parse to the verb's subject, up from verbs that share another's."""
    token = text.doc[cue]
    for _ in range(4):
        subject = next((one for one in token.lefts if one.dep_ in _SUBJECTS), None) or next(
            (one for one in token.rights if one.dep_ in _SUBJECTS), None
        )
        if subject is not None and text.quote[subject.i] < 0:
            relative = subject.lower_ in ("who", "which", "that")
            return _owner(text, token.head.i if relative else subject.i)
        if token.dep_ in ("acl", "acl:relcl") and (found := _owner(text, token.head.i)):
            return found
        if token.dep_ not in _CHAIN or token.head.i == token.i:
            return None
        token = token.head
    return None


def _owner(text: Discourse, head: int) -> Pointer | None:
    """Give what a subject's head word stands for, or the person in apposition to it."""
    pointer = text.covering[head]
    if pointer is not None and pointer.kind != "nominal":
        return pointer if text.speaks(pointer) else None
    if text.lower[head] in DOCUMENTS:
        return issuer(text, head)
    for child in text.doc[head].children:
        if child.dep_ in ("appos", "flat", "compound") and child.i > head - 8:
            other = text.covering[child.i]
            if other is not None and text.type(other) == "Person" and abs(child.i - head) < 10:
                return other
    return pointer if text.speaks(pointer) else None


def _preceding(text: Discourse, cue: int) -> Pointer | None:
    """Read the subject before the verb, past adverbs and an apposition between commas."""
    at = cue - 1
    while at >= 0 and (text.lower[at] in _ADVERBS or text.lower[at].endswith("ly")):
        at -= 1
    if at < 0 or text.quote[at] >= 0 or text.paragraph[at] < 0:
        return None
    if text.lower[at] in ("and", "but", "or"):
        return sentence_subject(text, cue)
    if text.lower[at] in (",", ")", "—", "–"):
        return _past_apposition(text, at) or sentence_subject(text, at)
    pointer = text.covering[at]
    if pointer is None or _belongs(text, pointer):
        return None
    return outermost(text, pointer)


def _belongs(text: Discourse, pointer: Pointer) -> bool:
    """Whether a person only says whose man is meant: `a spokesman for X`."""
    token = office(text.doc[pointer.head])
    person = text.type(pointer) == "Person"
    return person and token.dep_ == "nmod" and text.covering[token.head.i] is None


def _past_apposition(text: Discourse, at: int) -> Pointer | None:
    """Give the name before an apposition, or the name that is one: `its spokesman, X, said`."""
    opening = {")": "("}.get(text.lower[at], text.lower[at])
    inner = text.covering[at - 1]
    for here in range(at - 1, max(0, at - 2 * NEAR), -1):
        if text.quote[here] >= 0 or text.paragraph[here] < 0 or stops(text, here):
            break
        if text.lower[here] != opening:
            continue
        pointer = text.covering[here - 1]
        found = outermost(text, pointer) if pointer is not None else None
        hangs = pointer is not None and _belongs(text, pointer)
        if found is not None and not ((found.kind == "nominal" or hangs) and inner):
            return found
        if inner is not None and inner.kind == "name" and text.type(inner) == "Person":
            return inner
    return None
