"""Where a text quotes: the words inside quotation marks and the turns of a transcript."""

import re
from dataclasses import dataclass

from kg.extract.parse import segments
from kg.model import Document, Span

__all__ = ["Quoted", "quoted"]

_CURLY = {"“": "”", "«": "»", "„": "“"}
_DOUBLE = {'"': '"', **_CURLY}
_SINGLE = {"'": "'", "‘": "’"}
_DOUBLE_MARKS, _SINGLE_MARKS = (re.compile(f"[{''.join(m)}]") for m in (_DOUBLE, _SINGLE))
_BEFORE = re.compile(r"[\s(\[—–\-/:,‘'“]")
_AFTER = re.compile(r"[\s,.;:!?)\]—–\-/’'…”]")
_INTERPRETER = re.compile(r"\s*(?:\((?:[Tt]hrough|[Vv]ia|[Ss]peaking)[^)]*\)\s*)?")
_LABEL_END = re.compile(r"(?:,\s[^:\n]{1,41}(?=:)|\s?\([^)\n]{1,40}\)(?=:))?[\s:.)\]–—-]*")
"""What a label has after the name: `, BYLINE:`, ` (D-OHIO):`."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that are quoted: `outer` with their marks or label; `label` is a turn's speaker.

    `open` says that the paragraph ended before the closing mark: the next one goes on.
    """

    span: Span
    outer: Span
    label: Span | None = None
    open: bool = False


def quoted(document: Document) -> list[Quoted]:
    """Find the quotations of a text, in order, none inside another."""
    turns = _turns(document)
    paragraphs = segments(document)
    doubles = [one for part in paragraphs for one in _marked(document.text, part, single=False)]
    found = doubles or [
        one for part in paragraphs for one in _marked(document.text, part, single=True)
    ]
    free = [one for one in found if not any(one.span in turn.outer for turn in turns)]
    worded = [one for one in (*turns, *free) if _has_words(document.text, one.span)]
    return sorted(worded, key=lambda one: one.span)


def _has_words(text: str, span: Span) -> bool:
    return any(letter.isalnum() for letter in text[span.start : span.end])


def _marked(text: str, part: Span, *, single: bool) -> list[Quoted]:
    """Pair the marks of a paragraph; a mark without its pair reaches to the paragraph's end."""
    found: list[Quoted] = []
    marks = _SINGLE_MARKS if single else _DOUBLE_MARKS
    at = part.start
    while mark := marks.search(text, at, part.end):
        at = mark.start()
        closing = _opens(text, at, part, single=single)
        if closing is None:
            at += 1
            continue
        end = _closing(text, at + 1, part, closing)
        stop = part.end if end is None else end
        if end is None and at != part.start and closing in ("'", "’"):
            at += 1
            continue
        inner = _inner(text, at + 1, stop)
        if inner:
            outer = Span(at, min(stop + 1, part.end))
            found.append(Quoted(inner, outer, open=end is None))
        at = stop + 1
    return found


def _opens(text: str, at: int, part: Span, *, single: bool) -> str | None:
    """Give the closing mark that belongs to an opening one here, if there is one here."""
    mark = text[at]
    pair = (_SINGLE if single else _DOUBLE).get(mark)
    if pair is None:
        return None
    starts = at == part.start or _BEFORE.match(text, at - 1) is not None
    if mark in _CURLY:
        return pair
    following = text[at + 1 : min(at + 2, part.end)]
    stray = not starts and (single or _AFTER.match(following) is not None)
    return pair if following.strip() and not stray else None


def _closing(text: str, start: int, part: Span, mark: str) -> int | None:
    """Find the closing mark; an apostrophe is none unless a word has ended before it."""
    at = start
    while at < part.end:
        if text[at] == mark or (mark == "”" and text[at] == '"'):
            after = at + 1 >= part.end or _AFTER.match(text, at + 1) is not None
            if mark not in ("'", "’") or (after and not text[at - 1].isspace()):
                return at
        at += 1
    return None


def _inner(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None


def _turns(document: Document) -> list[Quoted]:
    """Find what stands after each speaker label, to the next one or the end of its paragraphs."""
    text = document.text
    labels = sorted(document.speakers)
    paragraphs = segments(document)
    found: list[Quoted] = []
    for n, label in enumerate(labels):
        start = _after_label(text, label.end)
        until = labels[n + 1].start if n + 1 < len(labels) else len(text)
        inside = [part for part in paragraphs if start < part.end and part.start < until]
        if not inside:
            continue
        last = inside[-1] if n + 1 < len(labels) else inside[0]
        inner = _inner(text, start, min(last.end, until))
        if inner:
            inner = _unbracketed(text, inner)
            found.append(Quoted(inner, Span(label.start, inner.end), label=label))
    return found


def _after_label(text: str, end: int) -> int:
    """Give the offset of the first word after a label, its colon and a note on the interpreter."""
    ended = _LABEL_END.match(text, end)
    at = ended.end() if ended else end
    note = _INTERPRETER.match(text, at)
    return note.end() if note else at


def _unbracketed(text: str, inner: Span) -> Span:
    """Leave out the brackets that open the next label."""
    end = inner.end
    while end - 1 > inner.start and text[end - 1] in "([":
        end -= 1
    trimmed = _inner(text, inner.start, end)
    return trimmed or inner
