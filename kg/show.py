"""An article for the terminal: entities coloured by class, statements under their sentence.

The text flows on to the end of the next sentence that shows something.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from kg.model import DocumentGraph, Entity, Linked, Quotation, Relation
from kg.passages import printable, sentence

__all__ = ["render"]

_COLOURS = {
    "Person": "bold cyan",
    "Organization": "bold yellow",
    "ArmedGroup": "bold red",
    "GovernmentBody": "bold bright_yellow",
    "MediaOrganization": "bold magenta",
    "Place": "bold green",
    "City": "bold green",
    "Country": "bold blue",
    "Region": "bold bright_green",
    "Event": "bold bright_red",
    "Work": "bold bright_magenta",
}
_FURNITURE = "dim strike"
_QUOTED_WORDS = 60


def render(graph: DocumentGraph) -> Group:
    """Give the article: its head, its text with the statements in it, and a legend of classes."""
    return Group(*_head(graph), *_passages(graph), *_legend(graph))


def _head(graph: DocumentGraph) -> Iterator[RenderableType]:
    document = graph.document
    head = Text(document.id, style="bold underline")
    for part in (document.title, document.date):
        if part:
            head.append(f"  {part}", style="not underline")
    yield head
    yield Text()


def _passages(graph: DocumentGraph) -> Iterator[RenderableType]:
    """Give the text up to each sentence that shows something, and below it what it shows."""
    coloured = _coloured(graph)
    names = {entity.id: entity for entity in graph.entities}
    shown: dict[int, list[Relation]] = defaultdict(list)
    for relation in graph.relations:
        shown[sentence(graph.document.text, relation.evidence.span).end].append(relation)
    start = 0
    for end in sorted({*shown, len(graph.document.text)}):
        passage = coloured[start:end]
        passage.rstrip()
        if passage.plain.strip():
            yield _without_blank_lines(passage)
        yield from (_statement(one, names) for one in shown.get(end, ()))
        start = end


def _coloured(graph: DocumentGraph) -> Text:
    text = Text(printable(graph.document.text))
    for span in graph.document.furniture:
        text.stylize(_FURNITURE, span.start, span.end)
    for speaker in graph.document.speakers:
        text.stylize("underline", speaker.start, speaker.end)
    for entity in graph.entities:
        for mention in entity.mentions:
            colour = _COLOURS.get(entity.type, "bold")
            text.stylize(colour, mention.span.start, mention.span.end)
    return text


def _without_blank_lines(passage: Text) -> Text:
    lines = [line for line in passage.split("\n") if line.plain.strip()]
    return Text("\n").join(lines)


def _statement(relation: Relation, names: dict[str, Entity]) -> Text:
    """Give one line: subject, relation, object, and what qualifies the claim."""
    line = Text("    ▸ ")
    line.append_text(_end(relation.subject, names))
    line.append(f" {relation.predicate} ", style="italic")
    line.append_text(_end(relation.object, names))
    line.append(f"  {' · '.join(_qualifiers(relation, names))}", style="dim")
    return line


def _end(end: str | Quotation, names: dict[str, Entity]) -> Text:
    if isinstance(end, Quotation):
        words = " ".join(printable(end.text).split())
        cut = words if len(words) <= _QUOTED_WORDS else words[: _QUOTED_WORDS - 1] + "…"
        return Text(f"“{cut}”")
    entity = names.get(end)
    return Text(entity.name, style=_COLOURS.get(entity.type, "bold")) if entity else Text(end)


def _qualifiers(relation: Relation, names: dict[str, Entity]) -> Iterator[str]:
    yield relation.status.value
    yield relation.stance.value
    for what, who in (("by", relation.attributed_to), ("to", relation.listener)):
        if who is not None:
            yield f"{what} {names[who].name if who in names else who}"
    for what, value in (
        ("as", relation.role),
        ("from", relation.start_date),
        ("until", relation.end_date),
    ):
        if value is not None:
            yield f"{what} {value}"
    yield f"{relation.confidence:.2f}"


def _legend(graph: DocumentGraph) -> Iterator[RenderableType]:
    """Give the entities by class, with their Wikidata items where they have one."""
    by_class: dict[str, list[Entity]] = defaultdict(list)
    for entity in graph.entities:
        by_class[entity.type].append(entity)
    yield Text()
    for name in sorted(by_class):
        line = Text(f"{name}: ", style=_COLOURS.get(name, "bold"))
        line.append(", ".join(_named(by_class[name])), style="default not bold")
        yield line


def _named(entities: Iterable[Entity]) -> Iterator[str]:
    for entity in entities:
        linked = f" ({entity.link.qid})" if isinstance(entity.link, Linked) else ""
        yield f"{entity.name}{linked}"
