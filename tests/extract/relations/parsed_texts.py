"""Texts as readings of the shipped model, and what its patterns alone make of them."""

from functools import cache

from kg.documents import document
from kg.extract import Extractor
from kg.extract.parse import parse
from kg.extract.parsed import Reading
from kg.extract.read import read
from kg.extract.relations.engine import decided
from kg.extract.relations.frames import library
from kg.model import Relation, Stance, Status

TODAY = "2020-06-17"  # a Wednesday


@cache
def extractor() -> Extractor:
    return Extractor.load()


def reading(text: str) -> Reading:
    ((known, doc),) = parse(extractor().nlp, [document(text, id="d", date=TODAY)])
    return read(known, doc, schema=extractor().schema)


def found(understood: Reading, predicate: str) -> list[Relation]:
    relations = decided(understood, patterns=library(), model=None)
    return [one for one in relations if one.predicate == predicate]


def told(text: str, predicate: str) -> dict[tuple[str, str], tuple[Status, Stance]]:
    """Status and stance of each claim, by the names of its ends."""
    understood = reading(text)
    return {
        (understood.entity(one.subject).name, understood.entity(str(one.object)).name): (
            one.status,
            one.stance,
        )
        for one in found(understood, predicate)
    }


def statuses(text: str, predicate: str) -> dict[tuple[str, str], Status]:
    return {ends: status for ends, (status, _) in told(text, predicate).items()}
