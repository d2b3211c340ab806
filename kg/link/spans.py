"""Linking spans that somebody else marked: clusters first, then one item for each cluster."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.link.candidates import CandidateSource, Named
from kg.link.compatibility import group
from kg.link.keys import acronym, key
from kg.link.linker import Linker
from kg.link.rank import Ranked, context, rank

__all__ = ["Marked", "clusters", "entities", "link_spans", "marked", "named"]


@dataclass(frozen=True, slots=True)
class Marked:
    """A span that somebody marked as a name; `type` is empty where nobody said.

    `part` where it only stands inside a longer name.
    """

    start: int
    end: int
    surface: str
    type: str = ""
    part: bool = False


def marked(
    text: str, spans: Sequence[tuple[int, int]], known: Mapping[tuple[int, int], str]
) -> tuple[Marked, ...]:
    """Give the spans of a text with the classes of the names that are known to be there."""
    longer = {*spans, *known}
    return tuple(
        Marked(
            start,
            end,
            text[start:end],
            known.get((start, end), ""),
            (start, end) not in known
            and any(a <= start and end <= e and e - a > end - start for a, e in longer),
        )
        for start, end in spans
    )


def entities(
    marks: Sequence[Marked], source: CandidateSource
) -> Iterator[tuple[tuple[int, ...], Named]]:
    """Give the places and the names of each thing, those inside longer names apart."""
    for places in clusters(marks, source):
        one = named(marks, places)
        for part in (False, True):
            some = tuple(p for p in places if marks[p].part is part)
            if some:
                yield some, replace(one, part=part)


def clusters(marks: Sequence[Marked], source: CandidateSource) -> tuple[tuple[int, ...], ...]:
    """Group the marks that name one thing: same key, a surname, or initials of a fuller name."""
    groups: dict[str, list[int]] = {}
    for place, mark in enumerate(marks):
        groups.setdefault(key(mark.surface) or mark.surface, []).append(place)
    home = {
        folded: _fuller(folded, marks[p[0]], groups, marks, source) for folded, p in groups.items()
    }
    joined: dict[str, list[int]] = {}
    for folded, places in groups.items():
        joined.setdefault(home[folded] or folded, []).extend(places)
    return tuple(tuple(sorted(places)) for places in joined.values())


def _fuller(
    folded: str,
    mark: Marked,
    groups: dict[str, list[int]],
    marks: Sequence[Marked],
    source: CandidateSource,
) -> str | None:
    if " " in folded:
        return None
    initials = [g for g, p in groups.items() if acronym(marks[p[0]].surface) == folded]
    if initials and mark.surface.replace(".", "").isupper():
        return initials[0]
    if mark.type not in ("", "Person"):
        return None
    found = source.find(mark.surface)
    if found and group(found[0].item.kind) == "place" and found[0].how < 2:
        return None
    longer = [g for g in groups if _extends(g, folded) and _person(marks[groups[g][0]], source)]
    return longer[0] if longer else None


def _extends(longer: str, word: str) -> bool:
    words = longer.split()
    return 1 < len(words) < 4 and word in (words[0], words[-1]) and "of" not in words


def _person(mark: Marked, source: CandidateSource) -> bool:
    if mark.type:
        return mark.type == "Person"
    found = source.find(mark.surface)
    return not found or found[0].item.kind == "person"


def named(marks: Sequence[Marked], places: Sequence[int]) -> Named:
    """Give a cluster as the ranker sees it."""
    forms = {marks[p].surface for p in places}
    types = [marks[p].type for p in places if marks[p].type]
    kind = max(sorted(set(types)), key=types.count) if types else ""
    return Named(kind, tuple(sorted(forms, key=lambda f: (-len(f), f))))


def link_spans(text: str, marks: Sequence[Marked], linker: Linker) -> tuple[Ranked | None, ...]:
    """Give the best item of each mark, None where none is likelier than nothing."""
    found = tuple(entities(marks, linker.source))
    around = context(text, [one for _, one in found], linker.source)
    best: list[Ranked | None] = [None] * len(marks)
    for places, one in found:
        ranked = rank(one, linker.source, around, ranker=linker.ranker)
        if ranked and ranked[0].score >= linker.ranker.link:
            for place in places:
                best[place] = ranked[0]
    return tuple(best)
