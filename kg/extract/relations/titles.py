"""Where a title of several words ends: "director-general", "editor-in-chief", "bishop emeritus"."""

import re

from kg.extract.tense import EMERITI
from kg.extract.tokens import Doc, Token

__all__ = ["in_chief", "is_partisan", "title_end"]

_ENDINGS = frozenset({"general", "elect", "designate"}) | EMERITI
_STATE = frozenset("president premier chancellor minister governor mayor".split())
_PARTY = re.compile(r"Party$|Democrats$|Conservatives$|Republicans$|Labour$")
_HYPHENS = frozenset({"-", "–"})


def title_end(noun: Token) -> Token:
    """The last word of a title: of "director-general", general; of "bishop emeritus", that."""
    doc, at = noun.doc, noun.i + 2
    if chief := in_chief(doc, noun.i):
        return doc[chief]
    if at <= len(doc) and doc[at - 1].lower_ in EMERITI:
        return doc[at - 1]
    joined = at < len(doc) and doc[at - 1].text in _HYPHENS and doc[at].lower_ in _ENDINGS
    return doc[at] if joined else noun


def in_chief(doc: Doc, noun: int) -> int | None:
    """Where "editor-in-chief" ends, written with hyphens or without."""
    words = doc.lower[noun + 1 : noun + 5]
    if words[:2] == ("in", "chief"):
        return noun + 2
    return noun + 4 if words[1::2] == ("in", "chief") and words[0] in _HYPHENS else None


def is_partisan(title: str, body: str) -> bool:
    """Whether a body behind a name is only the party of who has a title: "President X of Y"."""
    return title in _STATE and bool(_PARTY.search(body))
