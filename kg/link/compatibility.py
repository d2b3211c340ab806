"""Whether a name's class and an item's kind can be one thing."""

from collections.abc import Mapping
from dataclasses import replace

from kg.link.candidates import Found

__all__ = ["apart", "coarse", "exact", "excluded", "group", "viewed"]

_GROUPS: Mapping[str, str] = {
    "person": "person",
    **dict.fromkeys(
        "organization company university government hospital party media newspaper".split(), "org"
    ),
    **dict.fromkeys("city admin1 country place".split(), "place"),
    "event": "event",
    "work": "work",
}
_CLASSES: Mapping[str, str] = {
    "Person": "person",
    **dict.fromkeys("Organization ArmedGroup GovernmentBody MediaOrganization".split(), "org"),
    **dict.fromkeys("Place City Country Region".split(), "place"),
    "Event": "event",
    "Work": "work",
}
_EXACT = frozenset(
    {
        ("City", "city"),
        ("Country", "country"),
        ("Region", "admin1"),
        ("Region", "place"),
        ("Place", "place"),
        ("GovernmentBody", "government"),
        ("MediaOrganization", "newspaper"),
        ("MediaOrganization", "media"),
    }
)
_APART = frozenset({("Country", "city"), ("City", "country")})
_NO_PLACES = frozenset({"ArmedGroup", "MediaOrganization"})
_LANDS = frozenset({"city", "admin1", "country"})
_NO_NAMES = frozenset({"occupation"})
_IDEAS = frozenset("religion language taxon disease ideology sport award".split()) | {
    "ethnic group"
}
_HOUSED = frozenset({"university", "hospital", "organization", "government"})
_DEFINITE = frozenset({"person", "city", "country", "admin1"})


def coarse(wanted: str) -> str:
    """Give the coarse kind that a class asks for, or nothing."""
    return _CLASSES.get(wanted, "")


def exact(wanted: str, kind: str) -> bool:
    """Whether a class and a kind say the very same."""
    return (wanted, kind) in _EXACT


def group(kind: str) -> str:
    """Give the coarse kind of an item: person, org, place, event, work, or nothing."""
    return _GROUPS.get(kind, "")


def excluded(wanted: str, kind: str) -> bool:
    """Whether a class and an item's kind cannot be one thing.

    A person is nothing else, and a province is not the town that it is named after.
    """
    mine, its = _CLASSES.get(wanted, ""), _GROUPS.get(kind, "")
    other = mine != its and "person" in (mine, its)
    if (wanted, kind) == ("Region", "city") or (wanted in _NO_PLACES and kind in _LANDS):
        return True
    return kind in _NO_NAMES or (bool(mine) and (kind in _IDEAS or (bool(its) and other)))


def apart(wanted: str, kind: str) -> bool:
    """Whether a class and an item's kind are hardly one thing, unless the class is mistaken.

    Lenient between siblings, and between an organisation and its building or its country.
    """
    mine, its = _CLASSES.get(wanted, ""), _GROUPS.get(kind, "")
    if not mine or mine == its:
        return (wanted, kind) in _APART
    if its and mine in ("work", "event"):
        return True
    if its == "work" and wanted != "MediaOrganization":
        return True
    if mine == "place" and its == "org" and not (wanted == "Place" and kind in _HOUSED):
        return True
    return kind in _DEFINITE and not (mine == "org" and kind == "country")


def viewed(wanted: str, found: Found) -> Found:
    """Give an item that is of two kinds as the one of them that a class asks for.

    A person is nothing else, whatever a list says.
    """
    item = found.item
    if item.kind == "person":
        return found
    if (
        not item.also
        or not wanted
        or _agreement(wanted, item.also) <= _agreement(wanted, item.kind)
    ):
        return found
    return replace(found, item=replace(item, kind=item.also, also=item.kind))


def _agreement(wanted: str, kind: str) -> tuple[bool, bool, bool]:
    return exact(wanted, kind), not apart(wanted, kind), coarse(wanted) == group(kind)
