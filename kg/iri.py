"""IRIs: the namespaces of the prefix map, and the names of what an export holds.

Local names keep to letters, digits, `-` and `_`: every store reads those alike.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from kg.errors import UsageError
from kg.model import QID

__all__ = ["KG", "WD", "Namespace", "digest", "local_name", "qid"]

KG = "https://w3id.org/kg-exporter/ns#"
WD = "http://www.wikidata.org/entity/"

_QID = re.compile(r"Q[1-9][0-9]*")
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*[:/#]")
_OTHER = re.compile(r"[^a-z0-9]+")


def qid(text: str) -> QID:
    """The item identifier in `text`, checked.

    Raises:
        ValueError: `text` is no identifier of a Wikidata item.
    """
    if not _QID.fullmatch(text):
        raise ValueError(f"no Wikidata item: {text!r}")
    return QID(text)


def digest(*parts: str, length: int = 20) -> str:
    """A name for what `parts` say: the first hexadecimal digits of their SHA-256."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:length]


def local_name(text: str) -> str:
    """`text` in plain letters, digits and hyphens, with a hash where that loses something."""
    letters = unicodedata.normalize("NFKD", text.casefold())  # casefold first: "ß" is "ss"
    folded = letters.encode("ascii", "ignore").decode().lower()
    plain = _OTHER.sub("-", folded).strip("-")[:60].strip("-")
    normal = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    if plain and plain == normal.replace(" ", "-"):
        return plain
    return "-".join(filter(None, (plain, digest(normal, length=6))))


@dataclass(frozen=True, slots=True)
class Namespace:
    """The namespace of an export's own nodes, `urn:kg:` unless the user publishes under another."""

    base: str = "urn:kg:"

    def __post_init__(self) -> None:
        if not _BASE.fullmatch(self.base):
            raise UsageError(
                "no base IRI", where=repr(self.base), hint="give an absolute IRI ending in / # or :"
            )

    def of(self, kind: str) -> str:
        """The namespace IRI of one kind of node: `ent`, `stm`, `ev`, `doc`, `quo`, `run`."""
        separator = {"#": "-", "/": "/", ":": ":"}[self.base[-1]]
        return f"{self.base}{kind}{separator}"
