import logging
from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.link.candidates import Named
from kg.link.linker import Linker
from kg.link.online.http import contact, signature
from kg.link.ranker import Ranker
from kg.model import Document, DocumentGraph, Entity, Mention, Nil, Span
from tests.link.online.world import DETAILS, PARIS, SEARCH, answer, claim, hit, world
from tests.store.faulty import Step


def test_a_name_is_searched_and_its_items_are_fetched_together(tmp_path: Path) -> None:
    with world(tmp_path, SEARCH, DETAILS) as there:
        source = there.open()
        source.expect([Named("City", ("Paris",))])
        (found,) = source.find("PARIS")
        assert (found.item.qid, found.item.kind, found.item.country) == (90, "city", 142)
        assert len(there.script.seen) == 2
        assert "test@example.org" in there.script.seen[0][2]["User-Agent"]
        assert "maxlag=5" in there.script.seen[0][1]
        source.close()
        again = there.open()
        assert [f.item.qid for f in again.find("Paris")] == [90]
        assert len(there.script.seen) == 2
        again.close()


@pytest.mark.parametrize(
    ("fault", "wait"),
    [
        (Step(status=429, headers={"Retry-After": "7"}), 7.0),
        (answer({"error": {"code": "maxlag", "lag": 9}}, headers={"Retry-After": "6"}), 6.0),
        (answer({"error": {"code": "maxlag", "lag": 9}}), 5.0),
        (Step(status=503), 1.0),
        (Step(body=b'{"search": [', media_type="application/json"), 1.0),
        (Step(body=SEARCH.body, cut=10), 1.0),
    ],
)
def test_what_passes_is_waited_for(tmp_path: Path, fault: Step, wait: float) -> None:
    with world(tmp_path, fault, SEARCH, DETAILS) as there:
        source = there.open()
        assert [f.item.qid for f in source.find("Paris")] == [90]
        assert wait in there.slept
        source.close()


def test_a_failure_is_warned_of_once_and_never_kept(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with world(tmp_path) as there, caplog.at_level(logging.WARNING, "kg"):
        source = there.open()
        for name in ("Paris", "Lyon"):
            assert source.find(name) == ()
        assert len(caplog.records) == 1
        assert not source.complete
        source.close()
        there.script.steps += [SEARCH, DETAILS]
        again = there.open()
        assert [f.item.qid for f in again.find("Paris")] == [90]
        again.close()


def test_a_server_that_stays_busy_is_left_alone_after_five_tries(tmp_path: Path) -> None:
    with world(tmp_path, usual=Step(status=429)) as there:
        source = there.open()
        assert source.find("Paris") == ()
        assert not source.complete
        assert len(there.script.seen) == 5
        assert [s for s in there.slept if s >= 1] == [1, 2, 4, 8]
        source.close()


def test_a_silent_server_is_no_answer(tmp_path: Path) -> None:
    with world(tmp_path, usual=Step(wait=0.2)) as there:
        source = there.open(seconds=0.02)
        assert source.find("Paris") == ()
        assert not source.complete
        source.close()


def test_nothing_found_is_an_answer_that_is_asked_for_again_after_a_day(tmp_path: Path) -> None:
    empty = answer({"search": [], "success": 1})
    with world(tmp_path, empty, SEARCH, DETAILS) as there:
        source = there.open()
        assert source.find("Paris") == ()
        source.close()
        there.time += 3600
        source = there.open()
        assert source.find("Paris") == ()
        source.close()
        there.time += 86_400
        source = there.open()
        assert [f.item.qid for f in source.find("Paris")] == [90]
        source.close()


def test_merged_missing_and_disambiguating_items(tmp_path: Path) -> None:
    hits = [hit("Q2", "Paris"), hit("Q3", "Paris"), hit("Q4", "Paris", "alias")]
    apart = {"id": "Q4", "labels": [], "claims": {"P31": [claim(4167410)]}, "sitelinks": []}
    merged = {**PARIS, "redirects": {"from": "Q2", "to": "Q90"}, "claims": []}
    entities = {"Q2": merged, "Q3": {"id": "Q3", "missing": ""}, "Q4": apart}
    with world(tmp_path, answer({"search": hits}), answer({"entities": entities})) as there:
        source = there.open()
        assert [(f.item.qid, f.item.kind) for f in source.find("Paris")] == [(90, "unknown")]
        source.close()


def test_redirects_are_followed_but_not_for_ever(tmp_path: Path) -> None:
    moved = Step(status=301, headers={"Location": "/elsewhere"})
    with world(tmp_path, moved, SEARCH, DETAILS) as there:
        source = there.open()
        assert [f.item.qid for f in source.find("Paris")] == [90]
        source.close()
    with world(tmp_path / "loop", usual=moved) as there:
        source = there.open()
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
    with world(tmp_path) as there:
        linker = Linker(there.open(), Ranker.shipped(), 0.5)
        assert linker.link(graph).entities[0].link is None
        linker.close()
    with world(tmp_path, answer({"search": []})) as there:
        linker = Linker(there.open(), Ranker.shipped(), 0.5)
        assert isinstance(linker.link(graph).entities[0].link, Nil)
        linker.close()


def test_a_server_that_asks_for_an_hour_is_not_asked_again(tmp_path: Path) -> None:
    with world(tmp_path, usual=Step(status=429, headers={"Retry-After": "3600"})) as there:
        source = there.open()
        assert source.find("Paris") == ()
        assert len(there.script.seen) == 1
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
