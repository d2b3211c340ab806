"""What speaks against what is learned of a person: a verb of another meaning, a neighbour."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.inflection import inflected
from kg.extract.parsed import Reading, Reference
from kg.extract.relations.candidates import Candidate
from kg.extract.tokens import Token
from kg.model import Relation

__all__ = ["Vetoes"]

_OFFICES = frozenset({"leads", "speaksFor", "memberOf", "worksFor"})
_BEGINNING = inflected("start begin launch open")
_OTHER = inflected(
    "study graduate enrol enroll matriculate meet praise thank congratulate greet sue criticise "
    "criticize beat defeat"
)
"""Verbs by which nobody has an office."""


@dataclass(frozen=True, slots=True)
class Vetoes:
    """Judges what a model claims of a person by the text and by what the patterns have `known`."""

    reading: Reading
    known: Sequence[Relation]

    def __call__(self, one: Relation, pair: Candidate, trigger: Token | None) -> bool:
        """Whether the words that join the ends cannot say the relation."""
        person = self.reading.entity(one.subject).type == "Person"
        if one.predicate == "founded":
            begun = trigger is not None and trigger.lower_ in _BEGINNING
            return begun and self._does(one.object, trigger)
        if one.predicate == "authorOf":
            return self._has_another(one, pair)
        if not person or one.predicate not in _OFFICES:
            return False
        return _means_another(trigger) or self._is_neighbours(one, pair)

    def _does(self, body: object, verb: Token | None) -> bool:
        """Whether a body itself does what a verb says: what began a match was not begun."""
        if verb is None or not any(c.dep_ == "obj" and c.i > verb.i for c in verb.children):
            return False
        subjects = [c for c in verb.children if c.dep_ == "nsubj"]
        found = [self.reading.reference_at(one.i) for one in subjects]
        return any(one is not None and one.entity == body for one in found)

    def _has_another(self, one: Relation, pair: Candidate) -> bool:
        """Whether a pattern names who made it, and "and" does not join the two."""
        makers = {o.subject for o in self.known if (o.predicate, o.object) == _made(one)}
        mine = pair.first if pair.first.entity == one.subject else pair.second
        others = [r for r in self.reading.references if r.entity in makers - {one.subject}]
        return bool(others) and not any(_joined(self.reading, r, mine) for r in others)

    def _is_neighbours(self, one: Relation, pair: Candidate) -> bool:
        """Whether a pattern gives the office to a person who stands between: "A met B of C"."""
        person, body = pair.first, pair.second
        if person.entity != one.subject:
            return False
        holders = {
            other.subject
            for other in self.known
            if other.object == one.object
            and other.predicate in _OFFICES
            and other.status is one.status
        }
        between = self.reading.references_in(person.end, body.start)
        rivals = [rival for rival in between if rival.entity in holders - {one.subject}]
        return any(not _joined(self.reading, rival, person) for rival in rivals)


def _made(one: Relation) -> tuple[str, object]:
    return one.predicate, one.object


def _means_another(trigger: Token | None) -> bool:
    return trigger is not None and trigger.pos_ == "VERB" and trigger.lower_ in _OTHER


def _joined(reading: Reading, one: Reference, other: Reference) -> bool:
    """Whether "and" joins two persons, who then may share what is said of one."""
    return bool(_heads(reading.doc[one.head]) & _heads(reading.doc[other.head]))


def _heads(token: Token) -> set[int]:
    found = {token.i}
    while token.dep_ == "conj" and token.head.i not in found:
        token = token.head
        found.add(token.i)
    return found
