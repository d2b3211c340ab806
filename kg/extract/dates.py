"""When something began and ended, by the temporal expressions around what says so.

An expression belongs to a verb or noun if it hangs on it, on one of its arguments, or on the
clause that shares its time: a verb joined to it, the clause that its participle goes with, the year
"when" it happened. What "said on Monday" tells is when somebody spoke.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.inflection import inflected
from kg.extract.moments import is_temporal, lasting_since, moment, year_in
from kg.extract.tokens import Token
from kg.model import Status

__all__ = ["Period", "period"]

_SPAN = re.compile(r"\b(?:to|until|till|and|-|–)\s+", re.IGNORECASE)
_START = frozenset({"since", "from"})
_END = frozenset({"until", "till"})
_AFTER_START = frozenset({"to", "through"})
_NOW = frozenset({"now", "today", "currently"})
_UNSURE = frozenset({"before", "after", "by", "within", "despite", "of", "than", "following"})
"""What happened before or after a time has no date by it."""
_MODIFIERS = frozenset({"obl", "nmod", "obl:unmarked", "nmod:unmarked", "advmod", "obl:tmod"})
_ARGUMENTS = frozenset({"obj", "obl", "obl:agent", "nsubj:pass", "nsubj"})
_SPEAKING = inflected("say tell announce report add note confirm claim insist warn state declare")
_WRITING = inflected("write tweet post blog") | frozenset({"wrote", "written"})
"""What is written on a day is a piece of that day: no book, no office begins on it."""
_DAY = len("2020-06-17")
_NARRATIVE = 25
_HAPPENINGS = frozenset(
    (
        "attack offensive assault raid airstrike strike siege bombing shelling campaign war battle "
        "invasion operation capture seizure takeover conquest liberation recapture fall loss"
    ).split()
)
_REACH = 9
_LIMIT = 4
_LONG_REACH = 24
_BESIDE = 9


@dataclass(frozen=True, slots=True)
class Period:
    """ISO 8601 start and end, in the precision of the text; None where it gives none.

    `at` is when something happened, which may be its beginning or its end, and `lasting` the
    beginning of what has gone on for so long, if it still does.
    """

    start: str | None = None
    end: str | None = None
    at: str | None = None
    lasting: str | None = None

    def of(self, status: Status, *, kind: str, ends: bool = False) -> tuple[str | None, str | None]:
        """Start and end of what has this status; `ends` where the words tell of its end.

        What goes on has no end yet. The day on which a state is spoken of did not begin it.
        """
        over = status is Status.FORMER
        spoken = kind == "state" and self.at is not None and len(self.at) == _DAY
        at = None if spoken else self.at
        start = self.start or (None if over else self.lasting) or (None if ends else at)
        end = (self.end or (self.at if ends else None)) if over or kind == "deed" else None
        if start and end and start[: len(end)] > end[: len(start)]:
            return None, None  # misread: which of the two is wrong, nobody knows
        return start, end


def period(trigger: Token, today: str | None) -> Period:
    """When what `trigger` says began, ended or happened."""
    own = _read(_expressions(trigger), trigger, today)
    if own != Period():
        written = trigger.lower_ in _WRITING and own.at is not None and len(own.at) == _DAY
        return replace(own, at=None) if written else own
    for above in _sharing(trigger):
        times = _expressions(above)
        if trigger.dep_ == "conj":  # "left in 1983 and ran X": only "in 1983 he left and ran X"
            times = (words for words in times if words[0].i < above.i)
        shared = _read(times, above, today)
        if shared != Period():
            office = above.lower_ in _BECOMING and trigger.pos_ == "NOUN"
            return Period(start=shared.at) if office else Period(at=shared.at)
    return own


def _read(expressions: Iterator[list[Token]], trigger: Token, today: str | None) -> Period:
    start = end = at = lasting = None
    for words in expressions:
        text = words[0].doc.text_of(words[0].i, words[-1].i + 1)
        first, near = words[0].lower_, _narrated(words[0], today)
        if first in _START:
            begun, *rest = _SPAN.split(text, maxsplit=1)
            start = start or moment(begun, today, near=near)
            end = end or (moment(rest[0], today) if rest and first == "from" else None)
        elif first in _END or (first in _AFTER_START and start is not None):
            end = end or _first(text, today, near)
        elif first == "between":
            begun, *rest = _SPAN.split(text, maxsplit=1)
            start, end = moment(begun, today), moment(rest[0], today) if rest else None
        elif (duration := lasting_since(text, today)) is not None:
            lasting = lasting or duration
        elif first not in _UNSURE and not (text.lower() in _NOW and trigger.pos_ != "VERB"):
            at = at or moment(text, today, near=near)
    return Period(start, end, at, lasting)


def _first(text: str, today: str | None, near: str | None) -> str | None:
    """The date of the first part between commas that gives one: later ones may be beside it."""
    pieces = text.split(",")
    for count in range(1, len(pieces) + 1):
        found = moment(",".join(pieces[:count]), today, near=near)
        if found is not None:
            return found
    return None


def _narrated(first: Token, today: str | None) -> str | None:
    """A year long past that the sentence gave shortly before: "in May 1993 … in June"."""
    start = max(first.sent.start, first.i - _NARRATIVE)
    year = year_in(first.doc.text_of(start, first.i))
    return year if year is not None and today is not None and year < today[:4] else None


def _expressions(trigger: Token) -> Iterator[list[Token]]:
    """Give the modifiers of a verb, or of a noun and the copula clause that it heads."""
    limit = _limit(trigger)
    taken = {token.i for token in limit}
    if limit:
        yield limit
    for child in trigger.children:
        if child.left_edge.i in taken or child.i in taken or _is_spoken(child, trigger):
            continue
        if child.dep_ in _MODIFIERS and _is_time(child):
            yield _whole(child)
        elif child.dep_ in _ARGUMENTS:
            yield from (one for one in _astray(child) if one[0].i not in taken)
    if trigger.pos_ in {"NOUN", "PROPN"}:
        yield from _beside(trigger)


def _limit(trigger: Token) -> list[Token]:
    """The words from "until" on, before a noun or after a verb, no other verb between."""
    doc, step = trigger.doc, -1 if trigger.pos_ in {"NOUN", "PROPN"} else 1
    stop = max(trigger.i - _BESIDE, -1) if step < 0 else trigger.sent.end
    for at in range(trigger.i + step, stop, step):
        if doc[at].lower_ in _END:
            last = min(at + (_LIMIT if step < 0 else _LONG_REACH), trigger.sent.end)
            return list(doc[at : min(last, trigger.i) if step < 0 else last])
        if doc[at].pos_ in {"VERB", "AUX"} or (step < 0 and doc[at].text == ","):
            break
    return []


def _is_spoken(child: Token, trigger: Token) -> bool:
    """Whether a time is that of "said on Monday", though the parse hangs it on another verb."""
    before = child.left_edge.i - 1
    return before > trigger.i and child.doc[before].lower_ in _SPEAKING


def _whole(child: Token) -> list[Token]:
    """The words of a modifier, its preposition included though the parse may lose it."""
    words = child.subtree[:_REACH]
    before = words[0].i - 1
    if before >= 0 and child.doc[before].lower_ in _START | _END | _UNSURE:
        words.insert(0, child.doc[before])
    return words


def _is_time(child: Token) -> bool:
    """Whether a modifier is one of time: its own word or its preposition says so."""
    if is_temporal(child.text) or child.left_edge.lower_ in _END:
        return True
    return any(is_temporal(c.text) for c in child.children if c.dep_ in {"nmod", "nummod", "amod"})


def _astray(argument: Token) -> Iterator[list[Token]]:
    """Times that the parse hangs on an argument: "took X from Y in May"."""
    for child in argument.children:
        cased = [c.lower_ for c in child.children if c.dep_ == "case"]
        if child.dep_ in {"nmod", "obl"} and is_temporal(child.text) and cased:
            yield _whole(child)


def _beside(noun: Token) -> Iterator[list[Token]]:
    """Times right before or after a noun: "the 2013 attack", "its capital since 1991"."""
    for child in noun.children:
        year = child.text.isdigit() and len(child.text) == len("2013")
        if year and child.i < noun.i and noun.lower_ in _HAPPENINGS:
            yield [child]
    doc = noun.doc
    for at in range(noun.i + 1, min(noun.i + _BESIDE, len(doc) - 1)):
        if doc[at].text == "," or doc[at].pos_ in {"VERB", "AUX"}:
            return
        if doc[at].lower_ in _START | _END and is_temporal(doc[at + 1].text):
            yield list(doc[at : min(at + 4, len(doc))])


def _sharing(trigger: Token) -> Iterator[Token]:
    """What stands above and tells the same time: a joined verb, a main clause, a year."""
    above = trigger.head
    if above is trigger:
        return
    joined = trigger.dep_ == "conj" and above.pos_ == "VERB" and trigger.tag_ == "VBD"
    participle = trigger.dep_ == "advcl" and trigger.tag_ == "VBG" and above.pos_ == "VERB"
    office = trigger.pos_ == "NOUN" and trigger.dep_ in {"xcomp", "obl", "obj"}
    if joined or participle or (office and above.lower_ in _BECOMING):
        yield above


_BECOMING = inflected(
    "elect appoint name become make declare step take launch carry begin start mount oust resign"
)
