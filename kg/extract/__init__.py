"""Text to a document graph: parsing, names, coreference, quotations, relations."""

import sys
from types import ModuleType
from typing import TYPE_CHECKING

from kg.extract.extractor import Extractor

if TYPE_CHECKING:
    from kg.model import Document, DocumentGraph

__all__ = ["Extractor"]


class _Room(ModuleType):
    """The package, which is also the public function `kg.extract`: the two share one name."""

    def __call__(self, text: "str | Document", *, model: str | None = None) -> "DocumentGraph":
        """What one text says; see `kg.api.extract`."""
        from kg.api import extract  # the API stands above this room

        return extract(text, model=model)


sys.modules[__name__].__class__ = _Room
