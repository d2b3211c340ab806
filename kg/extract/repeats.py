"""Names that the recogniser saw elsewhere in a text but not here."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.headlines import Headlines
from kg.extract.lexicon import Lexicon, plain
from kg.extract.names import Name
from kg.extract.tokens import Doc

__all__ = ["repeats"]

_REPEAT_SCORE = 0.8
_BEFORE_NAMES = frozenset(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "the", "a")
)


def repeats(doc: Doc, found: Sequence[Name], words: Lexicon, *, lines: Headlines) -> Iterator[Name]:
    """Find names that the recogniser saw elsewhere in the text but not here."""
    taken = {i for one in found for i in range(one.start, one.end)} | doc.gaps
    patterns, beside = _patterns(doc, found), _Neighbours(doc, words, lines)
    for at, word in enumerate(doc.words):
        for key, one in patterns.get(word, ()):
            end = at + len(key)
            if end > len(doc) or not taken.isdisjoint(range(at, end)) or not _written(doc, at, key):
                continue
            if not beside.around(at, end):
                taken.update(range(at, end))
                yield replace(
                    one, start=at, end=end, score=_REPEAT_SCORE, text=doc.text_of(at, end)
                )
                break


def _patterns(doc: Doc, found: Sequence[Name]) -> dict[str, list[tuple[list[str], Name]]]:
    """Order the names of a text by their first word, longest first; surnames are names too."""
    patterns: dict[str, dict[tuple[str, ...], Name]] = defaultdict(dict)
    for one in found:
        parts = doc.words[one.start : one.end]
        if one.demonym or not _distinctive(one.text):
            continue
        patterns[parts[0]].setdefault(tuple(parts), one)
        if one.type == "Person" and len(parts) > 1 and _distinctive(parts[-1]):
            patterns[parts[-1]].setdefault((parts[-1],), one)
    return {
        first: [(list(key), one) for key, one in sorted(group.items(), key=lambda p: -len(p[0]))]
        for first, group in patterns.items()
    }


def _distinctive(text: str) -> bool:
    """Whether the form is unlikely to be an ordinary word at the start of a sentence."""
    return text[:1].isupper() and (len(text) > 2 or (len(text) > 1 and text.isupper()))


def _written(doc: Doc, at: int, key: Sequence[str]) -> bool:
    return list(doc.words[at : at + len(key)]) == list(key)


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """Whether the words beside a name belong to a longer one."""

    doc: Doc
    words: Lexicon
    lines: Headlines

    def around(self, start: int, end: int) -> bool:
        """Whether tokens `start` to `end` stand within a longer name."""
        return self._after(end) or (end - start == 1 and self._before(start - 1))

    def _after(self, at: int) -> bool:
        if at >= len(self.doc) or self.lines.ordinarily_small(self.doc, at):
            return False
        return self.doc[at].is_alpha and self.doc[at].text[:1].isupper()

    def _before(self, at: int) -> bool:
        if at < 0 or self.doc[at + 1].is_sent_start or self.lines.ordinarily_small(self.doc, at):
            return False
        before = self.doc[at]
        if before.lower_ in _BEFORE_NAMES or plain(before.text) in self.words.titles:
            return False
        return before.is_alpha and before.text.istitle()
