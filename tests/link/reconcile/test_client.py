"""The client of reconciliation services: what it asks, reads, and does when they fail."""

import json
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.errors import LinkerUnavailable, UsageError
from kg.link.build import build_index
from kg.link.candidates import Named
from kg.link.claims import kinds
from kg.link.index import Index
from kg.link.linker import Linker, Linking
from kg.link.online.cache import AnswerCache
from kg.link.online.http import Clock, Http
from kg.link.ranker import Ranker
from kg.link.reconcile.asking import Service
from kg.link.reconcile.client import ReconciledCandidates
from kg.link.reconcile.shapes import manifest, offers
from kg.model import Linked, Nil
from tests.link.reconcile.services import Asked, in_json, naming, serving
from tests.link.reconcile.specification import NOMISMA, RESULTS, WIKIDATA
from tests.link.test_linker import data
from tests.store.faulty import Step, faulty_server

__all__ = ["data"]

Open = Callable[..., ReconciledCandidates]


def _candidate(number: int, name: str, **more: object) -> dict[str, object]:
    return {"id": f"Q{number}", "name": name, "score": 100, "match": True, "type": []} | more


MANIFEST = in_json(WIKIDATA)
LYON = _candidate(456, "Lyon", type=[{"id": "Q515", "name": "city"}])
FOUND = in_json({"q0": {"result": [LYON]}})


class _World(Asked):
    def open(self, *, seconds: float = 5) -> ReconciledCandidates:
        clock = Clock(lambda: 1_000_000.0, self.slept.append, lambda: 0.0)
        http = Http("test@example.org", clock=clock, seconds=seconds)
        cache = AnswerCache(self.folder / "answers.sqlite")
        offline = Index(self.folder / "i.sqlite")
        return ReconciledCandidates(offline, Service(http, cache, url=self.script.url))


@contextmanager
def _world(data: Path, *steps: Step, usual: Step | None = None) -> Iterator[_World]:
    build_index(data, data.parent / "i.sqlite")
    with faulty_server(*steps, usual=usual or Step(status=404)) as script:
        yield _World(script, data.parent)


def _linked(source: ReconciledCandidates, *named: tuple[str, str]) -> Sequence[object]:
    linker = Linker(source, Ranker.shipped(), Ranker.shipped().same_as)
    links = [entity.link for entity in linker.link(naming(*named)).entities]
    linker.close()
    return links


def test_a_match_that_the_index_does_not_know_is_a_link(data: Path) -> None:
    with _world(data, MANIFEST, FOUND) as world:
        (link,) = _linked(world.open(), ("Lyon", "City"))
        assert isinstance(link, Linked)
        assert (link.qid, link.label) == ("Q456", "Lyon")
        assert world.queries(1) == {
            "q0": {
                "query": "Lyon",
                "limit": 10,
                "type": [f"Q{item}" for item, kind in kinds().items() if kind == "city"],
                "type_strict": "should",
            }
        }


def test_a_suggestion_is_no_link_however_high_its_score(data: Path) -> None:
    offered = in_json({"q0": {"result": [{**LYON, "match": False, "score": 4000}]}})
    with _world(data, MANIFEST, offered) as world:
        (link,) = _linked(world.open(), ("Lyon", "City"))
        assert isinstance(link, Nil)


def test_several_matches_are_none(data: Path) -> None:
    two = in_json({"q0": {"result": [LYON, {**LYON, "id": "Q457"}]}})
    with _world(data, MANIFEST, two) as world:
        assert isinstance(_linked(world.open(), ("Lyon", "City"))[0], Nil)


def test_the_country_that_a_document_is_about_is_asked_for(data: Path) -> None:
    empty = in_json({f"q{n}": {"result": []} for n in range(3)})
    with _world(data, MANIFEST, empty) as world:
        source = world.open()
        named = [Named("Country", ("France",)), Named("City", ("Lyon",)), Named("Person", ("X Y",))]
        source.expect(named)
        asked = {query["query"]: query for query in world.queries(1).values()}
        assert asked["Lyon"]["properties"] == [{"pid": "P17", "v": {"id": "Q142"}}]
        assert "properties" not in asked["X Y"]
        source.close()


def test_answers_are_kept_and_batches_are_as_large_as_the_service_takes(data: Path) -> None:
    told = in_json({**WIKIDATA, "batchSize": 2})
    empty = in_json({"q0": {"result": []}, "q1": {"result": []}})
    named = [Named("Person", (name,)) for name in ("A B", "C D", "E F")]
    with _world(data, told, empty, empty, told) as world:
        for _ in range(2):
            source = world.open()
            source.expect(named)
            source.close()
        assert [len(world.queries(n)) for n in (1, 2)] == [2, 1]
        assert len(world.script.seen) == 4


def test_a_batch_that_is_too_large_is_halved(data: Path) -> None:
    empty = in_json({"q0": {"result": []}})
    with _world(data, MANIFEST, Step(status=413), empty, empty) as world:
        source = world.open()
        source.expect([Named("Person", ("A B",)), Named("Person", ("C D",))])
        assert source.complete
        assert [len(world.queries(n)) for n in (1, 2, 3)] == [2, 1, 1]
        source.close()


