"""The vocabulary as types: what may join what, and the one prefix map."""

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, RDFS

from kg.errors import ShapesError
from kg.iri import KG, WD
from kg.resources import shapes_dir
from kg.vocab import load_prefixes, load_schema

CLASSES = {
    *("Person", "Organization", "ArmedGroup", "GovernmentBody", "MediaOrganization", "Place"),
    *("City", "Country", "Region", "Event", "Work"),
}
RELATIONS = {
    *("controls", "backedBy", "speaksFor", "leads", "memberOf", "worksFor", "founded", "partOf"),
    *("locatedIn", "basedIn", "capitalOf", "attacked", "authorOf", "said"),
}


def vocabulary() -> Graph:
    return Graph().parse(shapes_dir() / "vocab.ttl")


def test_eleven_classes_and_fourteen_relations_are_declared() -> None:
    schema = load_schema()
    assert set(schema.classes) == CLASSES
    assert set(schema.relations) == RELATIONS


@pytest.mark.parametrize(
    ("name", "parents"),
    [("City", ("Place",)), ("ArmedGroup", ("Organization",)), ("Person", ()), ("Work", ())],
)
def test_parents_are_classes_of_the_vocabulary_alone(name: str, parents: tuple[str, ...]) -> None:
    assert load_schema().classes[name].parents == parents


@pytest.mark.parametrize(
    ("relation", "subject", "object", "allowed"),
    [
        ("leads", "Person", "Country", True),
        ("leads", "Person", "MediaOrganization", True),  # a subclass of what is allowed
        ("leads", "Person", "City", False),
        ("leads", "Organization", "Organization", False),
        ("controls", "ArmedGroup", "Region", True),
        ("controls", "Person", "Region", False),
        ("said", "Person", "Quotation", True),
        ("said", "Country", "Quotation", False),
    ],
)
def test_relations_join_the_classes_of_the_schema(
    relation: str, subject: str, object: str, *, allowed: bool
) -> None:
    assert load_schema().allows(relation, subject, object) is allowed


def test_a_class_is_itself_and_its_ancestors_but_not_its_children() -> None:
    schema = load_schema()
    assert schema.is_a("City", "City")
    assert schema.is_a("City", "Place")
    assert not schema.is_a("Place", "City")
    assert not schema.is_a("Quotation", "Place")


def test_labels_of_recognisers_lead_to_classes() -> None:
    labels = load_schema().labels
    assert labels["ORG"] == "Organization"
    assert labels["PER"] == labels["PERSON"] == "Person"
    assert set(labels.values()) <= CLASSES


def test_wikidata_properties_are_identifiers_in_one_direction() -> None:
    relations = load_schema().relations
    assert relations["memberOf"].wikidata == "P463"
    assert relations["leads"].wikidata is None
    assert "P488" in relations["leads"].wikidata_inverse
    assert relations["said"].wikidata_inverse == ()


def test_every_term_has_a_label_and_a_comment() -> None:
    graph = vocabulary()
    terms = {s for s in graph.subjects() if isinstance(s, URIRef) and str(s).startswith(KG)}
    bare = [
        str(one)
        for one in sorted(terms)
        if not (graph.value(one, RDFS.label) and graph.value(one, RDFS.comment))
    ]
    assert bare == []


def test_every_relation_has_a_class_of_statements() -> None:
    graph = vocabulary()
    for name in RELATIONS:
        kind = URIRef(f"{KG}{name[0].upper()}{name[1:]}Statement")
        assert (kind, RDFS.subClassOf, URIRef(f"{KG}Statement")) in graph
        assert (kind, RDF.type, RDFS.Class) in graph


def test_prefixes_are_sorted_and_lead_to_the_namespaces_of_code() -> None:
    prefixes = load_prefixes()
    assert prefixes["kg"] == KG
    assert prefixes["wd"] == WD
    assert list(prefixes) == sorted(prefixes)


@pytest.mark.parametrize(
    "second",
    ['sh:prefix "kg" ; sh:namespace "urn:other:"', f'sh:prefix "own" ; sh:namespace "{KG}"'],
    ids=["prefix", "namespace"],
)
def test_nothing_is_declared_twice(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, second: str
) -> None:
    folder = tmp_path_factory.mktemp("shapes")
    text = (
        "@prefix sh: <http://www.w3.org/ns/shacl#> .\n"
        f'<urn:x> sh:declare [ sh:prefix "kg" ; sh:namespace "{KG}" ] , [ {second} ] .\n'
    )
    (folder / "prefixes.ttl").write_text(text, encoding="utf-8")
    monkeypatch.setattr("kg.vocab.shapes_dir", lambda: folder)
    with pytest.raises(ShapesError, match="declared twice"):
        load_prefixes.__wrapped__()


def test_a_broken_vocabulary_is_an_error_with_its_path(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("shapes")
    (folder / "vocab.ttl").write_text("kg:Person a rdfs:Class", encoding="utf-8")
    monkeypatch.setattr("kg.vocab.shapes_dir", lambda: folder)
    with pytest.raises(ShapesError) as caught:
        load_schema.__wrapped__()
    assert str(folder / "vocab.ttl") in str(caught.value.where)
