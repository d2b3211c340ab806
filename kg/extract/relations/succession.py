"""What a later event ends: a place changes hands, a person dies or loses an office."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.dates import period
from kg.extract.inflection import inflected
from kg.extract.parsed import Reading
from kg.extract.relations.merging import Hit
from kg.extract.relations.players import OUSTING
from kg.extract.relations.roles import fillers
from kg.extract.stance import view
from kg.extract.tokens import Token
from kg.model import Relation, Stance, Status

__all__ = ["Change", "again", "departed", "succession"]

_HOLDS = frozenset({Stance.ASSERTED, Stance.REPORTED})
_TIES = frozenset({"backedBy", "partOf", "memberOf"})
_SEATS = {"capitalOf", "basedIn"}
_OFFICES = frozenset({"leads", "speaksFor", "memberOf", "worksFor"})
_PASSING = inflected("die perish")
_DYING = _PASSING | inflected("kill shoot assassinate murder execute")
_REMOVING = inflected("oust sack dismiss fire depose remove")
_STEPS = inflected("step stand")
_LEAVING = inflected("resign retire quit") | _STEPS
_DEPARTING = _DYING | _REMOVING | _LEAVING
_AGAIN = inflected(
    "retake recapture regain reclaim reconquer reoccupy liberate wrest " + " ".join(OUSTING)
) | {
    "recapture",
    "liberation",
    "reconquest",
}
"""Words by which somebody takes what another held; "captured" does not say that anybody did."""


@dataclass(frozen=True, slots=True)
class Change:
    """A place changes hands at a token: to `holders`, or to nobody the text names."""

    place: str
    holders: frozenset[str]
    token: int
    again: bool
    date: str | None = None


@dataclass(frozen=True, slots=True)
class _Departure:
    """A person dies, or loses or leaves an office, in the sentence that begins at a token.

    `office` is where the words name it: "as chief of X", `bodies` those that they name there.
    """

    person: str
    sentence: int
    date: str | None
    dead: bool
    office: range
    bodies: frozenset[str]

    def ends(self, one: Relation, trigger: Token) -> bool:
        """Whether an office that a word tells of ends by it: only the one left, if it is named."""
        if self.dead:
            return True
        if trigger.sent.start != self.sentence or (_is_present(trigger) and not self._has(trigger)):
            return False
        return not self.bodies or self._has(trigger) or one.object in self.bodies

    def _has(self, trigger: Token) -> bool:
        return trigger.i in self.office


def _is_present(trigger: Token) -> bool:
    """Whether what a noun says holds now: "is a professor", "remains its chairman"."""
    near = [c for c in trigger.children if c.dep_ == "cop"]
    near += [trigger.head] if trigger.dep_ in {"xcomp", "obl"} else []
    return any(one.tag_ in {"VBZ", "VBP"} for one in (trigger, *near))


def again(trigger: Token) -> bool:
    """Whether the word says that somebody else held the place before: "retake", "win back"."""
    return trigger.lower_ in _AGAIN or any(child.lower_ == "back" for child in trigger.children)


def succession(hits: Sequence[Hit], changes: Sequence[Change]) -> Iterator[Hit]:
    """A new holder ends the old holder's control, and what the old one had there."""
    former = {
        (h.relation.subject, h.relation.object): h.place
        for h in hits
        if h.relation.status is Status.FORMER and h.relation.predicate == "controls"
    }
    friends = _friends(hits)
    kept = list[Hit]()
    lost = {(holder, str(place)) for holder, place in former}
    for hit in hits:
        one = hit.relation
        if one.predicate != "controls" or one.status is not Status.CURRENT:
            kept.append(hit)
            continue
        key = (one.subject, one.object)
        over = _over(hit, [c for c in changes if not _among(one.subject, c, friends)])
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


def _friends(hits: Iterable[Hit]) -> frozenset[tuple[str, str]]:
    """Who stands on one side: what one takes with the other's help, neither takes from it."""
    pairs = {
        (h.relation.subject, str(h.relation.object))
        for h in hits
        if h.relation.predicate in _TIES and h.relation.stance in _HOLDS
    }
    return frozenset(pairs | {(second, first) for first, second in pairs})


