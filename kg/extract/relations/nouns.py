"""The players of a noun: by the syntax, and by neighbouring words where parses often fail."""

from itertools import islice

from kg.extract.inflection import inflected
from kg.extract.parsed import Reading, Reference
from kg.extract.relations.antecedents import described
from kg.extract.relations.offices import office
from kg.extract.relations.players import (
    PASSIVE,
    SUBJECTS,
    Roles,
    case_of,
    put_aims,
    put_all,
    put_nominal,
    standing_for,
)
from kg.extract.relations.sections import is_over_section
from kg.extract.relations.titles import is_partisan, title_end
from kg.extract.tense import ENDED
from kg.extract.tokens import Doc, Token

__all__ = ["neighbours", "noun_phrase"]

_NEAR = 5
_SELVES = frozenset({"appos", "flat", "flat:name", "nsubj"})
_LIGHT = {"ADJ", "NOUN", "PROPN", "NUM", "DET", "ADV", "PART"}
_OPENING = frozenset(",\"“‘'") | {"``"}
_WHEREABOUTS = frozenset({"of", "at", "from", "with"})
_NARROWING = frozenset("managing acting founding presiding sitting ranking leading".split())
"""Participles of titles, which parses take for verbs: "X, managing director of Y"."""
_HYPHENS = frozenset("-–")
_ADJACENT_STEP = {",", "-", "–", "—"}


def noun_phrase(reading: Reading, noun: Token, roles: Roles) -> None:
    """Add the players of a noun by the syntax."""
    for child in (*noun.children, *title_end(noun).children):
        _dependent(reading, child, roles, before=child.i < noun.i)
    roles.section = is_over_section(reading, noun, roles)
    put_aims(reading, noun, roles)
    _holders(reading, noun, roles)
    own = reading.reference_at(noun.i)
    if own is not None and own.kind == "nominal" and "self" not in roles.players:
        roles.put("self", own)  # a name beside a description is surer than what it stands for
    _doers(reading, noun, roles)
    if noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        _shared(reading, noun, roles)


def _holders(reading: Reading, noun: Token, roles: Roles) -> None:
    """Whom a noun describes from below: an apposition, a title, a subject, who has the office."""
    if noun.dep_ in {"appos", "compound", "flat", "flat:name", "nmod:desc"}:
        several = _is_plural(noun)
        first = noun.head.head if several and noun.head.dep_ == "conj" else noun.head
        for one in islice(standing_for(reading, first), None if several else 1):
            roles.put("self", one)  # "X, its director, and Y": Y is none
    elif noun.dep_ == "nsubj" and any(c.dep_ == "cop" for c in noun.head.children):
        put_all(reading, noun.head, roles, "self")  # "its capital is X"
    elif noun.dep_ == "nmod" and noun.head.lower_ == "one":
        _holders(reading, noun.head, roles)  # "X, one of the members of Y"
    elif noun.dep_ == "nmod" and noun.head.lower_ == "part":
        for child in noun.head.children:
            if child.dep_ in SUBJECTS:  # "X is part of Y's stronghold"
                put_all(reading, child, roles, "self")
    else:
        office(reading, noun, roles)


def _is_plural(noun: Token) -> bool:
    return noun.tag_ in {"NNS", "NNPS"} or noun.lower_.endswith("s")


def _doers(reading: Reading, noun: Token, roles: Roles) -> None:
    """Who does or has what a noun says, by the verb above it.

    `agent`: "launched an offensive", "answered with air raids"; `haver`: "enjoys the support of",
    "rules with the help of"; `victim`: "came under attack".
    """
    verb, case = noun.head, case_of(noun)
    role = None
    if noun.dep_ in {"obj", "nsubj:pass"} or (noun.dep_ == "obl" and case in _WITH):
        role = "agent" if verb.lower_ in _ACTING else "haver" if verb.lower_ in _HAVING else None
        role = role or ("haver" if case == "with" else None)
    elif noun.dep_ == "obl" and case == "under":
        role = "victim"
    if role is None or verb.pos_ not in {"VERB", "AUX"}:
        return
    for child in verb.children:
        by = child.dep_ in {"obl:agent", "obl"} and case_of(child) == "by"
        if child.dep_ in SUBJECTS or (by if role == "agent" else child.dep_ in PASSIVE):
            put_all(reading, child, roles, role)


