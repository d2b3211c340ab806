"""Who gets, holds, leaves or passes on an office: "T named A chief executive, replacing B"."""

from dataclasses import replace

from kg.extract.inflection import inflected
from kg.extract.parsed import Reading, Reference
from kg.extract.relations.players import PASSIVE, SUBJECTS, Roles, case_of, put_all
from kg.extract.stance import View, view
from kg.extract.tokens import Token
from kg.model import Stance

__all__ = ["in_office", "office"]

_GIVING = inflected(
    "elect appoint name make choose select pick promote hire recruit install designate confirm "
    "crown re-elect reelect reappoint declare proclaim call swear"
)
_REMOVING = inflected("sack fire dismiss oust remove depose suspend")
_TAKING = inflected("become serve remain act work join begin")
_SERVING = inflected("serve work act join begin")
"""Verbs whose object is no office: to serve a president is not to serve as one."""
_SERVED = frozenset({"served", "worked", "acted", "serving"})
_LEAVING = inflected("resign retire quit step stand leave")
_REPLACING = inflected("replace succeed follow")
_TAKING_OVER = inflected("take")
_CHANGING = _GIVING | _REMOVING | _TAKING | _LEAVING | _REPLACING
_NAMING = (_GIVING | _TAKING) - _SERVING
_AGENTS = frozenset({"obl:agent", "agent"})
_STARTING = frozenset({"in", "up", "for"})
"""What makes a beginning of "step" and "stand": "stepped in as chairman"."""
_OPEN = frozenset({Stance.DENIED, Stance.HYPOTHETICAL})
_LINKS = frozenset({"xcomp", "obj", "obl", "advcl", "nmod:desc"})
_DEPTH = 3


def office(reading: Reading, noun: Token, roles: Roles) -> None:
    """Add who has the office that a noun names under its verb, who gave it and who had it before.

    Roles: `self`, `employer` and `predecessor`.
    """
    verb = _verb(noun)
    if verb is None:
        return
    if verb.lower_ in _REPLACING | _TAKING_OVER:
        _succession(reading, verb, noun, roles)
    elif verb.lower_ in _GIVING | _REMOVING:
        _affected(reading, verb, noun, roles, "self")
        _employer(reading, verb, roles)
    else:
        _doer(reading, verb, roles, "self")
        if _is_introduced(noun):
            _objects(reading, verb, roles, "employer")
    for other in verb.children:
        if other.dep_ in {"advcl", "conj"} and other.lower_ in {"replacing", "succeeding"}:
            _objects(reading, other, roles, "predecessor")
    holders = {one.reference.entity for _, one in roles.of(("self",))}
    before = roles.players.get("predecessor", [])
    before[:] = [one for one in before if one.reference.entity not in holders]


def _succession(reading: Reading, verb: Token, noun: Token, roles: Roles) -> None:
    """Add who comes after whom: "A replaces B as chief", "B was replaced by A as chief"."""
    if verb.lower_ in _TAKING_OVER:
        _doer(reading, verb, roles, "self")
        _given_up_by(reading, verb, roles)
    elif _has_successor(verb):
        _employer(reading, verb, roles, "self")
        _affected(reading, verb, noun, roles, "predecessor")
    elif _is_passive(verb):
        _affected(reading, verb, noun, roles, "self")
    elif _has_object(verb):
        _doer(reading, verb, roles, "self")
        _affected(reading, verb, noun, roles, "predecessor")


def _has_successor(verb: Token) -> bool:
    """Whether "replaced by" names who came after."""
    return _is_passive(verb) and any(c.dep_ in _AGENTS for c in verb.children)


def _given_up_by(reading: Reading, verb: Token, roles: Roles) -> None:
    """Add from whom an office is taken over."""
    for child in verb.children:
        if child.dep_ == "obl" and case_of(child) in {"from", "over from"}:
            put_all(reading, child, roles, "predecessor")


def in_office(reading: Reading, noun: Token, seen: View) -> View:
    """How the text stands to an office, by the verb that gives it or takes it away."""
    verb = _verb(noun)
    if noun.dep_ == "nmod" and noun.head.lower_ == "part":
        return view(reading, noun.head)  # "had been part of the stronghold"
    if verb is None:
        return seen
    word, above = verb.lower_, view(reading, verb)
    if not _is_leaving(verb):
        over = seen.ended or (word in _SERVED and above.past and not above.perfect)
        return replace(seen, stance=above.stance, speaker=above.speaker, ended=over)
    if above.stance in _OPEN:
        return replace(seen, stance=Stance.ASSERTED, speaker=None)
    return replace(seen, stance=above.stance, speaker=above.speaker, ended=True)


