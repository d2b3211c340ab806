"""Text to a document graph: parsing, names, coreference, quotations, relations."""

from kg.extract.extractor import Extractor

__all__ = ["Extractor"]
