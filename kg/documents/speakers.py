"""The labels of a transcript: who speaks a turn, as `KELLY:` at the start of a line says."""

import re
from collections import Counter
from collections.abc import Sequence

from kg.documents.lines import Line
from kg.model import Span

__all__ = ["speakers"]

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_NAME = (
    rf"(?:{_CAPITAL}\.?){{1,3}}(?=\s)|{_CAPITAL}(?:{_CAPITAL}|[’'.-])*{_CAPITAL}\.?"
    rf"|Ma?c{_CAPITAL}{{2,}}"
)
_CAPITALS = re.compile(
    # "KELLY:", "RUTH SHERLOCK, BYLINE:", "SEN. ANN LEE (D-OHIO):", "Q:"
    rf"(?P<label>(?:{_NAME})(?:\s(?:{_NAME}|(?:al|bin|de|van|von|el|#?\d))){{0,4}}|[QA])"
    rf"(?:,\s{_CAPITAL}(?:{_CAPITAL}|[' .-]){{1,40}}|\s?\([^)\n]{{1,40}}\))?:(?=\s|$)"
)
_MIXED = re.compile(
    r"(?P<label>[A-Z][\w’'.-]+(?:\s(?:al-|bin\s|de\s|van\s|von\s)?[A-Z][\w’'.-]*){0,3}"
    r"|Q|A):(?=\s|$)"
)
_BRACKETED = re.compile(r"\(\((?P<label>[A-Z][^()\n]{1,40})\)\)")
"""`((Ann Lee))`, as wikis write the turns of an interview."""
_REPORTER = re.compile(
    r"[^:\n]{3,60}, (?:BYLINE|HOST|ANCHOR|REPORTER|CORRESPONDENT)(?: \([^)]*\))?:"
)
_NOT_SPEAKERS = re.compile(
    r"(?:UPDATE[DS]?|BREAKING|WATCH|LISTEN|READ|READ MORE|SEE ALSO|SEE MORE|MORE|NOTE|NB|PHOTOS?"
    r"|VIDEOS?|RELATED|ALSO|CORRECTION|CLARIFICATION|EDITORS?['’]?S? NOTE|ADVERTISEMENT|SOURCES?"
    r"|CREDITS?|CAPTION|IMAGE|MAP|GRAPHIC|ANALYSIS|OPINION|EXCLUSIVE|REVIEW|PROFILE|FACTBOX"
    r"|EXPLAINER|LIVE|TOPICS?|TAGS?|CATEGOR(?:Y|IES)|BY|FROM|TO|DATE|SUBJECT|CC|RE|FAX|TEL|PHONE"
    r"|EMAIL|E-MAIL|WEB|WEBSITE|CONTACTS?|ADDRESS|WHEN|WHERE|WHAT|WHO|WHY|HOW|PS|P\.S\.|TRANSCRIPT"
    r"|WARNING|SPOILERS?|STATUS|PUBLISHED|POSTED|LOCATION|NEXT UP|FOLLOW|SHARE|HEADLINES?|SUMMARY"
    r"|BACKGROUND|CONCLUSION|INTRODUCTION|FILE|DISCLAIMER|DISCLOSURE|ABOUT|KEY POINTS|TIMELINE)",
    re.IGNORECASE,
)


def speakers(found: Sequence[Line]) -> tuple[Span, ...]:
    """Give the names in the labels of a transcript, empty where the text is none.

    One label proves nothing (`SYRIA: A truce ends`), nor does a newspaper's own word (`UPDATE:`):
    somebody must speak twice, or be named as the reporter, or be answered.
    """
    capitals = [label for line in found if (label := _label(_CAPITALS, line))]
    if _alternate(capitals) or _asked(found, capitals):
        return tuple(span for _, span in capitals)
    mixed = [label for line in found if (label := _label(_MIXED, line))]
    if _alternate(mixed):
        return tuple(span for _, span in mixed)
    bracketed = [label for line in found if (label := _label(_BRACKETED, line))]
    return tuple(span for _, span in bracketed) if len(bracketed) > 1 else ()


def _label(form: re.Pattern[str], line: Line) -> tuple[str, Span] | None:
    label = form.match(line.text)
    if label is None or _NOT_SPEAKERS.fullmatch(label.group("label")):
        return None
    start = line.start + label.start("label")
    return label.group("label"), Span(start, start + len(label.group("label")))


def _asked(found: Sequence[Line], labels: Sequence[tuple[str, Span]]) -> bool:
    """Whether a label names its reporter, or one of two turns is a question."""
    starts = {span.start for _, span in labels}
    turns = [line.text for line in found if line.start in starts]
    named = any(_REPORTER.match(turn) for turn in turns)
    return named or (len(turns) > 1 and any(turn.endswith("?") for turn in turns))


def _alternate(labels: Sequence[tuple[str, Span]]) -> bool:
    """Whether at least two speak, and one of them at least twice, by full name or surname."""
    turns = Counter(text.split()[-1].casefold() for text, _ in labels)
    return len(turns) > 1 and max(turns.values()) > 1
