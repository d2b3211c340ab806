"""Batches: chunks joined to windows of their document, windows of like length side by side."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import torch
from torch import Tensor

from kg.encoder.pieces import PieceShape, window
from kg.training.chunks import IGNORED, Chunk, Ints

__all__ = ["Batch", "Plan", "batches", "windows"]

_LENGTHS = (64, 128, 254, 320)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How windows are made: their lengths in pieces, a batch's size, and what is changed in them.

    `exchanged` is the share of names that give way to others, `upper`, `title` and `lower` are the
    shares of windows whose capitals change.
    """

    lengths: tuple[int, ...] = _LENGTHS
    pieces: int = 5000
    exchanged: float = 0.3
    upper: float = 0.02
    title: float = 0.02
    lower: float = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Padded windows. Row 0 of `heads` counts words of the window, zero is the root."""

    ids: Tensor
    shapes: Tensor
    first: Tensor
    last: Tensor
    names: Tensor
    tags: Tensor
    scripts: Tensor
    heads: Tensor
    relations: Tensor
    starts: Tensor
    sentences: Tensor


@dataclass(frozen=True, slots=True)
class _Row:
    ids: Ints
    shapes: Ints
    first: Ints
    last: Ints
    names: Ints
    tags: Ints
    scripts: Ints
    heads: Ints
    relations: Ints
    starts: Ints
    sentences: Ints


_PADDING = {
    "names": -1,
    "tags": IGNORED,
    "scripts": IGNORED,
    "heads": IGNORED,
    "relations": IGNORED,
    "starts": IGNORED,
    "sentences": -1,
}


def windows(chunks: Sequence[Chunk], lengths: Sequence[int], chance: random.Random) -> list[_Row]:
    """Join neighbouring chunks of each document up to lengths drawn at random."""
    rows: list[_Row] = []
    for _, group in groupby(chunks, key=lambda chunk: (chunk.source, chunk.document)):
        joined: list[Chunk] = []
        size, limit = 2, chance.choice(lengths)
        for chunk in (part for whole in group for part in _cut(whole, max(lengths))):
            length = sum(map(len, chunk.words)) + 1
            if joined and size + length > limit:
                rows.append(_row(joined))
                joined, size, limit = [], 2, chance.choice(lengths)
            joined.append(chunk)
            size += length
        rows.append(_row(joined))
    return rows


def _cut(chunk: Chunk, limit: int) -> Iterator[Chunk]:
    """Give a chunk that no window holds in parts; a tree loses the arcs between its parts."""
    length, begin = 2, 0
    for place, word in enumerate(chunk.words):
        if length + len(word) > limit:
            yield _part(chunk, begin, place)
            length, begin = 2, place
        length += len(word)
    yield _part(chunk, begin, len(chunk)) if begin else chunk


def _part(chunk: Chunk, start: int, end: int) -> Chunk:
    cut = slice(start, end)
    inside = (chunk.heads[cut] >= start) & (chunk.heads[cut] < end)
    heads = np.where(inside, chunk.heads[cut] - start, IGNORED)
    return Chunk(
        chunk.document, chunk.source, chunk.words[cut], chunk.paragraph and not start,
        chunk.names[cut], chunk.tags[cut], chunk.scripts[cut], heads,
        chunk.relations[cut], chunk.starts[cut],
    )  # fmt: skip


def _row(chunks: Sequence[Chunk]) -> _Row:
    words = [word for chunk in chunks for word in chunk.words]
    breaks = [c.paragraph and place == 0 for c in chunks for place in range(len(c))]
    laid = window(words, breaks)
    heads, offset = [], 0
    for chunk in chunks:
        own = np.arange(len(chunk))
        shifted = np.where(chunk.heads == own, 0, chunk.heads + offset + 1)
        heads.append(np.where(chunk.heads == IGNORED, IGNORED, shifted))
        offset += len(chunk)
    sentences = [np.full(len(chunk), place) for place, chunk in enumerate(chunks)]
    return _Row(
        ids=laid.ids,
        shapes=laid.shapes,
        first=laid.first,
        last=laid.last,
        names=np.concatenate([c.names for c in chunks]),
        tags=np.concatenate([c.tags for c in chunks]),
        scripts=np.concatenate([c.scripts for c in chunks]),
        heads=np.concatenate(heads),
        relations=np.concatenate([c.relations for c in chunks]),
        starts=np.concatenate([c.starts for c in chunks]),
        sentences=np.concatenate(sentences),
    )


def batches(rows: Sequence[_Row], plan: Plan, chance: random.Random) -> Iterator[Batch]:
    """All windows once, in random order of batches, with capitals changed in a few."""
    order = sorted(range(len(rows)), key=lambda i: (len(rows[i].ids) + chance.randint(0, 16), i))
    groups: list[list[_Row]] = [[]]
    for row in (rows[i] for i in order):
        if groups[-1] and len(row.ids) * (len(groups[-1]) + 1) > plan.pieces:
            groups.append([])
        groups[-1].append(row)
    chance.shuffle(groups)
    for group in groups:
        yield _batch(group, [_recased(row.shapes, plan, chance) for row in group])


def _recased(shapes: Ints, plan: Plan, chance: random.Random) -> Ints:
    """Give the shapes of a headline in capitals, in title case, or of careless lower case."""
    draw = chance.random()
    letters = (shapes >= PieceShape.LOWER) & (shapes <= PieceShape.UPPER)
    if draw < plan.upper:
        return np.where(letters, int(PieceShape.UPPER), shapes)
    if draw < plan.upper + plan.title:
        return np.where(shapes == PieceShape.LOWER, int(PieceShape.TITLE), shapes)
    if draw < plan.upper + plan.title + plan.lower:
        return np.where(letters, int(PieceShape.LOWER), shapes)
    return shapes


def _batch(rows: Sequence[_Row], shapes: Sequence[Ints]) -> Batch:
    padded = {
        key: _padded([getattr(row, key) for row in rows], _PADDING.get(key, 0))
        for key in _Row.__slots__
        if key != "shapes"
    }
    return Batch(shapes=_padded(shapes, 0), **padded)


def _padded(values: Sequence[Ints], filler: int) -> Tensor:
    made = np.full((len(values), max(map(len, values))), filler, dtype=np.int64)
    for row, value in zip(made, values, strict=True):
        row[: len(value)] = value
    return torch.from_numpy(made)
