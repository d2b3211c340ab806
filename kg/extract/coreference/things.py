"""Which names are one body, place or event: acronyms and short forms go with the longer name."""

from collections.abc import Sequence

from kg.extract.coreference.groups import Cluster, Group, Placed, united
from kg.extract.tokens import Doc

__all__ = ["things"]

_JOINTS = frozenset(("of", "the", "and", "for", "in", "to", "de", "du", "la", "&", "on", "d", "et"))
_UNSURE = 0.8
_LEGAL = frozenset(
    ("inc", "corp", "ltd", "llc", "plc", "co", "company", "corporation", "group", "ag")
)

_NAMESAKES = frozenset(
    "foundation institute museum prize award school hospital fund trust center centre".split()
)
"""What is called after another body, which a text names before it: "Lusk" and the "Lusk Trust"."""


def things(doc: Doc, groups: Sequence[Group]) -> list[Cluster]:
    """Put acronyms and short forms with the one longer name that they can stand for."""
    ordered = sorted(groups, key=lambda one: (-len(one.words), one.names[0].start))
    homes: list[list[Group]] = []
    sure: dict[int, float] = {}
    for group in ordered:
        fits = [(step, home) for home in homes if (step := _fit(doc, home, group))]
        best = max((step for step, _ in fits), default=0.0)
        chosen = [home for step, home in fits if step == best]
        if chosen:
            home = min(chosen, key=lambda one: _behind(one, group.names[0].start))
            home.append(group)
            sure[id(group)] = best if len(chosen) == 1 else best * _UNSURE
        else:
            homes.append([group])
    found = []
    for home in homes:
        cluster = united(home)
        steps = {id(n): sure.get(id(g), 1.0) for g in home for n in g.names}
        cluster.placed = [Placed(one.name, steps[id(one.name)]) for one in cluster.placed]
        found.append(cluster)
    return found


def _behind(home: Sequence[Group], start: int) -> tuple[bool, int]:
    """Order homes by how shortly before a token they were last named; later ones come after."""
    starts = [name.start for group in home for name in group.names]
    before = [one for one in starts if one < start]
    return (not before, start - max(before) if before else min(starts))


def _fit(doc: Doc, home: Sequence[Group], group: Group) -> float:
    """Say how surely a form is short for the longer names of a home; 0 where it is not."""
    return max((_step(doc, one, group) for one in home), default=0.0)


def _step(doc: Doc, longer: Group, shorter: Group) -> float:
    if longer.family != shorter.family:
        return 0.0
    if _introduced(doc, longer, shorter):
        return 1.0
    if _acronym(longer.words, shorter.names[0].text):
        return 0.95
    if longer.family == "Place":
        return _place_step(longer, shorter)
    if longer.family in ("Organization", "Event", "Work"):
        return _short_step(longer, shorter)
    return 0.0


def _introduced(doc: Doc, longer: Group, shorter: Group) -> bool:
    """Whether the text gives the short form in brackets after the long one."""
    ends = {one.end for one in longer.names}
    compact = shorter.key.replace(" ", "")
    if not (shorter.names[0].text.isupper() and compact.isalnum()):
        return False
    return any(one.start - 1 in ends and doc[one.start - 1].text == "(" for one in shorter.names)


def _place_step(longer: Group, shorter: Group) -> float:
    """Say how surely a place goes by less than its name: `Blenheim` for a palace, `X City`."""
    long, short = longer.words, shorter.words
    kind, other = longer.names[0].type, shorter.names[0].type
    if long[: len(short)] != short or len(long) == len(short):
        last = kind == other == "Place" and short == long[-1:]
        return 0.7 if last and longer.names[0].start < shorter.names[0].start else 0.0
    if long[len(short) :] in (["city"], ["province"], ["region"], ["town"], ["state"]):
        return 0.9 if kind == other else 0.0
    follows = longer.names[0].start < shorter.names[0].start
    joint = long[len(short)] in _JOINTS | {"al"}
    return 0.75 if follows and kind == other and (kind == "Place" or joint) else 0.0


def _short_step(longer: Group, shorter: Group) -> float:
    """Say how surely a body goes by the first, last or middle words of its name."""
    long, short = [_stem(word) for word in longer.words], [_stem(word) for word in shorter.words]
    if len(short) >= len(long):
        return 0.9 if long == short else 0.0
    follows = longer.names[0].start < shorter.names[0].start
    if longer.country and " ".join(longer.words[longer.country :]) == shorter.key:
        return 0.9
    if long[: len(short)] == short:
        if not follows and long[-1] in _NAMESAKES:
            return 0.0
        common = len(short) == 1 and shorter.names[0].type == "GovernmentBody" and long[1] != "of"
        return 0.0 if common else 0.9
    if len(short) == 1:
        known = follows and short[0] in long
        return 0.75 if short[0] == long[-1] else 0.65 if known else 0.0
    inside = any(long[i : i + len(short)] == short for i in range(1, len(long) - len(short)))
    return 0.7 if inside and follows else 0.0


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 4 else word


def _acronym(long: Sequence[str], short: str) -> bool:
    """Whether the letters are the first ones of the words: `TfL`, `AfCFTA`, `SDF`."""
    letters = short.replace(".", "")
    if len(long) < 2 or sum(one.isupper() for one in letters) < 2 or not letters.isalpha():
        return False
    main = [word for word in long if word not in _LEGAL]
    return _spells(letters.casefold(), main) or _spells(letters.casefold(), long)


def _spells(letters: str, words: Sequence[str]) -> bool:
    """Whether beginnings of the words, in order and small words or not, make up the letters."""
    if not words:
        return not letters
    if words[0] in _JOINTS and _spells(letters, words[1:]):
        return True
    for length in range(1, min(2, len(letters), len(words[0])) + 1):
        if words[0][:length] == letters[:length] and _spells(letters[length:], words[1:]):
            return True
    return False
