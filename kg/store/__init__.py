"""Triple stores behind one interface: in memory, on disk, and at a SPARQL 1.1 endpoint."""

from kg.store.base import Answer, Limits, Rows, Store, Term, Triples
from kg.store.oxigraph import OxigraphStore

__all__ = ["Answer", "Limits", "OxigraphStore", "Rows", "Store", "Term", "Triples"]
