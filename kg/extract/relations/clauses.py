"""The players of a verb: in its clause and, for participles and relative clauses, around it."""

from kg.extract.inflection import inflected
from kg.extract.lexicon import lexicon
from kg.extract.parsed import Reading, Reference
from kg.extract.relations.antecedents import antecedent
from kg.extract.relations.players import (
    NOMINAL,
    PASSIVE,
    RELATIVE,
    SUBJECTS,
    Roles,
    case_of,
    put_aims,
    put_all,
    put_nominal,
    standing,
)
from kg.extract.tokens import Doc, Token

__all__ = ["clause"]


def clause(reading: Reading, verb: Token, roles: Roles) -> None:
    """Add the players of a verb."""
    passive = _is_passive(verb)
    for child in verb.children:
        if child.lower_ in RELATIVE and child.dep_ not in NOMINAL:
            continue  # the parse says better than the words what it goes with: see `_outside`
        if child.dep_ in SUBJECTS and not _tells(verb, child):
            _subject(reading, verb, child, roles)
        elif child.dep_ in PASSIVE:
            put_all(reading, child, roles, "obj")
        elif child.dep_ in {"obj", "dobj", "iobj"}:
            _object(reading, child, roles)
        elif child.dep_ in NOMINAL:
            put_nominal(reading, child, roles, passive=passive)
        elif child.lower_ == "where":
            _where(reading, verb, child, roles)
    _shared_agent(reading, verb, roles, passive=passive)
    put_aims(reading, verb, roles)
    _accused(reading, verb, roles)
    _outside(reading, verb, roles, passive=passive)
    _beside(reading, verb, roles, passive=passive)


def _tells(verb: Token, child: Token) -> bool:
    """Whether a second subject is who tells of it, of the verb above: "it hit the town, X said"."""
    told = verb.dep_ == "ccomp" and verb.i < child.i < verb.head.i
    return told and any(c.dep_ in SUBJECTS and c.i < verb.i for c in verb.children)


def _shared_agent(reading: Reading, verb: Token, roles: Roles, *, passive: bool) -> None:
    """Who does what two participles say: "armed and paid by X"."""
    if not passive or "by" in roles.players:
        return
    for other in verb.children:
        if other.dep_ == "conj" and other.tag_ == "VBN":
            for child in other.children:
                if child.dep_ == "obl:agent" or case_of(child) == "by":
                    put_all(reading, child, roles, "by")


def _is_passive(verb: Token) -> bool:
    """Whether a verb is passive, or a participle that is: "launched on Sunday by X"."""
    if any(c.dep_ in {"aux:pass", "auxpass"} or c.dep_ in PASSIVE for c in verb.children):
        return True
    if verb.tag_ not in {"VBN", "JJ"} or any(c.dep_ == "aux" for c in verb.children):
        return False
    if verb.tag_ == "JJ":
        return True
    if verb.dep_ in {"acl", "amod"}:
        return True
    if any(c.dep_ == "obl:agent" for c in verb.children):
        return True
    by = any(case_of(c) == "by" for c in verb.children)
    return by and verb.dep_ in {"advcl", "appos", "parataxis", "ROOT"}


def _accused(reading: Reading, verb: Token, roles: Roles) -> None:
    """Who did it in "accused X of arming Y": whom the verb above accuses, not who accuses."""
    above = verb.head
    if above.lower_ not in _ACCUSING or verb.tag_ != "VBG":
        return
    for child in above.children:
        if child.dep_ in {"obj", "nsubj:pass"}:
            put_all(reading, child, roles, "subj")
    if above.dep_ == "acl":
        put_all(reading, above.head, roles, "subj")


_ACCUSING = inflected("accuse suspect convict blame charge acquit")


def _subject(reading: Reading, verb: Token, child: Token, roles: Roles) -> None:
    put_all(reading, child, roles, "subj")
    if any(c.lower_ == "whose" for c in child.children) and verb.dep_ == "acl:relcl":
        put_all(reading, verb.head, roles, "subj")


