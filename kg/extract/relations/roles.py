"""Who plays which role around a trigger word: one reading of the syntax for all relations.

Roles of a verb: `subj`, `obj`, `by`, and any preposition (`of`, `from`, `to`, …), active or
passive, as a relative clause or a participle. Roles of a noun: `self` (whom it describes),
`poss`, `mod` (a name right before it) and prepositions. Universal Dependencies v2 labels.
Where a parse is often wrong (titles, appositions), neighbouring words decide beside it.
"""

from kg.extract.parsed import Reading
from kg.extract.relations.clauses import clause
from kg.extract.relations.joined import described_before, first_of, named_beyond, second_of, share
from kg.extract.relations.nouns import neighbours, noun_phrase
from kg.extract.relations.players import Roles
from kg.extract.tokens import Token

__all__ = ["fillers", "is_verbal"]


def fillers(reading: Reading, trigger: Token) -> Roles:
    """The role players around `trigger`, a verb or a noun."""
    roles = Roles()
    own = reading.reference_at(trigger.i)
    if own is not None and own.kind == "name":
        return roles  # a word inside a name says nothing
    if is_verbal(trigger) or (trigger.pos_ == "ADJ" and _has_agent(trigger)):
        clause(reading, trigger, roles)
    else:
        _of_noun(reading, trigger, roles)
        for other in (first_of(reading, trigger), second_of(trigger)):
            if other is not None:
                beside = Roles()
                _of_noun(reading, other, beside)
                share(trigger, roles, other, beside)
        if "self" not in roles.players:
            roles.put("self", described_before(reading, trigger), "words")
            roles.put("self", named_beyond(reading, trigger), "words")
    return roles


def _of_noun(reading: Reading, noun: Token, roles: Roles) -> None:
    noun_phrase(reading, noun, roles)
    neighbours(reading, noun, roles)


def is_verbal(token: Token) -> bool:
    """Whether a word stands as a verb; one tagged as a noun does, heading "that X arms"."""
    if token.pos_ in {"VERB", "AUX"}:
        return True
    if token.pos_ != "NOUN" or token.dep_ not in {"acl:relcl", "ccomp"}:
        return False
    deps = {child.dep_ for child in token.children}
    return "nsubj" in deps and not deps & {"cop", "det", "case", "amod"}


def _has_agent(token: Token) -> bool:
    """Whether an adjective is a participle with its agent: "armed and paid by X"."""
    near = [*token.children, *(inner for c in token.children for inner in c.children)]
    return any(child.dep_ in {"obl", "obl:agent"} for child in near)
