"""Descriptions that stand for something named: "the group", "the city", "the Syrian regime"."""

from collections import defaultdict
from collections.abc import Iterator

from kg.extract.discourse import Discourse, Pointer
from kg.extract.lexicon import plain
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
_REGULARS = frozenset(("army", "military", "police", "soldiers", "government", "armed", "forces"))
"""Words for forces of a state: "the army" is nobody whose name does not say so."""
_BESIDE = frozenset(("backed", "supported", "by", "the"))
_LIGHT = frozenset(("PUNCT", "AUX", "PRON", "DET", "ADJ", "NOUN", "ADV"))
_FOES = frozenset(("militants", "jihadists", "extremists", "terrorists", "insurgents", "gunmen"))
"""Names that only one side is called: no guess among several groups."""
_COALITIONS = frozenset(("coalition", "alliance", "campaign", "force", "forces", "bloc"))
_TOWNS = frozenset(("City",))
_COPULA = frozenset(("is", "was", "are", "were", "remains", "became"))
_OFFICE = frozenset(("vice", "deputy", "former", "prime", "first", "assistant", "late", "then"))
_NOUNS = frozenset(("NOUN", "PROPN"))
_LONGEST = 6
_REACH = 3
"""Sentences back in which an undescribed antecedent may stand."""

_DESCRIBED, _ONLY, _NEAREST, _ACTOR, _BACKED = 0.85, 0.6, 0.45, 0.85, 0.75
_BANDS = frozenset(
    (
        "forces fighters troops rebels militia militias alliance coalition force group groups "
        "militants soldiers faction factions brigade"
    ).split()
)

_Described = dict[str, list[tuple[int, int]]]


def add_nominals(text: Discourse) -> None:
    """Point descriptions to what they stand for, the described before the merely near."""
    for pointer in [*_actors(text)]:
        old = text.covering[pointer.start]
        if old is not None:
            text.replace(old, pointer)
    _add_backed(text)
    described = _descriptions(text)
    for noun in range(len(text.doc)):
        if text.lower[noun] not in text.words.nominals or text.covering[noun]:
            continue
        start = _definite(text, noun)
        if (
            start is not None
            and not _names(text, noun)
            and (found := _resolved(text, start, noun, described))
        ):
            text.add(found)


def _descriptions(text: Discourse) -> _Described:
    """Collect the nouns by which the text itself calls each name."""
    found: _Described = defaultdict(list)
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
    if start >= 2 and lower[start - 1] == "of" and lower[start - 2] in nominals:
        yield lower[start - 2]
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
        if text.lower[end] in _ACTORS:
            yield Pointer(pointer.cluster, pointer.start, end + 1, end, "nominal", _ACTOR)
        elif (last := _coalition(text, end)) is not None:
            yield Pointer(pointer.cluster, pointer.start, last + 1, last, "nominal", _ACTOR)


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


def _add_backed(text: Discourse) -> None:
    """Point "U.S.-backed forces" to the one group that the text elsewhere says is backed so."""
    phrases = [
        (one, last)
        for one in text.pointers
        if text.lower[one.start - 1] not in _INDEFINITE and (last := _backed(text, one)) is not None
    ]
    groups = dict[int, set[int]]()
    for backer in text.pointers:
        for cluster in _backed_by(text, backer):
            groups.setdefault(backer.cluster, set()).add(cluster)
    for backer, last in phrases:
        found = groups.get(backer.cluster, set())
        if len(found) == 1:
            text.add(Pointer(min(found), last, last + 1, last, "nominal", _BACKED))


def _backed(text: Discourse, backer: Pointer) -> int | None:
    """Give the noun of "-backed forces" after a name, unless a name follows."""
    lower, at = text.lower, backer.end
    if lower[at : at + 2] not in (["-", "backed"], ["–", "backed"], ["-", "supported"]):
        return None
    for here in range(at + 2, min(at + 2 + _LONGEST, len(lower) - 1)):
        covered = text.covering[here]
        if lower[here] in _BANDS:
            return None if text.covering[here + 1] is not None else here
        if (covered and text.type(covered) != "Country") or not text.doc[here].is_alpha:
            return None
    return None


def _backed_by(text: Discourse, backer: Pointer) -> Iterator[int]:
    """Give the armed group that "backed" joins to the name of a backer."""
    lower, start = text.lower, backer.start
    if lower[backer.end + 1 : backer.end + 2] in (["backed"], ["supported"]):
        found = _group_after(text, backer.end + 2)
        if found is None and start > 1 and lower[start - 1] in _INDEFINITE | _DEFINITE:
            found = _group_before(text, start - 1) if lower[start - 2] == "," else None
    elif {"backed", "supported"} & set(lower[max(0, start - 3) : start]):
        found = _group_before(text, start)
    else:
        return
    if found is not None and text.sentence[found.start] == text.sentence[start]:
        yield found.cluster


