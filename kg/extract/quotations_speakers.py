"""Who said the quoted words, and to whom: the verb of saying, its subject, its hearer."""

from dataclasses import dataclass

from kg.extract.discourse import Discourse, Pointer

__all__ = ["Attribution", "attributions"]

_STOPS = frozenset((".", "!", "?", ";"))
_ADVERBS = frozenset(
    [
        "has",
        "have",
        "had",
        "also",
        "later",
        "then",
        "once",
        "is",
        "was",
        "been",
        "would",
        "not",
        "n't",
        "further",
        "himself",
        "herself",
        "will",
        "still",
        "just",
        "even",
        "did",
        "does",
        "who",
        "again",
        "earlier",
        "today",
        "yesterday",
        "often",
        "on",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "this",
        "that",
        "week",
        "morning",
        "evening",
        "afternoon",
        "night",
    ]
)
_POSSESSIVES = frozenset(("his", "her", "their", "its", "my", "our", "your"))
_OBJECTS = frozenset(("him", "them", "himself", "herself", "itself", "themselves"))
_POSSESSED = frozenset(("'s", "’s", "'", "’"))
_PHRASE_ENDS = frozenset(
    [
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
    ]
)
_INSIDE = frozenset(("of", "from", "at", "for", "in", "with", "on"))
_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubjpass", "nsubj:outer", "csubj"))
_CHAIN = frozenset(("conj", "xcomp", "advcl", "ccomp", "acl", "parataxis"))
_NEAR = 22
_FRAGMENT = 4
_CLAUSE_WORDS = frozenset(("is", "was", "has", "had", "and", "but", "that", "when", "while"))
_BE = frozenset(("is", "was", "are", "were", "been", "being", "be", "as"))
_WORKS = frozenset(
    (
        "book",
        "memoir",
        "novel",
        "textbook",
        "song",
        "film",
        "album",
        "play",
        "essay",
        "poem",
        "anthem",
        "series",
        "titled",
        "entitled",
        "documentary",
        "history",
        "single",
        "episode",
        "article",
        "catalogue",
    )
)
_NO_ATTRIBUTION = frozenset(("including", "to", "for", "of", "in", "from", "is", "was", "on", "at"))
_BESIDE, _LONGEST_TITLE = 5, 7
_HEARERS_END = frozenset(
    ("that", "to", "in", "on", "of", "by", "and", "he", "she", "it", "they", "how")
)
_TALKS = frozenset(("speaking", "talking", "interview", "conversation", "meeting", "call", "spoke"))
_COLON, _SUBJECT = 0.8, 0.6
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
    first, _ = text.ranges[n]
    after = _after(text, n) if _joined(text, n) else []
    if _is_title(text, n) and not _near(text, n, after):
        return Attribution(scare=True)
    if first and text.lower[first - 1] == ":" and not _before(text, n):
        after = []
    options = [(cue, _ADJACENT) for cue in after[:1]]
    options += [
        (cue, _ADJACENT if first - cue < 4 else _SENTENCE) for cue in reversed(_before(text, n))
    ]
    options += [(cue, _SENTENCE) for cue in after[1:]]
    for cue, confidence in options:
        speaker = _speaker(text, cue)
        if speaker is not None:
            listener = _listener(text, cue, speaker) or _spoken_to(text, cue, speaker)
            return Attribution(speaker, listener, cue, confidence * speaker.confidence)
    if first and text.lower[first - 1] == ":" and (found := _sentence_subject(text, first - 1)):
        return Attribution(found, confidence=_COLON * found.confidence)
    return Attribution(cue=options[0][0]) if options else None


def _is_title(text: Discourse, n: int) -> bool:
    """Whether the words are the name of a work: capitals throughout, and no sentence."""
    words = text.quotes[n].span
    parts = text.doc.text[words.start : words.end].rstrip(",").split()
    long = [part for part in parts if len(part) > 3]
    if text.lower[max(0, text.ranges[n][0] - 1)] in _WORKS or _is_work(text, n):
        return len(parts) <= _LONGEST_TITLE
    if len(parts) < 2 or (parts[-1][-1] in ".!?" and (len(long) < 2 or len(parts) > 4)):
        return False
    return bool(long) and all(part[:1].isupper() for part in [*long, parts[0], parts[-1]])


