"""A corpus kept in a store: new and changed articles go in, unchanged ones are left alone."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from kg.model import Document
from kg.pipeline import Batch, Summary
from kg.store.base import Store
from kg.store.documents import held, put

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
    export: Callable[[Iterable[Document]], Iterator[Batch]],
) -> Update:
    """Export into a store: each article is one named graph, put there in one step.

    An article whose text the store has under the same id is not read again. Killed at any moment
    and run again, it ends in the same store: what is there is skipped, and of two versions of an
    article the old one goes.
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
        for graph, lines in groupby(batch.lines, key=_graph):
            put(store, graph, lines=lines, known=known)
        summary = summary.plus(batch)
    return Update(summary=summary, unchanged=unchanged, replaced=replaced)


def _graph(line: str) -> str:
    """The IRI of the named graph at the end of an N-Quads line."""
    return line[line.rindex(" <") + 2 : line.rindex("> .")]
