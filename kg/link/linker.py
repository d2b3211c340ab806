"""Linking the entities of a document: candidates from the index, ranked, and an honest choice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.link.features import Named
from kg.link.index import Index, default_index, qid_text
from kg.link.rank import Ranked, context, rank
from kg.link.ranker import Ranker
from kg.model import QID, Candidate, DocumentGraph, Entity, Link, Linked, Nil

__all__ = ["Linker", "choose"]

_OFFERED = 3
_FAINT = 0.1
_CLOSE = 0.05
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Linker:
    """Links entities to items of an index; the text's own words are never changed.

    `candidates` keeps what is too unsure to be stated as candidates with their scores.
    """

    index: Index
    ranker: Ranker
    threshold: float
    candidates: bool = False

    @classmethod
    def open(
        cls, index: Path | None = None, *, threshold: float | None = None, candidates: bool = False
    ) -> "Linker":
        """Open an index, by default the package's own.

        Raises: InputError where the file is no index, OutputError where it cannot be built.
        """
        ranker = Ranker.shipped()
        level = ranker.same_as if threshold is None else threshold
        return cls(Index(index or default_index()), ranker, level, candidates)

    @property
    def version(self) -> str:
        """Date and content of the index, for provenance."""
        return self.index.version

    def link(self, graph: DocumentGraph) -> DocumentGraph:
        """Give the graph with every entity looked up."""
        named = [_named(entity) for entity in graph.entities]
        around = context(graph.document.text, named, self.index)
        linked = tuple(
            replace(entity, link=self._choice(rank(one, self.index, around, ranker=self.ranker)))
            for entity, one in zip(graph.entities, named, strict=True)
        )
        return replace(graph, entities=linked)

    def _choice(self, ranked: Sequence[Ranked]) -> Link:
        link = choose(ranked, self.ranker, threshold=self.threshold)
        return link if self.candidates or isinstance(link, Linked) else replace(link, candidates=())


def choose(ranked: Sequence[Ranked], ranker: Ranker, *, threshold: float) -> Link:
    """Give the best candidate where it is sure enough and stands alone, else say why not."""
    if not ranked:
        return Nil(reason="no item of this name")
    best = ranked[0]
    offered = tuple(
        Candidate(
            qid=QID(qid_text(r.found.item.qid)),
            label=r.found.item.label,
            score=round(r.score, 4),
            reason=ranker.reason(r.values),
        )
        for r in ranked[:_OFFERED]
        if r.score >= _FAINT
    )
    if best.score < threshold:
        return Nil(
            reason=f"no item is sure enough; the best at {best.score:.2f}", candidates=offered
        )
    if len(ranked) > 1 and best.score - ranked[1].score < _CLOSE:
        return Nil(reason=f"two items are as likely, at {best.score:.2f}", candidates=offered)
    return Linked(
        qid=offered[0].qid,
        score=offered[0].score,
        reason=offered[0].reason,
        label=best.found.item.label,
    )


def _named(entity: Entity) -> Named:
    forms = {*entity.aliases, *(m.text for m in entity.mentions)}
    kept = {" ".join(form.split()) for form in forms if len(form) <= _LONGEST}
    name = " ".join(entity.name.split())[:_LONGEST]
    return Named(entity.type, (name, *sorted(kept - {name}, key=lambda f: (-len(f), f))))