def _near(text: Discourse, n: int, after: list[int]) -> bool:
    """Whether the words are attributed right after them, so that they are no work's title."""
    first, last = text.ranges[n]
    if not after or text.lower[max(0, first - 1)] == "of":
        return False
    return after[0] - last < _BESIDE and text.lower[after[0]] != "written"


def _is_work(text: Discourse, n: int) -> bool:
    """Whether a word for a work stands before a comma before the words: `a memoir, "..."`."""
    first, _ = text.ranges[n]
    if first < 2:
        return False
    before = text.lower[first - 2]
    named = text.lower[first - 1] == "," and before in _WORKS
    return named or (text.lower[first - 1] == "of" and before in ("author", "writer", "authors"))


def _joined(text: Discourse, n: int) -> bool:
    """Whether the words do not end their sentence, so that what follows belongs to them."""
    _, last = text.ranges[n]
    closing = text.doc.text[text.quotes[n].span.end - 1]
    following = text.doc[last] if last < len(text.doc) else None
    if following is not None and following.lower_ in _NO_ATTRIBUTION:
        return False
    if closing in ",?!—–…-":
        return True
    return following is not None and (following.text == "," or following.text[:1].islower())


def _is_cue(text: Discourse, at: int) -> bool:
    word = text.lower[at]
    if word == "according":
        return at + 1 < len(text.lower) and text.lower[at + 1] == "to"
    if word not in text.words.speech:
        return False
    beside = at + 1 < len(text.lower) and text.quote[at + 1] >= 0
    return beside or text.doc[at].pos_ not in ("NOUN", "PROPN", "ADJ")


def _after(text: Discourse, n: int) -> list[int]:
    """Give the cues from the end of the words to the end of the sentence."""
    _, last = text.ranges[n]
    place = text.paragraph[last - 1] if last else 0
    found = []
    for at in range(last, min(last + _NEAR, len(text.doc))):
        if text.paragraph[at] != place or (text.quote[at] < 0 and _stops(text, at)):
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
        if text.paragraph[at] != place or (text.quote[at] < 0 and _stops(text, at)):
            break
        if text.quote[at] < 0 and _is_cue(text, at):
            found.append(at)
        if text.quote[at] >= 0 and _closes_sentence(text, text.quote[at], at):
            break
    return list(reversed(found))


def _stops(text: Discourse, at: int) -> bool:
    """Whether a sentence ends here: a full stop after a title (`Col.`) ends none."""
    if text.lower[at] not in _STOPS:
        return False
    return not (text.lower[at] == "." and at and text.lower[at - 1] in text.words.titles)


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
        return _phrase(text, cue + 2) or _by_whom(text, cue + 2)
    if cue + 1 < len(text.lower) and text.lower[cue + 1] == "by":
        found = _phrase(text, cue + 2)
        if found is not None or text.lower[cue - 1] in _BE:
            return found
    if text.lower[cue] == "saying" and text.lower[cue - 1] == "as":
        return _quoted_one(text, cue)
    if _inverted(text, cue) and (found := _phrase(text, cue + 1)):
        return found
    if text.lower[cue - 1] in _BE and not text.lower[cue].endswith("ing"):
        return _by_whom(text, cue + 1)
    found = _beside(text, cue) or _parsed_subject(text, cue)
    if text.lower[cue - 1] == "," and cue > 1:
        found = _past_apposition(text, cue - 1) or found
    if found is None or not text.speaks(found):
        found = _preceding(text, cue)
    if found is None and text.lower[cue].endswith("ing"):
        found = _sentence_subject(text, cue)
    return found


def _beside(text: Discourse, cue: int) -> Pointer | None:
    """Give the person named right at the verb: `X said`, `its spokesman, X, said`, `, writes X,`."""
    before = text.covering[cue - 1]
    if text.lower[cue - 1] == "," and cue > 1:
        after = _named_after(text, cue)
        if after is not None and _closed(text, after.end):
            return after
        before = text.covering[cue - 2]
        opened = before is not None and text.lower[_titled(text, before.start) - 1] == ","
        return before if opened and before and text.type(before) == "Person" else None
    if before is None or text.type(before) != "Person" or _joint(text, before.start) is not None:
        return None
    return before


