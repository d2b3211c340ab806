"""How two words of a sentence hang together: up to the word that both hang on, and down again."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.tokens import Doc, Token

__all__ = ["Route", "Routes"]

_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_CLIMB = 12


@dataclass(frozen=True, slots=True)
class _Climb:
    """A word and what it hangs on, one after the other, each with the label of the step from it."""

    steps: list[Token]
    labels: list[str]
    places: dict[int, int] = field(init=False)
    """At which step a token is reached."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", {one.i: n for n, one in enumerate(self.steps)})


@dataclass(frozen=True, slots=True)
class Route:
    """The steps from one word up to `top` and those from the other, `top` left out.

    `labels` are those of the way up, a mark, and those of the way down.
    """

    rising: Sequence[Token]
    top: Token
    falling: Sequence[Token]
    labels: Sequence[str]

    @property
    def bent(self) -> bool:
        """Whether neither of the words hangs on the other."""
        return bool(self.rising and self.falling)

    @property
    def inner(self) -> list[str]:
        """The words between the two ends; "" for a top that is one of them."""
        top = self.top.lower_ if self.bent else ""
        rising, falling = self.rising[1:], self.falling[1:]
        return [*(one.lower_ for one in rising), top, *(one.lower_ for one in falling)]


class Routes:
    """The routes between the words of one text."""

    def __init__(self, doc: Doc) -> None:
        self._doc = doc
        self._climbs: dict[int, _Climb] = {}

    def between(self, one: int, other: int) -> Route | None:
        """The route from one token to another; None where they do not meet."""
        up, down = self._climb(one), self._climb(other)
        for rise, top in enumerate(up.steps):
            fall = down.places.get(top.i)
            if fall is not None:
                labels = [*up.labels[:rise], "^", *down.labels[:fall][::-1]]
                return Route(up.steps[:rise], top, down.steps[:fall], labels)
        return None

    def _climb(self, at: int) -> _Climb:
        if at not in self._climbs:
            steps = [self._doc[at]]
            while len(steps) < _CLIMB and (above := _first(steps[-1]).head) is not steps[-1]:
                steps.append(above)
            self._climbs[at] = _Climb(steps, [_first(one).dep_ for one in steps])
        return self._climbs[at]


def _first(token: Token) -> Token:
    """The first of the nouns that "and" joins: the others share its place in the sentence."""
    while token.dep_ == "conj" and token.pos_ in _NOUNS and token.head.pos_ in _NOUNS:
        token = token.head
    return token
