"""Whether somebody is over a part of a body alone: "head of sales", "design director"."""

from kg.extract.lexicon import lexicon
from kg.extract.names import family
from kg.extract.parsed import Reading, Reference
from kg.extract.relations.players import Roles
from kg.extract.tokens import Token

__all__ = ["is_over_section"]

_OVER = frozenset({"of", "for"})
_SECTIONS = frozenset(
    "department division section team desk squad committee program project campaign".split()
)
_WHOLES = frozenset(
    (
        "co board state government executive mission house mayor acting interim managing general "
        "founding senior chief vice deputy former prime supreme majority minority police army navy "
        "military political spiritual party opposition"
    ).split()
)
"""Nouns before a title that name no part: a board chair heads the whole."""


def is_over_section(reading: Reading, noun: Token, roles: Roles) -> bool:
    """Whether a title says of what part: none that is of a body itself does."""
    if any(_is_body(reading, one.reference) for _, one in roles.of(("of",))):
        return False
    sections = any(_is_section(reading, child) for child in noun.children)
    return sections or _is_regional(reading, noun)


def _is_regional(reading: Reading, noun: Token) -> bool:
    """Whether a place says what part of a body somebody is over: "its Asia director"."""
    owned = any(child.dep_ == "nmod:poss" for child in noun.children)
    before = reading.reference_at(noun.i - 1) if owned else None
    if before is None or noun.nbor(-1).tag_ in {"POS", "PRP$"}:
        return False
    return before.kind == "name" and not _is_body(reading, before)


def _is_body(reading: Reading, one: Reference) -> bool:
    """Whether a name is no place: "head of the Middle East programme" is not of the Middle East."""
    return family(reading.entity(one.entity).type) != family("Place")


def _is_section(reading: Reading, child: Token) -> bool:
    """Whether "of sales", "Design" before it says what part of a body somebody is over."""
    common = child.pos_ in {"NOUN", "PROPN"} and reading.reference_at(child.i) is None
    if child.dep_ == "compound" and common:
        known = child.lower_ in lexicon().nominals or child.lower_ in _WHOLES
        return child.lower_ in _SECTIONS or not known
    whole = any(c.dep_ in {"det", "nmod:poss"} for c in child.children)
    bare = child.pos_ == "NOUN" and (not whole or child.lower_ in _SECTIONS)
    return bare and child.dep_ == "nmod" and any(c.lower_ in _OVER for c in child.children)