def _closed(text: Discourse, at: int) -> bool:
    """Whether a name ends its phrase: what follows is no verb of its own."""
    return at >= len(text.lower) or text.lower[at] in _PHRASE_ENDS or text.quote[at] >= 0


def _titled(text: Discourse, start: int) -> int:
    """Give where a name begins with its titles: `Lt. Col. X`."""
    while start > 1 and text.lower[start - 1] in text.words.titles | {"."}:
        start -= 1
    return start


def _inverted(text: Discourse, cue: int) -> bool:
    """Whether the verb stands right after the quoted words: `"...," said X`."""
    if text.lower[cue].endswith("ing"):
        return False
    if cue == 0 or text.quote[cue - 1] >= 0:
        return cue > 0
    return cue > 1 and text.lower[cue - 1] in (",", "—", "–") and text.quote[cue - 2] >= 0


def _by_whom(text: Discourse, start: int) -> Pointer | None:
    """Read `according to a tweet on Monday by X`."""
    for at in range(start, min(start + _NEAR, len(text.lower))):
        if _stops(text, at) or text.quote[at] >= 0:
            return None
        if text.lower[at] in ("by", "from") and (found := _phrase(text, at + 1)):
            return found
    return None


def _quoted_one(text: Discourse, cue: int) -> Pointer | None:
    """Read `Y quoted X, ..., as saying`."""
    for at in range(cue - 2, max(-1, cue - _NEAR), -1):
        if text.lower[at] in ("quoted", "quotes", "cited", "reported", "quoting", "citing"):
            return _phrase(text, at + 1)
    return None


def _phrase(text: Discourse, start: int) -> Pointer | None:
    """Give who a phrase names: its person, past office and house; else the body that ends it."""
    last: Pointer | None = None
    at = start
    while at < min(start + _NEAR, len(text.doc)):
        if text.quote[at] >= 0 or text.paragraph[at] < 0:
            break
        pointer = text.covering[at]
        if pointer is not None:
            owns = _owns(text, pointer)
            owns = owns or text.lower[at] == "it"
            if text.type(pointer) == "Person" and not owns:
                return pointer
            last = None if owns else pointer
            at = pointer.end
            continue
        if text.lower[at] == "," and last is None and (named := _named_after(text, at)):
            return named
        if text.lower[at] in _PHRASE_ENDS and not _inside_title(text, at):
            return last if text.speaks(last) else _named_later(text, at)
        if text.doc[at].text.isalpha() and text.lower[at] not in ("the", "a", "an"):
            last = None
        at += 1
    return last if text.speaks(last) else None


def _inside_title(text: Discourse, at: int) -> bool:
    """Whether a stop or `of` belongs to an office before a name: `Col.`, `Secretary of State X`."""
    if text.lower[at] == ".":
        return not _stops(text, at)
    if text.lower[at] != "of":
        return False
    ahead = text.covering[at + 1 : at + 5]
    person = next((k for k, one in enumerate(ahead) if one and text.type(one) == "Person"), None)
    return bool(person) and all(text.doc[at + 1 + k].text[:1].isupper() for k in range(person or 0))


def _named_later(text: Discourse, at: int) -> Pointer | None:
    """Read on past a place or house: `said its spokesman in Y, X`."""
    if text.lower[at] not in _INSIDE:
        return None
    for comma in range(at + 1, min(at + 8, len(text.lower))):
        if text.lower[comma] == ",":
            return _named_after(text, comma)
        if _stops(text, comma) or text.quote[comma] >= 0:
            return None
    return None


def _owns(text: Discourse, pointer: Pointer) -> bool:
    """Whether it only says whose: `his lawyer`, `Merkel's spokesman`."""
    following = text.lower[pointer.end] if pointer.end < len(text.lower) else ""
    return following in _POSSESSED or text.lower[pointer.start] in _POSSESSIVES | _OBJECTS


