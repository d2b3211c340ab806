"""A corpus in a store: skipped, replaced, and the same after being killed midway."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from kg.model import Document
from kg.pipeline import Batch
from kg.store.documents import held
from kg.store.oxigraph import OxigraphStore
from kg.update import update
from tests.queries.corpus import TEXTS, Text, graph, lines

GRAPHS = {text.id: graph(text) for text in TEXTS}
DOCUMENTS = tuple(made.document for made in GRAPHS.values())


class Exporter:
    """Stands in for the pipeline: batches of two, and it may die before one of them."""

    def __init__(self, dies_before: int | None = None) -> None:
        self.read: list[str] = []
        self._dies_before = dies_before

    def __call__(self, documents: Iterable[Document]) -> Iterator[Batch]:
        pending: list[Document] = []
        for document in documents:
            pending.append(document)
            if len(pending) == 2:
                yield self._batch(pending)
                pending = []
        if pending:
            yield self._batch(pending)

    def _batch(self, documents: list[Document]) -> Batch:
        if self._dies_before == len(self.read):
            raise KeyboardInterrupt
        self.read += [document.id for document in documents]
        made = [replace(GRAPHS[d.id], document=d) for d in documents]
        return Batch(
            lines=tuple(line for each in made for line in lines(each)),
            quarantine=(),
            model="test",
            documents=len(documents),
            entities=0,
            kept=(),
            aside=0,
            seen=frozenset(),
        )


@pytest.fixture
def store() -> OxigraphStore:
    return OxigraphStore.memory()


def _content(store: OxigraphStore) -> set[str]:
    return set(map(str, store.quads()))


def test_unchanged_articles_are_not_read_again(store: OxigraphStore) -> None:
    update(DOCUMENTS, store, export=Exporter())
    before, again = _content(store), Exporter()
    done = update(DOCUMENTS, store, export=again)
    assert (again.read, done.unchanged, done.replaced) == ([], len(DOCUMENTS), 0)
    assert _content(store) == before


def test_a_changed_article_takes_the_place_of_its_old_version(store: OxigraphStore) -> None:
    update(DOCUMENTS, store, export=Exporter())
    old = held(store)["a3"]
    changed = replace(DOCUMENTS[2], sha256="0" * 64)
    exporter = Exporter()
    done = update((*DOCUMENTS[:2], changed, DOCUMENTS[3]), store, export=exporter)
    assert (exporter.read, done.unchanged, done.replaced) == (["a3"], 3, 1)
    assert [each.sha256 for each in held(store)["a3"]] == ["0" * 64]
    assert old[0].iri not in store.counts()


def test_an_export_killed_midway_and_run_again_ends_like_an_unbroken_one(
    store: OxigraphStore,
) -> None:
    unbroken = OxigraphStore.memory()
    update(DOCUMENTS, unbroken, export=Exporter())
    with pytest.raises(KeyboardInterrupt):
        update(DOCUMENTS, store, export=Exporter(dies_before=2))
    assert len(held(store)) == 2
    update(DOCUMENTS, store, export=Exporter())
    assert _content(store) == _content(unbroken)


def test_two_versions_left_by_a_kill_become_one(store: OxigraphStore) -> None:
    update(DOCUMENTS, store, export=Exporter())
    both = replace(DOCUMENTS[2], sha256="0" * 64)
    other = OxigraphStore.memory()
    update([both], other, export=Exporter())
    store.add(other.quads())
    assert len(held(store)["a3"]) == 2
    update(DOCUMENTS, store, export=Exporter())
    assert [each.sha256 for each in held(store)["a3"]] == [DOCUMENTS[2].sha256]


def test_texts_of_the_corpus_have_ids_of_their_own() -> None:
    assert len({text.id for text in TEXTS if isinstance(text, Text)}) == len(DOCUMENTS)
