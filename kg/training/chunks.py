"""Texts and trees as chunks: runs of words with everything that the heads may learn from them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

from kg.encoder.inventory import Inventory
from kg.encoder.labels import FINE, begin_tags, inside_tags
from kg.encoder.lemmas import script_of
from kg.encoder.pieces import Pieces, WordPieces
from kg.training.corpora import Name, Sentence, Text
from kg.training.inventory import index_of, tag_of
from kg.training.weak import Gazetteer, allowed

__all__ = ["ANY", "IGNORED", "Chunk", "Chunker"]

ANY = -1
"""A name mask that allows every tag: nothing is learnt from the word."""
IGNORED = -100

Ints = NDArray[np.int64]
_UNLABELLED = ("DATE", "NORP", "Misc")
_SCHEMA_SOURCES = ("wikinews", "written")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A sentence or a line of a text.

    `names` are bit masks over the name tags that a word may have, `heads` count words of the chunk
    (a root is its own head), and `starts` marks sentence starts; IGNORED where the source has none.
    """

    document: str
    source: str
    words: tuple[Pieces, ...]
    paragraph: bool
    names: Ints
    tags: Ints
    scripts: Ints
    heads: Ints
    relations: Ints
    starts: Ints

    def __len__(self) -> int:
        return len(self.words)


class Chunker:
    """Makes chunks of texts and trees with one tokenizer, one vocabulary and one set of lists."""

    def __init__(self, nlp: Language, pieces: WordPieces, inventory: Inventory) -> None:
        self._nlp = nlp
        self._pieces = pieces
        self._tags = index_of(inventory.tags)
        self._scripts = index_of(inventory.scripts)
        self._relations = index_of(inventory.relations)

    def tree(self, sentence: Sentence) -> Chunk:
        """Give a tree: everything but names."""
        words = sentence.words
        blank = np.full(len(words), ANY, dtype=np.int64)
        heads = [word.head - 1 if word.head else place for place, word in enumerate(words)]
        starts = [int(place == 0) for place in range(len(words))]
        return Chunk(
            document=sentence.document,
            source="treebank",
            words=tuple(self._pieces(word.form) for word in words),
            paragraph=sentence.paragraph,
            names=blank,
            tags=_ints(self._tags.get(tag_of(w), IGNORED) for w in words),
            scripts=_ints(self._scripts.get(script_of(w.form, w.lemma), IGNORED) for w in words),
            heads=_ints(heads),
            relations=_ints(self._relations.get(w.relation, IGNORED) for w in words),
            starts=_ints(starts),
        )

    def text(self, text: Text, gazetteer: Gazetteer) -> list[Chunk]:
        """Give a text's lines: names only."""
        doc = self._nlp.make_doc(text.text)
        spans = [(token.idx, token.idx + len(token)) for token in doc]
        masks = _masks(spans, text, gazetteer)
        chunks: list[Chunk] = []
        line: list[int] = []
        for place, token in enumerate(doc):
            if not token.is_space:
                line.append(place)
            if line and (place + 1 == len(doc) or (token.is_space and "\n" in token.text)):
                words = tuple(self._pieces(doc[i].text) for i in line)
                chunks.append(_line(text, words, masks[line], paragraph=bool(chunks) or True))
                line = []
        return chunks


def _line(text: Text, words: tuple[Pieces, ...], masks: Ints, *, paragraph: bool) -> Chunk:
    blank = np.full(len(words), IGNORED, dtype=np.int64)
    return Chunk(
        text.document, text.source, words, paragraph, masks, blank, blank, blank, blank, blank
    )


def _ints(values: Iterable[int]) -> Ints:
    return np.asarray(list(values), dtype=np.int64)


def _bits(tags: Sequence[int]) -> int:
    return sum(1 << tag for tag in tags)


def _outside(source: str) -> int:
    """Give what a word in no marked name may be: sources of the schema do not mark some classes."""
    if source not in _SCHEMA_SOURCES:
        return 1
    return 1 | _bits(begin_tags(_UNLABELLED)) | _bits(inside_tags(_UNLABELLED))


def _masks(spans: Sequence[tuple[int, int]], text: Text, gazetteer: Gazetteer) -> Ints:
    masks = np.full(len(spans), _outside(text.source), dtype=np.int64)
    for start, end in text.unknown:
        masks[_touched(spans, start, end)] = ANY
    for name in text.names:
        _mark(masks, _touched(spans, name.start, name.end), _classes(name, text, gazetteer))
    return masks


def _classes(name: Name, text: Text, gazetteer: Gazetteer) -> tuple[str, ...]:
    found = allowed(name, text.text, gazetteer)
    return tuple(fine for fine in found if fine in FINE)


def _mark(masks: Ints, touched: list[int], classes: tuple[str, ...]) -> None:
    if touched:
        masks[touched[0]] = _bits(begin_tags(classes))
        masks[touched[1:]] = _bits(inside_tags(classes))


def _touched(spans: Sequence[tuple[int, int]], start: int, end: int) -> list[int]:
    return [place for place, (s, e) in enumerate(spans) if s < end and start < e]
