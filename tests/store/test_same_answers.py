"""Every stored query gives the same rows on every engine."""

from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, serialize
from rdflib import Graph

from kg import queries
from kg.store.base import Rows, Store, Triples
from kg.store.load import load
from kg.store.oxigraph import OxigraphStore
from kg.store.rdffiles import read_quads
from tests.benchmarks.graphs import large_corpus
from tests.queries.corpus import nquads

NEEDED = {
    "control-history": {"place": "Lunden"},
    "won-and-lost": {"group": "OF"},
    "backer-chain": {"client": "Orvanian Front"},
    "said-by": {"person": "Vera Dahl"},
    "spokespeople-said": {"principal": "Q900001"},
    "quotations-about": {"entity": "Port Élan"},
    "statements-about": {"entity": "lunden"},
    "person": {"person": "Ole Brandt"},
    "organization": {"organization": "Blue Guard"},
    "changes": {"from": "2019-05", "to": "2020"},
    "evidence": {"statement": ""},
    "mentioned-with": {"entity": "Lunden"},
}
MORE = {
    "control": {"place": "Lunden", "from": "2019-04", "to": "2019-12"},
    "backers": {"client": "OF"},
    "contested": {"relation": "controls"},
    "unlinked": {"class": "Person"},
    "entities": {"class": "Organization"},
    "co-mentions": {"min": "1"},
    "best-attested": {"min": "1", "relation": "backedBy"},
    "attributed": {"sayer": "Vera Dahl"},
    "by-day": {"relation": "controls", "from": "2019"},
}
CASES = [
    (query.name, params)
    for query in queries.catalogue()
    if not query.header.online
    for params in (NEEDED.get(query.name, {}), MORE.get(query.name))
    if params is not None
]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "corpus.nq"
    path.write_text(nquads() + "".join(large_corpus(5)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def reference(corpus: Path) -> Graph:
    """The corpus in rdflib, which is nobody's relative here."""
    triples = serialize((quad.triple for quad in read_quads(corpus)), format=RdfFormat.N_TRIPLES)
    return Graph(bind_namespaces="none").parse(data=triples, format="nt")


@pytest.fixture(scope="module")
def filled(store: Store, corpus: Path) -> Store:
    load([corpus], store, replace=True)
    return store


def _params(given: dict[str, str], store: OxigraphStore) -> dict[str, str]:
    if given.get("statement") != "":
        return given
    kind = "<https://w3id.org/kg-exporter/ns#SaidStatement>"
    found = store.query(f"SELECT ?s {{ ?s a {kind} }} ORDER BY STR(?s) LIMIT 1")
    assert isinstance(found, Rows)
    return {"statement": found.rows[0][0].value}  # type: ignore[union-attr]


def _key(term: object) -> str:
    """A term as every engine gives it: numbers by value; rdflib groups the unbound as "None"."""
    value = str(getattr(term, "value", term) if isinstance(term, NamedNode | Literal) else term)
    if term is None or value == "None":
        return ""
    try:
        return f"{float(value):.6f}"
    except ValueError:
        return value


@cache
def _rdflib_rows(dataset: Graph, sparql: str) -> list[tuple[str, ...]]:
    """What rdflib answers, once for all stores: it is slow."""
    answer = dataset.query(sparql)
    if answer.type == "CONSTRUCT":
        return sorted({tuple(_key(term) for term in triple) for triple in answer.graph})
    return sorted(tuple(_key(term) for term in row) for row in answer)


@pytest.mark.parametrize(
    ("name", "given"), CASES, ids=[f"{name}-{len(given)}" for name, given in CASES]
)
def test_stored_query_gives_the_rows_that_rdflib_gives(
    name: str, given: dict[str, str], filled: Store, corpus: Path, reference: Graph
) -> None:
    query = queries.find(name)
    params = _params(given, OxigraphStore.memory([corpus]))
    result = queries.run(query, params, store=filled)
    expected = _rdflib_rows(reference, queries.bound(query, params, store=filled))
    if isinstance(result, Triples):
        rows = sorted(
            {tuple(map(_key, (t.subject, t.predicate, t.object))) for t in result.triples}
        )
    else:
        assert isinstance(result, Rows)
        rows = sorted(tuple(map(_key, row)) for row in result.rows)
    assert rows == expected
    assert rows or name in ("quarantine", "same-name")
