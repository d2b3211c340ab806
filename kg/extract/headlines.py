"""Headlines in title case: every word has a capital there, so that the body says what is a name."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.lexicon import Lexicon, form
from kg.extract.names import Name
from kg.extract.tokens import Doc

__all__ = ["Headlines"]

_LONG = 4
"""Letters from which a word has a capital in every style of title case."""
_FEWEST, _MOST = 3, 30
_ENDS = frozenset((".", ",", ";", "…"))


@dataclass(frozen=True, slots=True)
class Headlines:
    """The tokens of a text's lines in title case; `ordinary` are words that the body writes small.

    `named` are the forms of the names in the body.
    """

    tokens: frozenset[int]
    ordinary: frozenset[str]
    named: frozenset[str]

    @classmethod
    def of(cls, doc: Doc, found: Sequence[Name]) -> "Headlines":
        """Find the lines in title case of a text with these names."""
        words = doc.words
        lines = (line for line in doc.paragraphs() if _is_title(words, line))
        tokens = frozenset(at for line in lines for at in line)
        if not tokens:
            return cls(tokens, frozenset(), frozenset())
        small = (word for at, word in enumerate(words) if at not in tokens and word.islower())
        body = (form(one.text) for one in found if one.start not in tokens)
        return cls(tokens, frozenset(small), frozenset(body))

    def keeps(self, name: Name, words: Lexicon) -> bool:
        """Whether a name can be one: not if the body writes most of its words small."""
        if name.start not in self.tokens or form(name.text) in self.named:
            return True
        parts = [part for part in name.text.lower().split() if part.isalpha()]
        common = [part for part in parts if part in self.ordinary or part in words.nominals]
        return not parts or 2 * len(common) <= len(parts)

    def ordinarily_small(self, doc: Doc, at: int) -> bool:
        """Whether a word has its capital from the headline alone."""
        if at not in self.tokens:
            return False
        token = doc[at]
        return token.pos_ != "PROPN" or token.lower_ in self.ordinary


def _is_title(words: Sequence[str], line: range) -> bool:
    """Whether all but the small words of a line have capitals, and it is no sentence."""
    written = [words[at] for at in line if words[at].isalpha()]
    long = [word for word in written if len(word) >= _LONG]
    if len(long) < _FEWEST or len(written) > _MOST or words[line[-1]] in _ENDS:
        return False
    return all(word[0].isupper() for word in long)
