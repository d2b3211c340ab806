"""Entities by name, alias, QID and IRI, and what is said where a name is not enough."""

from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.queries.entities import find_entity
from kg.store.oxigraph import OxigraphStore
from tests.queries.corpus import nquads


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> OxigraphStore:
    path: Path = tmp_path_factory.mktemp("corpus") / "corpus.nq"
    path.write_text(nquads(), encoding="utf-8")
    return OxigraphStore.memory([path])


@pytest.mark.parametrize(
    "text",
    [
        "Orvanian Front",
        "OF",
        "orvanian front",
        "orvanian fRONT",
        "Q900001",
        "wd:Q900001",
        "http://www.wikidata.org/entity/Q900001",
        "urn:kg:ent:Q900001",
        "<urn:kg:ent:Q900001>",
    ],
)
def test_an_entity_is_found_by_any_of_its_names(text: str, store: OxigraphStore) -> None:
    assert find_entity(text, store, where="q: p").value == "urn:kg:ent:Q900001"


def test_an_ambiguous_name_lists_who_is_meant(store: OxigraphStore) -> None:
    with pytest.raises(QueryError) as caught:
        find_entity("Dahl", store, where="q: person")
    assert str(caught.value) == (
        "q: person: 'Dahl' names 2 entities: Marek Dahl (Person) <urn:kg:ent:Q900008>, "
        "Vera Dahl (Person) <urn:kg:ent:Q900006>; give the IRI"
    )


@pytest.mark.parametrize("text", ["Nowhere", "Q1", '" } #', "Orvanian Front} "])
def test_an_unknown_name_is_an_error(text: str, store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match="no entity is called"):
        find_entity(text, store, where="q: p")


def test_a_candidate_is_no_entity(store: OxigraphStore) -> None:
    with pytest.raises(QueryError, match="no entity is called"):
        find_entity("Ole Brandt (film)", store, where="q: p")
