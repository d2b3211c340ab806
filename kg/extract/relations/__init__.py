"""Relations of a document, from patterns that are data files, one per relation."""

from kg.extract.relations.engine import relations

__all__ = ["relations"]
