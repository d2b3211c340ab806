"""The name classes that the encoder tells apart, and the coarser ones that corpora label.

The fine classes are the schema's, with `Region` in two (administrative units, and wider areas such
as continents, which corpora label differently) and with three classes beside the schema.
"""

from collections.abc import Iterable

__all__ = [
    "COARSE",
    "FINE",
    "NER_TAGS",
    "begin_tags",
    "coarse_of",
    "inside_tags",
    "shown",
]

FINE = (
    "Person",
    "Organization",
    "ArmedGroup",
    "GovernmentBody",
    "MediaOrganization",
    "Place",
    "City",
    "Country",
    "Region",
    "Area",
    "Event",
    "Work",
    "Misc",
    "NORP",
    "DATE",
)
"""What one tag of the encoder means."""

COARSE: dict[str, tuple[str, ...]] = {
    "PERSON": ("Person",),
    "ORG": ("Organization", "ArmedGroup", "GovernmentBody", "MediaOrganization"),
    "GPE": ("City", "Country", "Region"),
    "LOC": ("Place", "Area"),
    "NORP": ("NORP",),
    "DATE": ("DATE",),
    "EVENT": ("Event",),
    "MISC": ("Work", "Misc"),
}
"""The common label set of the corpora: which fine classes each of its labels covers."""

NER_TAGS = ("O", *(f"{prefix}-{name}" for name in FINE for prefix in ("B", "I")))
"""Tag `1 + 2 * class` begins a name of the class, the next one continues it."""

_SHOWN = {"Area": "Region", "Misc": "MISC"}
_COARSE_OF = {fine: coarse for coarse, fines in COARSE.items() for fine in fines}


def shown(fine: str) -> str:
    """Give the label that the pipeline gives to a name of this class."""
    return _SHOWN.get(fine, fine)


def coarse_of(fine: str) -> str:
    """Give the corpora's label for a fine class."""
    return _COARSE_OF[fine]


def begin_tags(classes: Iterable[str]) -> list[int]:
    """Give the tags that begin a name of one of the classes."""
    return [1 + 2 * FINE.index(name) for name in classes]


def inside_tags(classes: Iterable[str]) -> list[int]:
    """Give the tags that continue a name of one of the classes."""
    return [2 + 2 * FINE.index(name) for name in classes]
