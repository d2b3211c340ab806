"""Files, folders and streams to documents: true offsets, marked furniture, dates, headlines."""

from kg.documents.limits import DEFAULT, Limits
from kg.documents.reading import document, read

__all__ = ["DEFAULT", "Limits", "document", "read"]
