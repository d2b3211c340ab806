"""Which names a noun cannot mean: no institute is a party, no rebels are the government."""

from collections.abc import Set

from kg.extract.coreference_anaphors import Described

__all__ = ["POWERS", "contradicts", "is_rebel"]

_KINDS = {
    word: kind
    for kind, words in {
        "school": "university college school academy institute faculty seminary",
        "business": "company firm bank airline corporation airways corp inc ltd insurer brewery",
        "party": "party",
        "court": "court tribunal",
        "press": "newspaper magazine daily",
        "fighters": "army militia brigade brigades battalion battalions regiment legion militiamen",
        "department": "ministry department embassy",
        "rulers": "government regime",
        "parliament": "parliament senate",
        "museum": "museum gallery",
        "hospital": "hospital clinic",
    }.items()
    for word in words.split()
}
"""Nouns that say in a name what it is, and of something else what it is not."""

_REBELS = frozenset(
    "rebels insurgents militants guerrillas jihadists separatists extremists terrorists".split()
)
POWERS = frozenset("government regime authorities army military troops soldiers police".split())
"""What those who fight a government are not called."""


def contradicts(noun: str, name: Set[str]) -> bool:
    """Whether a noun cannot mean what has these words in its names."""
    kind = _KINDS.get(noun)
    kinds = {_KINDS[word] for word in name if word in _KINDS}
    return kind is not None and bool(kinds) and kind not in kinds


def is_rebel(cluster: int, nouns: Set[str], described: Described) -> bool:
    """Whether the text calls a group rebels, by nouns that meant it or beside its name."""
    if not _REBELS.isdisjoint(nouns):
        return True
    return any(cluster == one for noun in sorted(_REBELS) for _, one in described.get(noun, ()))
