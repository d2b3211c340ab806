"""The encoder as a spaCy component: it fills everything but the tokens."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy import attrs, parts_of_speech  # type: ignore[attr-defined]  # compiled, no stub
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.encoder.agreement import agreed, shared
from kg.encoder.heads import Heads
from kg.encoder.inventory import Inventory
from kg.encoder.labels import NER_TAGS
from kg.encoder.lemmas import lemma_of
from kg.encoder.names import Name, names, probabilities
from kg.encoder.pieces import WordPieces
from kg.encoder.session import Floats, Session
from kg.encoder.windows import Limits, parts

__all__ = ["EncoderPipe"]

_ATTRIBUTES = (
    attrs.TAG, attrs.POS, attrs.MORPH, attrs.LEMMA, attrs.HEAD, attrs.DEP, attrs.ENT_IOB,
    attrs.ENT_TYPE,
)  # fmt: skip
_FILES = ("network.onnx", "tokenizer.json", "inventory.json", "relations.npz")
_OUTSIDE = 2
Table = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class _Model:
    """Everything that is loaded from disk."""

    session: Session
    pieces: WordPieces
    inventory: Inventory
    heads: Heads
    tags: Table
    relations: Table


@Language.factory("kg_encoder", default_config={"window": 320, "context": 64})
class EncoderPipe:
    """Annotates whole documents; tokens in `doc.user_data["gaps"]` are kept out.

    Without that key a white-space token with a line end is a gap. Each document is read alone, so
    its annotation depends on nothing but its text.
    """

    def __init__(self, nlp: Language, name: str, window: int, context: int) -> None:
        self.name = name
        self.vocab = nlp.vocab
        self.limits = Limits(window=window, context=context)
        self._model: _Model | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Annotate a document in place."""
        places, breaks = _words(doc)
        table = _blank(doc, self.vocab)
        tensor = np.zeros((len(doc), self.loaded.heads.width), dtype=np.float32)
        scores = [np.zeros((0, len(NER_TAGS)), dtype=np.float32)]
        pieces = [self.loaded.pieces(doc[place].text) for place in places]
        for part in parts(self.loaded.session, pieces, breaks, self.limits):
            own = np.asarray(places[part.start : part.end])
            rows = slice(part.skipped, part.skipped + part.end - part.start)
            reading = part.reading
            tensor[own] = reading.hidden[rows]
            table[own, :3] = self.loaded.tags[reading.tags[rows]]
            table[own, 3] = self._lemmas(doc, own, reading.scripts[rows])
            heads, labels = self.loaded.heads.trees(reading, rows, part.starts - part.start)
            table[own, 4] = _relative(own, heads)
            table[own, 5] = self.loaded.relations[labels]
            scores.append(reading.names[rows])
        _attach_spaces(doc, table, places)
        found = _names(np.concatenate(scores), [doc[place].text for place in places], breaks)
        return self._filled(doc, table, tensor, [_in_tokens(name, places) for name in found])

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Annotate documents one after the other, whatever the batch size."""
        del batch_size
        return (self(doc) for doc in stream)

    @property
    def loaded(self) -> _Model:
        """What was loaded; not named `model`, which spaCy would look into before anything is.

        Raises: ValueError before `from_disk`.
        """
        if self._model is None:
            raise ValueError("the encoder has no weights: load it from disk")
        return self._model

    def from_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> "EncoderPipe":
        """Load the network, its vocabulary and its lists."""
        del exclude
        folder = Path(path)
        self._folder = folder
        inventory = Inventory.read(folder / "inventory.json")
        self._model = _Model(
            session=Session.open(folder / "network.onnx"),
            pieces=WordPieces.open(folder / "tokenizer.json"),
            inventory=inventory,
            heads=Heads.read(folder / "relations.npz"),
            tags=_tag_table(inventory, self.vocab),
            relations=np.array(
                [self.vocab.strings.add(_dep(name)) for name in inventory.relations],
                dtype=np.uint64,
            ),
        )
        return self

    def to_disk(self, path: str | Path, *, exclude: Sequence[str] = ()) -> None:
        """Copy the files that were loaded."""
        del exclude
        Path(path).mkdir(parents=True, exist_ok=True)
        for name in _FILES:
            (Path(path) / name).write_bytes((self._folder / name).read_bytes())

    def _lemmas(self, doc: Doc, own: NDArray[Any], scripts: NDArray[Any]) -> list[int]:
        names = self.loaded.inventory.scripts
        add = self.vocab.strings.add
        return [
            add(lemma_of(doc[place].text, names[script]))
            for place, script in zip(own.tolist(), scripts.tolist(), strict=True)
        ]

    def _filled(self, doc: Doc, table: Table, tensor: Floats, found: list[Name]) -> Doc:
        for name in found:
            label = self.vocab.strings.add(name.label)
            table[name.start : name.end, 6] = 1
            table[name.start, 6] = 3
            table[name.start : name.end, 7] = label
        doc.from_array(list(_ATTRIBUTES), table)  # type: ignore[arg-type]  # wants unsigned
        doc.tensor = tensor  # type: ignore[assignment]  # the stub knows float64 only
        doc.user_data["ent_scores"] = {(name.start, name.end): name.score for name in found}
        doc.user_data["ent_fine"] = {(name.start, name.end): name.fine for name in found}
        return doc


def _names(scores: Floats, words: Sequence[str], breaks: Sequence[bool]) -> list[Name]:
    return agreed(names(shared(probabilities(scores), words), breaks), words)


def _in_tokens(name: Name, places: Sequence[int]) -> Name:
    """Count in tokens, white space among them, what was counted in words."""
    return replace(name, start=places[name.start], end=places[name.end - 1] + 1)


def _dep(relation: str) -> str:
    """Spell the root as spaCy's own pipelines do."""
    return "ROOT" if relation == "root" else relation


