"""Who said the quoted words, and to whom: each quotation with its attribution."""

from dataclasses import dataclass, replace

from kg.extract.discourse import Discourse, Pointer
from kg.extract.inflection import inflected
from kg.extract.quotations.cues import (
    attributed_after,
    cues_after,
    cues_before,
    ends_sentence,
    goes_on,
    is_term,
    is_title,
    opens_paragraph,
    starts_sentence,
    stops,
)
from kg.extract.quotations.listeners import listener_of, spoken_to
from kg.extract.quotations.phrases import phrase, sentence_subject
from kg.extract.quotations.subjects import BE, subject_of

__all__ = ["Attribution", "attributions"]

_ON = frozenset(("saying", "adding", "stating", "noting", "calling", "describing", "writing"))
_DEEDS = inflected(
    "offer agree propose request inform report consider believe think hope find feel fear worry "
    "regret order advise refer read point reveal recommend threaten expect"
)
_FINDING = inflected("find feel order discuss mourn toast") | {"felt", "found"}
_BESIDE = 5
_FRAGMENT = 4
_CLOSE = 4
_COLON = 0.8
_SUBJECT = 0.6
_ADJACENT = 0.97
_SENTENCE = 0.85
_GOES_ON = 0.9
_PARAGRAPH = 0.7


@dataclass(frozen=True, slots=True)
class Attribution:
    """A quotation's speaker and listener; `cue` is the verb of saying."""

    speaker: Pointer | None = None
    listener: Pointer | None = None
    cue: int | None = None
    confidence: float = 0.0
    scare: bool = False


def attributions(text: Discourse) -> list[Attribution]:
    """Attribute each quotation, in order; one without a cue goes on from the one before."""
    found: list[Attribution] = []
    for n, quote in enumerate(text.quotes):
        if quote.label is not None:
            found.append(_turn(text, n))
        else:
            found.append(_cued(text, n, found) or _going_on(text, n, found))
    for n in range(len(found) - 2, -1, -1):
        if found[n].speaker is None and _leads_on(text, n):
            found[n] = replace(found[n + 1], cue=None, confidence=_GOES_ON, scare=False)
    return found


def _leads_on(text: Discourse, n: int) -> bool:
    """Whether a quotation whose mark is not closed goes on in the next: they have one speaker."""
    if not text.quotes[n].open or text.quotes[n].label or text.quotes[n + 1].label:
        return False
    here, there = (text.paragraph[text.ranges[one][0]] for one in (n, n + 1))
    return there - here == 1 and opens_paragraph(text, n + 1)


def _turn(text: Discourse, n: int) -> Attribution:
    first, last = text.ranges[n]
    label = next((one for one in text.covering[first:last] if one is not None), None)
    span = text.quotes[n].label
    if label is None or span is None or text.doc[label.start].idx >= span.end:
        return Attribution()
    return Attribution(label, confidence=_ADJACENT)


def _cued(text: Discourse, n: int, before: list[Attribution]) -> Attribution | None:
    """Attribute by a verb of saying: right after the words, before them, or in their sentence."""
    first, _ = text.ranges[n]
    after = cues_after(text, n) if goes_on(text, n) else []
    if is_term(text, n) or (is_title(text, n) and not attributed_after(text, n, after)):
        return Attribution(scare=True)
    if first and text.lower[first - 1] == ":" and ends_sentence(text, n):
        after = []
    options = [one for one in _options(text, n, after) if not _is_found(text, n, one[0])]
    for cue, confidence in _told(text, options, first):
        speaker = _speaking_on(text, n, cue, before) or subject_of(text, cue)
        if speaker is not None:
            listener = listener_of(text, cue, speaker) or spoken_to(text, cue, speaker)
            return Attribution(speaker, listener, cue, confidence * speaker.confidence)
    if first and text.lower[first - 1] == ":" and (found := sentence_subject(text, first - 1)):
        return Attribution(found, confidence=_COLON * found.confidence)
    if (signed := _signed(text, n)) is not None:
        return Attribution(signed, confidence=_COLON * signed.confidence)
    return Attribution(cue=options[0][0]) if options else None


def _signed(text: Discourse, n: int) -> Pointer | None:
    """Read a quotation that is a paragraph with a name under it: `"..." — Ann Lee`."""
    _, last = text.ranges[n]
    if not opens_paragraph(text, n) or text.lower[last : last + 1] not in (["—"], ["–"], ["-"]):
        return None
    found = phrase(text, last + 1)
    if found is None or text.type(found) != "Person":
        return None
    ended = found.end == len(text.doc) or text.paragraph[found.end] < 0
    return found if ended or text.lower[found.end] == "," else None


