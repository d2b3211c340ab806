"""Who said the quoted words, and to whom: the verb of saying, its subject, its hearer."""

from dataclasses import dataclass

from kg.extract.discourse import Discourse, Pointer

__all__ = ["Attribution", "attributions"]

_STOPS = frozenset((".", "!", "?", ";"))
_ADVERBS = frozenset(
    ("has", "have", "had", "also", "later", "then", "once", "is", "was", "been", "would", "not")
    + (
        "n't",
        "further",
        "himself",
        "herself",
        "and",
        "will",
        "still",
        "just",
        "even",
        "did",
        "does",
    )
    + ("who", "again", "earlier", "added", "said", "today", "yesterday", "often")
)
_PHRASE_ENDS = frozenset(
    (
        ",",
        ".",
        ";",
        ":",
        "who",
        "that",
        "in",
        "on",
        "at",
        "to",
        "when",
        "after",
        "during",
        "as",
        "about",
    )
    + (
        "for",
        "of",
        "from",
        "while",
        "with",
        "before",
        "by",
        "following",
        "speaking",
        "adding",
        "(",
        "—",
        "–",
    )
)
_INSIDE = frozenset(("of", "from", "at", "for", "in", "with", "the", "on"))
_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubjpass", "nsubj:outer", "csubj"))
_CHAIN = frozenset(("conj", "xcomp", "advcl", "ccomp", "acl", "parataxis"))
_NEAR = 22
_FRAGMENT = 4
_ADJACENT, _SENTENCE, _GOES_ON, _PARAGRAPH = 0.97, 0.85, 0.9, 0.7


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
            found.append(_cued(text, n) or _going_on(text, n, found))
    return found


def _turn(text: Discourse, n: int) -> Attribution:
    first, last = text.ranges[n]
    label = next((one for one in text.covering[first:last] if one is not None), None)
    span = text.quotes[n].label
    if label is None or span is None or text.doc[label.start].idx >= span.end:
        return Attribution()
    return Attribution(label, confidence=_ADJACENT)


def _cued(text: Discourse, n: int) -> Attribution | None:
    """Attribute by a verb of saying: right after the words, before them, or in their sentence."""
    first, last = text.ranges[n]
    after, before = _after(text, n), _before(text, n)
    options = [(cue, _ADJACENT) for cue in after[:1] if _joined(text, n)]
    options += [(cue, _ADJACENT if first - cue < 4 else _SENTENCE) for cue in reversed(before)]
    options += [(cue, _SENTENCE) for cue in after if (cue, _ADJACENT) not in options]
    for cue, confidence in options:
        speaker = _speaker(text, cue)
        if speaker is not None:
            listener = _listener(text, cue, speaker)
            return Attribution(speaker, listener, cue, confidence * speaker.confidence)
    if options:
        return Attribution(cue=options[0][0])
    return None


def _joined(text: Discourse, n: int) -> bool:
    """Whether the words do not end their sentence, so that what follows belongs to them."""
    first, last = text.ranges[n]
    closing = text.doc.text[text.quotes[n].span.end - 1]
    following = text.doc[last] if last < len(text.doc) else None
    if closing in ",?!—–…-":
        return True
    return following is not None and (following.text == "," or following.text[:1].islower())


def _is_cue(text: Discourse, at: int) -> bool:
    word = text.lower[at]
    if word == "according":
        return at + 1 < len(text.lower) and text.lower[at + 1] == "to"
    return word in text.words.speech and text.doc[at].pos_ not in ("NOUN", "PROPN", "ADJ")


def _after(text: Discourse, n: int) -> list[int]:
    """Give the cues from the end of the words to the end of the sentence."""
    _, last = text.ranges[n]
    place = text.paragraph[last - 1] if last else 0
    found = []
    for at in range(last, min(last + _NEAR, len(text.doc))):
        if text.paragraph[at] != place or (text.quote[at] < 0 and text.lower[at] in _STOPS):
            break
        if text.quote[at] < 0 and _is_cue(text, at):
            found.append(at)
    return found


