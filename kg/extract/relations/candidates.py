"""Pairs of references that may be related, and what the text around them looks like.

A pair stands in one sentence, the earlier reference first. Its features are words: a learned
weight belongs to each (`learned.py`), so that training and reading describe a pair alike.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.parsed import Reading, Reference
from kg.extract.relations.frames import library
from kg.extract.relations.routes import Route, Routes
from kg.extract.stance import view
from kg.extract.tokens import Token

__all__ = ["PATTERN_FEATURES", "Candidate", "Describer", "Description"]
__all__ += ["candidates", "trigger_words"]

PATTERN_FEATURES = ("xf:", "xr:", "Xf:", "Xr:")
"""What features that name the patterns matched begin with."""

_REACH = 40
_SIDE = 3
_FULL = 8
_BUCKETS = (0, 1, 2, 3, 5, 8, 12, 20)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two references of different entities in one sentence, `first` before `second`."""

    first: Reference
    second: Reference
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Description:
    """The features of a pair, some of them more than once.

    `trigger` is the word that joins the two in the syntax, where it is neither of them.
    """

    pair: Candidate
    features: Sequence[str]
    trigger: Token | None


def candidates(reading: Reading) -> Iterator[Candidate]:
    """Every pair of near references in each sentence, in order of the text."""
    for sentence in reading.doc.sents:
        if sentence.start in reading.doc.gaps:
            continue
        found = list(reading.references_in(sentence.start, sentence.end))
        for place, first in enumerate(found):
            for second in found[place + 1 :]:
                if second.start - first.end > _REACH:
                    break
                if second.entity != first.entity:
                    yield Candidate(first, second, sentence.start, sentence.end)


