"""A parsed text as plain objects: each word with its place in the syntax, looked up once.

The rules of this room ask for the same words many times. spaCy makes a Token anew at each step and
looks each of its attributes up; here they are fields. Names and meaning are spaCy's.
"""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count, pairwise
from operator import attrgetter
from typing import NamedTuple

import numpy as np
import spacy.tokens

__all__ = ["Doc", "Recognised", "Sentence", "Token", "plain_doc"]

_STRINGS = ("ORTH", "LOWER", "LEMMA", "POS", "TAG", "DEP")
_NUMBERS = ("IDX", "SPACY", "SENT_START", "HEAD")
_UNSCORED = 0.85
"""What a recogniser without scores is trusted with."""


class Sentence(NamedTuple):
    """The tokens from `start` to `end` (exclusive)."""

    start: int
    end: int


class Recognised(NamedTuple):
    """The tokens from `start` to `end` that the recogniser calls a `label`."""

    start: int
    end: int
    label: str
    score: float


@dataclass(slots=True, eq=False, repr=False)
class Token:
    """A word; `head` is itself at the root of a sentence. `children` are in order of the text."""

    doc: "Doc" = field(init=False)
    sent: Sentence
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    spaced: int
    head: "Token" = field(init=False)
    children: tuple["Token", ...] = ()

    @property
    def end(self) -> int:
        """The character after the word."""
        return self.idx + len(self.text)

    @property
    def is_alpha(self) -> bool:
        """Whether it has letters only."""
        return self.text.isalpha()

    @property
    def is_space(self) -> bool:
        """Whether it has blanks only."""
        return self.text.isspace()

    @property
    def is_punct(self) -> bool:
        """Whether it has punctuation marks only."""
        return all(unicodedata.category(letter).startswith("P") for letter in self.text)

    @property
    def is_sent_start(self) -> bool:
        """Whether a sentence begins with it."""
        return self.i == self.sent.start

    @property
    def lefts(self) -> Iterator["Token"]:
        """The children before it."""
        return (child for child in self.children if child.i < self.i)

    @property
    def rights(self) -> Iterator["Token"]:
        """The children after it."""
        return (child for child in self.children if child.i > self.i)

    @property
    def ancestors(self) -> Iterator["Token"]:
        """What it hangs on, up to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def subtree(self) -> list["Token"]:
        """The token and all that hangs on it, in order of the text."""
        return sorted(self._below(), key=_place)

    @property
    def left_edge(self) -> "Token":
        """The first token of its subtree."""
        return min(self._below(), key=_place)

    @property
    def right_edge(self) -> "Token":
        """The last token of its subtree."""
        return max(self._below(), key=_place)

    def _below(self) -> list["Token"]:
        found = [self]
        for token in found:
            found += token.children
        return found

    def nbor(self, step: int) -> "Token":
        """The token so many places on."""
        return self.doc[self.i + step]


_place = attrgetter("i")


class Doc(tuple[Token, ...]):
    """The tokens of a text, fillers ("gaps") included, with its sentences and names."""

    text: str
    words: tuple[str, ...]
    lower: tuple[str, ...]
    gaps: frozenset[int]
    sents: tuple[Sentence, ...]
    ents: tuple[Recognised, ...]

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """The characters from token `start` to `end` (exclusive)."""
        return self[start].idx, self[end - 1].end

    def text_of(self, start: int, end: int) -> str:
        """The text from token `start` to `end` (exclusive)."""
        return self.text[self[start].idx : self[end - 1].end] if start < end else ""

    def head_of(self, start: int, end: int) -> int:
        """The token between the two that the rest of the sentence hangs on."""
        inside = range(start, end)
        return next((i for i in inside if self[i].head.i not in inside), end - 1)

    def paragraphs(self) -> Iterator[range]:
        """The tokens of each paragraph: what stands between fillers."""
        start = 0
        for gap in (*sorted(self.gaps), len(self)):
            if gap > start:
                yield range(start, gap)
            start = gap + 1

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that stand whole between two characters: the first, and after the last."""
        first = bisect_left(self, start, key=lambda one: one.idx)
        return first, max(first, bisect_right(self, end, key=lambda one: one.end))


def plain_doc(parsed: spacy.tokens.Doc, text: str) -> Doc:
    """Give what a pipeline made of a text, which spaCy itself would put together anew."""
    columns = np.asarray(parsed.to_array([*_STRINGS, *_NUMBERS]), dtype=np.uint64).T
    strings = [_strings(parsed, keys) for keys in columns[: len(_STRINGS)].tolist()]
    places, blanks, opens, heads = columns[len(_STRINGS) :].astype(np.int64).tolist()
    sents = tuple(_sentences(opens))
    homes = (one for one in sents for _ in range(one.start, one.end))
    doc = Doc(map(Token, homes, count(), places, *strings, blanks))
    doc.text = text
    doc.words, doc.lower = map(tuple, strings[:2])
    gaps = parsed.user_data.get("gaps", ())
    doc.gaps = frozenset(i for start, end in gaps for i in range(start, end))
    doc.sents = sents
    doc.ents = tuple(_recognised(parsed))
    _join(doc, heads)
    return doc


def _strings(parsed: spacy.tokens.Doc, keys: Sequence[int]) -> list[str]:
    """What one attribute of all tokens says; each value is looked up once."""
    strings = parsed.vocab.strings
    known = {key: strings[key] for key in set(keys)}
    return [known[key] for key in keys]


def _sentences(opens: Sequence[int]) -> Iterator[Sentence]:
    starts = (at for at, mark in enumerate(opens) if mark == 1)
    bounds = pairwise(sorted({0, *starts, len(opens)}))
    return (Sentence(start, end) for start, end in bounds)


def _recognised(parsed: spacy.tokens.Doc) -> Iterator[Recognised]:
    scores = parsed.user_data.get("ent_scores", {})
    for one in parsed.ents:
        score = scores.get((one.start, one.end), _UNSCORED)
        yield Recognised(one.start, one.end, one.label_, float(score))


def _join(doc: Doc, heads: Sequence[int]) -> None:
    """Tell each token its text, its head and its children."""
    children: dict[int, list[Token]] = {}
    for token, away in zip(doc, heads, strict=True):
        token.doc = doc
        token.head = doc[token.i + away]
        if away:
            children.setdefault(token.i + away, []).append(token)
    for at, found in children.items():
        doc[at].children = tuple(found)
