"""Charges and what is said to them: "A accuses B of arming C, which B denies"."""

from kg.extract.inflection import inflected
from kg.extract.parsed import Reading
from kg.extract.tokens import Token

__all__ = ["accuser", "denial", "is_accusation"]

_ACCUSING = inflected("accuse suspect blame charge")
_DENYING = inflected("deny reject dismiss refute dispute")
_CHARGES = frozenset(
    "charge charges accusation accusations allegation allegations claim claims suggestion".split()
)
_SUBJECTS = frozenset({"nsubj"})
_AGENTS = frozenset({"obl:agent", "agent", "obl"})


def is_accusation(verb: Token, below: Token | None) -> bool:
    """Whether a clause is what somebody is accused of."""
    return below is not None and verb.lower_ in _ACCUSING and below.tag_ == "VBG"


def accuser(reading: Reading, verb: Token) -> str | None:
    """Who accuses: the subject, or after a passive whom "by" names."""
    passive = verb.tag_ == "VBN" and not any(c.dep_ in _SUBJECTS for c in verb.children)
    for child in verb.children:
        by = child.dep_ in _AGENTS and any(c.lower_ == "by" for c in child.children)
        if by if passive else child.dep_ in _SUBJECTS:
            found = reading.reference_at(child.i)
            return found.entity if found else None
    return None


def denial(reading: Reading, trigger: Token) -> tuple[bool, str | None]:
    """Whether the text goes on to say that somebody denies a claim, and who."""
    for verb in trigger.doc[trigger.i : trigger.sent.end]:
        if verb.lower_ in _DENYING and (_of_charge(verb) or _after_charge(trigger, verb)):
            return True, _denier(reading, verb)
    return False, None


def _of_charge(verb: Token) -> bool:
    """Whether a relative clause is about what was said, not about a thing: "a charge X denies"."""
    if verb.dep_ != "acl:relcl":
        return False
    which = [c for c in verb.children if c.lower_ == "which" and c.dep_ != "nsubj"]
    alone = not any(c.dep_ in {"ccomp", "xcomp"} for c in verb.children)
    return alone and (bool(which) or verb.head.lower_ in _CHARGES)


def _after_charge(trigger: Token, verb: Token) -> bool:
    """Whether ", a charge" stands between what is claimed and the verb, whatever the parse."""
    before = trigger.doc[trigger.i : verb.i]
    return any(
        t.lower_ in _CHARGES and t.nbor(-1).lower_ in {"a", "an"} and t.nbor(-2).text in {",", "–"}
        for t in before
    )


def _denier(reading: Reading, verb: Token) -> str | None:
    for child in verb.children:
        if child.dep_ in _SUBJECTS:
            found = reading.reference_at(child.i)
            return found.entity if found else None
    return None