class _Words:
    """The words of one document, names put down as their classes."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.types = {one.id: one.type for one in reading.entities}
        self.lower = reading.doc.lower
        self.parts = [token.pos_ for token in reading.doc]
        self.shown = list(self.lower)
        for one in reading.references:
            if one.kind == "name":
                for at in range(one.start, one.end):
                    self.shown[at] = ""
                self.shown[one.end - 1] = self.types[one.entity].upper()

    def between(self, start: int, end: int) -> list[str]:
        """The words from `start` to `end`, each name as one."""
        return [word for word in self.shown[start:end] if word]


@cache
def trigger_words() -> Mapping[str, tuple[str, ...]]:
    """The relations whose patterns know a word, by the word as written."""
    found: dict[str, set[str]] = {}
    for (_, form), frames in library().frames.items():
        found.setdefault(form, set()).update(frame.relation for frame in frames)
    return {form: tuple(sorted(names)) for form, names in found.items()}


class Describer:
    """Describes the candidates of one document.

    `fired` gives the patterns that matched between two entities, by the entities' ids.
    """

    def __init__(self, reading: Reading, fired: Mapping[tuple[str, str], Sequence[str]]) -> None:
        self._words = _Words(reading)
        self._routes = Routes(reading.doc)
        self._fired = fired
        self._known = trigger_words()
        self._telling = [self._known.get(word, ()) for word in self._words.lower]
        self._manners: dict[int, str] = {}

    def __call__(self, pair: Candidate) -> Description:
        """The features of the pair and the word that joins it."""
        types = self._words.types
        kinds = f"{types[pair.first.entity]}>{types[pair.second.entity]}"
        made = [f"t:{kinds}", f"k:{pair.first.kind}>{pair.second.kind}"]
        made += self._middle(pair, kinds)
        made += self._sides(pair, kinds)
        made += self._rivals(pair)
        made += self._triggers(pair, kinds)
        trigger = None
        route = self._routes.between(pair.first.head, pair.second.head)
        if route is not None:
            made += self._path(route, kinds)
            trigger = _joining(pair, route)
        if trigger is not None:
            made += self._manner(trigger, kinds)
        made += self._rules(pair)
        return Description(pair, made, trigger)

    def _middle(self, pair: Candidate, kinds: str) -> Iterator[str]:
        words = self._words.between(pair.first.end, pair.second.start)
        size = bisect_left(_BUCKETS, len(words))
        yield f"n:{size}"
        yield f"n:{size} {kinds}"
        if len(words) <= _FULL:
            yield f"b:{' '.join(words)}"
            yield f"b:{' '.join(words)} {kinds}"
        if len(words) > 2 * _FULL:
            words = words[:_FULL] + words[-_FULL:]
        for word in words:
            yield f"w:{word}"
            yield f"w:{word} {kinds}"
        for one, other in zip(["<", *words], [*words, ">"], strict=True):
            yield f"2:{one} {other}"

    def _sides(self, pair: Candidate, kinds: str) -> Iterator[str]:
        shown = self._words.shown
        before = shown[max(pair.start, pair.first.start - _SIDE) : pair.first.start]
        after = shown[pair.second.end : min(pair.end, pair.second.end + _SIDE)]
        for side, words in (("l", before[::-1]), ("r", after)):
            kept = [word for word in words if word] or ["|"]
            yield f"{side}1:{kept[0]}"
            yield f"{side}1:{kept[0]} {kinds}"
            yield f"{side}2:{' '.join(kept[:2])}"
            for word in kept:
                yield f"{side}:{word}"
        for name, one in (("f", pair.first), ("s", pair.second)):
            if one.kind == "nominal":
                yield f"h{name}:{shown[one.head]}"

    def _rivals(self, pair: Candidate) -> Iterator[str]:
        """What stands between the two that either may belong to instead."""
        types = self._words.types
        within = self._words.reading.references_in(pair.first.end, pair.second.start)
        rivals = [types[other.entity] for other in within]
        for name, one in (("f", pair.first), ("s", pair.second)):
            yield f"o{name}:{min(rivals.count(types[one.entity]), 3)}"
        between = self._words.parts[pair.first.end : pair.second.start]
        for part in ("VERB", "PUNCT"):
            yield f"y{part}:{min(between.count(part), 4)}"

    def _triggers(self, pair: Candidate, kinds: str) -> Iterator[str]:
        """The relations whose patterns know a word beside, before or between the two."""
        known = self._telling
        left = range(max(pair.start, pair.first.start - _SIDE), pair.first.start)
        right = range(pair.second.end, min(pair.end, pair.second.end + _SIDE))
        for side, places in (
            ("L", left), ("M", range(pair.first.end, pair.second.start)), ("R", right),
        ):  # fmt: skip
            for at in places:
                for name in known[at]:
                    yield f"g{side}:{name}"
                    yield f"g{side}:{name} {kinds}"
                    if side == "M":
                        near = (at == pair.first.end, at == pair.second.start - 1)
                        yield f"gM:{name} {near}"
                    else:
                        gap = pair.first.start - at if side == "L" else at - pair.second.end + 1
                        yield f"g{side}:{name} {gap}"

    def _path(self, route: Route, kinds: str) -> Iterator[str]:
        labels, inner = " ".join(route.labels), route.inner
        yield f"d:{labels}"
        yield f"d:{labels} {kinds}"
        yield f"p:{labels} {' '.join(inner)}"
        for word in dict.fromkeys(inner):
            if word:
                for name in self._known.get(word, ()):
                    yield f"gP:{name}"
                    yield f"gP:{name} {labels}"
                    yield f"gP:{name} {kinds}"
                yield f"i:{word}"
                yield f"i:{word} {kinds}"
        if route.bent:
            for label in dict.fromkeys(child.dep_ for child in route.top.children):
                yield f"c:{route.top.lower_} {label}"

    def _manner(self, token: Token, kinds: str) -> Iterator[str]:
        """Tense and stance of the word that joins the two: over, denied, hoped for."""
        manner = self._manners.get(token.i)
        if manner is None:
            seen = view(self._words.reading, token)
            marks = (("p", seen.past), ("h", seen.perfect), ("e", seen.ended or seen.once))
            manner = seen.stance.value + " " + "".join(name for name, holds in marks if holds)
            self._manners[token.i] = manner
        yield f"v:{manner}"
        yield f"v:{manner} {kinds}"
        for name in self._known.get(token.lower_, ()):
            yield f"v:{manner} {name}"

    def _rules(self, pair: Candidate) -> Iterator[str]:
        for way, ends in (
            ("f", (pair.first.entity, pair.second.entity)),
            ("r", (pair.second.entity, pair.first.entity)),
        ):
            for one in self._fired.get(ends, ()):
                yield f"x{way}:{one}"
                yield f"X{way}:{one.partition('.')[0]}"


def _joining(pair: Candidate, route: Route) -> Token | None:
    """The word on the route that is in neither of the two."""
    first, second = pair.first, pair.second
    for token in (route.top, *route.rising[1:], *route.falling[1:]):
        if not (first.start <= token.i < first.end or second.start <= token.i < second.end):
            return token
    return None
