"""The properties of items that the index can tell a reconciliation service's clients."""

from collections.abc import Mapping, Sequence
from typing import Any

from kg.link.candidates import Item
from kg.link.index import Index, qid_text

__all__ = ["PROPERTIES", "extended", "property_named", "values"]

PROPERTIES: Mapping[str, str] = {"P17": "country", "P625": "coordinate location"}


def property_named(pid: str) -> dict[str, str]:
    """Give a property as the specification writes it."""
    return {"id": pid, "name": PROPERTIES.get(pid, pid)}


def values(item: Item, pid: str) -> tuple[str, ...]:
    """Give what the index knows of a property of an item: items by identifier, places as text."""
    if pid == "P17" and item.country:
        return (qid_text(item.country),)
    if pid == "P625" and item.lat is not None and item.lon is not None:
        return (f"{item.lat},{item.lon}",)
    return ()


def extended(
    items: Mapping[str, Item | None], properties: Sequence[str], index: Index
) -> dict[str, Any]:
    """Answer a data extension query: a row for each item, empty where the index knows nothing."""
    rows = {
        name: {
            pid: [_value(value, pid, index) for value in (values(item, pid) if item else ())]
            for pid in properties
        }
        for name, item in items.items()
    }
    return {"meta": [property_named(pid) for pid in properties], "rows": rows}


def _value(value: str, pid: str, index: Index) -> dict[str, str]:
    if pid == "P17":
        return {"id": value, "name": index.label(value) or value}
    return {"str": value}
