"""Who plays which role around a trigger, and what an argument of the syntax stands for."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract.parsed import Reading, Reference
from kg.extract.relations.antecedents import antecedent, described
from kg.extract.tokens import Token

__all__ = ["NOMINAL", "OUSTING", "PASSIVE", "RELATIVE", "SUBJECTS", "Filler", "Roles", "case_of"]
__all__ += ["put_aims", "put_all", "put_nominal", "standing", "standing_for"]

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE = frozenset({"nsubj:pass", "nsubjpass"})
NOMINAL = frozenset({"nmod", "obl", "nmod:unmarked", "obl:unmarked", "prep", "obl:agent", "agent"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
_NAMING = frozenset({"appos", "flat", "flat:name"})
_CONJUNCTS = 6
_DEPTH = 2
_CALLED = 5


@dataclass(frozen=True, slots=True)
class Filler:
    """A reference in a role; `route` is `parse` or `words`."""

    reference: Reference
    route: str = "parse"


@dataclass(slots=True)
class Roles:
    """The role players of one trigger; `section` says that it is about a part: "head of sales"."""

    players: dict[str, list[Filler]] = field(default_factory=dict)
    section: bool = False

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


def standing_for(reading: Reading, token: Token) -> Iterator[Reference]:
    """What a syntactic argument stands for: itself and what is joined to it by "and"."""
    seen = 0
    queue = [token]
    while queue and seen < _CONJUNCTS:
        one = queue.pop(0)
        seen += 1
        found = standing(reading, one)
        if found is not None:
            yield found
        queue += [child for child in one.children if child.dep_ == "conj"]
        named = [c for c in one.children if c.dep_ in _NAMING and found is not None]
        queue += [c for inner in named for c in inner.children if c.dep_ == "conj"]


def standing(reading: Reading, token: Token, depth: int = 0) -> Reference | None:
    """What one token stands for: its own name, the name beside it or the name it carries."""
    return (
        reading.reference_at(token.i)
        or antecedent(reading, token)
        or described(reading, token)
        or _called(reading, token)
        or _inside(reading, token, depth)
    )


def _called(reading: Reading, token: Token) -> Reference | None:
    """The name that a description is given: "a man called X", "a woman known as X"."""
    for child in token.children:
        if child.dep_ in {"acl", "acl:relcl"} and child.lower_ in _CALLING:
            for at in range(child.i + 1, min(child.i + _CALLED, len(token.doc))):
                found = reading.reference_at(at)
                if found is not None:
                    return found
    return None


_CALLING = frozenset("called named known titled entitled dubbed nicknamed calling".split())


def _inside(reading: Reading, token: Token, depth: int) -> Reference | None:
    """The name that a description carries with it: "the city of X", "the militant group X"."""
    if depth > _DEPTH:
        return None
    for child in token.children:
        if child.dep_ in _NAMING or (child.dep_ == "compound" and child.i > token.i):
            found = reading.reference_at(child.i)
            if found is not None:
                return found
    if _singular(token) in _CONTAINERS:
        for child in _carried(token):
            found = standing(reading, child, depth + 1)
            if found is not None and not _only_home(reading, token, found):
                return found
    return None


def _carried(token: Token) -> Iterator[Token]:
    """What a collective belongs to: "a battalion of X", "fighters loyal to X"; no "town in X"."""
    for child in sorted(token.children, key=lambda one: one.dep_ == "nmod:poss"):
        where = child.dep_ == "nmod" and case_of(child).split(" ")[0] in _WHERE
        if where and _singular(token) in _PLACES:
            continue
        if child.dep_ in {"nmod", "compound", "nmod:poss", "amod"}:
            yield child
            yield from (one for one in child.children if one.dep_ == "obl")


def _only_home(reading: Reading, token: Token, found: Reference) -> bool:
    """Whether a place is only said to lie in a country: "the Syrian city" is not Syria."""
    return _singular(token) in _PLACES and reading.entity(found.entity).type == "Country"


_WHERE = frozenset("in near at on outside around inside within".split())
_PLACES = frozenset(
    "city town village province district region governorate area suburb port capital".split()
)


_CONTAINERS = frozenset(
    (
        "city town village province district region state governorate area suburb port capital "
        "fighter militant soldier force troop gunman gunmen rebel guerrilla jihadist army group "
        "militia unit member insurgent warplane jet aircraft artillery plane drone regime "
        "government administration authority authorities military airstrike position stronghold "
        "airport neighbourhood neighborhood base camp men "
        "soldiers gunner navy battery batteries column convoy barracks headquarters volunteer "
        "partisan commander police paratrooper rocket mortar gun newsroom office "
        "north south east west centre center middle heart interior coast shore edge outskirts "
        "warplane bomber helicopter gunship missile "
        "airbase post crossing terminal market depot checkpoint outpost garrison "
        "bomb tank terrorist target jihadi extremist board management "
        "committee party movement all whole entirety"
    ).split()
)


def _singular(token: Token) -> str:
    word = token.lower_
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def case_of(token: Token) -> str:
    """The preposition of a nominal, "" without one."""
    return " ".join(c.lower_ for c in token.children if c.dep_ in {"case", "fixed"})


def _case_inside(token: Token) -> str:
    """The preposition that a parse hangs on a word before a name: "for the weekly X"."""
    before = (child for child in token.lefts if child.dep_ in {"amod", "compound"})
    return next(filter(None, map(case_of, before)), "")


def put_nominal(reading: Reading, child: Token, roles: Roles, *, passive: bool) -> None:
    """Add what stands after a preposition, in the role of that preposition."""
    case = (case_of(child) or _case_inside(child)).split(" ")[0]
    role = case or "time"
    if case == "by" or child.dep_ in {"obl:agent", "agent"}:
        role = "by" if passive else "by-means"
    if role != "in" or role not in roles.players:  # "based in X, in Y": the nearest says where
        for one in standing_for(reading, child):
            roles.put(role, one)
    for inner in child.children:  # "the capture of X from Y": keep what hangs on a light noun
        if inner.dep_ == "nmod" and _singular(child) in {"control", "hand", "name", "command"}:
            for one in standing_for(reading, inner):
                roles.put(f"{_singular(child)}-{case_of(inner) or 'of'}", one)


def put_aims(reading: Reading, token: Token, roles: Roles) -> None:
    """Add what an infinitive is after: "an offensive to take X", "to drive Y out of X"."""
    for verb in token.children:
        if verb.dep_ not in {"acl", "advcl", "xcomp"} or verb.lower_ not in _AIMS:
            continue
        if not any(c.lower_ == "to" and c.dep_ in {"mark", "aux"} for c in verb.children):
            continue
        role = "aim" if verb.lower_ not in OUSTING else "foe"
        for child in verb.children:
            if child.dep_ in {"obj", "dobj"}:
                put_all(reading, child, roles, role)
            elif child.dep_ in NOMINAL and case_of(child).split(" ")[0] in {"from", "out"}:
                put_all(reading, child, roles, "aim" if role == "foe" else "foe")


OUSTING = frozenset("drive oust expel push dislodge eject clear force rout evict flush".split())
_AIMS = OUSTING | frozenset(
    "take retake capture recapture seize liberate free reclaim regain wrest conquer secure".split()
)


def put_all(reading: Reading, token: Token, roles: Roles, role: str) -> None:
    """Add all that `token` stands for."""
    for one in standing_for(reading, token):
        roles.put(role, one)
