"""Who speaks for the text itself in a transcript: its host and its reporters, not its guests."""

import re
from collections.abc import Sequence

from kg.extract.quotations import Quoted
from kg.model import Document

__all__ = ["narrated"]

_ROLE = re.compile(
    r"\b(?:HOST|CO-HOST|PRESENTER|ANCHOR|MODERATOR|INTERVIEWER|NEWSREADER|BYLINE|REPORTER|"
    r"CORRESPONDENT|NARRATOR)\b",
    re.IGNORECASE,
)


def narrated(document: Document, quotes: Sequence[Quoted]) -> frozenset[Quoted]:
    """The turns in the text's own voice: of who opens it, and of those labelled as its staff."""
    turns = [one for one in quotes if one.label is not None]
    if len(turns) < 2:
        return frozenset()
    labels = {one: document.text[one.outer.start : one.span.start] for one in turns}
    voices = {_surname(labels[turns[0]])}
    voices |= {_surname(label) for label in labels.values() if _ROLE.search(label)}
    return frozenset(one for one in turns if _surname(labels[one]) in voices)


def _surname(label: str) -> str:
    """The last word of the name in a label: "ANA RUIZ, HOST:" and "RUIZ:" are one speaker."""
    words = re.split(r"[,:(\[]", label, maxsplit=1)[0].split()
    return words[-1].casefold() if words else ""
