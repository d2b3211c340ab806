import json
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.link.candidates import Found, Item, Named
from kg.link.linker import Linker
from kg.link.online.ancestry import Ancestry
from kg.link.online.cache import AnswerCache
from kg.link.online.http import Clock, Http, contact, signature
from kg.link.online.source import OnlineCandidates
from kg.link.ranker import Ranker
from kg.model import Document, DocumentGraph, Entity, Mention, Nil, Span
from tests.store.faulty import Script, Step, faulty_server


class _Nothing:
    version = "none"
    complete = True

    def expect(self, named: Sequence[Named]) -> None: ...

    def find(self, name: str) -> Sequence[Found]:
        return ()

    def item(self, number: int) -> Item | None:
        return None

    def close(self) -> None: ...


def _json(body: object, **more: object) -> Step:
    return Step(body=json.dumps(body).encode(), media_type="application/json", **more)  # type: ignore[arg-type]


def _hit(item: str, text: str, kind: str = "label") -> dict[str, object]:
    return {"id": item, "match": {"type": kind, "language": "en", "text": text}}


def _claim(item: int, rank: str = "normal") -> dict[str, object]:
    value = {"entity-type": "item", "numeric-id": item, "id": f"Q{item}"}
    return {"mainsnak": {"datavalue": {"value": value}}, "rank": rank}


SEARCH = _json({"search": [_hit("Q90", "Paris"), _hit("Q1", "Parish")], "success": 1})
PARIS = {
    "id": "Q90",
    "labels": {"en": {"language": "en", "value": "Paris"}},
    "descriptions": [],
    "claims": {"P31": [_claim(515)], "P17": [_claim(142)]},
    "sitelinks": {"enwiki": {"site": "enwiki", "title": "Paris"}},
}
DETAILS = _json({"entities": {"Q90": PARIS}, "success": 1})


class _World:
    def __init__(self, script: Script, folder: Path) -> None:
        self.slept: list[float] = []
        self.time = 1_000_000.0
        self.script = script
        self.folder = folder

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds

    def open(self, seconds: float = 5) -> OnlineCandidates:
        clock = Clock(lambda: self.time, self.sleep, lambda: 0.0)
        http = Http("test@example.org", clock=clock, seconds=seconds)
        cache = AnswerCache(self.folder / "answers.sqlite")
        ancestry = Ancestry(http, cache, url=f"{self.script.url}/sparql")
        return OnlineCandidates(_Nothing(), http, cache, url=self.script.url, ancestry=ancestry)


@contextmanager
def _world(folder: Path, *steps: Step, usual: Step | None = None) -> Iterator[_World]:
    with faulty_server(*steps, usual=usual or _json({"error": {"code": "other"}})) as script:
        yield _World(script, folder)


def test_a_name_is_searched_and_its_items_are_fetched_together(tmp_path: Path) -> None:
    with _world(tmp_path, SEARCH, DETAILS) as world:
        source = world.open()
        source.expect([Named("City", ("Paris",))])
        (found,) = source.find("PARIS")
        assert (found.item.qid, found.item.kind, found.item.country) == (90, "city", 142)
        assert len(world.script.seen) == 2
        assert "test@example.org" in world.script.seen[0][2]["User-Agent"]
        assert "maxlag=5" in world.script.seen[0][1]
        source.close()
        again = world.open()
        assert [f.item.qid for f in again.find("Paris")] == [90]
        assert len(world.script.seen) == 2
        again.close()


@pytest.mark.parametrize(
    ("fault", "wait"),
    [
        (Step(status=429, headers={"Retry-After": "7"}), 7.0),
        (_json({"error": {"code": "maxlag", "lag": 9}}, headers={"Retry-After": "6"}), 6.0),
        (_json({"error": {"code": "maxlag", "lag": 9}}), 5.0),
        (Step(status=503), 1.0),
        (Step(body=b'{"search": [', media_type="application/json"), 1.0),
        (Step(body=SEARCH.body, cut=10), 1.0),
    ],
)
def test_what_passes_is_waited_for(tmp_path: Path, fault: Step, wait: float) -> None:
    with _world(tmp_path, fault, SEARCH, DETAILS) as world:
        source = world.open()
        assert [f.item.qid for f in source.find("Paris")] == [90]
        assert wait in world.slept
        source.close()


