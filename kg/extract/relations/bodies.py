"""What kind of body a name is, where a pattern cannot tell: parties, clubs and bands have members.

"X of Y" and "Y's X" say that somebody belongs to a body, not how: of a newspaper it is a job, of a
party or a football club a membership. The text tells by other sentences, by what it calls the body
and by its name.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract.parsed import Reading
from kg.extract.relations.merging import Hit

__all__ = ["regrouped"]

_OPEN = {
    "worksFor.of": "memberOf.of",
    "worksFor.possessive": "memberOf.of",
    "worksFor.formerly-of": "memberOf.of",
}
"""The patterns that do not say how somebody belongs to a body, and what they become."""
_MEMBERED = frozenset(
    (
        "party team club band side squad caucus group duo trio quartet orchestra choir faction camp"
    ).split()
)
_TITLED = _MEMBERED - {"group", "side", "camp"}
"""Those that a name may hold too: a group by name is often a firm."""
_EMPLOYERS = re.compile(r"Universi|College|Institut|School|Hospital|Bank|\bNews\b|\bTimes\b")
_SURELY = frozenset({"party", "club", "team", "caucus"})
"""Words that, alone, stand for one body of a text more surely than "the group"."""
_PARTISAN = frozenset({"memberOf.party", "memberOf.partisan"})
_POLLS = frozenset(
    "elected re-elected reelected candidate candidates constituency seat seats votes polls".split()
)
"""Words of an election, in which the people of a body are its candidates."""
_CALLING = 2
_NAMES = re.compile(
    r"\b(?:FC|F\.C\.|AFC|CF|SC|United|Rovers|Wanderers|Hotspur|Albion|Athletic|Rangers|Army|Navy|"
    r"Marines|Marine Corps|Air Force|Guard|Brigades?|Police|Senate|Parliament|"
    r"Party|Democrats|Greens|Orchestra|Quartet)\b|(?:Council|Committee|Court|Commission|Board|Assembly)$"
)


def regrouped(reading: Reading, hits: Iterable[Hit]) -> list[Hit]:
    """The hits, those that say no more than "of" as memberships where the body has members."""
    found = list(hits)
    bodies = _membered(reading, found)
    return [_as_member(hit) if _is_open(hit, bodies) else hit for hit in found]


def _is_open(hit: Hit, bodies: frozenset[str]) -> bool:
    return hit.relation.extractor in _OPEN and str(hit.relation.object) in bodies


def _as_member(hit: Hit) -> Hit:
    one = hit.relation
    made = replace(one, predicate="memberOf", extractor=_OPEN[one.extractor])
    return replace(hit, relation=made)


def _membered(reading: Reading, hits: Sequence[Hit]) -> frozenset[str]:
    """The bodies of which somebody is "of" and that have members."""
    said = {str(hit.relation.object) for hit in hits if hit.relation.extractor in _OPEN}
    open_ones = {one for one in said if not _EMPLOYERS.search(reading.entity(one).name)}
    if not open_ones:
        return frozenset()
    votes = Counter(_votes(reading, hits))
    votes.update(_elected(reading, hits))
    named = {one for one in open_ones if _NAMES.search(reading.entity(one).name)}
    called = set(_called(reading, open_ones))
    return frozenset(one for one in open_ones if votes[one] > 0 or one in named | called)


def _votes(reading: Reading, hits: Sequence[Hit]) -> Iterator[str]:
    """Yield each body once for every person that surer patterns make a member, less employees."""
    told: Counter[str] = Counter()
    for hit in hits:
        one = hit.relation
        if one.extractor in _OPEN or reading.entity(one.subject).type != "Person":
            continue
        told[str(one.object)] += (one.predicate == "memberOf") - (one.predicate == "worksFor")
    yield from (body for body, count in told.items() if count > 0)


def _elected(reading: Reading, hits: Sequence[Hit]) -> Iterator[str]:
    """Yield the bodies of who is elected beside members of a party: "X of Y and Z of the W"."""
    doc = reading.doc
    party = {doc[hit.place].sent.start for hit in hits if hit.relation.extractor in _PARTISAN}
    for hit in hits:
        sentence = doc[hit.place].sent
        beside = hit.relation.extractor in _OPEN and sentence.start in party
        if beside and _POLLS & {*doc.lower[sentence.start : sentence.end]}:
            yield str(hit.relation.object)


def _called(reading: Reading, bodies: set[str]) -> Iterator[str]:
    """Yield the bodies that the text calls a party, a club, a band."""
    for one in reading.references:
        if one.entity not in bodies:
            continue
        if one.kind == "name":
            beside = reading.doc.lower[max(0, one.start - _CALLING) : one.start]
            words = {*beside, *reading.doc.lower[one.end : one.end + 1]}
            if _MEMBERED & words or _TITLED & {*reading.doc.lower[one.start : one.end]}:
                yield one.entity
        elif _SURELY & {*reading.doc.lower[one.start : one.end]}:
            yield one.entity