def _is_found(text: Discourse, n: int, cue: int) -> bool:
    """Whether somebody only finds or orders a thing that goes by the words: `felt the "..."`."""
    first, last = text.ranges[n]
    thing = text.lower[max(0, first - 1)] in ("the", "a", "an") and last - first <= _FRAGMENT + 1
    return thing and text.lower[cue] in _FINDING


def _told(text: Discourse, options: list[tuple[int, float]], first: int) -> list[tuple[int, float]]:
    """Keep a passive at the words alone: `X, who was described as "...", left`.

    What is only told of goes last: who says that `the union had offered "..."` says the words.
    """
    passive = [one for one in options if 0 < first - one[0] < _CLOSE and _is_passive(text, one[0])]
    cues = {cue for cue, _ in options}
    return passive or sorted(options, key=lambda one: _is_told(text, one[0], cues))


def _is_passive(text: Discourse, cue: int) -> bool:
    return text.lower[cue] == "reading" or text.lower[cue - 1] in BE


def _is_told(text: Discourse, cue: int, cues: set[int]) -> bool:
    token = text.doc[cue]
    while token.dep_ == "xcomp" and token.head is not token:
        token = token.head
    return token.dep_ == "ccomp" and token.head.i in cues and token.lower_ in _DEEDS


def _speaking_on(text: Discourse, n: int, cue: int, before: list[Attribution]) -> Pointer | None:
    """Give who spoke before in the sentence, where he goes on: `X said "...", adding "..."`."""
    if not n or text.lower[cue] not in _ON:
        return None
    last = before[-1]
    if last.cue is None or last.cue >= cue or last.speaker is None:
        return None
    return last.speaker if text.doc[last.cue].sent == text.doc[cue].sent else None


def _options(text: Discourse, n: int, after: list[int]) -> list[tuple[int, float]]:
    """Order the cues: at the words, then before them, then further behind."""
    first, last = text.ranges[n]
    before = cues_before(text, n)
    close = [
        cue
        for cue in after[:1]
        if not before or (cue - last < _BESIDE and not text.lower[cue].endswith("ing"))
    ]
    options = [(cue, _ADJACENT) for cue in close]
    options += [(cue, _ADJACENT if first - cue < 4 else _SENTENCE) for cue in reversed(before)]
    return options + [(cue, _SENTENCE) for cue in after if cue not in close]


def _going_on(text: Discourse, n: int, before: list[Attribution]) -> Attribution:
    """Give a sentence of quotation without a cue the speaker of the one it goes on from."""
    words = text.quotes[n].span
    length = text.text.count(" ", words.start, words.end) + 1
    if not starts_sentence(text, n):
        joined = length > _FRAGMENT and _joined(text, n, before)
        return replace(before[-1], cue=None) if joined else Attribution(scare=length <= _FRAGMENT)
    if (found := _introduced(text, n)) is not None:
        return Attribution(found, confidence=_SUBJECT * found.confidence)
    previous = n - 1
    while previous > 0 and before[previous].scare:
        previous -= 1
    last = before[previous] if previous >= 0 else Attribution()
    if last.speaker is None or text.quotes[previous].label is not None:
        return Attribution(scare=length <= 2)
    sure = _nearness(text, n, previous)
    if not sure:
        return Attribution()
    return Attribution(last.speaker, last.listener, None, sure * last.speaker.confidence)


def _joined(text: Discourse, n: int, before: list[Attribution]) -> bool:
    """Whether the words are joined to others: `"...," X said; and, later, "..."`."""
    one = before[-1] if n else Attribution()
    if one.speaker is None or text.quotes[n - 1].label is not None:
        return False
    last, first = text.ranges[n - 1][1], text.ranges[n][0]
    between = range(max(last, (one.cue or 0) + 1, one.speaker.end), first)
    return len(between) <= _BESIDE and any(text.lower[at] in ("and", "but") for at in between)


def _nearness(text: Discourse, n: int, previous: int) -> float:
    """Say how surely a quotation goes on from an earlier one; 0 where it does not."""
    here = text.paragraph[text.ranges[n][0]]
    there = text.paragraph[text.ranges[previous][0]]
    if here == there or text.quotes[previous].open:
        return _GOES_ON
    return _PARAGRAPH if here - there == 1 and opens_paragraph(text, n) else 0.0


def _introduced(text: Discourse, n: int) -> Pointer | None:
    """Give the person whom the sentence before is about, where nobody is quoted in it."""
    first, _ = text.ranges[n]
    if first < 3 or not stops(text, first - 1) or text.quote[first - 2] >= 0:
        return None
    at = first - 2
    while at >= 0 and not stops(text, at) and text.paragraph[at] >= 0:
        if text.quote[at] >= 0:
            return None
        at -= 1
    found = sentence_subject(text, first - 1)
    return found if found is not None and text.type(found) == "Person" else None
