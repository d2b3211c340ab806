"""One parsed text to a `Reading`: names, who is who, and who says what."""

from collections.abc import Sequence
from dataclasses import replace

import spacy.tokens

from kg.extract.coreference.antecedents import add_antecedents
from kg.extract.coreference.clusters import clusters
from kg.extract.coreference.groups import Cluster
from kg.extract.coreference.nominals import add_nominals
from kg.extract.coreference.pronouns import add_first_persons
from kg.extract.coreference.ranker import ranker
from kg.extract.discourse import Discourse, Pointer
from kg.extract.entities import names
from kg.extract.lexicon import Lexicon, lexicon
from kg.extract.names import Name, family
from kg.extract.narrators import narrated
from kg.extract.parsed import QuotationMention, Reading, Reference, ReferenceKind
from kg.extract.quotations.cues import stops
from kg.extract.quotations.spans import Quoted, quoted
from kg.extract.quotations.speakers import Attribution, attributions
from kg.extract.tokens import Doc, plain_doc
from kg.model import Document, Entity, Mention, Span
from kg.vocab import Schema

__all__ = ["discourse", "read"]

_LABEL_SCORE = 0.95


def read(document: Document, parsed: spacy.tokens.Doc, *, schema: Schema) -> Reading:
    """Understand a parsed text as far as names, references and quotations go."""
    text = discourse(document, parsed, schema=schema)
    add_antecedents(text, add_nominals(text), ranker())
    said = attributions(text)
    add_first_persons(text, [one.speaker for one in said])
    return _reading(document, text, said)


def discourse(document: Document, parsed: spacy.tokens.Doc, *, schema: Schema) -> Discourse:
    """Give a parsed text with its names put together, before anything stands for them."""
    doc, words = plain_doc(parsed, document.text), lexicon()
    found = _with_labels(document, doc, names(doc, schema, words), words)
    return Discourse(doc, words, clusters(doc, found, words), quoted(document))


def _with_labels(document: Document, doc: Doc, found: Sequence[Name], words: Lexicon) -> list[Name]:
    """Add the speakers of a transcript whose label the recogniser did not see as a name."""
    taken = {i for one in found for i in range(one.start, one.end)}
    added = list(found)
    for label in document.speakers:
        start, end = doc.within(label.start, label.end)
        if start == end or taken & {*range(start, end)}:
            continue
        text = doc.text_of(start, end)
        if not _is_role(text, words):
            added.append(Name(start, end, "Person", _LABEL_SCORE, text))
    return sorted(added, key=lambda one: one.start)


def _is_role(label: str, words: Lexicon) -> bool:
    return any(part in words.roles for part in label.lower().replace(".", " ").split())


def _reading(document: Document, text: Discourse, said: Sequence[Attribution]) -> Reading:
    labels = {one.label.start for one in text.quotes if one.label is not None}
    references = {id(p): _reference(text, p, labels) for p in text.pointers}
    own = narrated(document, text.quotes)
    return Reading(
        document,
        text.doc,
        tuple(_entity(text, n, one) for n, one in enumerate(text.clusters)),
        tuple(references[id(p)] for p in text.pointers),
        tuple(
            replace(_quotation(text, quote, one), own=quote in own)
            for quote, one in zip(text.quotes, said, strict=True)
        ),
    )


def _reference(text: Discourse, pointer: Pointer, labels: set[int]) -> Reference:
    kind: ReferenceKind = "name"
    if pointer.kind == "nominal":
        kind = "nominal"
    elif pointer.kind == "pronoun":
        kind = "pronoun"
    elif text.doc[pointer.start].idx in labels:
        kind = "speaker"
    return Reference(
        entity=f"e{pointer.cluster + 1}",
        start=pointer.start,
        end=pointer.end,
        head=pointer.head,
        kind=kind,
        confidence=pointer.confidence,
    )


def _entity(text: Discourse, number: int, cluster: Cluster) -> Entity:
    title = text.titles[number]
    mentions = tuple(
        _mention(text.doc, one.name, cluster.type) for one in cluster.placed if not one.name.demonym
    )
    forms = dict.fromkeys(one.text for one in mentions)
    return Entity(
        id=f"e{number + 1}",
        type=cluster.type,
        name=title,
        mentions=mentions,
        aliases=tuple(sorted(form for form in forms if form != title)),
    )


def _mention(doc: Doc, name: Name, kind: str) -> Mention:
    span = Span(doc[name.start].idx, doc[name.end - 1].end)
    type_ = kind if family(kind) == family(name.type) else name.type
    words = doc.text_of(name.start, name.end)
    return Mention(span=span, text=words, type=type_, score=name.score)


def _quotation(text: Discourse, quote: Quoted, said: Attribution) -> QuotationMention:
    return QuotationMention(
        span=quote.span,
        evidence=_evidence(text, quote, said),
        speaker=_reference(text, said.speaker, set()) if said.speaker else None,
        listener=_reference(text, said.listener, set()) if said.listener else None,
        cue=said.cue,
        confidence=round(said.confidence, 3),
        turn=quote.label is not None,
        scare=said.scare,
    )


def _evidence(text: Discourse, quote: Quoted, said: Attribution) -> Span:
    """Cover the sentences of the words and of their verb of saying."""
    first, last = text.ranges[text.quotes.index(quote)]
    first, last = min(first, len(text.doc) - 1), max(last - 1, first)
    if said.cue is not None:
        first, last = min(first, said.cue), max(last, said.cue)
    last = min(last, len(text.doc) - 1)
    while first > 0 and text.sentence[first - 1] == text.sentence[first]:
        if stops(text, first - 1) and text.quote[first - 1] < 0:
            break
        first -= 1
    while last + 1 < len(text.doc) and text.sentence[last + 1] == text.sentence[last]:
        last += 1
    end = text.doc[last].end
    return Span(min(text.doc[first].idx, quote.span.start), max(end, quote.span.end))
