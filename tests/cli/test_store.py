"""`kg load`, `kg remove` and `kg diff` as a user gets them."""

import gzip
from pathlib import Path

import pytest

from tests.command import Run
from tests.queries.corpus import nquads


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.nq.gz"
    path.write_bytes(gzip.compress(nquads().encode()))
    return path


def test_load_remove_query_and_diff_on_disk(kg: Run, corpus: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    loaded = kg("load", str(corpus), "--store", store)
    assert (loaded.code, loaded.out.decode()) == (0, "")
    assert "4 named graphs" in loaded.err
    assert kg("diff", str(corpus), store).out == b""
    assert kg("remove", "a4", "--store", store).code == 0
    rows = kg("query", "backers", "--store", store, "-f", "csv")
    assert len(rows.out.decode().splitlines()) == 2
    found = kg("diff", str(corpus), store)
    assert found.code == 1
    assert "- a4: Ole Brandt memberOf Blue Guard (Current, Asserted, 0.90)" in found.out.decode()


def test_a_load_run_again_changes_nothing(kg: Run, corpus: Path, tmp_path: Path) -> None:
    store = str(tmp_path / "store")
    first = kg("load", str(corpus), "--store", store).err
    assert kg("load", str(corpus), "--store", store).err == first
    assert kg("load", str(corpus), "--store", store, "--replace").err == first


def test_load_into_a_server_and_ask_it(kg: Run, corpus: Path, oxigraph_url: str) -> None:
    loaded = kg("load", str(corpus), "--endpoint", oxigraph_url)
    assert loaded.code == 0, loaded.err
    rows = kg("query", "control", "place=Lunden", "--endpoint", oxigraph_url, "-f", "csv")
    assert len(rows.out.decode().splitlines()) == 5
    assert kg("remove", "north/a1", "north/a2", "a3", "a4", "--endpoint", oxigraph_url).code == 0


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["load", "CORPUS"], 2, "name where to write"),
        (["load", "none.ttl", "--store", "STORE"], 3, "no such file"),
        (["load", "CORPUS.txt", "--store", "STORE"], 3, "unknown RDF format"),
        (["load", "CORPUS", "--endpoint", "http://127.0.0.1:9/sparql"], 4, "cannot be reached"),
        (["load", "CORPUS", "--endpoint", "ftp://x"], 2, "not an http or https URL"),
        (["load", "CORPUS", "--endpoint", "http://u:pw@127.0.0.1/"], 2, "KG_USER"),
        (["remove", "a9", "--store", "STORE"], 4, "no store here"),
        (["diff", "CORPUS", "none.nq"], 3, "no such file"),
    ],
)
def test_mistakes_are_one_line_and_an_exit_code(
    kg: Run, corpus: Path, tmp_path: Path, words: list[str], code: int, message: str
) -> None:
    places = {"CORPUS": str(corpus), "STORE": str(tmp_path / "store")}
    done = kg(*[places.get(word, word) for word in words])
    assert (done.code, done.out.decode()) == (code, "")
    assert done.err.startswith("kg: error: ")
    assert message in done.err
    assert done.err.count("\n") == 1


def test_turtle_has_no_graph_to_remove(kg: Run, tmp_path: Path) -> None:
    path = tmp_path / "corpus.nt"
    lines = (line.rsplit(" <urn:kg:doc:", 1)[0] + " .\n" for line in nquads().splitlines())
    path.write_text("".join(lines), encoding="utf-8")
    store = str(tmp_path / "store")
    assert kg("load", str(path), "--store", store).code == 0
    done = kg("remove", "a4", "--store", store)
    assert done.code == 4
    assert "load TriG or N-Quads" in done.err


def test_removing_needs_a_store_and_the_document_in_it(
    kg: Run, corpus: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    assert kg("remove", "a9", "--store", store).code == 4
    assert not store.exists()
    assert kg("load", corpus, "--store", store, "-q").code == 0
    done = kg("remove", "a9", "--store", store)
    assert (done.code, done.out) == (3, b"")
    assert "no such document" in done.err
