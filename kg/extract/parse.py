"""Documents to one spaCy Doc each, token for token at the offsets of the document's text.

A pipeline reads paragraphs; page furniture and paragraph breaks become filler tokens ("gaps"),
each a sentence of its own, so that no sentence or name runs across one.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.errors import ModelError
from kg.model import Document, Span

__all__ = ["parse", "segments"]

_Tensor = np.ndarray[tuple[int, ...], np.dtype[np.float32]]

_BATCH = 32
"""Documents parsed at a time: enough for a pipeline's batches, little enough for memory."""

_LONGEST = 20_000
"""Characters in one segment: far more than a paragraph, far less than spaCy's limit."""

_BREAK = re.compile(r"\s*\n\s*\n\s*|\s*[\r\n\u2028\u2029\f\v]\s*")
_ENDS = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_WRAP = range(45, 130)
"""Line lengths at which a line that ends inside a sentence was wrapped by an editor."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Tokens of one segment, or one filler."""

    words: list[str]
    spaces: list[bool]
    doc: Doc | None


@lru_cache(maxsize=2 * _BATCH)
def segments(document: Document) -> tuple[Span, ...]:
    """Give the stretches of text to read: paragraphs without furniture, in order."""
    bounds: list[Span] = []
    start = 0
    for block in sorted(document.furniture):
        if block.start > start:
            bounds.append(Span(start, block.start))
        start = max(start, block.end)
    if start < len(document.text):
        bounds.append(Span(start, len(document.text)))
    return tuple(one for bound in bounds for one in _paragraphs(document.text, bound))


def _paragraphs(text: str, bound: Span) -> Iterator[Span]:
    start = bound.start
    for found in _BREAK.finditer(text, bound.start, bound.end):
        if _wrapped(text, start, found):
            continue
        yield from _trimmed(text, start, found.start())
        start = found.end()
    yield from _trimmed(text, start, bound.end)


