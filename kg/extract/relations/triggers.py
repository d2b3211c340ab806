"""A word that may say relations: who plays a role around it, how the text stands to it, and when.

Most such words say nothing, as an end is missing: stance and date are read when they are asked for.
"""

from copy import copy
from functools import cached_property

from kg.extract.dates import Period, period
from kg.extract.parsed import Reading
from kg.extract.relations.offices import in_office
from kg.extract.relations.roles import fillers
from kg.extract.relations.titles import in_chief
from kg.extract.stance import View, view
from kg.extract.tokens import Token
from kg.model import Stance

__all__ = ["Trigger"]

_HYPHENS = frozenset({"-", "–"})


class Trigger:
    """A verb or noun of the pattern files where it stands in a text."""

    def __init__(self, reading: Reading, token: Token) -> None:
        self.token = token
        self.roles = fillers(reading, token)
        self._reading = reading

    @cached_property
    def seen(self) -> View:
        """How the text stands to what the word says."""
        return in_office(self._reading, self.token, view(self._reading, self.token))

    @cached_property
    def when(self) -> Period:
        """The time of it; what was denied has none, and a "May" to come is not the last one."""
        if self.seen.stance is Stance.DENIED:
            return Period()
        today = self._reading.document.date
        return period(self.token, None if self.seen.stance is Stance.HYPOTHETICAL else today)

    def undated(self) -> "Trigger":
        """The word as it tells of somebody earlier, whose time it is not."""
        other = copy(self)
        other.when = Period()
        return other

    @cached_property
    def narrowed(self) -> frozenset[str]:
        """The words before it that narrow it: "vice" in "vice president"."""
        return frozenset(self._near() | {one.lower_ for one in self.token.lefts})

    @cached_property
    def modified(self) -> frozenset[str]:
        """The words that narrow it, those after it too."""
        token, near = self.token, self._near()
        if token.i + 1 < len(token.doc) and token.pos_ in {"NOUN", "PROPN"}:
            near.add(token.nbor(1).lower_)  # "Secretary General X"
        if token.i + 2 < len(token.doc) and token.nbor(1).text in _HYPHENS:
            near.add(token.nbor(2).lower_)  # "Secretary-General": the parse may head it by either
        if in_chief(token.doc, token.i):
            near.add("chief")
        for child in token.children:
            near.add(child.lower_)
            if child.dep_ == "obj":  # "dozens of rockets", "drones and missiles"
                near |= {deep.lower_ for deep in child.children if deep.dep_ in {"nmod", "conj"}}
        return frozenset(near)

    def _near(self) -> set[str]:
        """The word right before it, and the first part of "Under-Secretary"."""
        token = self.token
        near = {token.nbor(-1).lower_} if token.i else set[str]()
        if token.i > 1 and token.nbor(-1).text in _HYPHENS:
            near.add(token.nbor(-2).lower_)
        return near
