"""Heads of state whose country the text leaves to be understood: "President X" in its own news."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kg.extract.lexicon import form, lexicon, plain
from kg.extract.parsed import Reading, Reference
from kg.extract.relations.learned import evidence
from kg.extract.relations.merging import Hit
from kg.extract.tokens import Token
from kg.model import Relation, Stance, Status

__all__ = ["statesmen"]

_MARGIN = 2
_CLEAR = 3
_SURE = 0.6
_OVER = frozenset("former ex then late ousted deposed outgoing".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_DASHES = frozenset({"-", "–", "—"})
_DATELINE = 14
"""Tokens within which the dash of "KIGALI, Rwanda, May 3 (AP) -" stands."""


def statesmen(reading: Reading, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield who heads the one country that the text is about and that has heads of that title."""
    leading = [hit.relation for hit in hits if hit.relation.predicate == "leads"]
    known = {one.subject for one in leading}
    taken = {(str(one.object), _last(one.role)) for one in leading if one.status is Status.CURRENT}
    countries: _Countries | None = None
    for place, word in enumerate(reading.doc.lower):
        if word != "minister" and word not in lexicon().rulers:
            continue
        token = reading.doc[place]
        title = "prime minister" if word == "minister" else word
        person = _titled(reading, token, first=place - (word == "minister"))
        if person is None or person.entity in known:
            continue
        countries = countries or _Countries(reading)
        country = countries.headed_by(title)
        if country is None or (country, word) in taken:
            continue
        known.add(person.entity)
        yield _hit(reading, token, person, country)


def _last(role: str | None) -> str:
    return (role or " ").lower().split(" ")[-1]


def _hit(reading: Reading, token: Token, person: Reference, country: str) -> Hit:
    before = {one.lower_ for one in reading.doc[max(0, token.i - 3) : token.i]}
    sentence = token.sent
    relation = Relation(
        subject=person.entity,
        predicate="leads",
        object=country,
        evidence=evidence(reading, sentence.start, sentence.end),
        status=Status.FORMER if before & _OVER else Status.CURRENT,
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
    dash = next((t.i for t in reading.doc[:_DATELINE] if t.text in _DASHES), 0)
    places = reading.references_in(0, dash)
    return next((p.entity for p in places if reading.entity(p.entity).type == "Country"), None)


def _home(reading: Reading, country: str) -> str:
    name = plain(reading.entity(country).name)
    return form(lexicon().countries.get(name, name))


def _titled(reading: Reading, token: Token, *, first: int) -> Reference | None:
    """The person right after a title that stands alone, `first` its first word."""
    place = token.i + 1
    if token.lower_ == "minister" and reading.doc.lower[first] != "prime":
        return None
    if place < len(reading.doc) and reading.doc[place].text == "," and _is_definite(reading, first):
        place += 1
    if place >= len(reading.doc) or _is_narrowed(reading, first - 1):
        return None
    found = reading.reference_at(place)
    if found is None or found.kind != "name" or found.start != place:
        return None
    return found if reading.entity(found.entity).type == "Person" else None


def _is_definite(reading: Reading, first: int) -> bool:
    """Whether the title is one that only one person has: "the president, X"."""
    return first > 0 and reading.doc.lower[first - 1] == "the"


def _is_narrowed(reading: Reading, before: int) -> bool:
    """Whether the word before a title says of what: "Congolese President", "Council President"."""
    if before < 0:
        return False
    word = reading.doc[before]
    if word.text in _DASHES and before:
        return reading.doc.lower[before - 1] == "vice"
    people = plain(word.text) in lexicon().demonyms
    named = word.pos_ in {"NOUN", "PROPN"} and word.lower_ not in _DAYS and word.text.isalpha()
    return people or named or word.lower_ == "vice" or word.tag_ == "POS"
