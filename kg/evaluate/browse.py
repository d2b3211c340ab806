"""The error browser: every miss and every false hit of a document, with its sentence."""

import re
from collections.abc import Iterator

from rich.text import Text

from kg.evaluate.annotation import RelationNote
from kg.evaluate.judge import NOT_COUNTED, REPEATED, RIGHT, Judgement, RelationVerdict
from kg.model import Span
from kg.passages import printable, sentence

__all__ = ["mistakes"]

_GAP = re.compile(r"\s+")
_STYLES = {"missed": "yellow", "false": "red", "wrong class": "magenta"}


def mistakes(judgement: Judgement) -> Iterator[Text]:
    """Give the document's id, then one block a mistake; nothing where there is none."""
    blocks = [*_mention_mistakes(judgement), *_relation_mistakes(judgement)]
    if blocks:
        yield Text(f"== {judgement.gold.id}", style="bold")
    for _, block in sorted(blocks, key=lambda found: found[0]):
        yield block


def _mention_mistakes(judgement: Judgement) -> Iterator[tuple[int, Text]]:
    for verdict in judgement.mentions:
        surface = _quoted(judgement.alignment.text, verdict.span)
        claimed = ", ".join(sorted(verdict.claimed))
        if verdict.gold is None:
            what, says = "false", f"mention {surface} {claimed}"
        elif not verdict.claimed:
            what, says = "missed", f"mention {surface} {verdict.gold}"
        elif verdict.gold not in verdict.claimed:
            what, says = "wrong class", f"mention {surface} {claimed}, gold {verdict.gold}"
        else:
            continue
        yield verdict.span.start, _block(judgement, what, says, verdict.span)


def _relation_mistakes(judgement: Judgement) -> Iterator[tuple[int, Text]]:
    for verdict in judgement.relations:
        if verdict.outcome in {REPEATED, NOT_COUNTED}:
            continue
        if verdict.outcome == RIGHT and verdict.stance_agrees:
            continue
        span = verdict.relation.evidence or Span(0, 1)
        what = "missed" if verdict.outcome == "missed" else "false"
        yield span.start, _block(judgement, what, _claim(verdict), span)


def _claim(verdict: RelationVerdict) -> str:
    one = verdict.relation
    claim = f"relation {verdict.subject} {one.relation} {verdict.object}{_qualified(one)}"
    if verdict.outcome == "missed":
        return f"{claim} ({one.difficulty})"
    if verdict.outcome == RIGHT and verdict.gold is not None:
        return f"{claim}: right, but its stance is {verdict.gold.stance}"
    return f"{claim}: {verdict.outcome}"


def _qualified(one: RelationNote) -> str:
    parts = [one.status, one.stance or "no stance"]
    if one.confidence is not None:
        parts.append(f"{one.confidence:.2f}")
    return f" [{', '.join(parts)}]"


def _block(judgement: Judgement, what: str, says: str, span: Span) -> Text:
    text = printable(judgement.alignment.text)
    around = sentence(text, span)
    block = Text(f"{what}: ", style=_STYLES[what])
    block.append(printable(says) + "\n", style="default")
    shown = Text("    ", style="dim")
    shown.append(_on_one_line(text[around.start : span.start]).lstrip())
    shown.append(_on_one_line(text[span.start : span.end]), style="not dim bold")
    shown.append(_on_one_line(text[span.end : around.end]).rstrip())
    return block.append_text(shown)


def _on_one_line(text: str) -> str:
    return _GAP.sub(" ", text)


def _quoted(text: str, span: Span) -> str:
    return "“" + " ".join(printable(text[span.start : span.end]).split()) + "”"
