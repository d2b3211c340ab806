"""Where a text says that it was written: "ADEN, Yemen (June 12) —"."""

from kg.extract.tokens import Doc

__all__ = ["datelines"]

_LONG_DASH = "—"
_DASHES = frozenset(("-", "–", "--", _LONG_DASH))
_LONGEST = 14
"""Tokens within which the dash of "KIGALI, Rwanda, May 3 (AP) -" stands."""


def datelines(doc: Doc) -> frozenset[int]:
    """Give the tokens before the dash that ends a dateline, at the head of any paragraph."""
    return frozenset(at for line in doc.paragraphs() for at in _dateline(doc, line))


def _dateline(doc: Doc, line: range) -> range:
    for at in line[1:_LONGEST]:
        if doc.words[at] in _DASHES and (doc[at - 1].spaced or doc.words[at] == _LONG_DASH):
            return range(line.start, at)
        if doc[at].pos_ == "VERB":
            break
    return range(0)
