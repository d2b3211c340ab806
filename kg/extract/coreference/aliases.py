"""Second names that a text gives outright: "X, better known as Y", "X (born Y)", "X, or XY"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract.coreference.groups import Cluster
from kg.extract.lexicon import form
from kg.extract.names import Name, family
from kg.extract.tokens import Doc

__all__ = ["aliased", "joined"]

_CALLED = r"(?:nicknamed|dubbed|called|alias|aka|a\.k\.a\.|renamed)"
_KINDS = {
    "any": re.compile(
        r",?\s*\(?\s*(?:[a-z]+\s+){0,3}known\s+(?:[a-z]+ly\s+)?as\s+"
        rf"|\s*[,(]\s*(?:[a-z]+\s+)?{_CALLED}\s+"
        r"|\s+(?:is|was|has\s+been)\s+(?:[a-z]+\s+)?(?:nicknamed|dubbed|renamed)\s+"
    ),
    "Person": re.compile(
        r",?\s*\(?\s*(?:n[ée]e?|born)\s+"
        r"|,?\s+whose\s+(?:real|full|birth|given|stage)\s+name\s+(?:is|was)\s+"
        r"|,?\s+whose\s+nom\s+de\s+guerre\s+(?:is|was)\s+"
    ),
    "Organization": re.compile(r"\s*\(\s*(?:formerly|previously|now)\s+|,\s+(?:formerly|now)\s+"),
}
_ACRONYM = re.compile(r",\s+or\s+(?:the\s+)?(?=[A-Z]{2})")
_ARTICLE = re.compile(r"(?:the\s+)?[\"“‘']?")
_REACH, _NEAR = 80, 12
"""Characters and tokens after a name in which a second one begins."""

_NAMED = frozenset({"Person", "Organization", "Place"})


def aliased(doc: Doc, found: Sequence[Name]) -> list[Name]:
    """Give second names the class of the first; add those that the recogniser did not see."""
    pairs = list(_pairs(doc, found))
    kinds = {form(other.text): first for first, other in pairs}
    old = {(one.start, one.end) for one in found}
    added = [other for _, other in pairs if (other.start, other.end) not in old]
    return [_as_first(one, kinds.get(form(one.text))) for one in (*found, *added)]


def joined(doc: Doc, found: Sequence[Cluster]) -> list[Cluster]:
    """Put the clusters of second names with those of the first."""
    names = sorted((p.name for one in found for p in one.placed), key=lambda one: one.start)
    homes = {one.start: number for number, c in enumerate(found) for one in _names(c)}
    kept = list(found)
    for first, other in _pairs(doc, names):
        home, away = homes[first.start], homes.get(other.start)
        if away is None or home == away:
            continue
        kept[home].placed += found[away].placed
        kept = [Cluster("", []) if n == away else c for n, c in enumerate(kept)]
        homes = {start: home if number == away else number for start, number in homes.items()}
    return [one for one in kept if one.placed]


def _names(cluster: Cluster) -> Iterator[Name]:
    return (one.name for one in cluster.placed)


def _as_first(name: Name, first: Name | None) -> Name:
    return name if first is None else replace(name, type=first.type, generic=first.generic)


def _pairs(doc: Doc, found: Iterable[Name]) -> Iterator[tuple[Name, Name]]:
    """Yield each name with the second name that the words after it give."""
    ordered, text = list(found), doc.text
    starts = {one.start: one for one in ordered}
    for one in ordered:
        at = _second(doc, text, one) if family(one.type) in _NAMED and not one.demonym else None
        if at is None:
            continue
        other = starts.get(at) or _unseen(doc, at, one, starts)
        if other is not None and not other.demonym and other.type != "Country":
            yield one, other


def _second(doc: Doc, text: str, name: Name) -> int | None:
    """The token at which a second name begins; `text` is all of the document's."""
    end = doc[name.end - 1].end
    kinds = [_KINDS["any"], *filter(None, [_KINDS.get(family(name.type))])]
    if family(name.type) == "Organization":
        kinds.append(_ACRONYM)
    following = text[end : end + _REACH]
    for kind in kinds:
        match = kind.match(following)
        if match:
            start = end + (_ARTICLE.match(following, match.end()) or match).end()
            near = doc[name.end : min(name.end + _NEAR, len(doc))]
            return next((token.i for token in near if token.idx == start), None)
    return None


def _unseen(doc: Doc, at: int, first: Name, starts: dict[int, Name]) -> Name | None:
    """A second name in capitals that the recogniser did not see."""
    end = at
    while end < len(doc) and doc[end].text[:1].isupper() and doc[end].is_alpha:
        if end in starts:
            return None
        end += 1
    if end == at:
        return None
    return replace(first, start=at, end=end, text=doc.text_of(at, end), demonym=False)
