"""Heads of state whose country the text leaves to be understood: "President X" in its own news."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.datelines import datelines
from kg.extract.lexicon import form, lexicon, plain
from kg.extract.parsed import Reading, Reference
from kg.extract.relations.learned import evidence
from kg.extract.relations.merging import Hit
from kg.extract.relations.triggers import Trigger
from kg.extract.stance import status_of
from kg.extract.tense import FORMER
from kg.extract.tokens import Token
from kg.model import Relation, Stance, Status

__all__ = ["statesmen"]

_MARGIN = 2
_CLEAR = 3
_SURE = 0.6
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_DASHES = frozenset({"-", "–", "—"})
_LINKS = frozenset({"xcomp", "obj", "obl", "root", "ROOT"})
_OWNING = frozenset({"nmod", "nmod:poss", "compound"})
_NARROWING = frozenset("vice deputy assistant former honorary club company".split())
_BODIES = frozenset({"of", "poss", "mod", "at", "for", "employer"})
"""Roles of what an office is of; who has one of them is no head of an unnamed country."""


def statesmen(reading: Reading, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield who heads the one country that the text is about and that has heads of that title."""
    leading = [hit.relation for hit in hits if hit.relation.predicate == "leads"]
    known = {one.subject for one in leading}
    taken = {(str(one.object), _last(one.role)) for one in leading if one.status is Status.CURRENT}
    yield from _counterparts(reading, leading)
    countries: _Countries | None = None
    for place, word in enumerate(reading.doc.lower):
        if word != "minister" and word not in lexicon().rulers:
            continue
        token = reading.doc[place]
        title = "prime minister" if word == "minister" else word
        holder = _titled(reading, token, title) or _elected(reading, token, title)
        if holder is None or holder.person.entity in known:
            continue
        countries = countries or _Countries(reading)
        country = countries.headed_by(title)
        now = holder.status is Status.CURRENT
        if country is None or (now and (country, word) in taken):
            continue
        known.add(holder.person.entity)
        taken |= {(country, word)} if now else set()
        yield _hit(reading, token, holder, country)


def _counterparts(reading: Reading, leading: Sequence[Relation]) -> Iterator[Hit]:
    """Yield whom the text calls the counterpart of a head: "his Russian counterpart X"."""
    countries = {one.id for one in reading.entities if one.type == "Country"}
    leading = [one for one in leading if one.status is Status.CURRENT]
    heads = {one.subject for one in leading if one.object in countries}
    if not heads:
        return
    for place, word in enumerate(reading.doc.lower):
        if word != "counterpart":
            continue
        token = reading.doc[place]
        roles = Trigger(reading, token).roles
        of = {one.reference.entity for _, one in roles.of(("poss", "of"))}
        persons = [one.reference for _, one in roles.of(("self",))]
        lands = [one.reference.entity for _, one in roles.of(("mod",))]
        lands = [one for one in lands if one in countries]
        if of & heads and len(persons) == 1 and lands and _is_person(reading, persons[0]):
            yield _hit(reading, token, _Holder(persons[0], Status.CURRENT), lands[0])


@dataclass(frozen=True, slots=True)
class _Holder:
    """Who has an office, and whether no longer."""

    person: Reference
    status: Status


def _last(role: str | None) -> str:
    return (role or " ").lower().split(" ")[-1]


def _hit(reading: Reading, token: Token, holder: _Holder, country: str) -> Hit:
    sentence = token.sent
    relation = Relation(
        subject=holder.person.entity,
        predicate="leads",
        object=country,
        evidence=evidence(reading, sentence.start, sentence.end),
        status=holder.status,
        stance=Stance.ASSERTED,
        confidence=_SURE,
        role=token.text,
        extractor="leads.statesman",
    )
    return Hit(relation, token.i)


