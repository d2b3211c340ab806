"""The players of a verb: in its clause and, for participles and relative clauses, around it."""

from spacy.tokens import Doc, Token

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
)

__all__ = ["clause"]


def clause(reading: Reading, verb: Token, roles: Roles) -> None:
    """Add the players of a verb."""
    passive = any(c.dep_ in {"aux:pass", "auxpass"} or c.dep_ in PASSIVE for c in verb.children)
    participle = verb.dep_ in {"acl", "amod"} and verb.tag_ == "VBN"
    passive = passive or participle
    for child in verb.children:
        if child.lower_ in RELATIVE and child.dep_ not in NOMINAL:
            continue  # the parse says better than the words what it goes with: see `_outside`
        if child.dep_ in SUBJECTS:
            _subject(reading, verb, child, roles)
        elif child.dep_ in PASSIVE:
            put_all(reading, child, roles, "obj")
        elif child.dep_ in {"obj", "dobj", "iobj"}:
            _object(reading, child, roles)
        elif child.dep_ in NOMINAL:
            put_nominal(reading, child, roles, passive=passive)
        elif child.lower_ == "where":
            _where(reading, verb, child, roles)
    put_aims(reading, verb, roles)
    _accused(reading, verb, roles)
    _outside(reading, verb, roles, passive=passive)
    _beside(reading, verb, roles, passive=passive)


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
    elif verb.dep_ in {"xcomp", "conj", "advcl", "ccomp"} and not subjects:
        _subject_above(reading, verb, roles, role)


def _of_clause(reading: Reading, verb: Token, roles: Roles, role: str) -> None:
    """The noun that a relative clause or a participle goes with."""
    if _takes_object(verb):
        role = "obj"
    pronoun = next((c for c in verb.children if c.lower_ in RELATIVE), None)
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
    for child in verb.head.children:
        if child.dep_ in SUBJECTS | PASSIVE:
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
        while at >= 0 and verb.doc[at].pos_ in {"AUX", "ADV"}:
            at -= 1
        found = reading.reference_at(at) if at >= 0 else None
        roles.put(first, found, "words")
    if not passive and "obj" not in roles.players and verb.i + 1 < len(verb.doc):
        after = verb.i + 1 + (verb.doc[verb.i + 1].pos_ == "DET")
        found = reading.reference_at(after) if after < len(verb.doc) else None
        if found is not None and found.start == after and _is_object(verb.doc, found):
            roles.put("obj", found, "words")


def _is_object(doc: Doc, name: Reference) -> bool:
    """Whether a name after a verb can be its object: no subject, owner or adjective."""
    owner = name.end < len(doc) and doc[name.end].tag_ == "POS"
    return not owner and doc[name.head].dep_ not in SUBJECTS | PASSIVE | {"amod"}


_FINITE = frozenset({"ROOT", "parataxis", "ccomp", "conj", "advcl"})
