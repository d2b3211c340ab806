"""Words as the encoder sees them: word pieces, each with the shape of its letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

__all__ = ["CLS", "SEP", "PieceShape", "Pieces", "Window", "WordPieces", "shape_of", "window"]

CLS = 101
SEP = 102
_UNKNOWN = 100
_LONGEST_WORD = 16
_CACHED_WORDS = 200_000

Ints = NDArray[np.int64]


class PieceShape(IntEnum):
    """How a piece is written: the encoder's vocabulary has no capitals."""

    NONE = 0
    LOWER = 1
    TITLE = 2
    UPPER = 3
    DIGIT = 4
    MIXED = 5
    OTHER = 6


def shape_of(piece: str, word: str) -> PieceShape:
    """Give the shape of a piece; one capital alone is a title, save in a word of capitals."""
    letters = [c for c in piece if c.isalpha()]
    if not letters:
        return PieceShape.DIGIT if any(c.isdigit() for c in piece) else PieceShape.OTHER
    if all(c.islower() or not c.isupper() for c in letters):
        return PieceShape.LOWER
    if len(letters) == 1:
        return PieceShape.UPPER if len(word) > 1 and word.isupper() else PieceShape.TITLE
    if all(c.isupper() for c in letters):
        return PieceShape.UPPER
    if letters[0].isupper() and not any(c.isupper() for c in letters[1:]):
        return PieceShape.TITLE
    return PieceShape.MIXED


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of one word: vocabulary ids and shapes, of equal length, never empty."""

    ids: tuple[int, ...]
    shapes: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.ids)


class WordPieces:
    """Words to pieces. A word's pieces depend on nothing but the word, so they are remembered."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._known: dict[str, Pieces] = {}

    @classmethod
    def open(cls, path: Path) -> "WordPieces":
        """Read the vocabulary from a `tokenizer.json`."""
        return cls(Tokenizer.from_file(str(path)))

    def __call__(self, word: str) -> Pieces:
        """Give the pieces of a word."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _CACHED_WORDS:
                self._known.clear()
            found = self._known[word] = self._split(word)
        return found

    def _split(self, word: str) -> Pieces:
        encoding = self._tokenizer.encode(word, add_special_tokens=False)
        ids = tuple(encoding.ids[:_LONGEST_WORD])
        if not ids:
            return Pieces((_UNKNOWN,), (int(PieceShape.OTHER),))
        shapes = tuple(int(shape_of(word[s:e], word)) for s, e in encoding.offsets[: len(ids)])
        return Pieces(ids, shapes)


@dataclass(frozen=True, slots=True)
class Window:
    """What goes through the encoder at once: pieces, and each word's first and last piece."""

    ids: Ints
    shapes: Ints
    first: Ints
    last: Ints


def window(words: Sequence[Pieces], breaks: Sequence[bool]) -> Window:
    """Lay words out as `[CLS] w w [SEP] w w [SEP]`, with a separator before a word in `breaks`."""
    ids, shapes, first, last = [CLS], [0], [], []
    for index, (word, starts) in enumerate(zip(words, breaks, strict=True)):
        if starts and index:
            ids.append(SEP)
            shapes.append(0)
        first.append(len(ids))
        ids.extend(word.ids)
        shapes.extend(word.shapes)
        last.append(len(ids) - 1)
    ids.append(SEP)
    shapes.append(0)
    return Window(*(np.asarray(values, dtype=np.int64) for values in (ids, shapes, first, last)))
