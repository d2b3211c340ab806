"""SPARQL as a list of tokens: enough to find variables, prefixes and the outer LIMIT.

The terminals are those of SPARQL 1.1 §19.8; whatever is not told apart here is one character.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Token", "tokens"]

_TOKEN = re.compile(
    r"""
      (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>\"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3}|'{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    | (?P<comment>\#[^\n\r]*)
    | (?P<variable>[?$][^\W]\w*)
    | (?P<prefixed>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:[\w:%-](?:[\w.:%\\-]*[\w:%-])?)?)
    | (?P<word>[^\W\d]\w*)
    | (?P<number>\d+(?:\.\d+)?)
    | (?P<space>\s+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Token:
    """A token with its kind (a group of the pattern above) and its depth in braces."""

    kind: str
    text: str
    depth: int


def tokens(sparql: str) -> Iterator[Token]:
    """Every token, spaces and comments included: joined, they give the text back."""
    depth = 0
    for match in _TOKEN.finditer(sparql):
        text = match.group()
        depth -= text == "}"
        yield Token(match.lastgroup or "other", text, depth)
        depth += text == "{"