def _before(text: Discourse, n: int) -> list[int]:
    """Give the cues from the start of the sentence to the words."""
    first, _ = text.ranges[n]
    place = text.paragraph[first]
    found: list[int] = []
    for at in range(first - 1, -1, -1):
        if text.paragraph[at] != place or (text.quote[at] < 0 and _ends_sentence(text, at)):
            break
        if text.quote[at] < 0 and _is_cue(text, at):
            found.append(at)
        if text.quote[at] >= 0 and _closes_sentence(text, text.quote[at], at):
            break
    return list(reversed(found))


def _ends_sentence(text: Discourse, at: int) -> bool:
    return text.lower[at] in _STOPS


def _closes_sentence(text: Discourse, quote: int, at: int) -> bool:
    """Whether a quotation before ended its sentence, so that a new one begins after it."""
    words = text.quotes[quote].span
    if at != text.ranges[quote][1] - 1:
        return False
    following = text.doc[at + 1] if at + 1 < len(text.doc) else None
    closed = text.doc.text[words.end - 1] in ".!?"
    return closed and following is not None and following.text[:1].isupper()


def _speaker(text: Discourse, cue: int) -> Pointer | None:
    """Find the subject of a verb of saying: by word order beside it, else by the parse."""
    if text.lower[cue] == "according":
        return _phrase(text, cue + 2)
    following = cue + 1
    inverted = cue > 0 and text.quote[cue - 1] >= 0
    if inverted and (found := _phrase(text, following)):
        return found
    parsed = _parsed_subject(text, cue)
    if parsed is not None and text.speaks(parsed):
        return parsed
    before = _preceding(text, cue)
    if before is not None:
        return before
    return None if inverted else _inverted_late(text, cue)


def _inverted_late(text: Discourse, cue: int) -> Pointer | None:
    """Read `..., added X,` where the words stand further off."""
    at_start = cue == 0 or text.lower[cue - 1] in (",", "—", "–") or text.paragraph[cue - 1] < 0
    return _phrase(text, cue + 1) if at_start else None


def _phrase(text: Discourse, start: int) -> Pointer | None:
    """Give who a phrase names: its person, past office and house; else the body that ends it."""
    last: Pointer | None = None
    at = start
    while at < min(start + _NEAR, len(text.doc)):
        if text.quote[at] >= 0 or text.paragraph[at] < 0:
            break
        pointer = text.covering[at]
        if pointer is not None:
            if text.type(pointer) == "Person":
                return pointer
            last = pointer
            at = pointer.end
            continue
        if text.lower[at] in _PHRASE_ENDS:
            break
        if text.doc[at].text.isalpha() and text.lower[at] not in ("the", "a", "an"):
            last = None
        at += 1
    return last if text.speaks(last) else None


def _parsed_subject(text: Discourse, cue: int) -> Pointer | None:
    """Follow the parse to the verb's subject, up from verbs that share another's."""
    token = text.doc[cue]
    for _ in range(4):
        subject = next((one for one in token.lefts if one.dep_ in _SUBJECTS), None) or next(
            (one for one in token.rights if one.dep_ in _SUBJECTS), None
        )
        if subject is not None and text.quote[subject.i] < 0:
            if subject.lower_ in ("who", "which", "that"):
                return _owner(text, token.head.i)
            return _owner(text, subject.i)
        if token.dep_ == "acl" or token.dep_ == "acl:relcl":
            return _owner(text, token.head.i)
        if token.dep_ not in _CHAIN or token.head.i == token.i:
            return None
        token = token.head
    return None


def _owner(text: Discourse, head: int) -> Pointer | None:
    """Give what a subject's head word stands for, or the person in apposition to it."""
    pointer = text.covering[head]
    if pointer is not None:
        return pointer if text.speaks(pointer) else None
    for child in text.doc[head].children:
        if child.dep_ in ("appos", "flat", "compound") and child.i > head - 8:
            other = text.covering[child.i]
            if other is not None and text.type(other) == "Person" and abs(child.i - head) < 10:
                return other
    return None


def _preceding(text: Discourse, cue: int) -> Pointer | None:
    """Read the subject before the verb, past adverbs and an apposition between commas."""
    at = cue - 1
    while at >= 0 and (text.lower[at] in _ADVERBS or text.lower[at].endswith("ly")):
        at -= 1
    if at < 0 or text.quote[at] >= 0 or text.paragraph[at] < 0:
        return None
    if text.lower[at] in (",", ")", "—", "–"):
        return _past_apposition(text, at)
    pointer = text.covering[at]
    return _outermost(text, pointer) if pointer is not None else None


