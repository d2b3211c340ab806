"""Stored SPARQL queries: found, explained, bound, checked to be read-only, run and written."""

from kg.queries.catalogue import StoredQuery, catalogue, find, load
from kg.queries.readonly import check
from kg.queries.run import bound, run

__all__ = ["StoredQuery", "bound", "catalogue", "check", "find", "load", "run"]
