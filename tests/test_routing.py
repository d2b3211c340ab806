"""What breaks a shape is set aside with what leans on it; everything else goes on."""

from dataclasses import replace

import pytest
from rdflib import Graph

from kg.iri import KG, Namespace
from kg.model import DocumentGraph, Relation
from kg.rdf import DocumentNodes, document_nodes
from kg.routing import Routed, Router
from kg.shapes import load_shapes
from kg.statements import statements
from kg.terms import Node
from kg.vocab import load_schema
from tests.graphs import graph, relations

HEAD = f"""@prefix kg: <{KG}> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
"""
LEADS, SAID, BASED = relations()


def made(given: DocumentGraph) -> DocumentNodes:
    found = statements(given, namespace=Namespace())
    return document_nodes(found, schema=load_schema(), namespace=Namespace())


def routed(given: DocumentNodes, shapes: str | None = None) -> Routed:
    turtle = None if shapes is None else Graph().parse(data=HEAD + shapes, format="turtle")
    return Router(load_shapes() if turtle is None else turtle).route(given)


def predicates(given: Routed) -> list[str]:
    return sorted(one.predicate for one in given.kept)


def direct(given: Routed) -> set[str]:
    names = {f"<{KG}{name}>" for name in load_schema().relations}
    entities = [n for n in given.nodes if f"<{KG}Entity>" in n.types]
    found = {p[1:-1].removeprefix(KG) for n in entities for p, _ in n.properties if p in names}
    return found


def broken(node: Node) -> Node:
    """The node without its first property."""
    return Node(node.iri, node.types, node.properties[1:])


def test_sound_nodes_go_on_with_direct_triples() -> None:
    document = made(graph())
    found = routed(document)
    assert found.quarantined == ()
    assert predicates(found) == ["basedIn", "leads", "said"]
    assert direct(found) == {"basedIn", "leads", "said"}
    assert {n.iri for n in found.nodes} >= {n.iri for n in (document.document, *document.evidence)}


def test_a_statement_between_wrong_classes_is_set_aside_with_its_words() -> None:
    wrong = replace(LEADS, predicate="worksFor", object="e3")
    found = routed(made(replace(graph(), relations=(wrong, SAID))))
    assert predicates(found) == ["said"]
    assert direct(found) == {"said"}
    (aside,) = found.quarantined
    assert aside.sentence == "Dr. Ana Ruiz heads Orlo Labs."
    assert {one.shape for one in aside.results} == {f"{KG}WorksForStatementShape"}


def test_what_leans_on_a_broken_node_is_set_aside_with_it() -> None:
    document = made(graph())
    labs = next(n for n in document.entities if n.iri.endswith("orlo-labs"))
    others = tuple(broken(n) if n is labs else n for n in document.entities)
    found = routed(replace(document, entities=others))
    assert predicates(found) == ["said"]
    assert labs.iri not in {node.iri for node in found.nodes}
    assert {one.node.iri for one in found.quarantined} >= {labs.iri}
    assert {bool(one.sentence) for one in found.quarantined} == {True, False}


def test_every_node_is_kept_or_set_aside_once() -> None:
    document = made(replace(graph(), relations=(replace(LEADS, object="e3"), SAID, BASED)))
    found = routed(document)
    parts = [document.document, *document.entities, *document.mentions, *document.quotations]
    given = {n.iri for n in (*parts, *document.evidence, *(n for _, n in document.statements))}
    kept = [node.iri for node in found.nodes]
    aside = [one.node.iri for one in found.quarantined]
    assert sorted(kept + aside) == sorted(given)


NO_LEADING = """kg:S a sh:NodeShape ; sh:targetClass kg:Person ;
    sh:property [ sh:path kg:leads ; sh:maxCount 0 ; sh:message "None." ] ."""
NOTHING_BUT_A_NAME = """kg:S a sh:NodeShape ; sh:targetClass kg:Person ; sh:closed true ;
    sh:ignoredProperties ( rdf:type rdfs:label kg:linkState kg:linkScore kg:linkReason kg:said
        <http://www.w3.org/2002/07/owl#sameAs> <http://www.w3.org/2004/02/skos/core#altLabel> ) ."""
ONE_THING_LED_OR_SAID = """kg:S a sh:NodeShape ; sh:targetClass kg:Person ;
    sh:property [ sh:path [ sh:alternativePath ( kg:leads kg:said ) ] ; sh:maxCount 1 ] ."""


@pytest.mark.parametrize(
    ("shapes", "kept"),
    [
        (NO_LEADING, ["basedIn", "said"]),
        (NOTHING_BUT_A_NAME, ["basedIn", "said"]),
        # It does not say which of the two is wrong.
        (ONE_THING_LED_OR_SAID, ["basedIn"]),
    ],
    ids=["a path", "a closed shape", "two paths"],
)
def test_a_direct_triple_that_breaks_a_shape_takes_its_statement_along(
    shapes: str, kept: list[str]
) -> None:
    found = routed(made(graph()), shapes)
    assert predicates(found) == kept
    assert direct(found) == set(kept)
    assert all(one.sentence for one in found.quarantined)
    assert len(found.quarantined) == 3 - len(kept)


def test_a_statement_is_set_aside_once_for_all_its_faults() -> None:
    shapes = """kg:T a sh:NodeShape ; sh:targetClass kg:LeadsStatement ;
        sh:property [ sh:path kg:confidence ; sh:minInclusive 0.99 ] ."""
    found = routed(made(graph()), NO_LEADING + shapes)
    assert len({one.node.iri for one in found.quarantined}) == len(found.quarantined)


def test_documents_do_not_see_each_other() -> None:
    """A second text that calls the same item a place does not make the first text's person one."""
    router = Router(load_shapes())
    first = made(graph())
    other = [replace(e, type="City") if e.id == "e1" else e for e in graph().entities]
    second = made(replace(graph(), entities=tuple(other), relations=()))
    alone = routed(first)
    assert router.route(second).quarantined == ()
    assert router.route(first) == alone


def test_shapes_that_nothing_matched_are_vacuous() -> None:
    router = Router(load_shapes())
    assert f"{KG}PersonShape" in router.vacuous()
    router.route(made(replace(graph(), relations=())))
    assert f"{KG}PersonShape" not in router.vacuous()
    assert f"{KG}WorkShape" in router.vacuous()


def stated(given: Relation) -> Routed:
    return routed(made(replace(graph(), relations=(given,))))


@pytest.mark.parametrize("confidence", [0.0, 1.0])
def test_both_ends_of_confidence_are_sound(confidence: float) -> None:
    assert stated(replace(LEADS, confidence=confidence)).quarantined == ()


def test_a_confidence_beyond_one_is_not() -> None:
    (aside,) = stated(replace(LEADS, confidence=1.2)).quarantined
    assert [one.path for one in aside.results] == [f"{KG}confidence"]
