"""Who plays which role around a trigger word: one reading of the syntax for all relations.

Roles of a verb: `subj`, `obj`, `by`, and any preposition (`of`, `from`, `to`, …), active or
passive, as a relative clause or a participle. Roles of a noun: `self` (whom it describes),
`poss`, `mod` (a name right before it) and prepositions. Universal Dependencies v2 labels.
Where a parse is often wrong (titles, appositions), neighbouring words decide beside it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from kg.extract.parsed import Reading, Reference

__all__ = ["Filler", "Roles", "fillers"]

_CONJUNCTS = 6
_NEAR = 5
_SUBJECTS = {"nsubj", "csubj"}
_PASSIVE = {"nsubj:pass", "nsubjpass"}
_NOMINAL = {"nmod", "obl", "nmod:unmarked", "obl:unmarked", "prep", "obl:agent", "agent"}
_RELATIVE = {"who", "which", "that", "whom"}
_LIGHT = {"ADJ", "NOUN", "PROPN", "NUM", "DET", "ADV", "PART"}
_ADJACENT_STEP = {",", "-", "–", "—"}


@dataclass(frozen=True, slots=True)
class Filler:
    """A reference in a role; `route` is `parse` or `words`."""

    reference: Reference
    route: str = "parse"


@dataclass(slots=True)
class Roles:
    """The role players of one trigger."""

    players: dict[str, list[Filler]] = field(default_factory=dict)

    def put(self, role: str, reference: Reference | None, route: str = "parse") -> None:
        """Add a player, once."""
        if reference is None:
            return
        known = self.players.setdefault(role, [])
        if all(one.reference.start != reference.start for one in known):
            known.append(Filler(reference, route))

    def of(self, names: tuple[str, ...]) -> Iterator[tuple[str, Filler]]:
        """The players of any of these roles, with the role."""
        for name in names:
            for one in self.players.get(name, ()):
                yield name, one


def fillers(reading: Reading, trigger: Token) -> Roles:
    """The role players around `trigger`, a verb or a noun."""
    roles = Roles()
    own = reading.reference_at(trigger.i)
    if own is not None and own.kind == "name":
        return roles  # a word inside a name says nothing
    if trigger.pos_ in {"VERB", "AUX"} or (trigger.pos_ == "ADJ" and _has_agent(trigger)):
        _verb(reading, trigger, roles)
    else:
        _noun(reading, trigger, roles)
        _words(reading, trigger, roles)
    return roles


def _has_agent(token: Token) -> bool:
    return any(child.dep_ in {"obl", "obl:agent"} for child in token.children)


def _at(reading: Reading, token: Token) -> Iterator[Reference]:
    """What a syntactic argument stands for: itself and what is joined to it by "and"."""
    seen = 0
    queue = [token]
    while queue and seen < _CONJUNCTS:
        one = queue.pop(0)
        seen += 1
        found = reading.reference_at(one.i) or _inside(reading, one)
        if found is not None:
            yield found
        queue += [child for child in one.children if child.dep_ == "conj"]


def _inside(reading: Reading, token: Token) -> Reference | None:
    """The name that a description carries with it: "the city of X", "the militant group X"."""
    for child in token.children:
        if child.dep_ in {"appos", "flat", "flat:name"}:
            found = reading.reference_at(child.i)
            if found is not None:
                return found
    if _singular(token) in _CONTAINERS:
        for child in token.children:
            if child.dep_ in {"nmod", "compound", "nmod:poss", "amod"}:
                found = reading.reference_at(child.i)
                if found is not None:
                    return found
    return None


_CONTAINERS = frozenset(
    (
        "city town village province district region state governorate area suburb port capital "
        "fighter militant soldier force troop gunman gunmen rebel guerrilla jihadist army group "
        "militia unit member insurgent warplane jet aircraft artillery plane drone regime "
        "government administration authority authorities military airstrike position stronghold "
        "part rest most half outskirts side airport neighbourhood neighborhood base camp men "
        "soldiers gunner navy battery batteries column convoy barracks headquarters volunteer "
        "partisan commander police paratrooper rocket mortar gun newsroom office"
    ).split()
)


def _singular(token: Token) -> str:
    word = token.lower_
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _case(token: Token) -> str:
    return " ".join(c.lower_ for c in token.children if c.dep_ in {"case", "fixed"})


def _put_nominal(reading: Reading, child: Token, roles: Roles, *, passive: bool) -> None:
    case = _case(child).split(" ")[0] if _case(child) else ""
    role = case or "time"
    if case == "by" or child.dep_ in {"obl:agent", "agent"}:
        role = "by" if passive else "by-means"
    for one in _at(reading, child):
        roles.put(role, one)
    for inner in child.children:  # "the capture of X from Y": keep what hangs on a light noun
        if inner.dep_ == "nmod" and child.lemma_.lower() in {"control", "hand", "name", "command"}:
            for one in _at(reading, inner):
                roles.put(f"{child.lemma_.lower()}-{_case(inner) or 'of'}", one)


def _verb(reading: Reading, verb: Token, roles: Roles) -> None:
    passive = any(c.dep_ in {"aux:pass", "auxpass"} or c.dep_ in _PASSIVE for c in verb.children)
    participle = verb.dep_ in {"acl", "amod"} and verb.tag_ == "VBN"
    passive = passive or participle
    for child in verb.children:
        if child.dep_ in _SUBJECTS:
            _put_all(reading, child, roles, "subj")
            if any(c.lower_ == "whose" for c in child.children) and verb.dep_ == "acl:relcl":
                _put_all(reading, verb.head, roles, "subj")
        elif child.dep_ in _PASSIVE:
            _put_all(reading, child, roles, "obj")
        elif child.dep_ in {"obj", "dobj", "iobj"}:
            _put_all(reading, child, roles, "obj")
            for inner in child.children:
                if inner.dep_ in {"nmod", "nmod:poss"}:
                    key = _case(inner) if inner.dep_ == "nmod" else "poss"
                    _put_all(reading, inner, roles, f"obj-{key}")
        elif child.dep_ in _NOMINAL:
            _put_nominal(reading, child, roles, passive=passive)
    _outside(reading, verb, roles, passive=passive)


def _put_all(reading: Reading, token: Token, roles: Roles, role: str) -> None:
    if token.lower_ in _RELATIVE:
        return
    for one in _at(reading, token):
        roles.put(role, one)


def _outside(reading: Reading, verb: Token, roles: Roles, *, passive: bool) -> None:
    """Arguments that stand outside the clause: of relative clauses, participles, infinitives."""
    role = "obj" if passive else "subj"
    own_subject = [c for c in verb.children if c.dep_ in _SUBJECTS | _PASSIVE]
    relative = [c for c in verb.children if c.lower_ in _RELATIVE]
    if verb.dep_.startswith("acl"):
        if any(c.dep_ in {"obj", "dobj"} for c in relative) or (
            own_subject and not relative and verb.dep_ == "acl:relcl"
        ):
            role = "obj"
        if verb.dep_ == "acl:relcl" or not own_subject:
            _put_all(reading, verb.head, roles, role)
    elif verb.dep_ == "amod":
        for child in verb.children:  # "U.S.-backed forces"
            if child.i < verb.i:
                _put_all(reading, child, roles, "by")
        _put_all(reading, verb.head, roles, "obj")
    elif verb.dep_ in {"xcomp", "conj", "advcl", "ccomp"} and not own_subject:
        for child in verb.head.children:
            if child.dep_ in _SUBJECTS | _PASSIVE:
                _put_all(reading, child, roles, role)


def _noun(reading: Reading, noun: Token, roles: Roles) -> None:
    for child in noun.children:
        if child.dep_ in {"nmod", "obl", "prep"}:
            _put_nominal(reading, child, roles, passive=True)
        elif child.dep_ == "nmod:poss":
            _put_all(reading, child, roles, "poss")
        elif child.dep_ in {"compound", "amod", "nmod:unmarked"} and child.i < noun.i:
            for one in _at(reading, child):
                roles.put("mod", one)
        elif child.dep_ in {"appos", "flat", "flat:name"} or child.dep_ == "nsubj":
            _put_all(reading, child, roles, "self")
    if noun.dep_ in {"appos", "compound", "flat", "flat:name", "nmod:desc"}:
        _put_all(reading, noun.head, roles, "self")
    own = reading.reference_at(noun.i)
    if own is not None and own.kind == "nominal":
        roles.put("self", own)
    if noun.dep_ in {"xcomp", "obj", "obl"}:  # "was elected president", "served as spokesman"
        for child in noun.head.children:
            if child.dep_ in _SUBJECTS | _PASSIVE and noun.head.lemma_ in _BECOMING:
                _put_all(reading, child, roles, "self")


_BECOMING = frozenset(
    "elect appoint name become serve remain make act work declare call resign step join".split()
)


def _words(reading: Reading, noun: Token, roles: Roles) -> None:
    """Neighbours: "Y spokesman X", "Y's leader, X", "X, the former head of Y,"."""
    doc = noun.doc
    after = _right_name(reading, doc, noun.i + 1)
    roles.put("self", after, "words")
    if after is not None and after.end < len(doc) - 1 and doc[after.end].lower_ == "of":
        place = after.end + (2 if doc[after.end + 1].lower_ == "the" else 1)
        roles.put("of", reading.reference_at(place) if place < len(doc) else None, "words")
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


def _right_name(reading: Reading, doc: Doc, start: int) -> Reference | None:
    """A name right after, with no more than a comma or a rank between."""
    i = start
    while i < len(doc) and i < start + 4:
        found = reading.reference_at(i)
        if found is not None:
            return found if found.start == i and found.kind != "pronoun" else None
        if doc[i].pos_ != "PROPN" and doc[i].text not in {",", "and"}:
            return None
        if doc[i].text == "and":
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
        if token.pos_ not in _LIGHT or token.pos_ == "VERB":
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


def _prepositions(reading: Reading, noun: Token, roles: Roles) -> None:
    doc = noun.doc
    i = noun.i + 1
    if i < len(doc) and doc[i].pos_ == "ADP":
        preposition = doc[i].lower_
        i += 1
        while i < len(doc) and i < noun.i + 2 + _NEAR:
            found = reading.reference_at(i)
            if found is not None:
                roles.put(preposition, found, "words")
                if found.end < len(doc) and doc[found.end].text == ",":
                    roles.put("self", reading.reference_at(found.end + 1), "words")
                elif found.end < len(doc):
                    roles.put("self", reading.reference_at(found.end), "words")
                return
            if doc[i].pos_ not in _LIGHT and doc[i].text not in _ADJACENT_STEP:
                return
            i += 1
