"""Texts with their names marked, as readings: `[Ann Lee|Person] said.`"""

import re
from collections.abc import Sequence
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.encoder.tokens import tokenizer
from kg.extract.discourse import Discourse
from kg.extract.parse import parse
from kg.extract.parsed import Reading
from kg.extract.read import discourse as read_names
from kg.extract.read import read
from kg.model import Document, Span
from kg.vocab import load_schema

_MARK = re.compile(r"\[([^|\]]+)\|(\w+)\]")


@cache
def blank() -> Language:
    nlp = spacy.blank("en")
    nlp.tokenizer = tokenizer(nlp)
    nlp.add_pipe("sentencizer")
    return nlp


def unmarked(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    text, names, at = "", [], 0
    for found in _MARK.finditer(marked):
        text += marked[at : found.start()]
        names.append((len(text), len(text) + len(found.group(1)), found.group(2)))
        text += found.group(1)
        at = found.end()
    return text + marked[at:], names


def document(text: str, *, speakers: Sequence[str] = (), furniture: Sequence[str] = ()) -> Document:
    return Document(
        id="d",
        text=text,
        source="d.txt",
        sha256="",
        speakers=tuple(_spans(text, speakers)),
        furniture=tuple(_spans(text, furniture)),
    )


def _spans(text: str, words: Sequence[str]) -> list[Span]:
    found, at = [], 0
    for word in words:
        start = text.index(word, at)
        at = start + len(word)
        found.append(Span(start, at))
    return found


def reading(marked: str, *, speakers: Sequence[str] = ()) -> Reading:
    doc_in, doc = _parsed(marked, speakers)
    return read(doc_in, doc, schema=load_schema())


def discourse(marked: str, *, arcs: Sequence[tuple[str, str, str]] = ()) -> Discourse:
    """Give a text before anything but names points anywhere; each arc is a word, `dep`, head."""
    doc_in, doc = _parsed(marked, ())
    places = {token.text: token.i for token in doc}
    for word, dep, head in arcs:
        doc[places[word]].head = doc[places[head]]
        doc[places[word]].dep_ = dep
    return read_names(doc_in, doc, schema=load_schema())


def _parsed(marked: str, speakers: Sequence[str]) -> tuple[Document, Doc]:
    text, names = unmarked(marked)
    ((doc_in, doc),) = parse(blank(), [document(text, speakers=speakers)])
    doc.ents = [_name(doc, *name) for name in names]
    return doc_in, doc


def _name(doc: Doc, start: int, end: int, label: str) -> spacy.tokens.Span:
    span = doc.char_span(start, end, label=label)
    assert span is not None, doc.text[start:end]
    return span


def entities(found: Reading) -> dict[str, tuple[str, list[str]]]:
    return {one.name: (one.type, [m.text for m in one.mentions]) for one in found.entities}


def references(found: Reading, kind: str) -> list[tuple[str, str]]:
    return [
        (found.doc.text_of(one.start, one.end), found.entity(one.entity).name)
        for one in found.references
        if one.kind == kind
    ]


def quotations(found: Reading) -> list[tuple[str, str | None, str | None]]:
    text = found.document.text
    return [
        (
            text[one.span.start : one.span.end],
            found.entity(one.speaker.entity).name if one.speaker else None,
            found.entity(one.listener.entity).name if one.listener else None,
        )
        for one in found.quotations
        if not one.scare
    ]