def _group_after(text: Discourse, at: int) -> Pointer | None:
    for here in range(at, min(at + _LONGEST, len(text.lower))):
        found = text.covering[here]
        if found is not None and text.type(found) == "ArmedGroup":
            return found
        if text.doc[here].pos_ in ("VERB", "AUX", "PUNCT"):
            return None
    return None


def _group_before(text: Discourse, at: int) -> Pointer | None:
    for here in range(at - 1, max(-1, at - 2 * _LONGEST), -1):
        found = text.covering[here]
        if found is not None and text.type(found) == "ArmedGroup":
            return found
        if text.lower[here] not in _BESIDE and text.doc[here].pos_ not in _LIGHT:
            return None
    return None


def _definite(text: Discourse, noun: int) -> int | None:
    """Give the article of a definite description that ends in the noun."""
    following = noun + 1
    if following < len(text.lower) and _goes_on(text, following):
        return None
    for at in range(noun - 1, max(-1, noun - 1 - _LONGEST), -1):
        if text.lower[at] in _DEFINITE:
            return at
        token = text.doc[at]
        if text.covering[at] or not (token.is_alpha or token.text == "-"):
            return None
        if token.pos_ in ("VERB", "AUX", "ADP", "PRON", "CCONJ", "DET", "SCONJ"):
            return None
    return None


def _names(text: Discourse, noun: int) -> bool:
    """Whether a name in apposition follows: "the president, X,", or part of an office precedes."""
    at = noun + 1
    if at < len(text.lower) and text.lower[at] == ",":
        at += 1
    while at < len(text.lower) - 1 and text.lower[at] in text.words.titles | {"."}:
        at += 1
    pointer = text.covering[at] if at < len(text.lower) else None
    return (pointer is not None and pointer.kind == "name") or text.lower[noun - 1] in _OFFICE


def _goes_on(text: Discourse, at: int) -> bool:
    """Whether the noun only begins or qualifies a longer description."""
    token = text.doc[at]
    if text.lower[at] in ("of", "-"):
        return True
    return token.pos_ in _NOUNS and token.is_alpha and token.dep_ not in ("nsubj", "appos")


def _resolved(text: Discourse, start: int, noun: int, described: _Described) -> Pointer | None:
    word = text.lower[noun]
    before = [pair for pair in described.get(word, ()) if pair[0] < start]
    if before:
        cluster = max(before)[1]
        several = len({pair[1] for pair in before}) > 1
        return Pointer(cluster, start, noun + 1, noun, "nominal", 0.7 if several else _DESCRIBED)
    classes = text.words.nominals[word]
    if classes == {"Person"} or _qualified(text, start, noun):
        return None
    if (
        word in _FOES
        and len({one.cluster for one in text.pointers if text.type(one) in classes}) > 1
    ):
        return None
    return _nearest(text, start, noun, classes)


def _regular(text: Discourse, pointer: Pointer) -> bool:
    """Whether a name is that of a state's force or government by its own words."""
    return not _REGULARS.isdisjoint(text.lower[pointer.start : pointer.end])


def _qualified(text: Discourse, start: int, noun: int) -> bool:
    """Whether a people or country before the noun makes it another: "the Somali army"."""
    words = (plain(text.doc[at].text) for at in range(start + 1, noun))
    return any(word in text.words.demonyms or word in text.words.countries for word in words)


def _nearest(text: Discourse, start: int, noun: int, classes: frozenset[str]) -> Pointer | None:
    """Take the last thing of the class that stands near enough; surer where there is one only."""
    here = text.sentence[start]
    fitting = [one for one in text.pointers if one.start < start and text.type(one) in classes]
    if text.lower[noun] in _REGULARS:
        fitting = [one for one in fitting if _regular(text, one)]
    near = [one for one in fitting if here - text.sentence[one.start] <= _REACH]
    if not near:
        return None
    if len({one.cluster for one in fitting}) == 1:
        return Pointer(near[-1].cluster, start, noun + 1, noun, "nominal", _ONLY)
    if classes <= _TOWNS:
        return Pointer(near[-1].cluster, start, noun + 1, noun, "nominal", _NEAREST)
    subjects = [one for one in near if text.is_subject(one) and here - text.sentence[one.start] < 2]
    if not subjects:
        return None
    return Pointer(subjects[-1].cluster, start, noun + 1, noun, "nominal", _NEAREST)
