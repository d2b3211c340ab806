"""What a document's own relations say of where its entities belong: in which country."""

from collections import defaultdict
from collections.abc import Mapping

from kg.errors import LinkerUnavailable
from kg.link.candidates import CandidateSource
from kg.link.compatibility import group
from kg.model import DocumentGraph, Entity, Stance

__all__ = ["countries"]

_BELONGS = frozenset({"locatedIn", "basedIn", "leads", "speaksFor", "worksFor", "memberOf"})
_HELD = frozenset({Stance.ASSERTED, Stance.REPORTED})
_KNOWN = 0.6  # the prior of a place that can hardly mean another


def countries(graph: DocumentGraph, source: CandidateSource) -> Mapping[str, frozenset[int]]:
    """Give the countries that entities belong to by what the text says, by entity id."""
    entities = {entity.id: entity for entity in graph.entities}
    found: dict[str, set[int]] = defaultdict(set)
    for relation in graph.relations:
        held = relation.predicate in _BELONGS and relation.stance in _HELD
        place = entities.get(relation.object) if isinstance(relation.object, str) else None
        if held and place:
            found[relation.subject].add(_country(place, source))
    return {one: frozenset(some - {0}) for one, some in found.items()}


def _country(place: Entity, source: CandidateSource) -> int:
    """Give the country that a place is or lies in, 0 where that is not plain."""
    try:
        items = [f.item for f in source.find(place.name) if f.how < 2]
    except LinkerUnavailable:
        return 0
    if place.type == "Country":
        return next((item.qid for item in items if item.kind == "country"), 0)
    first = items[0] if items and group(items[0].kind) == "place" else None
    return (first.country or 0) if first and first.pop > _KNOWN else 0