def _named_after(text: Discourse, comma: int) -> Pointer | None:
    """Give the person that a comma after an office introduces: `said the editor, X`."""
    at = comma + 1
    while at < min(comma + 5, len(text.lower)) and text.lower[at] in text.words.titles | {"."}:
        at += 1
    pointer = text.covering[at] if at < len(text.lower) else None
    if pointer is None or pointer.kind != "name" or text.type(pointer) != "Person":
        return None
    return pointer


def _parsed_subject(text: Discourse, cue: int) -> Pointer | None:
    """Follow the parse to the verb's subject, up from verbs that share another's."""
    token = text.doc[cue]
    for _ in range(4):
        subject = next((one for one in token.lefts if one.dep_ in _SUBJECTS), None) or next(
            (one for one in token.rights if one.dep_ in _SUBJECTS), None
        )
        if subject is not None and text.quote[subject.i] < 0:
            relative = subject.lower_ in ("who", "which", "that")
            return _owner(text, token.head.i if relative else subject.i)
        if token.dep_ in ("acl", "acl:relcl") and (found := _owner(text, token.head.i)):
            return found
        if token.dep_ not in _CHAIN or token.head.i == token.i:
            return None
        token = token.head
    return None


def _owner(text: Discourse, head: int) -> Pointer | None:
    """Give what a subject's head word stands for, or the person in apposition to it."""
    pointer = text.covering[head]
    if pointer is not None and pointer.kind != "nominal":
        return pointer if text.speaks(pointer) else None
    for child in text.doc[head].children:
        if child.dep_ in ("appos", "flat", "compound") and child.i > head - 8:
            other = text.covering[child.i]
            if other is not None and text.type(other) == "Person" and abs(child.i - head) < 10:
                return other
    return pointer if text.speaks(pointer) else None


def _preceding(text: Discourse, cue: int) -> Pointer | None:
    """Read the subject before the verb, past adverbs and an apposition between commas."""
    at = cue - 1
    while at >= 0 and (text.lower[at] in _ADVERBS or text.lower[at].endswith("ly")):
        at -= 1
    if at < 0 or text.quote[at] >= 0 or text.paragraph[at] < 0:
        return None
    if text.lower[at] in ("and", "but", "or"):
        return _sentence_subject(text, cue)
    if text.lower[at] in (",", ")", "—", "–"):
        return _past_apposition(text, at) or _sentence_subject(text, at)
    pointer = text.covering[at]
    return _outermost(text, pointer) if pointer is not None else None


def _past_apposition(text: Discourse, at: int) -> Pointer | None:
    """Give the name before an apposition, or the name that is one: `its spokesman, X, said`."""
    opening = {")": "("}.get(text.lower[at], text.lower[at])
    inner = text.covering[at - 1]
    for here in range(at - 1, max(0, at - 2 * _NEAR), -1):
        if text.quote[here] >= 0 or text.paragraph[here] < 0 or _stops(text, here):
            break
        if text.lower[here] != opening:
            continue
        pointer = text.covering[here - 1]
        found = _outermost(text, pointer) if pointer is not None else None
        if found is not None and not (found.kind == "nominal" and inner):
            return found
        if inner is not None and inner.kind == "name" and text.type(inner) == "Person":
            return inner
    return None


def _sentence_subject(text: Discourse, at: int) -> Pointer | None:
    """Give the first thing in the sentence that can speak."""
    start = at
    while start > 0 and not _stops(text, start - 1) and text.paragraph[start - 1] >= 0:
        if text.quote[start - 1] >= 0 and _closes_sentence(text, text.quote[start - 1], start - 1):
            break
        start -= 1
    for here in range(start, at):
        pointer = text.covering[here]
        if pointer is None or text.quote[here] >= 0 or _owns(text, pointer):
            continue
        if text.speaks(pointer) and _joint(text, pointer.start) is None:
            return pointer
    return None


def _outermost(text: Discourse, pointer: Pointer) -> Pointer | None:
    """Take who stands before `of` or `from` and a house; nobody where only an office does."""
    if text.type(pointer) == "Person":
        return pointer
    joint = _joint(text, pointer.start)
    if joint is None:
        return pointer if text.speaks(pointer) else None
    other = text.covering[joint - 1] if joint else None
    if other is None or text.quote[joint - 1] >= 0:
        return None
    if text.type(other) == "Person" or not text.speaks(pointer):
        return other if text.speaks(other) else None
    return None


