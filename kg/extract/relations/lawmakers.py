"""Members of a body that a title leaves to be understood: "Senator X" where one Senate is named.

"MP X" sits in the only parliament of the text, "Inspector X" serves in its only police force; where
it names two, nobody can tell.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from kg.extract.parsed import Reading, Reference
from kg.extract.relations.learned import evidence
from kg.extract.relations.merging import Hit
from kg.extract.tense import FORMER
from kg.model import Relation, Stance, Status

__all__ = ["lawmakers"]

_SURE = 0.6
_NARROWING = frozenset("state vice deputy shadow party union student school schools health".split())
_BODIES = {"GovernmentBody", "Organization"}
_APART = 2
_SHORT = frozenset({"sen", "rep"})
_BETWEEN = frozenset({",", "and", "."})
"""What may stand between a plural title, or an abbreviated one, and a name."""
_HOUSE = (r"\bHouse(?: of Representatives)?$", r"^(?:U\.?S\.?\s+)?Congress$")
_PARLIAMENT = r"Parliament|House of Commons|\bKnesset\b|\bLok Sabha\b|\bBundestag\b|\bDáil\b"
_POLICE = r"\bPolice\b|Constabulary|Sheriff['’]s Office|\bGardaí?\b|Gendarmerie|\bRCMP\b"
_COUNCIL = r"\bLegislative Council$|\bLegislature$|\bLegislative Yuan$"
_CHAMBERS: Mapping[str, tuple[re.Pattern[str], ...]] = MappingProxyType(
    {
        title: tuple(map(re.compile, chambers))
        for titles, chambers in (
            ("senator sen sen.", (r"\bSenate$",)),
            ("congressman congresswoman congressmen rep rep. representative", _HOUSE),
            ("mp mps", (_PARLIAMENT,)),
            ("mep", (r"European Parliament",)),
            ("legislator lawmaker", (_COUNCIL, _PARLIAMENT, r"National Assembly", *_HOUSE)),
            ("assemblyman assemblywoman", (r"\bAssembly$",)),
            ("detective inspector superintendent constable trooper", (_POLICE,)),
            ("councillor councilman councilwoman", (r"\b(?:City|Town) Council$",)),
        )
        for title in titles.split()
    }
)
"""What the name of the chamber looks like, the likeliest first, by the title in lower case."""


def lawmakers(reading: Reading, hits: Sequence[Hit]) -> Iterator[Hit]:
    """Yield who sits in the one chamber of the text that a title before the name is of."""
    known = {
        (hit.relation.subject, str(hit.relation.object))
        for hit in hits
        if hit.relation.predicate in {"memberOf", "leads"}
    }
    for place, word in enumerate(reading.doc.lower):
        title = word if word in _CHAMBERS else word.removesuffix("s")
        if title not in _CHAMBERS or _is_narrowed(reading, place):
            continue
        chamber = _chamber(reading, _CHAMBERS[title])
        if chamber is None:
            continue
        for person in _titled(reading, place + 1, several=title != word):
            if (person.entity, chamber) not in known:
                known.add((person.entity, chamber))
                yield _hit(reading, place, person, chamber)


def _chamber(reading: Reading, likely: Sequence[re.Pattern[str]]) -> str | None:
    """The only body of the text with such a name."""
    bodies = [one for one in reading.entities if one.type in _BODIES]
    for named in likely:
        found = [one.id for one in bodies if named.search(one.name)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _is_narrowed(reading: Reading, place: int) -> bool:
    """Whether the word before a title says of what: "State Senator"."""
    return place > 0 and reading.doc.lower[place - 1] in _NARROWING


def _titled(reading: Reading, place: int, *, several: bool) -> Iterator[Reference]:
    """Yield the person right after a title, after a plural all that "and" joins."""
    first = place if reading.doc.lower[place - 1] in _SHORT else -1
    while place < len(reading.doc.lower):
        person = reading.reference_at(place)
        if person is None and reading.doc.lower[place] in _BETWEEN and (several or place == first):
            place += 1
            person = reading.reference_at(place) if place < len(reading.doc.lower) else None
        if person is None or person.kind != "name":
            return
        if person.start != place or reading.entity(person.entity).type != "Person":
            return
        yield person
        place = person.end
        if not several:
            return


def _hit(reading: Reading, place: int, person: Reference, chamber: str) -> Hit:
    token = reading.doc[place]
    before = set(reading.doc.lower[max(0, place - _APART) : place])
    sentence = token.sent
    relation = Relation(
        subject=person.entity,
        predicate="memberOf",
        object=chamber,
        evidence=evidence(reading, sentence.start, sentence.end),
        status=Status.FORMER if before & FORMER else Status.CURRENT,
        stance=Stance.ASSERTED,
        confidence=_SURE,
        role=token.text,
        extractor="memberOf.lawmaker",
    )
    return Hit(relation, place)
