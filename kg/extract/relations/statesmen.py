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

_HEADS = frozenset("president king queen emir sultan chancellor premier taoiseach".split())
_MARGIN = 2
_SURE = 0.6
_OVER = frozenset("former ex then late ousted deposed outgoing".split())
_DASHES = frozenset({"-", "–", "—"})
_DATELINE = 14
"""Tokens within which the dash of "KIGALI, Rwanda, May 3 (AP) -" stands."""


def statesmen(reading: Reading, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield who heads the one country that the text is about."""
    country = _country(reading)
    if country is None:
        return
    known = {hit.relation.subject for hit in hits if hit.relation.predicate == "leads"}
    for place, word in enumerate(reading.doc.lower):
        if word != "minister" and word not in _HEADS:
            continue
        token = reading.doc[place]
        person = _titled(reading, token)
        if person is None or person.entity in known:
            continue
        known.add(person.entity)
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
        yield Hit(relation, token.i)


def _country(reading: Reading) -> str | None:
    """The only country of the text, or that of its dateline, named far more than any other."""
    counts = Counter(
        one.entity
        for one in reading.references
        if one.kind == "name" and reading.entity(one.entity).type == "Country"
    )
    ranked = counts.most_common(2)
    if not ranked:
        return None
    first = ranked[0][0]
    if first == _dateline(reading):
        return first if len(ranked) == 1 or ranked[0][1] >= _MARGIN * ranked[1][1] else None
    return first if len(ranked) == 1 and not _peoples(reading) - {_home(reading, first)} else None


def _dateline(reading: Reading) -> str | None:
    """The country that the text says it was written in."""
    dash = next((t.i for t in reading.doc[:_DATELINE] if t.text in _DASHES), 0)
    places = reading.references_in(0, dash)
    return next((p.entity for p in places if reading.entity(p.entity).type == "Country"), None)


def _peoples(reading: Reading) -> set[str]:
    """The countries that adjectives tell of: "French" is none of the names."""
    known = lexicon().demonyms
    forms = (plain(word) for word in reading.doc.words if word[:1].isupper())
    return {form(known[one]) for one in forms if one in known}


def _home(reading: Reading, country: str) -> str:
    name = plain(reading.entity(country).name)
    return form(lexicon().countries.get(name, name))


def _titled(reading: Reading, token: Token) -> Reference | None:
    """The person right after a title that stands with a capital letter, and alone."""
    minister = token.lower_ == "minister" and token.i and token.nbor(-1).lower_ == "prime"
    if not (minister or token.lower_ in _HEADS) or not token.text[0].isupper():
        return None
    if token.i + 1 >= len(reading.doc) or _is_narrowed(reading, token.i - 1 - minister):
        return None
    found = reading.reference_at(token.i + 1)
    if found is None or found.kind != "name" or reading.entity(found.entity).type != "Person":
        return None
    return found


def _is_narrowed(reading: Reading, before: int) -> bool:
    """Whether the word before a title says of what: "Congolese President", "Vice President"."""
    if before < 0:
        return False
    word = reading.doc[before]
    people = plain(word.text) in lexicon().demonyms
    return people or word.lower_ == "vice" or word.tag_ == "POS"