def _joint(text: Discourse, start: int) -> int | None:
    """Find the preposition that a name hangs on, past articles, owners and adjectives."""
    for at in range(start - 1, max(-1, start - 8), -1):
        if text.lower[at] in _INSIDE:
            return at
        inside = text.covering[at] or text.lower[at] in _POSSESSED or text.doc[at].is_alpha
        if not inside or text.lower[at] in _CLAUSE_WORDS or text.paragraph[at] < 0:
            return None
    return None


def _listener(text: Discourse, cue: int, speaker: Pointer) -> Pointer | None:
    """Find who heard it: `told X`, `said ... to X`, `in an interview with X`."""
    lower = text.lower
    if lower[cue] == "according":
        return None
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
    """Give the person or body named next, past what it is: `the Athens daily X`."""
    last = min(at + 6, len(text.lower))
    while at < last:
        pointer = text.covering[at]
        if pointer is None:
            if not text.doc[at].is_alpha or text.lower[at] in _HEARERS_END:
                return None
            at += 1
        elif text.speaks(pointer):
            return pointer if pointer.cluster != speaker.cluster else None
        else:
            at = pointer.end
    return None


def _spoken_to(text: Discourse, cue: int, speaker: Pointer) -> Pointer | None:
    """Read `speaking to X, she said` and `in an interview with X, she said`."""
    for at in range(cue - 1, max(0, cue - _NEAR), -1):
        if _stops(text, at) or text.paragraph[at] < 0 or text.quote[at] >= 0:
            return None
        if text.lower[at] in ("to", "with") and text.lower[at - 1] in _TALKS:
            return _hearer(text, at + 1, speaker)
    return None


def _going_on(text: Discourse, n: int, before: list[Attribution]) -> Attribution:
    """Give a sentence of quotation without a cue the speaker of the one it goes on from."""
    words = text.quotes[n].span
    length = text.doc.text.count(" ", words.start, words.end) + 1
    if not _starts_sentence(text, n):
        return Attribution(scare=length <= _FRAGMENT)
    if n == 0:
        found = _introduced(text, n)
        return Attribution(found, confidence=_SUBJECT * found.confidence if found else 0.0)
    if (found := _introduced(text, n)) is not None:
        return Attribution(found, confidence=_SUBJECT * found.confidence)
    here = text.paragraph[text.ranges[n][0]]
    previous = n - 1
    while previous > 0 and before[previous].scare:
        previous -= 1
    last, there = before[previous], text.paragraph[text.ranges[previous][0]]
    if last.speaker is None or text.quotes[previous].label is not None:
        return Attribution(scare=length <= 2)
    if here == there or text.quotes[previous].open:
        return Attribution(last.speaker, last.listener, None, _GOES_ON * last.speaker.confidence)
    if here - there == 1 and _opens_paragraph(text, n):
        return Attribution(last.speaker, last.listener, None, _PARAGRAPH * last.speaker.confidence)
    return Attribution()


def _introduced(text: Discourse, n: int) -> Pointer | None:
    """Give the person whom the sentence before is about, where nobody is quoted in it."""
    first, _ = text.ranges[n]
    if first < 3 or not _stops(text, first - 1) or text.quote[first - 2] >= 0:
        return None
    at = first - 2
    while at >= 0 and not _stops(text, at) and text.paragraph[at] >= 0:
        if text.quote[at] >= 0:
            return None
        at -= 1
    found = _sentence_subject(text, first - 1)
    return found if found is not None and text.type(found) == "Person" else None


def _starts_sentence(text: Discourse, n: int) -> bool:
    first, _ = text.ranges[n]
    if first == 0 or text.paragraph[first - 1] < 0:
        return True
    return text.lower[first - 1] in _STOPS | {":", "…"} or text.quote[first - 1] >= 0


def _opens_paragraph(text: Discourse, n: int) -> bool:
    first, _ = text.ranges[n]
    return first == 0 or text.paragraph[first - 1] < 0
