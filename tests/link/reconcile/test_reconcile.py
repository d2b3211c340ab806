import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from kg.link.build import build_index
from kg.link.index import Index
from kg.link.reconcile.server import open_server
from kg.link.reconcile.service import Service
from tests.link.test_linker import data

__all__ = ["data"]


@pytest.fixture
def service(data: Path, tmp_path: Path) -> Iterator[Service]:
    build_index(data, tmp_path / "i.sqlite")
    index = Index(tmp_path / "i.sqlite")
    yield Service(index, "http://127.0.0.1:1")
    index.close()


def _ids(service: Service, **query: Any) -> list[str]:
    answer = service.reconcile(json.dumps({"q0": query}))
    return [one["id"] for one in answer["q0"]["result"]]


def test_the_manifest_has_what_the_specification_requires(service: Service) -> None:
    manifest = service.manifest()
    assert {"versions", "name", "identifierSpace", "schemaSpace"} <= set(manifest)
    assert "0.2" in manifest["versions"]
    assert "extend" not in manifest, "only what works is declared"


def test_candidates_have_id_name_and_score_and_at_most_one_matches(service: Service) -> None:
    answer = service.reconcile(json.dumps({"q0": {"query": "Paris"}, "q1": {"query": "Lyon"}}))
    found = answer["q0"]["result"]
    assert [one["id"] for one in found] == ["Q90", "Q830149"]
    assert all({"id", "name", "score"} <= set(one) for one in found)
    assert sum(one["match"] for one in found) <= 1
    assert found[0]["type"][0]["name"] == "city"
    assert answer["q1"] == {"result": []}


def test_types_decide_where_the_query_is_strict(service: Service) -> None:
    assert _ids(service, query="Paris", type="Q5", type_strict="any") == []
    assert _ids(service, query="Paris", type=["Q5", "Q515"], type_strict="any", limit=1) == ["Q90"]
    assert len(_ids(service, query="Paris", type="Q5")) == 2


def test_the_server_answers_batches_and_suggests(data: Path, tmp_path: Path) -> None:
    build_index(data, tmp_path / "i.sqlite")
    ready: list[str] = []
    held: list[Any] = []
    up = threading.Event()

    def run() -> None:
        index = Index(tmp_path / "i.sqlite")
        server, place = open_server(index)
        ready.append(place)
        held.append(server)
        up.set()
        server.serve_forever(poll_interval=0.02)
        server.server_close()
        index.close()

    thread = threading.Thread(target=run)
    thread.start()
    assert up.wait(10)
    place = ready[0]
    batch = json.dumps({"q0": {"query": "Paris", "limit": 3}})
    try:
        posted = httpx.post(place, data={"queries": batch})
        assert posted.json() == httpx.get(place, params={"queries": batch}).json()
        assert posted.headers["Access-Control-Allow-Origin"] == "*"
        manifest = httpx.get(place + "/").json()
        suggest = manifest["suggest"]["entity"]
        url = suggest["service_url"] + suggest["service_path"]
        assert httpx.get(url, params={"prefix": "paris"}).json()["result"][0]["id"] == "Q90"
        types = httpx.get(f"{place}/suggest/type", params={"prefix": "ci"}).json()["result"]
        assert types == [{"id": "Q515", "name": "city"}]
        assert httpx.post(place, data={"queries": "["}).status_code == 400
        assert httpx.post(place, data={"queries": '{"q0": 1}'}).status_code == 400
        assert httpx.get(f"{place}/none").status_code == 404
    finally:
        held[0].shutdown()
        thread.join()
