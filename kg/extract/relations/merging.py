"""Hits of patterns to claims: each once, nothing twice over, nothing in what is no place."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.extract.lexicon import form, lexicon, plain
from kg.extract.parsed import Reading
from kg.model import Relation, Stance, Status

__all__ = ["Hit", "best", "placed", "specific"]

_LYING = frozenset({"locatedIn", "basedIn", "capitalOf"})
_NARROW = re.compile(r"\b(?:County|District|Municipality|Parish|Township)$")
_COMMON = frozenset({"earth", "world", "globe", "planet", "universe"})


@dataclass(frozen=True, slots=True)
class Hit:
    """One way in which the text says a relation.

    `ends`: the subject takes over from whoever held the object; `again`: the word itself says that
    somebody else held it; `present`: a verb in the present says it.
    """

    relation: Relation
    place: int
    ends: bool = False
    again: bool = False
    present: bool = False


def best(hits: Iterable[Hit]) -> list[Hit]:
    """One hit for each claim and status: asserted before reported, then the surest."""
    rank = {Stance.ASSERTED: 0, Stance.REPORTED: 1, Stance.DENIED: 2, Stance.HYPOTHETICAL: 3}
    best: dict[tuple[str, str, object, Status], Hit] = {}
    for hit in hits:
        one = hit.relation
        key = (one.subject, one.predicate, one.object, one.status)
        old = best.get(key)
        if old is None:
            best[key] = hit
            continue
        first, second = sorted(
            (old, hit), key=lambda h: (rank[h.relation.stance], -h.relation.confidence, h.place)
        )
        more = 1 - (1 - first.relation.confidence) * (1 - 0.5 * second.relation.confidence)
        made = replace(
            first.relation,
            confidence=round(min(more, 0.99), 2),
            start_date=first.relation.start_date or second.relation.start_date,
            end_date=first.relation.end_date or second.relation.end_date,
            role=first.relation.role or second.relation.role,
        )
        best[key] = Hit(
            made,
            first.place,
            ends=first.ends or second.ends,
            again=first.again or second.again,
            present=first.present or second.present,
        )
    return list(best.values())


_GENERAL = {
    "worksFor": {"speaksFor", "leads", "founded"},
    "memberOf": {"speaksFor", "leads", "founded", "partOf"},
}


_PLAIN = "worksFor.of"
"""The pattern that knows least: "X of Y"."""


def specific(hits: list[Hit]) -> Iterator[Hit]:
    """No membership or employment beside what is more specific; a capital is not just located."""
    said = {(h.relation.subject, h.relation.object): set[str]() for h in hits}
    for hit in hits:
        said[hit.relation.subject, hit.relation.object].add(hit.relation.predicate)
    for hit in hits:
        others = said[hit.relation.subject, hit.relation.object]
        if others & _GENERAL.get(hit.relation.predicate, set()):
            continue
        if hit.relation.extractor == _PLAIN and "memberOf" in others:
            continue
        if hit.relation.predicate == "locatedIn" and "capitalOf" in others:
            continue
        yield hit


def placed(reading: Reading, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Leave out what lies in no place but in a common noun with a capital: "State", "Earth"."""
    for hit in hits:
        one = hit.relation
        names = (reading.entity(end).name for end in (one.subject, str(one.object)))
        wrong = any(map(_is_common, names)) or _is_too_wide(reading, one)
        if one.predicate not in _LYING or not wrong:
            yield hit


def _is_too_wide(reading: Reading, one: Relation) -> bool:
    """Whether a state or a region of many towns is said to lie in a town."""
    wide, town = reading.entity(one.subject), reading.entity(str(one.object))
    known = wide.type == "Country" or plain(wide.name) in lexicon().regions
    narrow = town.type == "City" or _NARROW.search(town.name)
    return one.predicate == "locatedIn" and bool(narrow) and known


def _is_common(name: str) -> bool:
    word = form(name)
    return word in _COMMON or word in lexicon().nominals
