"""kg: news text in, an RDF knowledge graph out that an analyst can trust."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import Export, export, extract

__version__ = "0.1.0"

__all__ = ["Export", "__version__", "export", "extract"]


def __getattr__(name: str) -> object:
    """Load the API when it is used: `import kg` alone stays fast."""
    if name in {"Export", "export", "extract"}:
        from kg import api

        return getattr(api, name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