def _is_leaving(verb: Token) -> bool:
    if verb.lower_ in _REPLACING:
        return not _has_successor(verb) and (_is_passive(verb) or not _has_object(verb))
    if verb.lower_ in _LEAVING:
        return not any(c.lower_ in _STARTING and c.i == verb.i + 1 for c in verb.children)
    return verb.lower_ in _REMOVING


def _verb(noun: Token) -> Token | None:
    """The verb of appointment, service or leave that an office stands under."""
    if noun.pos_ not in {"NOUN", "PROPN"}:
        return None
    for _ in range(_DEPTH):
        if noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN", "ADJ"}:
            noun = noun.head
    verb = noun.head
    if noun.dep_ not in _LINKS or verb.pos_ != "VERB":
        return None
    over = verb.lower_ in _TAKING_OVER and any(c.lower_ == "over" for c in verb.children)
    if not over and verb.lower_ not in _CHANGING:
        return None
    bare = verb.lower_ in _NAMING and noun.dep_ in {"xcomp", "obj"}
    return verb if bare or _is_introduced(noun) else None


def _is_introduced(noun: Token) -> bool:
    """Whether "as" or "to" stands before an office."""
    before = noun.doc[max(noun.left_edge.i, noun.i - _DEPTH * 3) : noun.i]
    return any(t.lower_ in {"as", "to"} and t.pos_ != "PART" for t in before)


def _is_passive(verb: Token) -> bool:
    aided = any(c.dep_ in PASSIVE | {"aux:pass", "auxpass"} for c in verb.children)
    return aided or (verb.dep_ == "acl" and verb.tag_ == "VBN")


def _has_object(verb: Token) -> bool:
    return any(c.dep_ in {"obj", "dobj"} for c in verb.children)


def _employer(reading: Reading, verb: Token, roles: Roles, role: str = "employer") -> None:
    """Add who does what a verb says, of a passive whom "by" names."""
    if not _is_passive(verb):
        _doer(reading, verb, roles, role)
        if role not in roles.players and verb.dep_ == "ROOT":
            roles.put(role, _opening(reading, verb), "words")
        return
    for child in verb.children:
        if child.dep_ in _AGENTS:
            put_all(reading, child, roles, role)


def _opening(reading: Reading, verb: Token) -> Reference | None:
    """The name that a sentence opens with, where the parse gives its verb no subject."""
    first = verb.sent.start
    while first < verb.i and verb.doc[first].pos_ in {"DET", "SPACE"}:
        first += 1
    found = reading.reference_at(first)
    return found if found is not None and found.kind == "name" else None


def _doer(reading: Reading, verb: Token, roles: Roles, role: str, depth: int = 0) -> None:
    """Add the subject of a verb, which may stand with the verb that it hangs on."""
    own = [c for c in verb.children if c.dep_ in SUBJECTS | PASSIVE]
    for child in own:
        put_all(reading, child, roles, role)
    if verb.dep_ in {"acl", "acl:relcl"} and not roles.players.get(role):
        put_all(reading, verb.head, roles, role)
    elif not own and verb.dep_ in {"xcomp", "conj", "advcl"} and depth < _DEPTH:
        _doer(reading, verb.head, roles, role, depth + 1)


def _affected(reading: Reading, verb: Token, noun: Token, roles: Roles, role: str) -> None:
    """Add whom an appointment or dismissal is about."""
    if _is_passive(verb):
        _doer(reading, verb, roles, role)
        return
    _objects(reading, verb, roles, role)
    for child in (*verb.children, *noun.children):
        # "named A its chief": A is often no object to the parse
        near = child.dep_ in {"xcomp", "compound", "flat", "iobj", "ccomp"}
        if near and verb.i < child.i < noun.i and _is_person(reading, child):
            put_all(reading, child, roles, role)


def _is_person(reading: Reading, token: Token) -> bool:
    found = reading.reference_at(token.i)
    return found is not None and reading.entity(found.entity).type == "Person"


def _objects(reading: Reading, verb: Token, roles: Roles, role: str) -> None:
    for child in verb.children:
        if child.dep_ in {"obj", "dobj"} and child.pos_ in {"PROPN", "NOUN", "PRON"}:
            put_all(reading, child, roles, role)
