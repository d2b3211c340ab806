"""Who hears quoted words: `told X`, `said to X`, `speaking to X`."""

from kg.extract.discourse import Discourse, Pointer
from kg.extract.quotations.cues import NEAR, STOPS, stops

__all__ = ["listener_of", "spoken_to"]

_HEARERS_END = frozenset(
    ("that", "to", "in", "on", "of", "by", "and", "he", "she", "it", "they", "how")
)
_TALKS = frozenset(("speaking", "talking", "interview", "conversation", "meeting", "call", "spoke"))


def listener_of(text: Discourse, cue: int, speaker: Pointer) -> Pointer | None:
    """Find who heard it: `told X`, `said ... to X`, `in an interview with X`."""
    lower = text.lower
    if lower[cue] == "according":
        return None
    if lower[cue] in text.words.addressed and (found := _hearer(text, cue + 1, speaker)):
        return found
    for at in range(cue + 1, min(cue + NEAR, len(lower) - 1)):
        if lower[at] in STOPS or text.paragraph[at] < 0 or text.quote[at] >= 0:
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


def spoken_to(text: Discourse, cue: int, speaker: Pointer) -> Pointer | None:
    """Read `speaking to X, she said` and `in an interview with X, she said`."""
    for at in range(cue - 1, max(0, cue - NEAR), -1):
        if stops(text, at) or text.paragraph[at] < 0 or text.quote[at] >= 0:
            return None
        if text.lower[at] in ("to", "with") and text.lower[at - 1] in _TALKS:
            return _hearer(text, at + 1, speaker)
    return None
