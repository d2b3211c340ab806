"""kg: news text in, an RDF knowledge graph out that an analyst can trust."""

__version__ = "0.1.0"

__all__ = ["__version__"]