class _Countries:
    """The countries of a text, by how often names and adjectives tell of each."""

    def __init__(self, reading: Reading) -> None:
        self._named: dict[str, str] = {}
        for one in reading.references:
            if one.kind == "name" and reading.entity(one.entity).type == "Country":
                self._named.setdefault(_home(reading, one.entity), one.entity)
        self._told = Counter(
            _home(reading, one.entity)
            for one in reading.references
            if one.kind == "name" and one.entity in self._named.values()
        )
        known = lexicon().demonyms
        words = (plain(word) for word in reading.doc.words if word[:1].isupper())
        self._told.update(form(known[one]) for one in words if one in known)
        self._dateline = _dateline(reading)

    def headed_by(self, title: str) -> str | None:
        """The one country that a head of this title can be of; None where there are rivals.

        It is the country of the dateline, or named far more than any other that has such a head.
        """
        able = lexicon().rulers[title]
        ranked = [one for one in self._told.most_common() if one[0] in able]
        if not ranked or ranked[0][0] not in self._named:
            return None
        first, often = ranked[0]
        margin = _MARGIN if self._named[first] == self._dateline else _CLEAR
        rival = ranked[1][1] if len(ranked) > 1 else 0
        return self._named[first] if often >= margin * rival else None


def _dateline(reading: Reading) -> str | None:
    """The country that the text says it was written in."""
    tokens = datelines(reading.doc)
    places = (one.entity for one in reading.references if one.start in tokens)
    return next((one for one in places if reading.entity(one).type == "Country"), None)


def _home(reading: Reading, country: str) -> str:
    name = plain(reading.entity(country).name)
    return form(lexicon().countries.get(name, name))


def _titled(reading: Reading, token: Token, title: str) -> _Holder | None:
    """The person right after a title that stands alone: "President X", "the president, X"."""
    doc, place, first = reading.doc, token.i + 1, _first(token, title)
    if first is None or _is_narrowed(reading, first - 1):
        return None
    definite = first > 0 and doc.lower[first - 1] == "the"
    if place < len(doc) and doc[place].text == "," and definite:
        place += 1
    found = reading.reference_at(place) if place < len(doc) else None
    if found is None or found.kind != "name" or found.start != place:
        return None
    before = {*doc.lower[max(0, token.i - 3) : token.i]}
    status = Status.FORMER if before & FORMER else Status.CURRENT
    return _Holder(found, status) if _is_person(reading, found) else None


def _elected(reading: Reading, token: Token, title: str) -> _Holder | None:
    """Who is said to have an office whose country is left out: "X was elected president"."""
    first = _first(token, title)
    if first is None or _is_narrowed(reading, first - 1) or token.dep_ not in _LINKS:
        return None
    if any(child.dep_ in _OWNING or child.lower_ in _NARROWING for child in token.children):
        return None
    trigger = Trigger(reading, token)
    persons = [one.reference for _, one in trigger.roles.of(("self",))]
    if (
        len(persons) != 1
        or not _is_person(reading, persons[0])
        or _BODIES & {*trigger.roles.players}
    ):
        return None
    if trigger.seen.stance is not Stance.ASSERTED:
        return None
    return _Holder(persons[0], status_of("state", trigger.seen))


def _first(token: Token, title: str) -> int | None:
    """The first word of a title of one or two words that ends with `token`."""
    if " " not in title:
        return token.i
    return token.i - 1 if token.i and token.nbor(-1).lower_ == title.split(" ")[0] else None


def _is_person(reading: Reading, one: Reference) -> bool:
    return reading.entity(one.entity).type == "Person"


def _is_narrowed(reading: Reading, before: int) -> bool:
    """Whether the word before a title says of what: "Congolese President", "Council President"."""
    if before < 0:
        return False
    word = reading.doc[before]
    if word.text in _DASHES and before:
        return reading.doc.lower[before - 1] == "vice"
    people = plain(word.text) in lexicon().demonyms
    named = word.pos_ in {"NOUN", "PROPN"} and word.lower_ not in _DAYS and word.text.isalpha()
    return people or named or word.lower_ == "vice" or word.tag_ in {"POS", "WP$"}
