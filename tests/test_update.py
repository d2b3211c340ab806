"""A corpus in a store: skipped, replaced, and the same after being killed midway."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.aside import Aside
from kg.iri import Namespace
from kg.model import Document
from kg.statements import statements
from kg.store.documents import held
from kg.store.oxigraph import OxigraphStore
from kg.summary import Batch
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
            quarantine=tuple(
                f"<u:{d.id}> <u:breaks> <u:shape> <{_iri(d)}> ." + "\n" for d in documents
            ),
            model="test",
            index=None,
            linked=0,
            documents=len(documents),
            entities=0,
            kept=(),
            aside=0,
            seen=frozenset(),
        )


@pytest.fixture
def store() -> OxigraphStore:
    return OxigraphStore.memory()


@pytest.fixture
def aside(tmp_path: Path) -> Aside:
    return Aside(tmp_path / "store.quarantine.nq")


def _iri(document: Document) -> str:
    made = replace(GRAPHS[document.id], document=document)
    return statements(made, namespace=Namespace()).iri


def _content(store: OxigraphStore) -> set[str]:
    return set(map(str, store.quads()))


def test_unchanged_articles_are_not_read_again(aside: Aside, store: OxigraphStore) -> None:
    update(DOCUMENTS, store, aside=aside, export=Exporter())
    before, again = _content(store), Exporter()
    done = update(DOCUMENTS, store, aside=aside, export=again)
    assert (again.read, done.unchanged, done.replaced) == ([], len(DOCUMENTS), 0)
    assert _content(store) == before


def test_a_changed_article_takes_the_place_of_its_old_version(
    aside: Aside, store: OxigraphStore
) -> None:
    update(DOCUMENTS, store, aside=aside, export=Exporter())
    old = held(store)["a3"]
    changed = replace(DOCUMENTS[2], sha256="0" * 64)
    exporter = Exporter()
    done = update((*DOCUMENTS[:2], changed, DOCUMENTS[3]), store, aside=aside, export=exporter)
    assert (exporter.read, done.unchanged, done.replaced) == (["a3"], 3, 1)
    assert [each.sha256 for each in held(store)["a3"]] == ["0" * 64]
    assert old[0].iri not in store.counts()


def test_an_export_killed_midway_and_run_again_ends_like_an_unbroken_one(
    aside: Aside,
    store: OxigraphStore,
) -> None:
    unbroken = OxigraphStore.memory()
    update(DOCUMENTS, unbroken, aside=aside, export=Exporter())
    with pytest.raises(KeyboardInterrupt):
        update(DOCUMENTS, store, aside=aside, export=Exporter(dies_before=2))
    assert len(held(store)) == 2
    update(DOCUMENTS, store, aside=aside, export=Exporter())
    assert _content(store) == _content(unbroken)


def test_what_breaks_a_shape_is_kept_beside_the_store_whoever_kills_the_export(
    aside: Aside, store: OxigraphStore
) -> None:
    with pytest.raises(KeyboardInterrupt):
        update(DOCUMENTS, store, aside=aside, export=Exporter(dies_before=2))
    update(DOCUMENTS, store, aside=aside, export=Exporter())
    kept = aside.path.read_text(encoding="utf-8").splitlines()
    assert kept == sorted(f"<u:{d.id}> <u:breaks> <u:shape> <{_iri(d)}> ." for d in DOCUMENTS)


def test_a_line_of_an_article_that_went_goes_too(aside: Aside) -> None:
    aside.add(["<u:a> <u:b> <u:c> <u:kept> .\n", "<u:a> <u:b> <u:c> <u:gone> .\n", "<u:to"])
    aside.add(["<u:a> <u:b> <u:d> <u:kept> .\n"])
    aside.settle({"u:kept"})
    kept = aside.path.read_text(encoding="utf-8").splitlines()
    assert kept == ["<u:a> <u:b> <u:c> <u:kept> .", "<u:a> <u:b> <u:d> <u:kept> ."]
    aside.settle(set())
    assert not aside.path.exists()


def test_two_versions_left_by_a_kill_become_one(aside: Aside, store: OxigraphStore) -> None:
    update(DOCUMENTS, store, aside=aside, export=Exporter())
    both = replace(DOCUMENTS[2], sha256="0" * 64)
    other = OxigraphStore.memory()
    update([both], other, aside=aside, export=Exporter())
    store.add(other.quads())
    assert len(held(store)["a3"]) == 2
    update(DOCUMENTS, store, aside=aside, export=Exporter())
    assert [each.sha256 for each in held(store)["a3"]] == [DOCUMENTS[2].sha256]


def test_texts_of_the_corpus_have_ids_of_their_own() -> None:
    assert len({text.id for text in TEXTS if isinstance(text, Text)}) == len(DOCUMENTS)
