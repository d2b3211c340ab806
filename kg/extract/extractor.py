"""Documents to document graphs: the language pipeline, then names, references and relations."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.language import load
from kg.extract.parse import parse
from kg.extract.read import read
from kg.extract.relations import relations
from kg.model import Document, DocumentGraph
from kg.vocab import Schema, load_schema

__all__ = ["Extractor"]


@dataclass(frozen=True, slots=True)
class Extractor:
    """A loaded pipeline with the schema it extracts to. One document never sees another's facts."""

    nlp: Language
    schema: Schema

    @classmethod
    def load(cls, model: str | None = None) -> "Extractor":
        """Load the shipped pipeline, or the spaCy pipeline of that name or path.

        Raises: ModelError where it cannot be used.
        """
        return cls(load(model), load_schema())

    @property
    def name(self) -> str:
        """Name and version of the pipeline, for provenance."""
        meta = self.nlp.meta
        return f"{meta['lang']}_{meta['name']} {meta['version']}"

    def extract(self, documents: Iterable[Document]) -> Iterator[DocumentGraph]:
        """Extract each document's entities and relations, in order.

        Raises: ModelError where the pipeline fails on a text.
        """
        for document, doc in parse(self.nlp, documents):
            yield self.graph(document, doc)

    def graph(self, document: Document, doc: Doc) -> DocumentGraph:
        """Give what one parsed document says."""
        reading = read(document, doc, schema=self.schema)
        return DocumentGraph(
            document=document, entities=reading.entities, relations=relations(reading)
        )