def _where(reading: Reading, verb: Token, adverb: Token, roles: Roles) -> None:
    """What "where" stands for: "X, where Y keeps its base"."""
    if verb.dep_ == "acl:relcl":
        put_all(reading, verb.head, roles, "in")
    if "in" not in roles.players:
        roles.put("in", antecedent(reading, adverb), "words")


def _object(reading: Reading, child: Token, roles: Roles) -> None:
    put_all(reading, child, roles, "obj")
    put_aims(reading, child, roles)
    for inner in child.children:
        if inner.dep_ in {"nmod", "nmod:poss"}:
            key = case_of(inner) if inner.dep_ == "nmod" else "poss"
            put_all(reading, inner, roles, f"obj-{key}")
            for deep in inner.children:  # "responsibility for the attack on X"
                if deep.dep_ == "nmod":
                    put_all(reading, deep, roles, f"obj-{key}-{case_of(deep)}")


def _outside(reading: Reading, verb: Token, roles: Roles, *, passive: bool) -> None:
    """Arguments that stand outside the clause: of relative clauses, participles, infinitives."""
    role = "obj" if passive else "subj"
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS | PASSIVE]
    own = [c for c in subjects if c.lower_ not in RELATIVE]
    if verb.dep_ == "conj" and not own and _modifies(verb.head):
        _as_first(reading, verb, roles, role)
    elif verb.dep_.startswith("acl"):
        _of_clause(reading, verb, roles, role if not own or passive else "obj")
    elif verb.dep_ == "amod":
        for child in verb.lefts:  # "U.S.-backed forces"
            put_all(reading, child, roles, "by")
        put_all(reading, verb.head, roles, "obj")
    elif verb.dep_ in {"xcomp", "conj", "advcl"} and not subjects:
        _subject_above(reading, verb, roles, role)
        if verb.dep_ == "xcomp" and "obj" not in roles.players and _takes_object(verb.head):
            put_all(reading, verb.head.head, roles, "obj")  # "the group that X helped found"


def _of_clause(reading: Reading, verb: Token, roles: Roles, role: str) -> None:
    """The noun that a relative clause or a participle goes with."""
    if _takes_object(verb):
        role = "obj"
    pronoun = next((c for c in verb.children if c.lower_ in RELATIVE), None)
    if role == "obj" and pronoun is None and any(c.dep_ == "obj" for c in verb.children):
        return  # no gap: a clause of its own that the parse hangs on a dateline
    if pronoun is None or not _misread(reading, verb.head, pronoun):
        put_all(reading, verb.head, roles, role)
    _by_words(reading, verb, roles, role)


def _misread(reading: Reading, head: Token, pronoun: Token) -> bool:
    """Whether "which" cannot go with the noun of the parse: a person is no "which"."""
    found = reading.reference_at(head.i)
    person = head.pos_ == "NOUN" and "Person" in lexicon().nominals.get(head.lower_, ())
    if found is not None:
        person = reading.entity(found.entity).type == "Person"
    return pronoun.lower_ == "which" and person


def _by_words(reading: Reading, verb: Token, roles: Roles, role: str) -> None:
    """Where the parse hangs a clause on nothing that has a name: what stands right before it."""
    if roles.players.get(role):
        return
    for child in verb.children:
        if child.lower_ in RELATIVE and child.dep_ in SUBJECTS | PASSIVE | {"obj"}:
            roles.put(role, antecedent(reading, child), "words")


def _modifies(verb: Token) -> bool:
    """Whether a clause says something of a noun outside it."""
    return verb.dep_.startswith("acl") or (verb.dep_ == "amod" and verb.tag_ in {"VBN", "JJ"})


