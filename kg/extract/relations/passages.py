"""The passage that shows a relation: whole sentences, from the first word concerned to the last."""

from kg.extract.parsed import Reading, Reference
from kg.extract.tokens import Token
from kg.model import Evidence, Span

__all__ = ["passage"]


def passage(reading: Reading, token: Token | None, *ends: Reference) -> Evidence:
    """The sentences that hold the trigger, where there is one, and both ends."""
    doc = reading.doc
    first = min(one.start for one in ends)
    last = max(one.end for one in ends) - 1
    if token is not None:
        first, last = min(first, token.i), max(last, token.i)
    start = doc[first].sent.start
    end = doc[last].sent.end - 1
    while end > last and doc[end].is_space:
        end -= 1
    while start < first and doc[start].is_space:
        start += 1
    span = Span(doc[start].idx, doc[end].end)
    trigger = Span(token.idx, token.end) if token is not None else None
    return Evidence(span=span, text=reading.document.text[span.start : span.end], trigger=trigger)