_WITH = frozenset({"with", "in"})
_ACTING = inflected(
    "launch carry conduct begin start mount answer respond retaliate reply strike hit continue "
    "resume press intensify wage stage open execute perform end lift lead join"
)
_HAVING = inflected("enjoy have receive win get secure gain keep lose draw")


def _shared(reading: Reading, noun: Token, roles: Roles) -> None:
    """What "a fellow of X and the author of Y" says of one person: the first noun's `self`."""
    first = noun.head
    for child in first.children:
        if child.dep_ in {"appos", "flat", "flat:name", "nsubj"} and child.i < first.i:
            put_all(reading, child, roles, "self")
    _holders(reading, first, roles)
    roles.put("self", described(reading, first), "words")


def _dependent(reading: Reading, child: Token, roles: Roles, *, before: bool) -> None:
    if child.dep_ in {"nmod", "obl", "prep"}:
        put_nominal(reading, child, roles, passive=True)
    elif child.dep_ == "nmod:poss":
        put_all(reading, child, roles, "poss")
    elif child.dep_ in {"compound", "amod", "nmod:unmarked"} and before:
        put_all(reading, child, roles, "mod")
    elif child.dep_ in _SELVES:
        alone = not before and child.dep_ != "nsubj" and not _is_plural(child.head)
        for one in islice(standing_for(reading, child), 1 if alone else None):
            roles.put("self", one)  # "director A and chairman B": B is no director


def neighbours(reading: Reading, noun: Token, roles: Roles) -> None:
    """Neighbours: "Y spokesman X", "Y's leader, X", "X, the former head of Y,"."""
    doc = noun.doc
    after = _right_name(reading, doc, title_end(noun).i + 1)
    roles.put("self", after, "words")
    if after is not None and after.end < len(doc) - 1:
        beyond = _beyond(reading, noun, after, roles)
        if _owns(doc, after) or (beyond and _is_plural(noun)):
            # "Chancellor X's aide, Y", "leaders X of Norway and Y of Benin"
            roles.players["self"] = [one for one in roles.players["self"] if one.reference == after]
    before = _left_name(reading, doc, noun.i - 1)
    if before is not None:
        start, reference = before
        owner = doc[reference.end].tag_ == "POS" if reference.end < noun.i else False
        if doc[start].text == ",":
            roles.put("self", reference, "words")
        else:
            roles.put("poss" if owner else "mod", reference, "words")
            outer = _before_comma(reading, doc, reference.start - 1)
            roles.put("self", outer, "words")
    _prepositions(reading, noun, roles)


def _beyond(reading: Reading, noun: Token, name: Reference, roles: Roles) -> bool:
    """Add what the name after a title is of, or as `self-at` where it is: "analyst X at Y"."""
    case = reading.doc.lower[name.end]
    found = _after(reading, name.end + 1) if case in _WHEREABOUTS else None
    if found and is_partisan(noun.lower_, reading.entity(found.entity).name):
        return False
    roles.put(case if case == "of" else f"self-{case}", found, "words")
    return found is not None


def _after(reading: Reading, start: int) -> Reference | None:
    """The name that follows a preposition, with no more than its description before it."""
    doc = reading.doc
    for at in range(start, min(start + _NEAR, len(doc))):
        found = reading.reference_at(at)
        if found is not None:
            named = found.start == at and found.kind == "name" and not _narrows(reading, found)
            return _owned(reading, found) if named else None
        if doc[at].pos_ not in _LIGHT:
            return None
    return None


def _right_name(reading: Reading, doc: Doc, start: int) -> Reference | None:
    """A name right after, with no more than a comma or a rank between."""
    i = start
    while i < len(doc) and i < start + 4:
        found = reading.reference_at(i)
        if found is not None:
            return found if found.start == i and found.kind != "pronoun" else None
        if doc[i].pos_ != "PROPN" and doc[i].text not in _OPENING:
            return None
        i += 1
    return None


