"""What every store does alike: memory, disk, the Oxigraph server, Virtuoso."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse

from kg import queries
from kg.errors import InputError, QueryError
from kg.store.base import Answer, Limits, Rows, Store, Triples
from kg.store.diff import Change, diff
from kg.store.documents import held, put, remove
from kg.store.load import load
from kg.store.oxigraph import OxigraphStore
from tests.queries.corpus import TEXTS, Claim, Text, graph, lines, nquads

XSD = "http://www.w3.org/2001/XMLSchema#"
G = NamedNode("urn:kg:test:g")
S, P = NamedNode("urn:kg:test:s"), NamedNode("urn:kg:test:p")


@pytest.fixture
def empty(store: Store) -> Iterator[Store]:
    _clear(store)
    yield store
    _clear(store)


def _clear(store: Store) -> None:
    for name in store.counts():
        if name.startswith("urn:kg:"):
            store.drop(NamedNode(name))


def _ours(store: Store) -> dict[str, int]:
    return {name: n for name, n in store.counts().items() if name.startswith("urn:kg:doc")}


def _quads(*objects: str) -> list[Quad]:
    return [Quad(S, P, Literal(text), G) for text in objects]


def _corpus(folder: Path, text: str | None = None) -> Path:
    path = folder / "corpus.nq"
    path.write_text(nquads() if text is None else text, encoding="utf-8")
    return path


def test_what_is_added_twice_is_there_once(empty: Store) -> None:
    empty.add(_quads("a", "b"))
    empty.add(_quads("a", "b"))
    assert empty.counts()[G.value] == 2


def test_replacing_a_graph_leaves_nothing_of_the_old(empty: Store) -> None:
    empty.replace(G, _quads("a", "b"))
    empty.replace(G, _quads("c"))
    assert [quad.object for quad in empty.quads(G)] == [Literal("c")]


def test_dropping_a_graph_that_is_not_there_does_nothing(empty: Store) -> None:
    empty.drop(NamedNode("urn:kg:test:none"))


def test_literals_come_back_as_they_went_in(empty: Store) -> None:
    typed = {"gYear": "2014", "gYearMonth": "2015-02", "date": "2016-03-04", "decimal": "0.94"}
    sent = {Literal(text, datatype=NamedNode(XSD + kind)) for kind, text in typed.items()}
    sent |= {Literal('a "b"\n\t\\u0022 <c> Élan رقة'), Literal("SDF", language="en")}
    empty.add(Quad(S, P, term, G) for term in sent)
    assert {quad.object for quad in empty.quads(G)} == sent


def test_a_query_sees_the_union_of_all_graphs(empty: Store) -> None:
    empty.add(_quads("a"))
    found = empty.query(f"SELECT ?o WHERE {{ {S} {P} ?o }}")
    assert found == Rows(variables=("o",), rows=((Literal("a"),),))


def test_ask_answers_yes_or_no(empty: Store) -> None:
    empty.add(_quads("a"))
    assert empty.query(f'ASK {{ {S} {P} "a" }}') == Answer(yes=True)
    assert empty.query(f'ASK {{ {S} {P} "b" }}') == Answer(yes=False)


def test_construct_gives_triples_without_doubles(empty: Store) -> None:
    empty.add([*_quads("a"), Quad(S, P, Literal("a"), NamedNode("urn:kg:test:h"))])
    found = empty.query(f"CONSTRUCT {{ ?s {P} ?o }} WHERE {{ ?s {P} ?o }}")
    assert isinstance(found, Triples)
    assert [triple.object for triple in found.triples] == [Literal("a")]


def test_the_row_limit_cuts_and_says_so(empty: Store) -> None:
    empty.add(_quads("a", "b", "c"))
    found = empty.query(f"SELECT ?o {{ {S} {P} ?o }}", limits=Limits(rows=2))
    assert isinstance(found, Rows)
    assert (len(found.rows), found.cut) == (2, True)


def test_a_broken_query_is_a_query_error(empty: Store) -> None:
    with pytest.raises(QueryError):
        empty.query("SELECT ?s WHERE { ?s ")


def test_load_keeps_named_graphs_and_every_quad(empty: Store, tmp_path: Path) -> None:
    path = _corpus(tmp_path)
    load([path], empty)
    load([path], empty)
    wanted = sorted(map(normalised, parse(path.read_bytes(), format=RdfFormat.N_QUADS)))
    found = [quad for name in _ours(empty) for quad in empty.quads(NamedNode(name))]
    assert sorted(map(normalised, found)) == wanted


def test_load_with_replace_takes_away_what_the_file_no_longer_says(
    empty: Store, tmp_path: Path
) -> None:
    load([_corpus(tmp_path)], empty)
    before = _ours(empty)
    short = "".join(line for line in nquads().splitlines(keepends=True) if "#role>" not in line)
    load([_corpus(tmp_path, short)], empty, replace=True)
    assert sum(_ours(empty).values()) == sum(before.values()) - 3


def test_load_of_a_broken_file_leaves_the_store_as_it_was(empty: Store, tmp_path: Path) -> None:
    empty.add(_quads("a"))
    with pytest.raises(InputError, match=r"corpus\.nq: broken RDF"):
        load([_corpus(tmp_path, nquads() + "<urn:broken> <p\n")], empty)
    assert _ours(empty) == {}
    assert empty.counts()[G.value] == 1


def test_load_of_turtle_goes_to_the_default_graph(empty: Store, tmp_path: Path) -> None:
    path = tmp_path / "one.ttl"
    path.write_text("<urn:kg:test:a> <urn:kg:test:b> <urn:kg:test:c> .")
    before = empty.counts()[""]
    load([path], empty)
    assert empty.counts()[""] == before + 1
    assert Quad(
        NamedNode("urn:kg:test:a"),
        NamedNode("urn:kg:test:b"),
        NamedNode("urn:kg:test:c"),
        DefaultGraph(),
    ) in set(empty.quads())


def normalised(quad: Quad) -> str:
    """A quad after the stores' normalisation: they keep a number's value, not its spelling."""
    thing = quad.object
    if isinstance(thing, Literal) and thing.datatype.value.lower().endswith(("integer", "decimal")):
        return f"{quad.subject} {quad.predicate} {float(thing.value)} {quad.graph_name}"
    return str(quad)


def _put(store: Store, text: Text) -> None:
    made = list(lines(graph(text)))
    document = made[0].rsplit("<", 1)[1].split(">")[0]
    put(store, document, lines=made, known=held(store))


def test_a_changed_article_replaces_its_old_version(empty: Store) -> None:
    for text in TEXTS:
        _put(empty, text)
    old = held(empty)["a3"]
    _put(empty, Text("a3", "2020", (Claim("Norland", "controls", "Sarn Valley"),)))
    new = held(empty)["a3"]
    assert len(new) == 1
    assert new != old
    assert old[0].iri not in empty.counts()


def test_a_removed_article_takes_nothing_that_others_say(empty: Store, tmp_path: Path) -> None:
    load([_corpus(tmp_path)], empty)
    assert remove(empty, ["a4"]) == 1
    backers = queries.run(queries.find("backers"), {}, store=empty)
    assert isinstance(backers, Rows)
    assert len(backers.rows) == 1
    assert "a4" not in held(empty)


def test_removing_an_unknown_article_removes_nothing(empty: Store, tmp_path: Path) -> None:
    load([_corpus(tmp_path)], empty)
    with pytest.raises(InputError, match="did you mean"):
        remove(empty, ["a4", "a33"])
    assert len(held(empty)) == len(TEXTS)


def test_diff_names_added_removed_and_changed_statements(empty: Store, tmp_path: Path) -> None:
    load([_corpus(tmp_path)], empty)
    other = OxigraphStore.memory([_corpus(tmp_path, nquads().replace('"0.70"', '"0.75"'))])
    remove(other, ["a4"])
    found = list(diff(empty, other))
    assert {each.change for each in found} == {Change.CHANGED, Change.REMOVED}
    assert [each.text for each in found if each.change is Change.CHANGED] == [
        "Orvanian Front controls Lunden (Current, Denied, 0.75)"
    ]
    assert sum(each.source == "a4" for each in found) == 4
    assert list(diff(empty, empty)) == []
