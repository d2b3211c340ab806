"""The stored queries as data: each parses, explains itself and uses what the vocabulary has."""

import json
import re

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg import queries
from kg.queries.catalogue import StoredQuery
from kg.queries.executable import executables
from kg.queries.explain import explanation
from kg.queries.openapi import openapi
from kg.queries.readonly import Form, check
from kg.queries.tokens import tokens
from kg.resources import shapes_dir
from kg.store.base import Rows, value_of
from kg.store.oxigraph import OxigraphStore
from kg.vocab import load_prefixes

LIBRARY = queries.catalogue()
IDS = [query.name for query in LIBRARY]
KG = "https://w3id.org/kg-exporter/ns#"


@pytest.fixture(scope="module")
def terms() -> set[str]:
    vocabulary = (shapes_dir() / "vocab.ttl").read_bytes()
    return {
        quad.subject.value.removeprefix(KG)  # type: ignore[union-attr]
        for quad in parse(vocabulary, format=RdfFormat.TURTLE)
    }


def test_there_are_enough_of_them() -> None:
    assert len(LIBRARY) >= 24


@pytest.mark.parametrize("query", LIBRARY, ids=IDS)
def test_query_runs_unchanged_in_any_editor(query: StoredQuery) -> None:
    check(query.text, online=query.header.online, where=query.name)


@pytest.mark.parametrize("query", LIBRARY, ids=IDS)
def test_query_says_what_it_is_for_and_what_it_returns(query: StoredQuery) -> None:
    assert query.header.summary != f"{query.name}.rq"
    assert query.header.returns
    assert query.header.tags
    assert query.header.summary in explanation(query)


@pytest.mark.parametrize("query", LIBRARY, ids=IDS)
def test_header_lists_the_columns_of_the_query(query: StoredQuery) -> None:
    if check(query.text, online=True) is not Form.SELECT:
        return
    head = query.text[query.text.index("\nSELECT") :].split("\nWHERE", 1)[0]
    plain = re.sub(r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*?AS (\?\w+)\)", r"\1", head)
    columns = re.findall(r"\?(\w+)", plain)
    assert columns == [name for name, _ in query.header.returns]


@pytest.mark.parametrize("query", LIBRARY, ids=IDS)
def test_every_parameter_is_used_and_declared(query: StoredQuery) -> None:
    used = {
        token.text[2:].split("_", 1)[0]
        for token in tokens(query.text)
        if token.kind == "variable" and token.text.startswith("?_")
    }
    declared = {parameter.name for parameter in query.header.parameters}
    assert used == declared - {"limit"}
    assert all(each.description for each in query.header.parameters)


@pytest.mark.parametrize("query", LIBRARY, ids=IDS)
def test_prefixes_and_terms_are_those_of_the_vocabulary(
    query: StoredQuery, terms: set[str]
) -> None:
    known = {**load_prefixes(), "geo": "http://www.opengis.net/ont/geosparql#"}
    for name, iri in re.findall(r"^PREFIX (\w*): <([^>]*)>", query.text, re.MULTILINE):
        assert known[name] == iri
    body = re.sub(r"^#.*|^PREFIX.*", "", query.text, flags=re.MULTILINE)
    assert set(re.findall(r"\bkg:(\w+)", body)) <= terms


def test_library_as_openapi_has_every_query_and_parameter() -> None:
    document = json.loads(openapi(LIBRARY))
    assert set(document["paths"]) == {f"/queries/{name}" for name in IDS}
    parameters = document["paths"]["/queries/control-history"]["get"]["parameters"]
    assert [(each["name"], each["required"]) for each in parameters] == [
        ("place", True),
        ("limit", False),
    ]
    assert parameters[1]["schema"]["default"] == 100


def test_library_as_executables_is_turtle_with_every_query() -> None:
    quads = list(parse(executables(LIBRARY).encode(), format=RdfFormat.TURTLE))
    texts = {
        q.object.value for q in quads if str(q.predicate).endswith(("#select>", "#construct>"))
    }  # type: ignore[union-attr]
    assert texts == {query.text for query in LIBRARY}


def test_a_name_with_two_items_is_listed_once_however_many_texts_have_it() -> None:
    store = OxigraphStore.memory()
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    for text in ("urn:kg:doc:1", "urn:kg:doc:2"):
        for item in (NamedNode("urn:kg:ent:Q1"), NamedNode("urn:kg:ent:Q2")):
            entity = NamedNode("https://w3id.org/kg-exporter/ns#Entity")
            store.add([Quad(item, kind, entity, NamedNode(text))])
            store.add([Quad(item, label, Literal("Ann", language="en"), NamedNode(text))])
    found = queries.run(queries.find("same-name"), {}, store=store)
    assert isinstance(found, Rows)
    assert [[value_of(term) for term in row] for row in found.rows] == [
        ["Ann", "2", "urn:kg:ent:Q1", "urn:kg:ent:Q2"]
    ]