def _left_name(reading: Reading, doc: Doc, start: int) -> tuple[int, Reference] | None:
    """A name before, with only light words between; gives also the last token passed."""
    i = start
    last = start + 1
    while i >= 0 and i > start - _NEAR:
        found = reading.reference_at(i)
        if found is not None:
            return last, found
        token = doc[i]
        if token.text == ",":
            inner = reading.reference_at(i - 1) if i else None
            return (i, inner) if inner is not None else None
        if token.pos_ not in _LIGHT and token.lower_ not in ENDED | _NARROWING:
            return None
        last = i
        i -= 1
    return None


def _before_comma(reading: Reading, doc: Doc, start: int) -> Reference | None:
    """The name that a described apposition follows: "X, the Y spokesman"."""
    i = start
    while i >= 0 and i > start - _NEAR:
        if doc[i].text == ",":
            return reading.reference_at(i - 1) if i else None
        if doc[i].pos_ not in {"DET", "ADJ", "ADV", "NOUN"}:
            return None
        i -= 1
    return None


def _owned(reading: Reading, owner: Reference) -> Reference:
    """What a name before "'s" owns, itself without: "at NASA's Ames Centre"."""
    doc, at = reading.doc, owner.end
    if at + 1 >= len(doc) or not _owns(doc, owner):
        return owner
    found = reading.reference_at(at + 1)
    return found if found is not None and found.start == at + 1 else owner


def _narrows(reading: Reading, name: Reference) -> bool:
    """Whether a name only narrows what another name follows: "the Y agency X", "the Y-backed X"."""
    doc, at = reading.doc, name.end
    if at < len(doc) and doc.words[at] in _HYPHENS:
        at += 2
    while at < len(doc) and at < name.end + _NEAR and doc[at].pos_ == "NOUN":
        at += 1
    near = at > name.end or doc[name.end - 1].pos_ == "ADJ"
    after = reading.reference_at(at) if near and at < len(doc) else None
    return after is not None and after.start == at and after.kind == "name"


def _alone_at(reading: Reading, at: int) -> Reference | None:
    """The name at a token, unless it only begins "Y-backed"."""
    found = reading.reference_at(at) if at < len(reading.doc) else None
    joined = found is not None and "".join(reading.doc.words[found.end : found.end + 1]) in _HYPHENS
    return None if joined else found


def _prepositions(reading: Reading, noun: Token, roles: Roles) -> None:
    """The name after a preposition, and who stands behind it: "the head of Y, X,"."""
    doc = noun.doc
    i = title_end(noun).i + 1
    if i >= len(doc) or doc[i].pos_ != "ADP":
        return
    preposition = doc[i].lower_
    for at in range(i + 1, min(noun.i + 2 + _NEAR, len(doc))):
        found = reading.reference_at(at)
        if found is not None and _describes(reading, found):
            found = None  # "capital of its emirate", "leader of the Y opposition"
        if found is not None:
            named = _owned(reading, found)
            if named is found and _owns(doc, found) and preposition not in roles.players:
                roles.section = True  # "head of Y's programme"
            roles.put(preposition, named, "words")
            _behind(reading, named.end, roles)
            return
        light = doc[at].pos_ in _LIGHT or doc[at].tag_ == "PRP$"
        if not light and doc[at].text not in _ADJACENT_STEP:
            return


def _describes(reading: Reading, found: Reference) -> bool:
    """Whether it only says which: "its", "the U.N. mission X", "the Belarusian opposition"."""
    doc = reading.doc
    if doc[found.start].tag_ == "PRP$" or _narrows(reading, found):
        return True
    people = found.end < len(doc) and doc[found.end].lower_ in _PEOPLES
    return people and doc[found.start].pos_ == "ADJ"


_PEOPLES = frozenset("opposition resistance diaspora community minority exiles expatriates".split())
"""Of whom an adjective says where they are from: they are not the country."""


def _owns(doc: Doc, one: Reference) -> bool:
    return one.end < len(doc) and doc[one.end].tag_ == "POS"


def _behind(reading: Reading, at: int, roles: Roles) -> None:
    """Add whom a description describes that ends before token `at`."""
    doc = reading.doc
    if at < len(doc) and doc[at].text == ",":
        at += 1
        at += at + 1 < len(doc) and doc[at].pos_ == "DET"
    if at < len(doc):
        roles.put("self", _alone_at(reading, at), "words")