def _as_first(reading: Reading, verb: Token, roles: Roles, role: str) -> None:
    """The players that a verb shares with the one it is joined to: "armed and paid by X"."""
    first = verb.head
    gap = any(c.dep_ in SUBJECTS and c.lower_ not in RELATIVE for c in first.children)
    again = any(c.dep_ in SUBJECTS | PASSIVE for c in verb.children)
    if not again:
        _subject_above(reading, verb, roles, role)
    if gap and not again and first.dep_ == "acl:relcl":
        role = "obj"  # "a militia that X trains and pays"
    put_all(reading, first.head, roles, role)


def _subject_above(reading: Reading, verb: Token, roles: Roles, role: str) -> None:
    if verb.head.lower_ in _ACCUSING:
        return
    above = verb.head
    subjects = [c for c in above.children if c.dep_ in SUBJECTS | PASSIVE]
    if not subjects and above.dep_ == "conj":  # "sits on the road and is expected to attack X"
        subjects = [c for c in above.head.children if c.dep_ in SUBJECTS]
    for child in subjects:
        put_all(reading, child, roles, role)


def _takes_object(verb: Token) -> bool:
    """Whether a relative clause is about its object: "the town that X took", "the town X took"."""
    relative = [c for c in verb.children if c.lower_ in RELATIVE]
    if any(c.dep_ in {"obj", "dobj"} for c in relative):
        return True
    own_subject = any(c.dep_ in SUBJECTS for c in verb.children)
    return own_subject and not relative and verb.dep_ == "acl:relcl"


def _beside(reading: Reading, verb: Token, roles: Roles, *, passive: bool) -> None:
    """The names right before and right after a verb, where the parse gives it none."""
    first = "obj" if passive else "subj"
    if first not in roles.players and verb.dep_ in _FINITE and verb.tag_ in {"VBD", "VBZ", "VBP"}:
        at = verb.i - 1
        while at > 0 and verb.doc[at].pos_ in {"AUX", "ADV"}:
            at -= 1
        at -= verb.doc[at].text == ","
        if at >= 0 and not _in_other_clause(verb.doc[at], verb):
            roles.put(first, standing(reading, verb.doc[at]), "words")
    if passive and "by" not in roles.players:
        roles.put("by", _agent(reading, verb), "words")
    elif not passive and "obj" not in roles.players:
        roles.put("obj", _next_name(reading, verb.doc, verb.i + 1), "words")


def _in_other_clause(name: Token, verb: Token) -> bool:
    """Whether a verb within the subject has the name: "rebels fighting X attacked Y"."""
    subjects = {c.i for c in verb.children if c.dep_ in SUBJECTS | PASSIVE}
    above = [one for one in name.ancestors if one.i > min(subjects, default=verb.i)]
    inside = any(one.i in subjects for one in name.ancestors)
    return inside and any(one.pos_ == "VERB" and one.i < verb.i for one in above)


def _agent(reading: Reading, verb: Token) -> Reference | None:
    """The name after the first "by" behind a verb, no other clause between."""
    for token in verb.doc[verb.i + 1 : verb.i + _NEAR]:
        if token.lower_ == "by":
            return _next_name(reading, verb.doc, token.i + 1)
        if token.pos_ == "VERB" or token.is_punct:
            return None
    return None


def _next_name(reading: Reading, doc: Doc, start: int) -> Reference | None:
    """The name that follows, with no more than its article and description before it."""
    for at in range(start, min(start + _DESCRIBED, len(doc))):
        found = reading.reference_at(at)
        if found is not None:
            return found if found.start == at and _is_object(doc, found) else None
        if doc[at].pos_ not in {"DET", "ADJ", "NOUN"}:
            return None
    return None


def _is_object(doc: Doc, name: Reference) -> bool:
    """Whether a name after a verb can be its object: no subject, owner or adjective."""
    owner = name.end < len(doc) and doc[name.end].tag_ == "POS"
    return not owner and doc[name.head].dep_ not in SUBJECTS | PASSIVE | {"amod"}


_NEAR = 9
_DESCRIBED = 5
_FINITE = frozenset({"ROOT", "parataxis", "ccomp", "conj", "advcl"})