def test_a_failure_is_warned_of_once_and_never_kept(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with _world(tmp_path) as world, caplog.at_level(logging.WARNING, "kg"):
        source = world.open()
        for name in ("Paris", "Lyon"):
            assert source.find(name) == ()
        assert len(caplog.records) == 1
        assert not source.complete
        source.close()
        world.script.steps += [SEARCH, DETAILS]
        again = world.open()
        assert [f.item.qid for f in again.find("Paris")] == [90]
        again.close()


def test_a_server_that_stays_busy_is_left_alone_after_five_tries(tmp_path: Path) -> None:
    with _world(tmp_path, usual=Step(status=429)) as world:
        source = world.open()
        assert source.find("Paris") == ()
        assert not source.complete
        assert len(world.script.seen) == 5
        assert [s for s in world.slept if s >= 1] == [1, 2, 4, 8]
        source.close()


def test_a_silent_server_is_no_answer(tmp_path: Path) -> None:
    with _world(tmp_path, usual=Step(wait=0.2)) as world:
        source = world.open(seconds=0.02)
        assert source.find("Paris") == ()
        assert not source.complete
        source.close()


def test_nothing_found_is_an_answer_that_is_asked_for_again_after_a_day(tmp_path: Path) -> None:
    empty = _json({"search": [], "success": 1})
    with _world(tmp_path, empty, SEARCH, DETAILS) as world:
        source = world.open()
        assert source.find("Paris") == ()
        source.close()
        world.time += 3600
        source = world.open()
        assert source.find("Paris") == ()
        source.close()
        world.time += 86_400
        source = world.open()
        assert [f.item.qid for f in source.find("Paris")] == [90]
        source.close()


def test_merged_missing_and_disambiguating_items(tmp_path: Path) -> None:
    hits = [_hit("Q2", "Paris"), _hit("Q3", "Paris"), _hit("Q4", "Paris", "alias")]
    apart = {"id": "Q4", "labels": [], "claims": {"P31": [_claim(4167410)]}, "sitelinks": []}
    merged = {**PARIS, "redirects": {"from": "Q2", "to": "Q90"}, "claims": []}
    entities = {"Q2": merged, "Q3": {"id": "Q3", "missing": ""}, "Q4": apart}
    with _world(tmp_path, _json({"search": hits}), _json({"entities": entities})) as world:
        source = world.open()
        assert [(f.item.qid, f.item.kind) for f in source.find("Paris")] == [(90, "unknown")]
        source.close()


def test_redirects_are_followed_but_not_for_ever(tmp_path: Path) -> None:
    moved = Step(status=301, headers={"Location": "/elsewhere"})
    with _world(tmp_path, moved, SEARCH, DETAILS) as world:
        source = world.open()
        assert [f.item.qid for f in source.find("Paris")] == [90]
        source.close()
    with _world(tmp_path / "loop", usual=moved) as world:
        source = world.open()
        assert source.find("Lyon") == ()
        assert not source.complete
        source.close()


def test_nobody_asks_without_a_contact(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_CONTACT", raising=False)
    config = tmp_path / "config.yaml"
    with pytest.raises(UsageError):
        contact(config=config)
    config.write_text("contact: me@example.org\n")
    assert contact(config=config) == "me@example.org"


def test_what_a_failing_network_leaves_unfound_is_unknown(tmp_path: Path) -> None:
    text = "Paris"
    mention = Mention(span=Span(0, 5), text=text, type="City")
    entity = Entity(id="e", type="City", name=text, mentions=(mention,))
    document = Document(id="d", text=text, source="d", sha256="0")
    graph = DocumentGraph(document=document, entities=(entity,), relations=())
    with _world(tmp_path) as world:
        linker = Linker(world.open(), Ranker.shipped(), 0.5)
        assert linker.link(graph).entities[0].link is None
        linker.close()
    with _world(tmp_path, _json({"search": []})) as world:
        linker = Linker(world.open(), Ranker.shipped(), 0.5)
        assert isinstance(linker.link(graph).entities[0].link, Nil)
        linker.close()


def test_a_server_that_asks_for_an_hour_is_not_asked_again(tmp_path: Path) -> None:
    with _world(tmp_path, usual=Step(status=429, headers={"Retry-After": "3600"})) as world:
        source = world.open()
        assert source.find("Paris") == ()
        assert len(world.script.seen) == 1
        source.close()


def _rows(*pairs: tuple[int, int]) -> Step:
    rows = [
        {
            name: {"type": "uri", "value": f"http://www.wikidata.org/entity/Q{item}"}
            for name, item in (("class", one), ("root", root))
        }
        for one, root in pairs
    ]
    return _json({"head": {"vars": ["class", "root"]}, "results": {"bindings": rows}})


_COMMUNE = _json({"entities": {"Q90": {**PARIS, "claims": {"P31": [_claim(484170)]}}}})
_CONTEXT = [Named("City", ("Paris",))]


def test_the_classes_above_say_what_kind_an_item_is_and_are_asked_for_once(tmp_path: Path) -> None:
    with _world(tmp_path, SEARCH, _COMMUNE, _rows((484170, 486972), (484170, 43229))) as world:
        for _ in range(2):
            source = world.open()
            source.expect(_CONTEXT)
            assert [f.item.kind for f in source.find("Paris")] == ["city"]
            source.close()
        method, path, headers, body = world.script.seen[2]
        assert (method, path) == ("POST", "/query/sparql")
        assert headers["Accept"] == "application/sparql-results+json"
        assert b"wd%3AQ484170" in body
        assert len(world.script.seen) == 3


def test_a_class_below_none_of_ours_has_no_kind(tmp_path: Path) -> None:
    with _world(tmp_path, SEARCH, _COMMUNE, _rows()) as world:
        source = world.open()
        assert [f.item.kind for f in source.find("Paris")] == ["unknown"]
        source.close()


@pytest.mark.parametrize(
    "fault",
    [
        Step(status=403, body=b"You have been banned until tomorrow"),
        Step(status=429, headers={"Retry-After": "3600"}),
        _json({"results": []}),
        _json({"boolean": True}),
    ],
)
def test_without_the_query_service_items_are_vague_but_known_and_asked_about_again(
    tmp_path: Path, fault: Step, caplog: pytest.LogCaptureFixture
) -> None:
    with _world(tmp_path, SEARCH, _COMMUNE, fault) as world, caplog.at_level("WARNING", "kg"):
        source = world.open()
        assert [f.item.kind for f in source.find("Paris")] == ["unknown"]
        assert source.complete, "the names were all looked up"
        assert len(caplog.records) == 1
        source.close()
        world.script.steps += [_COMMUNE, _rows((484170, 486972))]
        again = world.open()
        assert [f.item.kind for f in again.find("Paris")] == ["city"]
        again.close()


def test_the_query_service_is_waited_for(tmp_path: Path) -> None:
    busy = Step(status=429, headers={"Retry-After": "9"})
    with _world(tmp_path, SEARCH, _COMMUNE, busy, _rows((484170, 515))) as world:
        source = world.open()
        assert [f.item.kind for f in source.find("Paris")] == ["city"]
        assert 9.0 in world.slept
        source.close()


def test_a_service_elsewhere_hears_who_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("KG_CONTACT", raising=False)
    monkeypatch.setattr("kg.link.online.http.user_config_path", lambda *_, **__: tmp_path)
    assert signature("http://127.0.0.1:8765") == "this machine"
    with pytest.raises(UsageError):
        signature("https://service.example.org/api")
    monkeypatch.setenv("KG_CONTACT", "me@example.org")
    assert signature("https://service.example.org/api") == "me@example.org"
