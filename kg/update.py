"""A corpus kept in a store: new and changed articles go in, unchanged ones are left alone."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from kg.aside import Aside, graph_of
from kg.model import Document
from kg.store.base import Store
from kg.store.documents import held, put
from kg.summary import Batch, Summary

__all__ = ["Update", "update"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What became of the articles: `summary` is of the new and the changed ones."""

    summary: Summary
    unchanged: int
    replaced: int


def update(
    documents: Iterable[Document],
    store: Store,
    *,
    aside: Aside,
    export: Callable[[Iterable[Document]], Iterator[Batch]],
) -> Update:
    """Export into a store: each article is one named graph, put there in one step.

    An article whose text the store has under the same id is not read again. Killed at any moment
    and run again, it ends in the same store: what is there is skipped, and of two versions of an
    article the old one goes. What breaks a shape goes to `aside`.
    """
    known = held(store)
    unchanged = replaced = 0

    def changed() -> Iterator[Document]:
        nonlocal unchanged, replaced
        for document in documents:
            versions = known.get(document.id, ())
            if [each.sha256 for each in versions] == [document.sha256]:
                unchanged += 1
            else:
                replaced += bool(versions)
                yield document

    summary = Summary()
    for batch in export(changed()):
        aside.add(batch.quarantine)
        for graph, lines in groupby(batch.lines, key=graph_of):
            put(store, graph, lines=lines, known=known)
        summary = summary.plus(batch)
    aside.settle({each.iri for versions in held(store).values() for each in versions})
    return Update(summary=summary, unchanged=unchanged, replaced=replaced)
