import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from kg.errors import InputError
from kg.link.build import build_index
from kg.link.index import Index
from kg.link.reconcile.service import Service
from tests.link.reconcile.services import serving
from tests.link.reconcile.specification import (
    EXTENSION,
    MULTI_VALUES,
    WIKIDATA,
    conforms_extension,
    conforms_manifest,
    conforms_results,
    conforms_suggestions,
)
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
    assert conforms_manifest(service.manifest())
    assert conforms_manifest(WIKIDATA), "the example is what the check is of"


def test_the_specifications_own_queries_are_answered(service: Service) -> None:
    minimal = {"q0": {"query": "Paris"}, "q1": {"properties": [{"pid": "P17", "v": "x"}]}}
    for batch in (MULTI_VALUES, minimal):
        answer = service.reconcile(json.dumps(batch))
        assert set(answer) == set(batch)
        assert conforms_results(answer)
    with pytest.raises(InputError):
        service.reconcile('{"q0": {}}')


def test_an_identifier_is_a_query_and_a_prefix(service: Service) -> None:
    assert _ids(service, query="Q7186") == ["Q7186"]
    assert service.suggest_entity("Q7186")["result"][0]["name"] == "Marie Curie"
    assert _ids(service, query="Q99999") == []


def test_suggestions_complete_what_was_typed_so_far(service: Service) -> None:
    typed = service.suggest_entity("par")
    assert conforms_suggestions(typed)
    assert [one["id"] for one in typed["result"]] == ["Q90", "Q830149"]
    assert [one["id"] for one in service.suggest_entity("par", 1)["result"]] == ["Q830149"]
    assert service.suggest_entity("marie c")["result"][0]["id"] == "Q7186"
    assert service.suggest_entity("")["result"] == []
    assert service.suggest_property("coo") == {
        "result": [{"id": "P625", "name": "coordinate location"}]
    }


def test_a_country_that_disagrees_halves_the_score(service: Service) -> None:
    texan = [{"pid": "P17", "v": {"id": "Q30"}}]
    assert _ids(service, query="Paris", properties=texan) == ["Q830149", "Q90"]
    unknown = [{"pid": "P9999", "v": "x"}]
    assert _ids(service, query="Paris", properties=unknown) == ["Q90", "Q830149"]


def test_properties_of_items_are_told_as_far_as_they_are_known(service: Service) -> None:
    asked = {"ids": ["Q90", "Q7186", "Q1"], "properties": [{"id": "P17"}, {"id": "P625"}]}
    answer = service.extend(json.dumps(asked))
    assert conforms_extension(answer)
    assert answer["rows"]["Q90"] == {
        "P17": [{"id": "Q142", "name": "France"}],
        "P625": [{"str": "48.8,2.3"}],
    }
    assert answer["rows"]["Q7186"]["P625"] == answer["rows"]["Q1"]["P17"] == []
    foreign = service.extend(json.dumps(EXTENSION))
    assert set(foreign["rows"]) == set(EXTENSION["ids"])
    with pytest.raises(InputError):
        service.extend('{"ids": ["Q90"]}')


def test_a_preview_is_a_page_without_the_datas_own_markup(data: Path, tmp_path: Path) -> None:
    build_index(data, tmp_path / "p.sqlite")
    index = Index(tmp_path / "p.sqlite")
    page = Service(index, "").preview("Q90")
    assert page is not None
    assert "<b>Paris</b>" in page
    assert Service(index, "").preview("Q1") is None
    index.close()


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
    batch = json.dumps({"q0": {"query": "Paris", "limit": 3}})
    with serving(tmp_path / "i.sqlite") as place:
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
        page = httpx.get(manifest["preview"]["url"].replace("{{id}}", "Q90"))
        assert page.headers["Content-Type"].startswith("text/html")
        propose = manifest["extend"]["propose_properties"]
        proposed = httpx.get(propose["service_url"] + propose["service_path"] + "?type=Q515")
        assert proposed.json()["properties"][0] == {"id": "P17", "name": "country"}
        columns = json.dumps({"ids": ["Q90"], "properties": [{"id": "P17"}]})
        assert httpx.post(place, data={"extend": columns}).json()["rows"]["Q90"]
