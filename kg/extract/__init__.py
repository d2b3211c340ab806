"""Text to a document graph: parsing, names, coreference, quotations, relations."""
