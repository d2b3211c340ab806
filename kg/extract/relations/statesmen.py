"""Heads of state whose country the text leaves to be understood: "President X" in its own news."""

from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.extract.parsed import Reading, Reference
from kg.extract.relations.learned import evidence
from kg.extract.relations.merging import Hit
from kg.model import Relation, Stance, Status

__all__ = ["statesmen"]

_HEADS = frozenset("president king queen emir sultan chancellor premier taoiseach".split())
_MARGIN = 2
_SURE = 0.6
_OVER = frozenset("former ex then late ousted deposed".split())


def statesmen(reading: Reading, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield who heads the one country that the text is about."""
    country = _country(reading)
    if country is None:
        return
    known = {hit.relation.subject for hit in hits if hit.relation.predicate == "leads"}
    for token in reading.doc:
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
    """The country that the text names far more often than any other."""
    counts = Counter(
        one.entity
        for one in reading.references
        if one.kind == "name" and reading.entity(one.entity).type == "Country"
    )
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < _MARGIN * ranked[1][1]):
        return None
    return ranked[0][0]


def _titled(reading: Reading, token: Token) -> Reference | None:
    """The person right after a title that stands with a capital letter, and alone."""
    minister = token.lower_ == "minister" and token.i and token.nbor(-1).lower_ == "prime"
    if not (minister or token.lower_ in _HEADS) or not token.text[0].isupper():
        return None
    if token.i + 1 >= len(reading.doc) or (token.i and token.nbor(-1).lower_ == "vice"):
        return None
    found = reading.reference_at(token.i + 1)
    if found is None or found.kind != "name" or reading.entity(found.entity).type != "Person":
        return None
    return found
