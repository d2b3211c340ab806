"""Classes that relations give away: who is married is a person, P17's object is a country.

KnowledgeNet marks only the ends of its facts, so that every other capitalised word of a passage is
unknown. Re-DocRED has all its names marked, coarsely; its relations narrow some of them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.encoder.labels import COARSE
from kg.training.corpora import Name, Text, records

__all__ = ["ARGUMENTS", "fact_texts", "narrowed"]

_PERSON, _ORGANIZATION, _DATE = "PERSON", "ORG", "DATE"
_ANYWHERE, _NATION = "GPE LOC", "NATION"
ARGUMENTS: Mapping[str, tuple[str, ...]] = {
    _ANYWHERE: (*COARSE["GPE"], *COARSE["LOC"]),
    _NATION: ("Country", "NORP"),
}
"""The classes under the labels that only facts give."""

_ENDS = {
    "CEO": (_ORGANIZATION, _PERSON),
    "CHILD_OF": (_PERSON, _PERSON),
    "DATE_FOUNDED": (_ORGANIZATION, _DATE),
    "DATE_OF_BIRTH": (_PERSON, _DATE),
    "DATE_OF_DEATH": (_PERSON, _DATE),
    "EDUCATED_AT": (_PERSON, _ORGANIZATION),
    "EMPLOYEE_OR_MEMBER_OF": (_PERSON, _ORGANIZATION),
    "FOUNDED_BY": (_ORGANIZATION, _PERSON),
    "HEADQUARTERS": (_ORGANIZATION, _ANYWHERE),
    "NATIONALITY": (_PERSON, _NATION),
    "PLACE_OF_BIRTH": (_PERSON, _ANYWHERE),
    "PLACE_OF_RESIDENCE": (_PERSON, _ANYWHERE),
    "POLITICAL_AFFILIATION": (_PERSON, _ORGANIZATION),
    "SPOUSE": (_PERSON, _PERSON),
    "SUBSIDIARY_OF": (_ORGANIZATION, _ORGANIZATION),
}
_PRONOUN = frozenset({"he", "his", "him", "she", "her", "it", "its", "they", "their", "i", "my"})
_MAYBE = re.compile(
    r"\S*[A-Z0-9]\S*(\s+((of|the|and|for|de|la|von|van|der|al)\s+)*\S*[A-Z0-9]\S*)*"
)

_SUBJECTS = dict.fromkeys(("P50", "P57", "P58", "P86", "P161", "P162", "P170", "P175"), "Work")
_OBJECTS = {
    "P17": "Country",
    "P27": "Country",
    "P30": "Area",
    "P36": "City",
    "P54": "Organization",
    "P69": "Organization",
    "P102": "Organization",
    "P206": "Place",
    "P241": "ArmedGroup",
    "P264": "Organization",
    "P449": "MediaOrganization",
    "P607": "Event",
}
"""Wikidata properties whose subject or object is of one class in Re-DocRED's texts."""


def fact_texts(path: Path) -> list[Text]:
    """Give the passages of KnowledgeNet (`knowledgenet_facts.jsonl.xz`) with the ends of facts."""
    return [_fact_text(record) for record in records(path)]


def _fact_text(record: Mapping[str, Any]) -> Text:
    text = record["text"]
    names = {span: label for span, label in _ends(record) if _is_name(text[slice(*span)])}
    kept = _apart(names)
    unknown = [match.span() for match in _MAYBE.finditer(text)]
    return Text(
        id=record["id"],
        source="knowledgenet",
        text=text,
        names=tuple(Name(start, end, names[start, end]) for start, end in kept),
        unknown=tuple(unknown),
        document=record["id"],
    )


def _ends(record: Mapping[str, Any]) -> Iterator[tuple[tuple[int, int], str]]:
    for fact in record["facts"]:
        labels = _ENDS[fact["property"]]
        for label, end in zip(labels, ("subject", "object"), strict=True):
            yield (fact[end][0], fact[end][1]), label


def _is_name(words: str) -> bool:
    return words.lower() not in _PRONOUN and any(c.isupper() or c.isdigit() for c in words)


def _apart(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the longest of the spans that overlap, in order of the text."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        if all(end <= s or e <= start for s, e in kept):
            kept.append((start, end))
    return sorted(kept)


def narrowed(texts: Sequence[Text], path: Path) -> list[Text]:
    """Give Re-DocRED's texts with the classes that its relations (`path`) give away."""
    found = {record["id"]: _by_span(record) for record in records(path)}
    return [
        replace(text, names=tuple(_narrow(name, found[text.id]) for name in text.names))
        if text.id in found
        else text
        for text in texts
    ]


def _by_span(record: Mapping[str, Any]) -> dict[tuple[int, int], str]:
    """Give the class of each mention whose entity stands in telling relations of one class."""
    classes: dict[int, set[str]] = {}
    for head, tail, relation in record["relations"]:
        for place, table in ((head, _SUBJECTS), (tail, _OBJECTS)):
            if relation in table:
                classes.setdefault(place, set()).add(table[relation])
    return {
        (start, end): next(iter(found))
        for place, found in classes.items()
        if len(found) == 1
        for start, end in record["entities"][place]["mentions"]
    }


def _narrow(name: Name, classes: Mapping[tuple[int, int], str]) -> Name:
    fine = classes.get((name.start, name.end))
    return replace(name, original=fine) if fine in COARSE.get(name.label, ()) else name
