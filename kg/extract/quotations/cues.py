"""Where a text says that somebody says: verbs around quoted words; titles, which nobody says."""

from kg.extract.discourse import Discourse

__all__ = [
    "NEAR",
    "STOPS",
    "attributed_after",
    "closes_sentence",
    "cues_after",
    "cues_before",
    "ends_sentence",
    "goes_on",
    "is_term",
    "is_title",
    "opens_paragraph",
    "starts_sentence",
    "stops",
]

_PHRASES = {"according": "to", "words": "of", "put": "it"}
"""Words that attribute only with the next: "in the words of X", "as X put it"."""
STOPS = frozenset((".", "!", "?", ";"))
NEAR = 22
_WORKS = frozenset(
    [
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
    ]
)
_NO_ATTRIBUTION = frozenset(("including", "to", "for", "of", "in", "from", "is", "was", "on", "at"))
_BE = frozenset(("is", "was", "are", "were", "been", "being"))
_TERMS = frozenset(("word", "term", "phrase", "nickname", "name", "so-called"))
_SO_CALLED = ["so", "-", "called"]
_BESIDE = 5
_LONGEST_TITLE = 7


def stops(text: Discourse, at: int) -> bool:
    """Whether a sentence ends here: a full stop after a title (`Col.`) ends none."""
    if text.lower[at] not in STOPS:
        return False
    return not (text.lower[at] == "." and at and text.lower[at - 1] in text.words.titles)


def closes_sentence(text: Discourse, quote: int, at: int) -> bool:
    """Whether a quotation before ended its sentence, so that a new one begins after it."""
    words = text.quotes[quote].span
    if at != text.ranges[quote][1] - 1:
        return False
    following = text.doc[at + 1] if at + 1 < len(text.doc) else None
    closed = text.text[words.end - 1] in ".!?"
    return closed and following is not None and following.text[:1].isupper()


def _is_cue(text: Discourse, at: int) -> bool:
    word = text.lower[at]
    if word in _PHRASES:
        return text.lower[at + 1 : at + 2] == [_PHRASES[word]]
    if word not in text.words.speech or (at and text.lower[at - 1] == "-"):
        return False
    beside = at + 1 < len(text.lower) and text.quote[at + 1] >= 0
    return beside or text.doc[at].pos_ not in ("NOUN", "PROPN", "ADJ")


def cues_after(text: Discourse, n: int) -> list[int]:
    """Give the cues from the end of the words to the end of the sentence."""
    _, last = text.ranges[n]
    place = text.paragraph[last - 1] if last else 0
    found = []
    for at in range(last, min(last + NEAR, len(text.doc))):
        if text.paragraph[at] != place or (text.quote[at] < 0 and stops(text, at)):
            break
        if text.quote[at] < 0 and _is_cue(text, at):
            found.append(at)
    return found


def cues_before(text: Discourse, n: int) -> list[int]:
    """Give the cues from the start of the sentence to the words."""
    first, _ = text.ranges[n]
    place = text.paragraph[first]
    found: list[int] = []
    for at in range(first - 1, -1, -1):
        if text.paragraph[at] != place or (text.quote[at] < 0 and stops(text, at)):
            break
        if text.quote[at] < 0 and _is_cue(text, at):
            found.append(at)
        if text.quote[at] >= 0 and closes_sentence(text, text.quote[at], at):
            break
    return list(reversed(found))


def goes_on(text: Discourse, n: int) -> bool:
    """Whether the words do not end their sentence, so that what follows belongs to them."""
    _, last = text.ranges[n]
    closing = text.text[text.quotes[n].span.end - 1]
    following = text.doc[last] if last < len(text.doc) else None
    if following is not None and following.lower_ in _NO_ATTRIBUTION:
        return False
    if closing in ",?!—–…-":
        return True
    return following is not None and (following.text == "," or following.text[:1].islower())


def is_title(text: Discourse, n: int) -> bool:
    """Whether the words are the name of a work: capitals throughout, and no sentence."""
    words = text.quotes[n].span
    parts = text.text[words.start : words.end].rstrip(",").split()
    long = [part for part in parts if len(part) > 3]
    if text.lower[max(0, text.ranges[n][0] - 1)] in _WORKS or _is_work(text, n):
        return len(parts) <= _LONGEST_TITLE
    if len(parts) < 2 or (parts[-1][-1] in ".!?" and (len(long) < 2 or len(parts) > 4)):
        return False
    return bool(long) and all(part[:1].isupper() for part in [*long, parts[0], parts[-1]])


def attributed_after(text: Discourse, n: int, after: list[int]) -> bool:
    """Whether the words are attributed right after them, so that they are no work's title."""
    first, last = text.ranges[n]
    if not after or text.lower[max(0, first - 1)] in _WORKS | {"of"}:
        return False
    passive = text.lower[after[0] - 1] in _BE
    return after[0] - last < _BESIDE and text.lower[after[0]] != "written" and not passive


def is_term(text: Discourse, n: int) -> bool:
    """Whether the words are only mentioned: `the word "..."`, `the so-called "..."`."""
    first, _ = text.ranges[n]
    return text.lower[max(0, first - 1)] in _TERMS or text.lower[first - 3 : first] == _SO_CALLED


def _is_work(text: Discourse, n: int) -> bool:
    """Whether a word for a work stands before a comma before the words: `a memoir, "..."`."""
    first, _ = text.ranges[n]
    if first < 2:
        return False
    before = text.lower[first - 2]
    named = text.lower[first - 1] == "," and before in _WORKS
    return named or (text.lower[first - 1] == "of" and before in ("author", "writer", "authors"))


def starts_sentence(text: Discourse, n: int) -> bool:
    """Whether the quoted words begin a sentence of their own."""
    first, _ = text.ranges[n]
    if first == 0 or text.paragraph[first - 1] < 0:
        return True
    return text.lower[first - 1] in STOPS | {":", "…"} or text.quote[first - 1] >= 0


def opens_paragraph(text: Discourse, n: int) -> bool:
    """Whether the quoted words begin a paragraph."""
    first, _ = text.ranges[n]
    return first == 0 or text.paragraph[first - 1] < 0


def ends_sentence(text: Discourse, n: int) -> bool:
    """Whether the quoted words end with a full stop of their own and nothing joins on."""
    _, last = text.ranges[n]
    following = text.lower[last] if last < len(text.lower) else ""
    return text.doc.text[text.quotes[n].span.end - 1] in ".!?" and following != ","