def _wrapped(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether a single line end only wraps a line of a paragraph that goes on."""
    if found.group().count("\n") != 1:
        return False
    line_start = max(start, text.rfind("\n", 0, found.start()) + 1)
    line = text[line_start : found.start()]
    if _ENDS.search(line):
        return False
    following = text[found.end() : found.end() + 1]
    return following.islower() or len(line) in _WRAP


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut white space at the ends, and a stretch too long for a pipeline into parts."""
    while start < end:
        while start < end and text[start].isspace():
            start += 1
        stop = end
        if end - start > _LONGEST:
            cut = text.rfind(" ", start, start + _LONGEST)
            stop = cut if cut > start else start + _LONGEST
        last = stop
        while last > start and text[last - 1].isspace():
            last -= 1
        if last > start:
            yield Span(start, last)
        start = stop


def parse(nlp: Language, documents: Iterable[Document]) -> Iterator[tuple[Document, Doc]]:
    """Annotate each document, in order: `doc.text == document.text`, `token.idx` an offset in it.

    Raises: ModelError where the pipeline fails on a text.
    """
    stream = iter(documents)
    whole = nlp.meta.get("kg_unit") == "document"
    while batch := list(islice(stream, _BATCH)):
        try:
            docs = _annotate_whole(nlp, batch) if whole else _annotate_parts(nlp, batch)
        except (ValueError, RuntimeError, IndexError) as err:
            named = f"{batch[0].id}..{batch[-1].id}"
            raise ModelError(f"the language pipeline failed: {err}", where=named) from err
        yield from zip(batch, docs, strict=True)


def _annotate_whole(nlp: Language, batch: list[Document]) -> list[Doc]:
    """For a pipeline that reads documents in their context."""
    docs = [_assemble(nlp, one, None) for one in batch]
    return list(nlp.pipe(docs))


def _annotate_parts(nlp: Language, batch: list[Document]) -> list[Doc]:
    """For an ordinary pipeline, which reads each paragraph on its own."""
    texts = [one.text[span.start : span.end] for one in batch for span in segments(one)]
    parsed = nlp.pipe(texts)
    return [_assemble(nlp, one, parsed) for one in batch]


def _assemble(nlp: Language, document: Document, parsed: Iterator[Doc] | None) -> Doc:
    pieces: list[_Piece] = []
    gaps: list[tuple[int, int]] = []
    at = tokens = 0
    for span in [*segments(document), None]:
        until = span.start if span else len(document.text)
        if until > at:
            pieces.append(_Piece([document.text[at:until]], [False], None))
            gaps.append((tokens, tokens + 1))
            tokens += 1
        if span:
            piece = _piece(nlp, document.text[span.start : span.end], parsed)
            pieces.append(piece)
            tokens += len(piece.words)
            at = span.end
    made = _merged(nlp, pieces) if parsed is not None else _bare(nlp, pieces)
    made.user_data["gaps"] = tuple(gaps)
    return made


def _piece(nlp: Language, text: str, parsed: Iterator[Doc] | None) -> _Piece:
    doc = nlp.tokenizer(text) if parsed is None else next(parsed)
    return _Piece([t.text for t in doc], [bool(t.whitespace_) for t in doc], doc)


def _bare(nlp: Language, pieces: list[_Piece]) -> Doc:
    words = [word for piece in pieces for word in piece.words]
    spaces = [space for piece in pieces for space in piece.spaces]
    return Doc(nlp.vocab, words=words, spaces=spaces)


def _merged(nlp: Language, pieces: list[_Piece]) -> Doc:
    """One Doc with the annotation of its parts."""
    made = _Annotation()
    for piece in pieces:
        made.add(piece)
    doc = Doc(
        nlp.vocab,
        words=[word for piece in pieces for word in piece.words],
        spaces=[space for piece in pieces for space in piece.spaces],
        tags=made.tags,
        pos=made.pos,
        morphs=made.morphs,
        lemmas=made.lemmas,
        heads=made.heads,
        deps=made.deps,
        ents=made.ents,
    )
    doc.user_data["ent_scores"] = made.scores
    if made.width:
        doc.tensor = np.concatenate([made.padded(one) for one in made.tensors])
    return doc


class _Annotation:
    """The columns of a merged Doc, part by part."""

    def __init__(self) -> None:
        self.tags: list[str] = []
        self.pos: list[str] = []
        self.morphs: list[str] = []
        self.lemmas: list[str] = []
        self.heads: list[int] = []
        self.deps: list[str] = []
        self.ents: list[str] = []
        self.scores: dict[tuple[int, int], float] = {}
        self.tensors: list[tuple[int, _Tensor]] = []
        self.width = 0

    def add(self, piece: _Piece) -> None:
        start = len(self.tags)
        if piece.doc is None:
            self.tensors.append((1, np.zeros((0, 0), dtype=np.float32)))
            self._add_filler(start)
            return
        tensor = np.asarray(piece.doc.tensor, dtype=np.float32)
        self.tensors.append(
            (len(piece.doc), tensor if tensor.ndim == 2 else np.zeros((0, 0), dtype=np.float32))
        )
        self.width = max(self.width, tensor.shape[1] if tensor.ndim == 2 else 0)
        parsed = piece.doc.has_annotation("DEP")
        for token in piece.doc:
            self._add_token(token, start, parsed=parsed)
        for (first, last), score in piece.doc.user_data.get("ent_scores", {}).items():
            self.scores[first + start, last + start] = score

    def _add_filler(self, at: int) -> None:
        self.tags.append("_SP")
        self.pos.append("SPACE")
        self.morphs.append("")
        self.lemmas.append(" ")
        self.heads.append(at)
        self.deps.append("ROOT")
        self.ents.append("O")

    def _add_token(self, token: Token, start: int, *, parsed: bool) -> None:
        self.tags.append(token.tag_)
        self.pos.append(token.pos_)
        self.morphs.append(str(token.morph))
        self.lemmas.append(token.lemma_)
        self.heads.append(token.head.i + start if parsed else start)
        self.deps.append((token.dep_ or "dep") if parsed else "dep")
        iob = token.ent_iob_ or "O"
        self.ents.append(f"{iob}-{token.ent_type_}" if token.ent_type_ else "O")

    def padded(self, part: tuple[int, _Tensor]) -> _Tensor:
        length, tensor = part
        if tensor.shape == (length, self.width):
            return tensor
        return np.zeros((length, self.width), dtype=np.float32)
