"""What the text calls its names, and countries as actors: "the Syrian regime"."""

from collections import defaultdict
from collections.abc import Iterator

from kg.extract.coreference.anaphors import Described
from kg.extract.coreference.backers import add_backed
from kg.extract.discourse import Discourse, Pointer
from kg.extract.names import family

__all__ = ["add_nominals"]

_DEFINITE = frozenset(("the", "this", "that", "these", "those"))
_INDEFINITE = frozenset(("a", "an"))
_ACTORS = frozenset(
    (
        "government",
        "regime",
        "state",
        "authorities",
        "military",
        "army",
        "forces",
        "troops",
        "administration",
        "officials",
    )
)
_ALSO = frozenset(("also", "better", "formerly", "commonly", "formally"))
_OWNING = frozenset(("'s", "’s"))
_RULERS = frozenset(("government", "regime", "junta", "military", "army", "forces", "troops"))
_VERBAL = frozenset(("VERB", "AUX"))
_COALITIONS = frozenset(("coalition", "alliance", "campaign", "force", "forces", "bloc"))
_FIGHTERS = frozenset("rebels militants insurgents fighters guerrillas separatists".split())
"""Who are of a group in such a number that they are the group."""
_COPULA = frozenset(("is", "was", "are", "were", "remains", "became"))
_LONGEST = 6

_ACTOR = 0.85


def add_nominals(text: Discourse) -> Described:
    """Point countries as actors and backed groups to what is meant; give the names' nouns."""
    for pointer in [*_actors(text)]:
        old = text.covering[pointer.start]
        if old is not None:
            text.replace(old, pointer)
    for pointer in [*_known_as(text)]:
        text.add(pointer)
    add_backed(text)
    return _descriptions(text)


def _descriptions(text: Discourse) -> Described:
    """Collect the nouns by which the text itself calls each name."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for pointer in text.pointers:
        for noun in _nouns_of(text, pointer):
            if _alike(text, pointer, noun):
                found[noun].append((pointer.start, pointer.cluster))
    return found


def _alike(text: Discourse, pointer: Pointer, noun: str) -> bool:
    """Whether the noun can mean a thing of the family: no person is a school."""
    if pointer.kind != "name":
        return True
    kind = text.family(pointer)
    return any(family(one) == kind for one in text.words.nominals[noun])


def _nouns_of(text: Discourse, pointer: Pointer) -> Iterator[str]:
    start, end, lower = pointer.start, pointer.end, text.lower
    nominals = text.words.nominals
    if start >= 1 and lower[start - 1] in nominals:
        yield lower[start - 1]
    if start >= 2 and lower[start - 1] in ("of", ",") and lower[start - 2] in nominals:
        yield lower[start - 2]
    if start >= 3 and lower[start - 1] == "the" and lower[start - 2] in ("of", "from"):
        yield from _FIGHTERS & {lower[start - 3]}
    if end - start > 1 and lower[end - 1] in nominals:
        yield lower[end - 1]
    if end - start > 1 and lower[start] in nominals:
        yield lower[start]
    if end < len(lower) and lower[end] in nominals and text.type(pointer) == "ArmedGroup":
        yield lower[end]
    at = end
    if at < len(lower) and (lower[at] in _COPULA or lower[at] == ","):
        yield from _complement(text, at + 1)


def _complement(text: Discourse, at: int) -> Iterator[str]:
    """Give the nouns of a description after a comma or copula, up to its first break."""
    if at >= len(text.lower) or text.lower[at] not in _DEFINITE | _INDEFINITE:
        return
    for here in range(at + 1, min(at + 1 + _LONGEST, len(text.lower))):
        word = text.lower[here]
        if word in (",", ".", "of", "in", "for", "who", "which", "that", "and", "-"):
            return
        if word in text.words.nominals:
            yield word


def _actors(text: Discourse) -> Iterator[Pointer]:
    """Find a country as an actor: its "government" or "forces", or a coalition that it leads."""
    for pointer in text.pointers:
        end = pointer.end
        if end >= len(text.lower) or text.type(pointer) != "Country":
            continue
        if text.lower[end] in _OWNING and _is_actor(text, end + 1):
            yield Pointer(pointer.cluster, pointer.start, end + 2, end + 1, "nominal", _ACTOR)
        elif text.lower[end] in _ACTORS:
            yield Pointer(pointer.cluster, pointer.start, end + 1, end, "nominal", _ACTOR)
        elif (last := _coalition(text, end)) is not None:
            yield Pointer(pointer.cluster, pointer.start, last + 1, last, "nominal", _ACTOR)


def _known_as(text: Discourse) -> Iterator[Pointer]:
    """Find what is called by a name right after: "the group, also known as X"."""
    for pointer in text.pointers:
        at = pointer.start - 1
        if text.lower[max(0, at - 1) : at + 1] != ["known", "as"]:
            continue
        at -= 2
        at -= text.lower[at] in _ALSO
        at -= text.lower[at] == ","
        definite = at > 0 and text.lower[at - 1] in _DEFINITE and text.covering[at] is None
        if definite and text.lower[at] in text.words.nominals:
            yield Pointer(pointer.cluster, at - 1, at + 1, at, "nominal", _ACTOR)


def _is_actor(text: Discourse, at: int) -> bool:
    """Whether a noun alone is the country that owns it: "Mali's junta", but no junta leader."""
    if at + 1 >= len(text.lower) or text.lower[at] not in _RULERS:
        return False
    return text.covering[at + 1] is None and text.doc[at + 1].pos_ in _VERBAL


def _coalition(text: Discourse, at: int) -> int | None:
    """Give the noun of "-led coalition" after a name."""
    if text.lower[at : at + 2] not in (["-", "led"], ["–", "led"]):
        return None
    for here in range(at + 2, min(at + 6, len(text.lower))):
        if text.lower[here] in _COALITIONS:
            return here
        if text.covering[here] or text.doc[here].pos_ not in ("ADJ", "NOUN", "PROPN", "PUNCT"):
            return None
    return None
