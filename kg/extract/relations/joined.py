"""What nouns joined by "and" share: "X founder and chief executive A"."""

from kg.extract.parsed import Reading, Reference
from kg.extract.relations.antecedents import described
from kg.extract.relations.players import Roles
from kg.extract.tokens import Token

__all__ = ["described_before", "first_of", "named_beyond", "second_of", "share"]

_LIGHT = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART", "X", "ADV"})
_LONGEST = 7
_APART = 20
_STOPS = frozenset({".", ";", ":", "\n", "(", ")", "who", "which"})
_OWNERS = ("of", "at", "for", "poss", "mod")


def first_of(reading: Reading, noun: Token) -> Token | None:
    """The noun that "and" joins this one to: of "the chief and Norway's leader", the chief."""
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        return noun.head
    doc = noun.doc
    for at in range(noun.i - 1, max(noun.i - _LONGEST, 0), -1):
        if doc[at].lower_ == "and":
            first = doc[at - 1]
            return first if described(reading, first) is not None else None
        if doc[at].pos_ not in _LIGHT:
            return None
    return None


def described_before(reading: Reading, noun: Token) -> Reference | None:
    """The person whom "and" describes further: "X, professor at A and president of B"."""
    doc, at = noun.doc, noun.i - 1
    while at > 0 and doc[at].pos_ in _LIGHT:
        at -= 1
    if at < 1 or doc[at].lower_ != "and":
        return None
    for comma in range(at - 1, max(at - _APART, 0), -1):
        token = doc[comma]
        if token.pos_ in {"VERB", "AUX"} or token.text in _STOPS:
            return None
        before = reading.reference_at(comma - 1) if token.text == "," else None
        if before is not None and reading.entity(before.entity).type == "Person":
            return before if doc[comma + 1].pos_ in {"NOUN", "DET", "ADJ"} else None
    return None


def named_beyond(reading: Reading, noun: Token) -> Reference | None:
    """The person whom "and" gives another title: "Labour leader and Prime Minister X"."""
    doc, at = noun.doc, noun.i + 1
    if at >= len(doc) or doc[at].lower_ != "and" or _has_article(noun):
        return None
    for place in range(at + 1, min(at + _LONGEST, len(doc))):
        found = reading.reference_at(place)
        if found is not None:
            person = reading.entity(found.entity).type == "Person" and found.kind == "name"
            return found if person and found.start == place and place > at + 1 else None
        if doc[place].pos_ not in {"NOUN", "PROPN", "ADJ"}:
            return None
    return None


def _has_article(noun: Token) -> bool:
    return any(child.dep_ == "det" for child in noun.children)


def second_of(noun: Token) -> Token | None:
    """The noun that "and" joins to this one without an article of its own."""
    joined = (c for c in noun.children if c.dep_ == "conj" and c.pos_ == "NOUN" and c.i > noun.i)
    found = next(joined, None)
    owned = found is None or any(c.dep_ in {"det", "nmod:poss"} for c in found.children)
    return None if owned else found


def share(noun: Token, roles: Roles, other: Token, others: Roles) -> None:
    """Take over what the other noun has and this one lacks: the person, and as `shared` the body.

    "A teacher and member of the party" is no teacher of the party: a pattern says what it shares.
    """
    if "self" not in roles.players:
        for _, one in others.of(("self",)):
            if not one.reference.start <= other.i < one.reference.end:
                roles.put("self", one.reference, "words")
    owned = any(child.dep_ in {"nmod", "nmod:poss"} for child in noun.children)
    if not owned and not any(role in roles.players for role in _OWNERS):
        for _, one in others.of(_OWNERS[:-1] if _has_article(other) else _OWNERS):
            roles.put("shared", one.reference, "words")