def _past_apposition(text: Discourse, at: int) -> Pointer | None:
    opening = {")": "("}.get(text.lower[at], text.lower[at])
    for here in range(at - 1, max(-1, at - _NEAR), -1):
        if text.quote[here] >= 0 or text.paragraph[here] < 0 or text.lower[here] in _STOPS:
            return None
        if text.lower[here] == opening and here > 0:
            pointer = text.covering[here - 1]
            if pointer is not None and text.speaks(pointer):
                return _outermost(text, pointer)
    return None


def _outermost(text: Discourse, pointer: Pointer) -> Pointer | None:
    """Take the person before `of` or `from` and a house; nobody where only an office stands there."""
    before = pointer.start - 1
    while before >= 0 and text.lower[before] in _INSIDE:
        before -= 1
    moved = before < pointer.start - 1 and text.lower[pointer.start - 1] in _INSIDE - {"the"}
    moved = moved or (before < pointer.start - 2 and text.lower[pointer.start - 1] == "the")
    if text.type(pointer) == "Person" or not moved:
        return pointer if text.speaks(pointer) else None
    if before < 0 or text.quote[before] >= 0:
        return None
    other = text.covering[before]
    return other if other is not None and text.type(other) == "Person" else None


def _listener(text: Discourse, cue: int, speaker: Pointer) -> Pointer | None:
    """Find who heard it: `told X`, `said ... to X`, `in an interview with X`."""
    lower = text.lower
    if lower[cue] in text.words.addressed and (found := _hearer(text, cue + 1, speaker)):
        return found
    for at in range(cue + 1, min(cue + _NEAR, len(lower) - 1)):
        if lower[at] in _STOPS or text.paragraph[at] < 0 or text.quote[at] >= 0:
            return None
        talked = lower[at] == "with" and lower[at - 1] in ("interview", "conversation", "call")
        if (lower[at] == "to" or talked) and (found := _hearer(text, at + 1, speaker)):
            return found
        if lower[at] == "told" and (found := _hearer(text, at + 1, speaker)):
            return found
    return None


def _hearer(text: Discourse, at: int, speaker: Pointer) -> Pointer | None:
    while at < len(text.lower) and text.lower[at] in (
        "the",
        "a",
        "local",
        "broadcaster",
        "newspaper",
    ):
        at += 1
    pointer = text.covering[at] if at < len(text.lower) else None
    if pointer is None or pointer.cluster == speaker.cluster or not text.speaks(pointer):
        return None
    return pointer


def _going_on(text: Discourse, n: int, before: list[Attribution]) -> Attribution:
    """Give a sentence of quotation without a cue the speaker of the one it goes on from."""
    words = text.quotes[n].span
    length = text.doc.text.count(" ", words.start, words.end) + 1
    if n == 0 or not _starts_sentence(text, n):
        return Attribution(scare=length <= _FRAGMENT)
    last, here = before[n - 1], text.paragraph[text.ranges[n][0]]
    there = text.paragraph[text.ranges[n - 1][0]]
    if last.speaker is None or text.quotes[n - 1].label is not None:
        return Attribution(scare=length <= 2)
    if here == there or text.quotes[n - 1].open:
        return Attribution(last.speaker, last.listener, None, _GOES_ON * last.speaker.confidence)
    if here - there == 1 and _opens_paragraph(text, n):
        return Attribution(last.speaker, last.listener, None, _PARAGRAPH * last.speaker.confidence)
    return Attribution()


def _starts_sentence(text: Discourse, n: int) -> bool:
    first, _ = text.ranges[n]
    if first == 0 or text.paragraph[first - 1] < 0:
        return True
    return text.lower[first - 1] in _STOPS | {":", "…"} or text.quote[first - 1] >= 0


def _opens_paragraph(text: Discourse, n: int) -> bool:
    first, _ = text.ranges[n]
    return first == 0 or text.paragraph[first - 1] < 0
