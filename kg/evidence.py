"""Passages of a text as evidence: one node for each, with its words and its position.

Web Annotation Data Model, https://www.w3.org/TR/annotation-model/#selectors
(oa:TextQuoteSelector, oa:TextPositionSelector).
"""

from collections.abc import Iterator

from kg.iri import Namespace, digest
from kg.model import Document, Span
from kg.terms import Node, literal, term, typed

__all__ = ["Passages"]

_CONTEXT = 32


class Passages:
    """The evidence of a document: one node for each passage, however often it is used."""

    def __init__(self, document: Document, iri: str, namespace: Namespace) -> None:
        self._text = document.text
        self._document = iri
        self._namespace = namespace.of("ev")
        self._spans: dict[str, Span] = {}

    def of(self, span: Span, text: str) -> str:
        """The IRI of the passage `span`; `text` are the words that are said to stand there."""
        if self._text[span.start : span.end] != text:
            raise AssertionError(f"evidence is not the text at {span.start}..{span.end}")
        iri = f"{self._namespace}{digest(self._document, str(span.start), str(span.end))}"
        self._spans[iri] = span
        return iri

    def nodes(self) -> Iterator[Node]:
        """The nodes of all passages that were asked for, each with its two selectors."""
        for iri, span in self._spans.items():
            quote, position = f"{iri}-quote", f"{iri}-position"
            selectors = tuple((term("oa:hasSelector"), f"<{s}>") for s in (quote, position))
            source = (term("oa:hasSource"), f"<{self._document}>")
            yield Node(iri, (term("oa:SpecificResource"),), (source, *selectors))
            yield Node(quote, (term("oa:TextQuoteSelector"),), tuple(self._words(span)))
            offsets = (
                (term("oa:start"), typed(str(span.start), "nonNegativeInteger")),
                (term("oa:end"), typed(str(span.end), "nonNegativeInteger")),
            )
            yield Node(position, (term("oa:TextPositionSelector"),), offsets)

    def _words(self, span: Span) -> Iterator[tuple[str, str]]:
        yield term("oa:exact"), literal(self._text[span.start : span.end])
        before = self._text[max(0, span.start - _CONTEXT) : span.start]
        after = self._text[span.end : span.end + _CONTEXT]
        if before:
            yield term("oa:prefix"), literal(before)
        if after:
            yield term("oa:suffix"), literal(after)
