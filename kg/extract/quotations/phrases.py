"""Whom a phrase or sentence beside a verb of saying names."""

from kg.extract.discourse import Discourse, Pointer
from kg.extract.quotations.cues import NEAR, closes_sentence, stops

__all__ = [
    "PHRASE_ENDS",
    "by_whom",
    "is_owner",
    "joint_before",
    "named_after",
    "outermost",
    "phrase",
    "sentence_subject",
]

_POSSESSIVES = frozenset(("his", "her", "their", "its", "my", "our", "your"))
_OBJECTS = frozenset(("him", "them", "himself", "herself", "itself", "themselves"))
_POSSESSED = frozenset(("'s", "’s", "'", "’"))
PHRASE_ENDS = frozenset(
    [
        ",",
        ".",
        ";",
        ":",
        "who",
        "that",
        "in",
        "on",
        "at",
        "to",
        "when",
        "after",
        "during",
        "as",
        "about",
        "for",
        "of",
        "from",
        "while",
        "with",
        "before",
        "by",
        "following",
        "speaking",
        "adding",
        "(",
        "—",
        "–",
    ]
)
_INSIDE = frozenset(("of", "from", "at", "for", "in", "with", "on"))
_MODIFIERS = frozenset(("compound", "amod", "nmod:desc"))
_CLAUSE_WORDS = frozenset(("is", "was", "has", "had", "and", "but", "that", "when", "while"))


def phrase(text: Discourse, start: int) -> Pointer | None:
    """Give who a phrase names: its person, past office and house; else the body that ends it."""
    last: Pointer | None = None
    at = start
    while at < min(start + NEAR, len(text.doc)):
        if text.quote[at] >= 0 or text.paragraph[at] < 0:
            break
        pointer = text.covering[at]
        if pointer is not None:
            owns = is_owner(text, pointer)
            owns = owns or text.lower[at] == "it"
            if text.type(pointer) == "Person" and not owns:
                return pointer
            last = None if owns else pointer
            at = pointer.end
            continue
        if text.lower[at] == "," and last is None and (named := named_after(text, at)):
            return named
        if text.lower[at] in PHRASE_ENDS and not _inside_title(text, at):
            return last if text.speaks(last) else _named_later(text, at)
        if text.doc[at].text.isalpha() and text.lower[at] not in ("the", "a", "an"):
            last = None
        at += 1
    return last if text.speaks(last) else None


def _inside_title(text: Discourse, at: int) -> bool:
    """Whether a stop or `of` belongs to an office before a name: `Col.`, `Secretary of State X`."""
    if text.lower[at] == ".":
        return not stops(text, at)
    if text.lower[at] != "of":
        return False
    ahead = text.covering[at + 1 : at + 5]
    person = next((k for k, one in enumerate(ahead) if one and text.type(one) == "Person"), None)
    return bool(person) and all(text.doc[at + 1 + k].text[:1].isupper() for k in range(person or 0))


def _named_later(text: Discourse, at: int) -> Pointer | None:
    """Read on past a place or house: `said its spokesman in Y, X`."""
    if text.lower[at] not in _INSIDE:
        return None
    for comma in range(at + 1, min(at + 8, len(text.lower))):
        if text.lower[comma] == ",":
            return named_after(text, comma)
        if stops(text, comma) or text.quote[comma] >= 0:
            return None
    return None


def is_owner(text: Discourse, pointer: Pointer) -> bool:
    """Whether it only says whose: `his lawyer`, `Merkel's spokesman`."""
    following = text.lower[pointer.end] if pointer.end < len(text.lower) else ""
    return following in _POSSESSED or text.lower[pointer.start] in _POSSESSIVES | _OBJECTS


def named_after(text: Discourse, comma: int) -> Pointer | None:
    """Give the person that a comma after an office introduces: `said the editor, X`."""
    at = comma + 1
    while at < min(comma + 5, len(text.lower)) and text.in_title(at):
        at += 1
    pointer = text.covering[at] if at < len(text.lower) else None
    if pointer is None or pointer.kind != "name" or text.type(pointer) != "Person":
        return None
    return pointer


def sentence_subject(text: Discourse, at: int) -> Pointer | None:
    """Give the first thing in the sentence that can speak."""
    start = at
    while start > 0 and not stops(text, start - 1) and text.paragraph[start - 1] >= 0:
        if text.quote[start - 1] >= 0 and closes_sentence(text, text.quote[start - 1], start - 1):
            break
        start -= 1
    for here in range(start, at):
        pointer = text.covering[here]
        if pointer is None or text.quote[here] >= 0 or is_owner(text, pointer):
            continue
        if text.speaks(pointer) and not _modifies(text, pointer):
            return pointer
    return None


def _modifies(text: Discourse, pointer: Pointer) -> bool:
    """Whether a name only says which house or place is meant: `in Y`, `Y president X`."""
    house = text.type(pointer) != "Person" and text.doc[pointer.head].dep_ in _MODIFIERS
    return house or joint_before(text, pointer.start) is not None


def outermost(text: Discourse, pointer: Pointer) -> Pointer | None:
    """Take who stands before `of` or `from` and a house; nobody where only an office does."""
    if text.type(pointer) == "Person":
        return pointer
    joint = joint_before(text, pointer.start)
    if joint is None:
        return pointer if text.speaks(pointer) else None
    other = text.covering[joint - 1] if joint else None
    if other is None or text.quote[joint - 1] >= 0:
        return None
    if text.type(other) == "Person" or not text.speaks(pointer):
        return other if text.speaks(other) else None
    return None


def joint_before(text: Discourse, start: int) -> int | None:
    """Find the preposition that a name hangs on, past articles, owners and adjectives."""
    for at in range(start - 1, max(-1, start - 8), -1):
        if text.lower[at] in _INSIDE:
            return at
        inside = text.covering[at] or text.lower[at] in _POSSESSED or text.doc[at].is_alpha
        if not inside or text.lower[at] in _CLAUSE_WORDS or text.paragraph[at] < 0:
            return None
    return None


def by_whom(text: Discourse, start: int) -> Pointer | None:
    """Read `according to a tweet on Monday by X`."""
    for at in range(start, min(start + NEAR, len(text.lower))):
        if text.quote[at] >= 0:
            continue
        if stops(text, at) or text.paragraph[at] < 0:
            return None
        if text.lower[at] in ("by", "from") and (found := phrase(text, at + 1)):
            return found
    return None
