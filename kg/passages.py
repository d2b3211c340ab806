"""Where the sentence around a stretch of text begins and ends, for people to read.

Good enough to show, with no language model at hand; evidence has its own, exact offsets.
"""

import re
from itertools import takewhile

from kg.model import Span

__all__ = ["printable", "sentence"]

_END = re.compile(r"(?<!\b[A-Z])(?<!\.[A-Z])[.!?][\"”’)]*\s+(?=[\"“‘(\[]?[A-Z0-9])|[\"”’)\s]*\n+")

# Control characters and the marks that turn the direction of writing: they can rewrite a terminal.
_UNSAFE = {
    code: "\ufffd"
    for block in (
        range(9),
        range(11, 32),
        range(127, 160),
        range(0x202A, 0x202F),
        range(0x2066, 0x206A),
    )
    for code in block
}


def printable(text: str) -> str:
    """Give the text safe to print, character for character, so that offsets stay true."""
    return text.translate(_UNSAFE)


def sentence(text: str, span: Span) -> Span:
    """Give the span widened to the ends of its sentence, within its line."""
    before = takewhile(lambda found: found.end() <= span.start, _END.finditer(text))
    start = max((found.end() for found in before), default=0)
    # From the last character on, so that a sentence whose end is inside stays as it is.
    after = _END.search(text, max(span.start, span.end - 1))
    end = after.end() if after else len(text)
    return Span(start, max(end, span.end))
