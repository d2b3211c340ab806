"""What a later event ends: a place changes hands, a person dies or loses an office."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.extract.inflection import inflected
from kg.extract.parsed import Reading
from kg.extract.relations.merging import Hit
from kg.extract.relations.roles import fillers
from kg.extract.stance import view
from kg.model import Stance, Status

__all__ = ["Change", "again", "departed", "succession"]

_HOLDS = frozenset({Stance.ASSERTED, Stance.REPORTED})
_SEATS = {"capitalOf", "basedIn"}
_OFFICES = frozenset({"leads", "speaksFor", "memberOf", "worksFor"})
_PASSING = inflected("die perish")
_DYING = _PASSING | inflected("kill shoot assassinate murder execute")
_REMOVING = inflected("oust sack dismiss fire depose remove")
_AGAIN = (
    "re",
    "liberat",
    "free",
    "wrest",
    "drove",
    "driv",
    "push",
    "expel",
    "oust",
    "forc",
    "rout",
    "flush",
    "evict",
    "eject",
    "dislodg",
    "chas",
)


@dataclass(frozen=True, slots=True)
class Change:
    """A place changes hands at a token: to `holders`, or to nobody the text names."""

    place: str
    holders: frozenset[str]
    token: int
    again: bool
    date: str | None = None


def again(trigger: Token) -> bool:
    """Whether the word itself says that somebody else held the place before."""
    return trigger.lower_.startswith(_AGAIN)


def succession(hits: Sequence[Hit], changes: Sequence[Change]) -> Iterator[Hit]:
    """A new holder ends the old holder's control, and what the old one had there."""
    former = {
        (h.relation.subject, h.relation.object): h.place
        for h in hits
        if h.relation.status is Status.FORMER and h.relation.predicate == "controls"
    }
    kept = list[Hit]()
    lost = {(holder, str(place)) for holder, place in former}
    for hit in hits:
        one = hit.relation
        if one.predicate != "controls" or one.status is not Status.CURRENT:
            kept.append(hit)
            continue
        key = (one.subject, one.object)
        over = _over(hit, changes)
        if former.get(key, -1) > hit.place and one.stance in _HOLDS:
            continue
        if not over:
            lost.discard((one.subject, str(one.object)))
            kept.append(hit)
        elif key not in former:
            lost.add((one.subject, str(one.object)))
            kept.append(Hit(replace(one, status=Status.FORMER), hit.place))
    for hit in kept:
        yield _unseated(hit, lost)


def _over(hit: Hit, changes: Iterable[Change]) -> bool:
    """Whether somebody else takes the place after this hit gave it to its holder."""
    one = hit.relation
    others = [c for c in changes if c.place == one.object and one.subject not in c.holders]
    if not hit.ends:
        return any(c.holders or (c.again and c.token > hit.place) for c in others) and not any(
            one.subject in c.holders for c in changes if c.place == one.object
        )
    start = str(one.start_date) if one.start_date else None
    return any(_after(c, hit, start) for c in others)


def _after(change: Change, hit: Hit, start: str | None) -> bool:
    if change.date and start and change.date[:4] != start[:4]:
        return change.date > start
    if change.again != hit.again:
        return change.again
    if change.again and not change.date:
        return False  # allies who take a place back, or one event told twice
    if bool(change.date) != bool(start):
        return bool(start)
    return change.token > hit.place


def _unseated(hit: Hit, lost: set[tuple[str, str]]) -> Hit:
    """A capital or base in a place that its holder has lost is a former one."""
    one = hit.relation
    if one.predicate not in _SEATS or one.status is not Status.CURRENT:
        return hit
    place, holder = one.subject, str(one.object)
    if one.predicate == "basedIn":
        place, holder = str(one.object), one.subject
    if (holder, place) in lost:
        return Hit(replace(one, status=Status.FORMER), hit.place)
    return hit


def departed(reading: Reading, hits: Iterable[Hit]) -> Iterator[Hit]:
    """The dead and the dismissed hold no office any more."""
    gone, dismissed = _departures(reading)
    for hit in hits:
        one = hit.relation
        if one.predicate in _OFFICES and one.status is Status.CURRENT:
            sent = reading.doc[hit.place].sent.start
            if one.subject in gone or (one.subject, sent) in dismissed:
                hit = Hit(replace(one, status=Status.FORMER), hit.place)
        yield hit


def _departures(reading: Reading) -> tuple[set[str], set[tuple[str, int]]]:
    gone, dismissed = set[str](), set[tuple[str, int]]()
    for token in reading.doc:
        dying, removing = token.lower_ in _DYING, token.lower_ in _REMOVING
        if token.pos_ != "VERB" or not (dying or removing):
            continue
        if view(reading, token).stance not in _HOLDS:
            continue
        for one in _who(reading, token):
            if dying:
                gone.add(one)
            else:
                dismissed.add((one, token.sent.start))
    return gone, dismissed


def _who(reading: Reading, verb: Token) -> Iterator[str]:
    """The persons who die or lose an office by what a verb says."""
    roles = fillers(reading, verb).of(("subj",) if verb.lower_ in _PASSING else ("obj",))
    for _, one in roles:
        if reading.entity(one.reference.entity).type == "Person":
            yield one.reference.entity
