"""Services of other registers: entries beside the links, stated only where nothing is in doubt."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.iri import Namespace
from kg.jsonl import graphs, line
from kg.link.build import build_index
from kg.link.index import Index
from kg.link.linker import Linker
from kg.link.online.cache import AnswerCache
from kg.link.online.http import Clock, Http
from kg.link.ranker import Ranker
from kg.link.reconcile.asking import Service
from kg.link.reconcile.register import Register
from kg.link.reconcile.shapes import manifest
from kg.model import DocumentGraph, Entry, Linked
from kg.rdf import document_nodes
from kg.relink import relink
from kg.routing import Router
from kg.shapes import load_shapes
from kg.statements import statements
from kg.terms import quads
from kg.vocab import load_schema
from tests.link.reconcile.services import Asked, in_json, naming
from tests.link.reconcile.specification import NOMISMA, WIKIDATA
from tests.link.test_linker import data
from tests.store.faulty import Step, faulty_server

__all__ = ["data"]

GND = {
    "versions": ["0.2"],
    "name": "Names of the library",
    "identifierSpace": "https://d-nb.info/gnd/",
    "schemaSpace": "https://d-nb.info/standards/elementset/gnd#",
    "view": {"url": "https://lobid.org/gnd/{{id}}"},
    "defaultTypes": [
        {"id": "Person", "name": "Person"},
        {"id": "CorporateBody", "name": "Corporate body"},
    ],
}
IRI = "https://d-nb.info/gnd/11850"
DAY = "1970-01-12"


def _offer(**more: object) -> dict[str, object]:
    entry: dict[str, object] = {"id": "11850", "name": "Vell, Orla", "score": 82.5, "match": True}
    return entry | {"type": [{"id": "DifferentiatedPerson", "name": "Person"}]} | more


def _answer(*offers: dict[str, object]) -> Step:
    return in_json({"q0": {"result": list(offers)}})


class _World(Asked):
    @contextmanager
    def linker(self, *, candidates: bool = False, after: str = "") -> Iterator[Linker]:
        clock = Clock(lambda: 1_000_000.0, self.slept.append, lambda: 0.0)
        cache = AnswerCache(self.folder / "answers.sqlite")
        service = Service(Http("me", clock=clock), cache, url=self.script.url + after)
        ranker = Ranker.shipped()
        index = Index(self.folder / "i.sqlite")
        register = Register(service)
        made = Linker(index, ranker, ranker.same_as, candidates, register=register)
        yield made
        made.close()

    def entries(self, graph: DocumentGraph, *, candidates: bool = False) -> tuple[Entry, ...]:
        with self.linker(candidates=candidates) as linker:
            return linker.link(graph).entities[0].entries


@contextmanager
def _world(data: Path, *steps: Step, usual: Step | None = None) -> Iterator[_World]:
    build_index(data, data.parent / "i.sqlite")
    with faulty_server(*steps, usual=usual or Step(status=404)) as script:
        yield _World(script, data.parent)


def _vell() -> DocumentGraph:
    return naming(("Orla Vell", "Person"))


def test_the_match_of_a_service_is_the_same_thing(data: Path) -> None:
    with _world(data, in_json(GND), _answer(_offer())) as world:
        (entry,) = world.entries(_vell())
        assert (entry.iri, entry.label, entry.sure, entry.date) == (IRI, "Vell, Orla", True, DAY)
        assert (entry.score, entry.register) == (82.5, "Names of the library")
        assert entry.service == world.script.url
        assert world.queries(1)["q0"] == {
            "query": "Orla Vell",
            "limit": 5,
            "type": "Person",
            "type_strict": "should",
        }


@pytest.mark.parametrize(
    ("offered", "named"),
    [
        ([_offer(match=False, score=5000)], ("Orla Vell", "Person")),
        ([_offer(), _offer(id="11851")], ("Orla Vell", "Person")),
        ([_offer()], ("Orla Vell", "City")),
        ([_offer(type=["CorporateBody"])], ("Orla Vell", "Person")),
        ([_offer()], ("Vell", "Person")),
    ],
    ids=["suggested", "several matches", "person for a town", "body for a person", "surname"],
)
def test_what_is_in_doubt_is_offered_only_where_asked_for(
    data: Path, offered: list[dict[str, object]], named: tuple[str, str]
) -> None:
    with _world(data, in_json(GND), _answer(*offered), in_json(GND)) as world:
        assert world.entries(naming(named)) == ()
        found = world.entries(naming(named), candidates=True)
        assert (found[0].iri, found[0].sure) == (IRI, False)
        assert len(world.script.seen) == 3, "the answer was kept"


def test_a_register_of_one_type_has_no_entries_of_another(data: Path) -> None:
    persons = {**GND, "defaultTypes": [{"id": "/people/person", "name": "Person"}]}
    with _world(data, in_json(persons), _answer(_offer(type=[]))) as world:
        assert world.entries(naming(("Orla Vell", "City"))) == ()


def test_links_names_and_ids_are_the_same_with_a_register(data: Path) -> None:
    graph = naming(("France", "Country"), ("Orla Vell", "Person"))
    many = {f"q{n}": {"result": [_offer(type=[])]} for n in range(2)}
    with _world(data, in_json(GND), in_json(many)) as world, world.linker() as linker:
        found = linker.link(graph)
        plain = replace(linker, register=None).link(graph)
    assert isinstance(plain.entities[0].link, Linked)
    assert all(entity.entries for entity in found.entities)
    assert tuple(replace(e, entries=()) for e in found.entities) == plain.entities


@pytest.mark.parametrize(
    "fault",
    [
        Step(status=500),
        Step(status=403),
        in_json({}),
        in_json({"q0": {"error": "no"}}),
        in_json([]),
    ],
)
def test_a_register_that_fails_is_warned_of_once_and_never_kept(
    data: Path, fault: Step, caplog: pytest.LogCaptureFixture
) -> None:
    graph = naming(("Orla Vell", "Person"), ("France", "Country"))
    both = {"q0": {"result": [_offer()]}, "q1": {"result": []}}
    with _world(data, in_json(GND), usual=fault) as world, caplog.at_level(logging.WARNING, "kg"):
        with world.linker() as linker:
            found = [linker.link(graph) for _ in range(2)][1].entities
        assert len(caplog.records) == 1
        assert [entity.entries for entity in found] == [(), ()]
        assert isinstance(found[1].link, Linked), "the links are the index's own"
        world.script.steps += [in_json(GND), in_json(both)]
        assert world.entries(graph)


def test_the_rdf_of_an_entry_conforms_and_tells_no_secrets(data: Path) -> None:
    with (
        _world(data, in_json(GND), _answer(_offer())) as world,
        world.linker(after="?key=opensesame") as linker,
    ):
        lines = _lines(linker.link(_vell()))
        assert f"<http://www.w3.org/2004/02/skos/core#exactMatch> <{IRI}>" in lines
        assert f"#entryOf> <{world.script.url}>" in lines
        assert '#serviceScore> "82.50"^^' in lines
        assert f'/date> "{DAY}"^^' in lines
        assert "opensesame" not in lines
        assert "sameAs" not in lines


def test_a_doubtful_entry_is_no_exact_match_in_rdf(data: Path) -> None:
    offered = _answer(_offer(match=False))
    with _world(data, in_json(GND), offered) as world, world.linker(candidates=True) as linker:
        lines = _lines(linker.link(_vell()))
    assert "exactMatch" not in lines
    assert f"#entryIdentifier> <{IRI}>" in lines


def _lines(graph: DocumentGraph) -> str:
    space = Namespace()
    nodes = document_nodes(
        statements(graph, namespace=space), schema=load_schema(), namespace=space
    )
    routed = Router(load_shapes()).route(nodes)
    assert routed.quarantined == ()
    return "".join(quads(routed.nodes, routed.iri))


def test_entries_outlast_another_look_at_the_links_and_are_renewed_by_their_service(
    data: Path, tmp_path: Path
) -> None:
    export, schema = tmp_path / "a.nq", load_schema()
    other = _answer(_offer(id="11999"))
    (tmp_path / "new").mkdir()
    with _world(data, in_json(GND), _answer(_offer()), in_json(GND), other, in_json(GND)) as world:
        with world.linker() as linker:
            export.write_text(_lines(linker.link(_vell())), encoding="utf-8")
            plain = relink([export], replace(linker, register=None), schema=schema).lines
        assert sum("#exactMatch" in one for one in plain) == 1
        assert sum("#RegisterEntry>" in one for one in plain) == 1
        world.folder.joinpath("answers.sqlite").unlink()
        with world.linker() as linker:
            anew = "".join(relink([export], linker, schema=schema).lines)
        assert anew.count("exactMatch> <https://d-nb.info/gnd/11999>") == 1
        assert IRI not in anew
        world.folder.joinpath("answers.sqlite").unlink()
        with world.linker() as linker:
            failed = "".join(relink([export], linker, schema=schema).lines)
        assert failed.count(f"exactMatch> <{IRI}>") == 1, "a service that fails takes nothing away"


def test_entries_survive_asin_json(data: Path) -> None:
    with _world(data, in_json(GND), _answer(_offer())) as world, world.linker() as linker:
        found = linker.link(_vell())
    (back,) = graphs([line(found)], source="x")
    assert back.entities[0].entries == found.entities[0].entries != ()


@pytest.mark.parametrize(
    ("changed", "identifier", "iri"),
    [
        ({}, "11850", IRI),
        ({}, "a b/<c>", "https://d-nb.info/gnd/a%20b/%3Cc%3E"),
        ({}, "https://d-nb.info/gnd/7", "https://d-nb.info/gnd/7"),
        ({}, "https://d-nb.info/gnd/<7>", None),
        ({"identifierSpace": "http://rdf.example/viaf"}, "a/b", "https://lobid.org/gnd/a%2Fb"),
        ({"identifierSpace": "no IRI/"}, "7", "https://lobid.org/gnd/7"),
    ],
)
def test_identifiers_have_the_iris_that_the_service_gives_them(
    changed: dict[str, object], identifier: str, iri: str | None
) -> None:
    assert manifest({**GND, **changed}, where="here").iri(identifier) == iri


def test_a_register_without_iris_is_refused() -> None:
    broken = {**GND, "identifierSpace": "http://rdf.example/viaf", "view": {"url": "of {{id}}"}}
    with pytest.raises(UsageError):
        manifest(broken, where="here")


def test_the_specifications_registers_are_told_from_wikidata() -> None:
    assert not manifest(WIKIDATA, where="here").registers
    assert manifest(NOMISMA, where="here").iri("ric") == "http://nomisma.org/id/ric"