def _tag_table(inventory: Inventory, vocab: Vocab) -> Table:
    """Give the tag, part of speech and morphology of each word class, as spaCy's numbers."""
    rows = []
    for tag in inventory.tags:
        fine, universal, feats = tag.split("|", 2)
        rows.append((vocab.strings.add(fine), _pos(universal), vocab.morphology.add(feats)))
    return np.array(rows, dtype=np.uint64)


def _words(doc: Doc) -> tuple[list[int], list[bool]]:
    """Give the tokens to read, and which of them begin a paragraph."""
    gaps = _gaps(doc)
    places: list[int] = []
    breaks: list[bool] = []
    fresh = True
    for token in doc:
        if token.i in gaps:
            fresh = True
        elif not token.is_space:
            places.append(token.i)
            breaks.append(fresh)
            fresh = False
    return places, breaks


def _gaps(doc: Doc) -> frozenset[int]:
    given = doc.user_data.get("gaps")
    if given is None:
        return frozenset(t.i for t in doc if t.is_space and ("\n" in t.text or "\r" in t.text))
    return frozenset(place for start, end in given for place in range(start, end))


def _blank(doc: Doc, vocab: Vocab) -> Table:
    """Every token a space of its own sentence."""
    add = vocab.strings.add
    lemma = add(" ")
    row = [add("_SP"), _pos("SPACE"), vocab.morphology.add(""), lemma, 0, add("dep"), _OUTSIDE, 0]
    return np.tile(np.array(row, dtype=np.uint64), (len(doc), 1))


def _pos(universal: str) -> int:
    return int(parts_of_speech.IDS[universal])


def _relative(own: NDArray[Any], heads: NDArray[Any]) -> Table:
    """Heads as spaCy keeps them: the distance in tokens, white space counted."""
    distance: Table = (own[heads] - own).astype(np.int64).view(np.uint64)
    return distance


def _attach_spaces(doc: Doc, table: Table, places: list[int]) -> None:
    """White space inside a paragraph hangs on the word before it, and is in that one's sentence."""
    read = set(places)
    gaps = _gaps(doc)
    for token in doc:
        before = token.i - 1
        if token.i in read or token.i in gaps or before < 0 or before in gaps:
            continue
        head = before if before in read else before + np.int64(table[before, 4].view(np.int64))
        table[token.i, 4] = np.int64(head - token.i).view(np.uint64)