@pytest.mark.parametrize(
    ("fault", "wait"),
    [
        (Step(status=429, headers={"Retry-After": "7"}), 7.0),
        (Step(status=500), 1.0),
        (Step(status=503), 1.0),
        (Step(body=b'{"q0": {"result": [', media_type="application/json"), 1.0),
        (Step(body=FOUND.body, cut=10), 1.0),
    ],
)
def test_what_passes_is_waited_for(data: Path, fault: Step, wait: float) -> None:
    with _world(data, MANIFEST, fault, FOUND) as world:
        (link,) = _linked(world.open(), ("Lyon", "City"))
        assert isinstance(link, Linked)
        assert wait in world.slept


@pytest.mark.parametrize(
    "answer",
    [
        in_json({"error": "out of order"}),
        in_json({"status": "error", "message": "out of order"}),
        in_json({}),
        in_json([]),
        in_json({"q0": []}),
        in_json({"q0": {"result": {}}}),
        in_json({"q0": {"error": "bad query"}}),
        Step(status=403),
        Step(body=b"<html>maintenance</html>", media_type="text/html"),
    ],
)
def test_an_answer_without_a_result_is_unknown_and_never_kept(
    data: Path, answer: Step, caplog: pytest.LogCaptureFixture
) -> None:
    named = ("Lyon", "City"), ("Nancy", "City"), ("France", "Country")
    with _world(data, MANIFEST, usual=answer) as world, caplog.at_level(logging.WARNING, "kg"):
        lyon, nancy, france = _linked(world.open(), *named)
        assert (lyon, nancy) == (None, None), "not found and not looked up are two things"
        assert isinstance(france, Linked), "what the index knows stays known"
        assert len(caplog.records) == 1
        world.script.steps += [MANIFEST, FOUND]
        assert isinstance(_linked(world.open(), ("Lyon", "City"))[0], Linked)


def test_a_silent_service_is_no_answer(data: Path) -> None:
    with _world(data, MANIFEST, usual=Step(wait=0.2)) as world:
        assert _linked(world.open(seconds=0.05), ("Lyon", "City")) == [None]


def test_a_service_that_does_not_even_say_who_it_is_leaves_the_index(data: Path) -> None:
    with _world(data, usual=Step(status=500)) as world:
        lyon, france = _linked(world.open(), ("Lyon", "City"), ("France", "Country"))
        assert lyon is None
        assert isinstance(france, Linked)


def test_what_is_no_item_is_passed_over_and_half_filled_candidates_are_read(data: Path) -> None:
    odd = [
        {"id": "L42", "name": "Lyon", "score": 100, "match": True},
        {"id": "Q456", "name": "Lyon", "score": "high", "type": {}, "features": {}},
        {"id": "Q457", "name": "Lyon", "score": None, "type": ["Q515"]},
        "nonsense",
    ]
    with _world(data, MANIFEST, in_json({"q0": {"result": odd}})) as world:
        source = world.open()
        found = source.find("Lyon")
        assert {(f.item.qid, f.item.kind) for f in found} == {(456, "unknown"), (457, "city")}
        source.close()


def test_a_form_is_sent_where_the_service_moved_to(data: Path) -> None:
    moved = Step(status=301, headers={"Location": "/elsewhere"})
    with _world(data, moved, MANIFEST, FOUND) as world:
        assert isinstance(_linked(world.open(), ("Lyon", "City"))[0], Linked)
        assert [(s[0], s[1]) for s in world.script.seen[1:]] == [
            ("GET", "/elsewhere"),
            ("POST", "/elsewhere"),
        ]


@pytest.mark.parametrize(
    "body", [{"hello": 1}, {**WIKIDATA, "versions": ["1.0-draft"]}, {"name": "x"}]
)
def test_what_is_no_service_with_identifiers_is_refused(body: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        manifest(body, where="here")


def test_manifests_of_both_versions_are_read() -> None:
    assert manifest(WIKIDATA, where="here").name == "Wikidata (en)"
    first = {**NOMISMA, "identifierSpace": "https://www.wikidata.org/entity/", "batchSize": 900}
    assert manifest(first, where="here").batch == 50


def test_the_specifications_results_are_read_and_scaled() -> None:
    as_items = json.loads(json.dumps(RESULTS["q1"]).replace('"id": "1', '"id": "Q1'))
    read = offers(as_items, where="here")
    assert [(o.name, round(o.score, 2)) for o in read] == [
        ("Urbaniak, Regina", 0.53),
        ("Urbaniak, Jan", 0.52),
    ]
    others = offers(RESULTS["q1"], where="here")
    assert [(o.id, o.qid, o.given) for o in others] == [
        ("120333937", 0, 53.015232),
        ("1127147390", 0, 52.357353),
    ]
    high = [{"id": "Q1", "name": "a", "score": 400}, {"id": "Q2", "name": "b", "score": -3}]
    assert [o.score for o in offers({"result": high}, where="here")] == [1.0, 0.0]
    with pytest.raises(LinkerUnavailable):
        offers({}, where="here")


def test_our_own_service_gives_the_links_of_its_index(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.link.reconcile.asking.cache_place", lambda: tmp_path / "a.sqlite")
    build_index(data, tmp_path / "i.sqlite")
    named = ("Paris", "City"), ("France", "Country"), ("Nobody Atall", "Person")
    found = []
    with serving(tmp_path / "i.sqlite") as place:
        for url in (None, place):
            linker = Linker.open(Linking(index=tmp_path / "i.sqlite", threshold=0.3, reconcile=url))
            found.append([entity.link for entity in linker.link(naming(*named)).entities])
            linker.close()
    assert found[0] == found[1]
    assert isinstance(found[0][0], Linked)
