"""Groups by who stands behind them: "the Y-backed forces" are the group that Y backs elsewhere.

A headline or an opening sentence often describes what only a later one names, so that the whole
text is looked through.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.discourse import Discourse, Pointer

__all__ = ["add_backed"]

_SUPPORT = frozenset(
    "backed supported funded armed trained financed sponsored aligned allied".split()
)
"""Participles that come to the same: who is armed by Y is backed by Y."""
_HYPHENS = frozenset(("-", "–"))
_BREAKS = frozenset(("VERB", "AUX", "ADP", "PRON", "SCONJ", "PUNCT"))
_GROUPS = frozenset(("ArmedGroup", "Organization"))
_LONGEST = 5
_SHARED = 0.85


@dataclass(frozen=True, slots=True)
class _Backed:
    """What follows "Y-backed" or precedes "backed by Y": a name's pointer, or a noun's token."""

    backer: int
    start: int
    noun: int
    name: Pointer | None


def add_backed(text: Discourse) -> None:
    """Point each description by a backer to the one group that the text names with that backer."""
    found = [*_backed(text)]
    named: dict[int, set[int]] = defaultdict(set)
    for one in found:
        if one.name is not None and text.type(one.name) in _GROUPS:
            named[one.backer].add(one.name.cluster)
    for one in found:
        homes = named[one.backer]
        if one.name is None and len(homes) == 1:
            (home,) = homes
            text.add(Pointer(home, one.start, one.noun + 1, one.noun, "nominal", _SHARED))


def _backed(text: Discourse) -> Iterator[_Backed]:
    for backer in tuple(text.pointers):
        ahead = _participle(text, backer)
        if ahead is not None:
            yield from _after(text, backer, ahead + 1)
        elif text.lower[max(0, backer.start - 3) : backer.start][-1:] == ["the"]:
            yield from _before(text, backer, backer.start - 2)
        else:
            yield from _before(text, backer, backer.start - 1)


def _participle(text: Discourse, backer: Pointer) -> int | None:
    """Give the token of the participle in "Y-backed" or "Y backed forces"."""
    at = backer.end
    if at < len(text.lower) and text.lower[at] in _HYPHENS:
        at += 1
    elif at < len(text.lower) and text.doc[at].dep_ != "amod":
        return None
    return at if at < len(text.lower) and text.lower[at] in _SUPPORT else None


def _after(text: Discourse, backer: Pointer, start: int) -> Iterator[_Backed]:
    """Find what "Y-backed" stands before: a name, or else the nearest noun for a group."""
    for at in range(start, min(start + _LONGEST, len(text.lower))):
        pointer = text.covering[at]
        if pointer is not None and not _modifies(text, pointer):
            yield _Backed(backer.cluster, start, at, pointer)
            return
        if pointer is None and _is_group(text, at) and not _goes_on(text, at + 1):
            yield _Backed(backer.cluster, start, at, None)
            return
        if text.doc[at].pos_ in _BREAKS:
            return


def _before(text: Discourse, backer: Pointer, by: int) -> Iterator[_Backed]:
    """Find what stands before "backed by Y": "X, a militia", "the militia"."""
    at = by - 1
    if at < 1 or text.lower[by] != "by" or text.lower[at] not in _SUPPORT:
        return
    noun = at - 1 - (text.lower[at - 1] == ",")
    if noun < 0:
        return
    pointer = text.covering[noun]
    if pointer is not None:
        yield _Backed(backer.cluster, pointer.start, noun, pointer)
    elif _is_group(text, noun):
        pointer = _described(text, noun)
        yield _Backed(backer.cluster, noun, noun, pointer)


def _described(text: Discourse, noun: int) -> Pointer | None:
    """Give the name before a description: "X, the militia"."""
    at = noun
    while at > 1 and noun - at < _LONGEST and text.lower[at] != ",":
        at -= 1
    return text.covering[at - 1] if text.lower[at] == "," else None


def _is_group(text: Discourse, at: int) -> bool:
    return "ArmedGroup" in text.words.nominals.get(text.lower[at], ())


def _goes_on(text: Discourse, at: int) -> bool:
    """Whether a name or a noun for a group still follows: "rebel group X", "rebel fighters"."""
    if at >= len(text.lower):
        return False
    return text.covering[at] is not None or _is_group(text, at)


def _modifies(text: Discourse, pointer: Pointer) -> bool:
    """Whether a name is only an adjective of what follows: "Syrian" in "Syrian rebels"."""
    return text.type(pointer) == "Country" and text.doc[pointer.head].dep_ in ("amod", "compound")
