"""All the training data of a folder, as chunks."""

from dataclasses import dataclass
from pathlib import Path

import spacy

from kg.encoder.inventory import Inventory
from kg.encoder.pieces import WordPieces
from kg.encoder.tokens import tokenizer
from kg.training.chunks import Chunk, Chunker
from kg.training.corpora import named_texts, schema_texts, treebank
from kg.training.inventory import counted
from kg.training.weak import Gazetteer

__all__ = ["Material", "Sources"]

_TREES = ("ud_ewt_train.conllu.xz", "gum_open_train.conllu.xz")
_NAMES = "ner_train.jsonl.xz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where the corpora lie; `schema` files, annotated to the schema, are taken `repeat` times."""

    corpora: Path
    gazetteers: Path | None = None
    schema: tuple[Path, ...] = ()
    repeat: int = 3
    sample: int = 1
    """Take every n-th document only, to try something quickly."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a run learns from, and the lists that its heads choose from."""

    chunks: tuple[Chunk, ...]
    inventory: Inventory

    @classmethod
    def read(cls, sources: Sources, vocabulary: Path) -> "Material":
        """Read, tokenize and align everything: a minute or so."""
        sentences = [s for name in _TREES for s in treebank(sources.corpora / name)]
        inventory = counted(sentences)
        nlp = spacy.blank("en")
        nlp.tokenizer = tokenizer(nlp)
        chunker = Chunker(nlp, WordPieces.open(vocabulary), inventory)
        gazetteer = Gazetteer.read(sources.gazetteers or Path("nowhere"))
        chunks = [chunker.tree(sentence) for sentence in sentences]
        for text in named_texts(sources.corpora / _NAMES):
            chunks += chunker.text(text, gazetteer)
        for path in sources.schema:
            source = "written" if "written" in path.name else "wikinews"
            found = [c for t in schema_texts(path, source) for c in chunker.text(t, gazetteer)]
            chunks += found * sources.repeat
        return cls(tuple(_sampled(chunks, sources.sample)), inventory)


def _sampled(chunks: list[Chunk], step: int) -> list[Chunk]:
    documents = {chunk.document: None for chunk in chunks}
    kept = {document for place, document in enumerate(documents) if place % step == 0}
    return [chunk for chunk in chunks if chunk.document in kept]
