"""All the training data of a folder, as chunks."""

from dataclasses import dataclass
from pathlib import Path

import spacy

from kg.encoder.inventory import Inventory
from kg.encoder.pieces import WordPieces
from kg.encoder.tokens import tokenizer
from kg.training.chunks import Chunk, Chunker
from kg.training.corpora import named_texts, schema_texts, treebank
from kg.training.facts import fact_texts, narrowed
from kg.training.inventory import counted
from kg.training.listed import Listed, listed
from kg.training.weak import Gazetteer

__all__ = ["Material", "Sources"]

_TREES = ("ud_ewt_{}.conllu.xz", "gum_open_{}.conllu.xz")
_NAMES = "ner_{}.jsonl.xz"
_RELATIONS = "redocred_relations.jsonl.xz"
_FACTS = "knowledgenet_facts.jsonl.xz"
_TWICE = ("re3d:", "gum:GUM_news_")
"""Small sources of the kind of text that the product reads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where the corpora lie, and which parts of them are learnt from.

    `schema` files, annotated to the schema, are taken `repeat` times.
    """

    corpora: Path
    gazetteers: Path | None = None
    schema: tuple[Path, ...] = ()
    parts: tuple[str, ...] = ("train",)
    repeat: int = 2
    sample: int = 1
    """Take every n-th document only, to try something quickly."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a run learns from, and the lists that its heads choose from."""

    chunks: tuple[Chunk, ...]
    inventory: Inventory
    listed: Listed

    @classmethod
    def read(cls, sources: Sources, vocabulary: Path) -> "Material":
        """Read, tokenize and align everything: a minute or so."""
        files = [name.format(part) for name in _TREES for part in sources.parts]
        sentences = [s for name in files for s in treebank(sources.corpora / name)]
        inventory = counted(sentences)
        nlp = spacy.blank("en")
        nlp.tokenizer = tokenizer(nlp)
        pieces = WordPieces.open(vocabulary)
        chunker = Chunker(nlp, pieces, inventory)
        folder = sources.gazetteers or Path("nowhere")
        gazetteer = Gazetteer.read(folder)
        chunks = [chunker.tree(sentence) for sentence in sentences]
        files = [_NAMES.format(part) for part in sources.parts]
        texts = [text for name in files for text in named_texts(sources.corpora / name)]
        texts = narrowed(texts, sources.corpora / _RELATIONS)
        texts += fact_texts(sources.corpora / _FACTS)
        texts += [text for text in texts if text.id.startswith(_TWICE)]
        chunks += [chunk for text in texts for chunk in chunker.text(text, gazetteer)]
        for path in sources.schema:
            source = "written" if "written" in path.name else "wikinews"
            found = [c for t in schema_texts(path, source) for c in chunker.text(t, gazetteer)]
            chunks += found * sources.repeat
        sampled = tuple(_sampled(chunks, sources.sample))
        return cls(sampled, inventory, listed(folder, nlp, pieces))


def _sampled(chunks: list[Chunk], step: int) -> list[Chunk]:
    documents = {chunk.document: None for chunk in chunks}
    kept = {document for place, document in enumerate(documents) if place % step == 0}
    return [chunk for chunk in chunks if chunk.document in kept]
