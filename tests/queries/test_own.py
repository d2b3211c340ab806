"""Short names of an export's own nodes: what a table shows can be asked for again."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg import queries
from kg.iri import KG, Namespace
from kg.queries.formats import write
from kg.queries.own import short, whole
from kg.store.base import Rows
from kg.store.oxigraph import OxigraphStore
from tests.queries.corpus import nquads

HASH = "0123456789abcdef0123"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def holding(*bases: str) -> OxigraphStore:
    """A store with one document of each base."""
    store = OxigraphStore.memory([])
    for base in bases:
        document = NamedNode(f"{Namespace(base).of('doc')}{HASH}")
        store.add([Quad(document, TYPE, NamedNode(f"{KG}Document"), document)])
    return store


@pytest.mark.parametrize("base", ["urn:kg:", "https://example.org/kg/", "https://example.org/kg#"])
@pytest.mark.parametrize(
    ("kind", "name"),
    [("stm", HASH), ("doc", HASH), ("ev", f"{HASH}-quote"), ("ent", "Q30"), ("ent", "City-vell")],
)
def test_a_short_name_comes_back_whole(base: str, kind: str, name: str) -> None:
    iri = f"{Namespace(base).of(kind)}{name}"
    assert short(iri) == f"{kind}:{name}"
    assert whole(f"{kind}:{name}", holding(base)) == iri


@pytest.mark.parametrize(
    "iri",
    [
        "http://www.wikidata.org/entity/Q30",
        "https://example.org/doc/readme",
        f"https://example.org/stm/{HASH}/more",
        f"{KG}Current",
        "urn:kg:run:dataset",
    ],
)
def test_other_iris_have_no_short_name(iri: str) -> None:
    assert short(iri) is None


def test_of_two_exports_the_one_that_has_the_node_is_meant() -> None:
    store = holding("urn:a:", "urn:b:")
    there = Quad(NamedNode(f"urn:b:stm:{HASH}"), TYPE, Literal("x"), NamedNode("urn:b:g"))
    store.add([there])
    assert whole(f"stm:{HASH}", store) == f"urn:b:stm:{HASH}"


@pytest.mark.parametrize("text", [f"stm:{HASH}", "Ana Ruiz", "urn:x:y", "stm:"])
def test_what_no_export_in_the_store_can_mean_stays(text: str) -> None:
    assert whole(text, holding()) == text


def test_the_statement_of_a_table_can_be_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "corpus.nq"
    path.write_text(nquads(), encoding="utf-8")
    store = OxigraphStore.memory([path])
    found = queries.run(queries.find("leaders"), {}, store=store)
    assert isinstance(found, Rows)
    line = write(found, "table").splitlines()[1]
    named = line.split()[-1]
    assert named.startswith("stm:")
    assert f"urn:kg:{named}" in write(found, "csv")
    evidence = queries.run(queries.find("evidence"), {"statement": named}, store=store)
    assert isinstance(evidence, Rows)
    assert len(evidence.rows) == 1
