"""Quotations with a named speaker, as relations."""

from collections.abc import Iterator

from kg.extract.parsed import Reading
from kg.model import Evidence, Quotation, Relation
from kg.vocab import load_schema

__all__ = ["said"]


def said(reading: Reading) -> Iterator[Relation]:
    """One `said` for each quotation with a named speaker."""
    text = reading.document.text
    for quote in reading.quotations:
        if quote.scare or quote.speaker is None:
            continue
        speaker = reading.entity(quote.speaker.entity)
        if not load_schema().fits(speaker.type, frozenset({"Person", "Organization"})):
            continue
        words = Quotation(span=quote.span, text=text[quote.span.start : quote.span.end])
        passage = text[quote.evidence.start : quote.evidence.end]
        yield Relation(
            subject=quote.speaker.entity,
            predicate="said",
            object=words,
            evidence=Evidence(span=quote.evidence, text=passage),
            confidence=round(quote.confidence * quote.speaker.confidence, 2),
            listener=quote.listener.entity if quote.listener else None,
            extractor="said.turn" if quote.turn else "said.quotation",
        )
