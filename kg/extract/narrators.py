"""Who speaks for the text itself in a transcript: its host and its reporters, not its guests."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.quotations.spans import Quoted
from kg.model import Document

__all__ = ["narrated"]

_ROLE = re.compile(
    r"\b(?:HOST|CO-HOST|PRESENTER|ANCHOR|MODERATOR|INTERVIEWER|NEWSREADER|BYLINE|REPORTER|"
    r"CORRESPONDENT|NARRATOR)\b",
    re.IGNORECASE,
)
_STAFF = re.compile(
    r"\b(?:correspondent|reporter|colleague|producer|editor|reports|reporting|desk|bureau|"
    r"covers|has\s+(?:this|more|been\s+(?:following|covering)))\b",
    re.IGNORECASE,
)
"""What a host says of the station's own people."""
_SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z\"“])")
_SIGN_OFF = 90
"""Characters at the end of a report in which a reporter names himself."""


@dataclass(frozen=True, slots=True)
class _Turn:
    quote: Quoted
    voice: str
    label: str
    words: str


def narrated(document: Document, quotes: Sequence[Quoted]) -> frozenset[Quoted]:
    """The turns in the text's own voice: of who opens it or asks, and of the station's staff."""
    turns = [_turn(document.text, one) for one in quotes if one.label is not None]
    if len(turns) < 2:
        return frozenset()
    by_voice: dict[str, list[_Turn]] = defaultdict(list)
    for turn in turns:
        by_voice[turn.voice].append(turn)
    voices = set(_askers(by_voice)) or {turns[0].voice}
    voices |= {turn.voice for turn in turns if _ROLE.search(turn.label)}
    voices |= {voice for voice in by_voice if _presents(voice, turns, by_voice)}
    voices |= {voice for voice in by_voice if _is_staff(voice, turns, voices)}
    return frozenset(turn.quote for turn in turns if turn.voice in voices)


def _turn(text: str, quote: Quoted) -> _Turn:
    label = text[quote.outer.start : quote.span.start]
    return _Turn(quote, _surname(label), label, text[quote.span.start : quote.span.end])


def _surname(label: str) -> str:
    """The last word of the name in a label: "ANA RUIZ, HOST:" and "RUIZ:" are one speaker."""
    words = re.split(r"[,:(\[]", label.strip("( "), maxsplit=1)[0].rstrip(") ").split()
    return words[-1].casefold() if words else ""


def _askers(by_voice: Mapping[str, Sequence[_Turn]]) -> Iterator[str]:
    """Who asks in most of the turns, and at least twice."""
    for voice, turns in by_voice.items():
        asked = sum(turn.words.rstrip("\"”’' ").endswith("?") for turn in turns)
        if asked > 1 and 2 * asked > len(turns):
            yield voice


def _presents(voice: str, turns: Sequence[_Turn], by_voice: Mapping[str, Sequence[_Turn]]) -> bool:
    """Whether a voice names another that is heard once, right between two turns of its own."""
    for before, clip, after in zip(turns, turns[1:], turns[2:], strict=False):
        if before.voice != voice or after.voice != voice or len(by_voice[clip.voice]) > 1:
            continue
        if _names(clip.voice, before.words) or _names(clip.voice, after.words):
            return True
    return False


def _is_staff(voice: str, turns: Sequence[_Turn], narrators: set[str]) -> bool:
    """Whether a narrator calls a voice the station's reporter, or it signs off with its name."""
    for turn in turns:
        if turn.voice == voice and _names(voice, turn.words[-_SIGN_OFF:]):
            return True
        if turn.voice in narrators and turn.voice != voice:
            named = (part for part in _SENTENCE.split(turn.words) if _names(voice, part))
            if any(_STAFF.search(part) for part in named):
                return True
    return False


def _names(voice: str, words: str) -> bool:
    return re.search(rf"\b{re.escape(voice)}\b", words.casefold()) is not None