def _among(subject: str, change: Change, friends: frozenset[tuple[str, str]]) -> bool:
    """Whether a place only passes to the friends of who is said to hold it."""
    others = change.holders - {subject}
    return bool(others) and all((subject, other) in friends for other in others)


def _over(hit: Hit, changes: Iterable[Change]) -> bool:
    """Whether somebody else takes the place after this hit gave it to its holder.

    Who takes it unnamed, and is told of before ("the occupying forces"), may be the holder. Whoever
    holds it in the present tense has it after all that the text tells before.
    """
    one = hit.relation
    here = [c for c in changes if c.place == one.object]
    others = [c for c in here if _is_other(c, hit)]
    if hit.present and not hit.ends:
        others = [c for c in others if c.token > hit.place]
    if not hit.ends:
        return any(c.holders or (c.again and c.token > hit.place) for c in others) and not any(
            one.subject in c.holders for c in here
        )
    start = str(one.start_date) if one.start_date else None
    return any(_after(c, hit, start) for c in others)


def _is_other(change: Change, hit: Hit) -> bool:
    """Whether a change is not the one by which the holder came to the place.

    Of two takings back, one without a name is the other told again.
    """
    if change.holders:
        return hit.relation.subject not in change.holders
    if change.again and hit.again:
        return bool(change.date and hit.relation.start_date)
    return change.again or change.token > hit.place


def _after(change: Change, hit: Hit, start: str | None) -> bool:
    if change.date and start and change.date[: len(start)] != start[: len(change.date)]:
        return change.date > start
    if change.again != hit.again:
        return change.again
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
    """The dead hold no office any more, nor do those who lose or leave it in the same breath."""
    departures = list(_departures(reading))
    for hit in hits:
        one, trigger = hit.relation, reading.doc[hit.place]
        left = [d for d in departures if d.person == one.subject and d.ends(one, trigger)]
        if one.predicate not in _OFFICES or not left:
            yield hit
            continue
        current = one.status is Status.CURRENT
        dates = [d.date for d in left if d.date and (current or not d.dead)]
        date = one.end_date or next(iter(dates), None)
        if current or _follows(one, date):
            ended = date if _follows(one, date) else None
            hit = Hit(replace(one, status=Status.FORMER, end_date=ended), hit.place)
        yield hit


def _follows(relation: Relation, date: str | None) -> bool:
    """Whether an end is no earlier than the beginning."""
    start = relation.start_date
    return start is None or date is None or date[: len(start)] >= start[: len(date)]


def _departures(reading: Reading) -> Iterator[_Departure]:
    for place, word in enumerate(reading.doc.lower):
        if word not in _DEPARTING:
            continue
        token = reading.doc[place]
        if token.pos_ != "VERB" or (word in _LEAVING and token.dep_ == "advcl"):
            continue
        if view(reading, token).stance not in _HOLDS or (word in _STEPS and not _is_down(token)):
            continue
        date = period(token, reading.document.date).at
        office = _office(token)
        named = reading.references_in(office.start, office.stop)
        bodies = frozenset(one.entity for one in named)
        roles = ("subj",) if word in _PASSING | _LEAVING else ("obj",)
        for _, one in fillers(reading, token).of(roles):
            person = one.reference.entity
            if reading.entity(person).type == "Person":
                dead = word in _DYING
                yield _Departure(person, token.sent.start, date, dead, office, bodies)


def _is_down(verb: Token) -> bool:
    """Whether somebody steps down, or aside."""
    return any(child.lower_ in {"down", "aside"} for child in verb.children)


def _office(verb: Token) -> range:
    """The words that name what is left: "as chief of X", "from the board of X"."""
    for child in verb.children:
        if child.dep_ == "obl" and any(c.lower_ in {"as", "from"} for c in child.children):
            return range(child.left_edge.i, child.right_edge.i + 1)
    return range(0)
