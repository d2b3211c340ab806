"""Where candidates come from: the index on disk, or anything else that answers for a name.

A source gives candidates, the ranker orders them, the linker decides. The three know nothing of
one another but the values here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

__all__ = ["UNKNOWN", "CandidateSource", "Found", "Item", "Named"]

UNKNOWN = "unknown"
_TAIL = re.compile(r", .+$| (?:[Mm]agazine|[Nn]ewspaper)$")
_FORMS = 4


@dataclass(frozen=True, slots=True)
class Item:
    """An item of Wikidata as its source knows it; `pop` is its scaled prior, 0 to 1.

    `sources` counts the chosen lists of the package that name it: those of the general news.
    `also` is another kind that some of them give it, as a city that is a province.
    """

    qid: int
    label: str
    kind: str
    pop: float
    sources: int
    lat: float | None
    lon: float | None
    country: int | None
    description: str
    also: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """An item found under a name. `how`: 0 label, 1 alias, 2 derived form, 3 plural of a people.

    `share` is how often the name stood for the item where people marked it, of `seen` times.
    """

    item: Item
    how: int
    share: float
    seen: int


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as the linker sees it: its class, empty where unknown, and its forms by length.

    `part` where the name only stands inside a longer one, as Canada in Environment Canada.
    `countries` are those that it belongs to by what the text says.
    """

    type: str
    forms: tuple[str, ...]
    part: bool = False
    countries: frozenset[int] = frozenset()

    @property
    def spellings(self) -> tuple[str, ...]:
        """The forms to look up: without what follows a comma or says the kind of paper, too."""
        forms = self.forms[:_FORMS]
        shorter = (_TAIL.sub("", form) for form in forms)
        return tuple(dict.fromkeys((*forms, *shorter)))


class CandidateSource(Protocol):
    """Whoever gives the items that a name may stand for, the prominent first."""

    @property
    def version(self) -> str:
        """Date and content of the data, for provenance."""
        ...

    @property
    def complete(self) -> bool:
        """Whether what is not found is not there; not so after a network failed."""
        ...

    def expect(self, named: Sequence[Named]) -> None:
        """Hear the entities of a document before they are looked up, to fetch them at once."""
        ...

    def find(self, name: str) -> Sequence[Found]:
        """Give the items of a name, empty where the source knows none and is complete.

        Raises: LinkerUnavailable where the source cannot say; that is not NIL.
        """
        ...

    def item(self, number: int) -> Item | None:
        """Give an item, None where the source does not have it."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
