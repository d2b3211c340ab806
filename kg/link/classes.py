"""The classes of names that somebody else marked, read off the text by kg's own recogniser."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.documents import document

if TYPE_CHECKING:
    from kg.extract.extractor import Extractor

__all__ = ["classes"]


def classes(text: str, extractor: "Extractor") -> Mapping[tuple[int, int], str]:
    """Give the class of each name that the recogniser finds, by its offsets."""
    graphs = extractor.extract([document(text, id="text")])
    return {
        (mention.span.start, mention.span.end): mention.type
        for graph in graphs
        for entity in graph.entities
        for mention in entity.mentions
    }
