"""An item as Wikidata's JSON has it, in the live API and in dumps alike, as a candidate's item."""

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kg.link.candidates import UNKNOWN, Item

__all__ = [
    "DISAMBIGUATION",
    "item_of",
    "kind_of",
    "kinds",
    "mapping",
    "names_of",
    "targets",
]

DISAMBIGUATION = 4167410
_INSTANCE, _COUNTRY, _PLACE = "P31", "P17", "P625"
_FAMOUS = 2.5  # in powers of ten: some 300 sitelinks


@cache
def kinds() -> Mapping[int, str]:
    """Give the kinds of item that classes of Wikidata stand for."""
    stored = yaml.safe_load((Path(__file__).parent / "kinds.yaml").read_text(encoding="utf-8"))
    return {int(item[1:]): str(one["kind"]) for item, one in stored.items()}


def mapping(value: object) -> Mapping[str, Any]:
    """Give a map; an empty one arrives as a list."""
    return value if isinstance(value, dict) else {}


def _values(entity: Mapping[str, Any], prop: str) -> Iterator[Any]:
    """Give the values of the best rank: preferred where there are any, deprecated never."""
    listed = mapping(entity.get("claims")).get(prop)
    claims = [mapping(claim) for claim in listed] if isinstance(listed, list) else []
    best = [c for c in claims if c.get("rank") == "preferred"]
    for claim in best or [c for c in claims if c.get("rank", "normal") == "normal"]:
        value = mapping(mapping(claim.get("mainsnak")).get("datavalue")).get("value")
        if value is not None:
            yield value


def targets(entity: Mapping[str, Any], prop: str) -> tuple[int, ...]:
    """Give the items that a property of an item points to."""
    found = (str(mapping(value).get("id", "")) for value in _values(entity, prop))
    return tuple(int(one[1:]) for one in found if one[:1] == "Q" and one[1:].isdigit())


def kind_of(classes: Sequence[int], known: Mapping[int, str]) -> str:
    """Give the kind of the first class that has one."""
    return next((known[one] for one in classes if one in known), UNKNOWN)


def _text(entity: Mapping[str, Any], part: str, language: str) -> str:
    return str(mapping(mapping(entity.get(part)).get(language)).get("value", ""))


def names_of(entity: Mapping[str, Any], language: str) -> tuple[str, ...]:
    """Give the aliases of an item."""
    listed = mapping(entity.get("aliases")).get(language)
    found = (mapping(one).get("value") for one in listed) if isinstance(listed, list) else ()
    return tuple(str(name) for name in found if name)


def item_of(entity: Mapping[str, Any], language: str, known: Mapping[int, str]) -> Item | None:
    """Give an item, or None for what is no item, or only tells items of one name apart."""
    name, classes = str(entity.get("id", "")), targets(entity, _INSTANCE)
    if name[:1] != "Q" or "missing" in entity or DISAMBIGUATION in classes:
        return None
    spot = mapping(next(_values(entity, _PLACE), None))
    links = len(mapping(entity.get("sitelinks")))
    return Item(
        int(name[1:]),
        _text(entity, "labels", language),
        kind_of(classes, known),
        round(min(1.0, math.log10(1 + links) / _FAMOUS), 4),
        0,
        spot.get("latitude"),
        spot.get("longitude"),
        next(iter(targets(entity, _COUNTRY)), None),
        _text(entity, "descriptions", language),
    )
