"""Linking the entities of a document: candidates from the index, ranked, and an honest choice."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import LinkerUnavailable
from kg.link.candidates import CandidateSource, Named
from kg.link.decisions import Decisions
from kg.link.features import TEAM, Context
from kg.link.index import Index, default_index, qid_text
from kg.link.rank import Ranked, context, rank
from kg.link.ranker import Ranker
from kg.link.told import countries
from kg.model import QID, Candidate, DocumentGraph, Entity, Link, Linked, Nil

if TYPE_CHECKING:
    from kg.link.reconcile.register import Register

__all__ = ["Linker", "Linking", "choose"]

_OFFERED = 3
_FAINT = 0.1
_CLOSE = 0.05
_LONGEST = 100
_LAND = re.compile(
    r" (?:province|governorate|region|oblast|prefecture|county|state)\b", re.IGNORECASE
)


_BY_HAND = "decided by hand"


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """How entities are linked; None stands for what the package ships.

    `threshold` is the probability from which a link is stated, `candidates` keeps what is less
    sure as candidates with their scores, `decisions` is a table of what a person decided.
    `online` asks the live Wikidata beside the index, `reconcile` a reconciliation service.
    """

    index: Path | None = None
    threshold: float | None = None
    candidates: bool = False
    decisions: Path | None = None
    online: bool = False
    reconcile: str | None = None

    @property
    def asks(self) -> bool:
        """Whether anybody on a network is asked."""
        return self.online or self.reconcile is not None


@dataclass(frozen=True, slots=True)
class Linker:
    """Links entities to items of an index; the text's own words are never changed."""

    source: CandidateSource
    ranker: Ranker
    threshold: float
    candidates: bool = False
    decisions: Decisions | None = None
    register: "Register | None" = None

    @classmethod
    def open(cls, linking: Linking | None = None) -> "Linker":
        """Open the index of `linking`, by default the package's own.

        Raises: InputError where a file is no index or no table of decisions, OutputError where
        the index cannot be built.
        """
        asked = linking or Linking()
        ranker = Ranker.shipped()
        decisions = Decisions.read(asked.decisions) if asked.decisions else None
        level = ranker.same_as if asked.threshold is None else asked.threshold
        source, register = _sources(asked)
        return cls(source, ranker, level, asked.candidates, decisions, register)

    @property
    def version(self) -> str:
        """Date and content of the index, for provenance."""
        return self.source.version

    def close(self) -> None:
        """Let go of the index."""
        self.source.close()
        if self.register:
            self.register.close()

    def link(self, graph: DocumentGraph) -> DocumentGraph:
        """Give the graph with every entity looked up; no link where the source cannot answer."""
        named = [_named(entity, graph.document.text) for entity in graph.entities]
        self.source.expect(named)
        told = countries(graph, self.source)
        named = [
            replace(one, countries=told.get(entity.id, frozenset()))
            for entity, one in zip(graph.entities, named, strict=True)
        ]
        around = self._around(graph.document.text, named)
        linked = tuple(
            replace(entity, link=self._decided(entity) or self._choice(one, around))
            for entity, one in zip(graph.entities, named, strict=True)
        )
        if self.register:
            linked = self.register.entered(linked, unsure=self.candidates)
        return replace(graph, entities=linked)

    def _decided(self, entity: Entity) -> Link | None:
        asked = (entity.name, entity.type)
        if self.decisions is None or asked not in self.decisions:
            return None
        item = self.decisions[asked]
        if item is None:
            return Nil(reason=_BY_HAND)
        known = self.source.item(int(item[1:]))
        return Linked(qid=item, score=1.0, reason=_BY_HAND, label=known.label if known else "")

    def _around(self, text: str, named: Sequence[Named]) -> Context:
        try:
            return context(text, named, self.source)
        except LinkerUnavailable:
            return context(text, (), self.source)

    def _choice(self, one: Named, around: Context) -> Link | None:
        try:
            ranked = rank(one, self.source, around, ranker=self.ranker)
        except LinkerUnavailable:
            return None
        # The graph says what class a node has: a country in it is no team, whatever it plays.
        ranked = tuple(r for r in ranked if r.found.how != TEAM)
        link = choose(ranked, self.ranker, threshold=self.threshold)
        if isinstance(link, Nil) and not self.source.complete:
            return None
        return link if self.candidates or isinstance(link, Linked) else replace(link, candidates=())


def _sources(asked: Linking) -> "tuple[CandidateSource, Register | None]":
    source: CandidateSource = Index(asked.index or default_index())
    if asked.online:
        from kg.link.online.source import OnlineCandidates  # httpx: too slow for those offline

        source = OnlineCandidates.open(source)
    if asked.reconcile:
        from kg.link.reconcile.client import beside

        return beside(source, asked.reconcile)
    return source, None


def choose(ranked: Sequence[Ranked], ranker: Ranker, *, threshold: float) -> Link:
    """Give the best candidate where it is sure enough and stands alone, else say why not."""
    if not ranked:
        return Nil(reason="no item of this name")
    best = ranked[0]
    if best.score < threshold:
        why = f"no item is sure enough; the best at {best.score:.2f}"
    elif len(ranked) > 1 and best.score - ranked[1].score < _CLOSE:
        why = f"two items are as likely, at {best.score:.2f}"
    else:
        sure = _candidate(best, ranker)
        return Linked(qid=sure.qid, score=sure.score, reason=sure.reason, label=sure.label)
    offered = (r for r in ranked[:_OFFERED] if r.score >= _FAINT)
    return Nil(reason=why, candidates=tuple(_candidate(r, ranker) for r in offered))


def _candidate(ranked: Ranked, ranker: Ranker) -> Candidate:
    item = ranked.found.item
    return Candidate(
        qid=QID(qid_text(item.qid)),
        label=item.label,
        score=round(ranked.score, 4),
        reason=ranker.reason(ranked.values),
    )


def _class(entity: Entity, text: str) -> str:
    """Give the class under which to look: a town whose name stands for its province is that."""
    land = any(_LAND.match(text, mention.span.end) for mention in entity.mentions)
    return "Region" if entity.type == "City" and land else entity.type


def _named(entity: Entity, text: str) -> Named:
    forms = {*entity.aliases, *(m.text for m in entity.mentions)}
    kept = {" ".join(form.split()) for form in forms if len(form) <= _LONGEST}
    name = " ".join(entity.name.split())[:_LONGEST]
    return Named(_class(entity, text), (name, *sorted(kept - {name}, key=lambda f: (-len(f), f))))
