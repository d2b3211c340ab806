"""The router's memory never changes a verdict: it says what pySHACL says of every node."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph

from kg.routing import Router
from kg.signatures import Signatures
from kg.terms import Node

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<urn:s> a sh:NodeShape ; sh:targetClass <urn:C> ;
  sh:property [ sh:path <urn:name> ; sh:minCount 1 ; sh:minLength 2 ; sh:nodeKind sh:Literal ] ;
  sh:property [ sh:path <urn:item> ; sh:maxCount 1 ; sh:pattern "^urn:Q[0-9]+$" ] ;
  sh:property [ sh:path <urn:sure> ; sh:datatype xsd:decimal ; sh:maxInclusive 1.0 ] ;
  sh:property [ sh:path <urn:kind> ; sh:in ( <urn:one> <urn:two> ) ] ;
  sh:property [ sh:path <urn:on> ; sh:or ( [ sh:datatype xsd:date ] [ sh:datatype xsd:gYear ] ) ] ;
  sh:property [ sh:path <urn:in> ; sh:or ( [ sh:class <urn:D> ] [ sh:class <urn:E> ] ) ] .
<urn:t> a sh:NodeShape ; sh:targetClass <urn:D> ;
  sh:property [ sh:path <urn:name> ; sh:minCount 1 ; sh:minLength 2 ; sh:nodeKind sh:Literal ] ;
  sh:property [ sh:path <urn:item> ; sh:minCount 1 ] .
"""
OTHERS = """<urn:v> a sh:NodeShape ; sh:targetClass <urn:D>, <urn:E> ;
  sh:property [ sh:path <urn:free> ; sh:minCount 1 ; sh:maxCount 1 ] , <urn:p> .
<urn:p> a sh:PropertyShape ; sh:path <urn:kind> ; sh:minCount 1 ."""
BEYOND = {
    "the focus node itself": '<urn:u> a sh:NodeShape ; sh:targetClass <urn:C> ; sh:pattern "1$" .',
    "two values of a node": "<urn:s> sh:property [ sh:path <urn:name> ; sh:equals <urn:item> ] .",
    "what a value has": """<urn:s> sh:property
        [ sh:path <urn:in> ; sh:property [ sh:path <urn:name> ; sh:minCount 1 ] ] .""",
    "a pattern among choices": """<urn:s> sh:property
        [ sh:path <urn:free> ; sh:or ( [ sh:pattern "^any" ] [ sh:class <urn:D> ] ) ] .""",
    "any literal": """<urn:s> sh:property
        [ sh:path <urn:free> ; sh:datatype <http://www.w3.org/2000/01/rdf-schema#Literal> ] .""",
    "its own instances": """<urn:C> a sh:NodeShape, <http://www.w3.org/2000/01/rdf-schema#Class> ;
        sh:property [ sh:path <urn:free> ; sh:minCount 1 ] .""",
    "a shape without a name": """[] a sh:NodeShape ; sh:targetClass <urn:C> ;
        sh:property [ sh:path <urn:free> ; sh:minCount 1 ] .""",
    "the other way": """<urn:s> sh:property
        [ sh:path [ sh:inversePath <urn:in> ] ; sh:maxCount 0 ] .""",
}
DECIMAL, DATE = (f"^^<http://www.w3.org/2001/XMLSchema#{name}>" for name in ("decimal", "date"))
VALUES = {
    "<urn:name>": ['"Ana"', '"A"', '"\\n\\n"@en', "<urn:x>"],
    "<urn:item>": ["<urn:Q1>", "<urn:Q22>", "<urn:P1>"],
    "<urn:sure>": [f'"0.5"{DECIMAL}', f'"1.5"{DECIMAL}', '"0.5"', f'"a"{DECIMAL}'],
    "<urn:kind>": ["<urn:one>", "<urn:three>"],
    "<urn:on>": [f'"2017-02-28"{DATE}', f'"2017-02-30"{DATE}', f'"2017"{DATE}', '"2017"'],
    "<urn:in>": ["<urn:d>", "<urn:e>", "<urn:f>"],
    "<urn:free>": ['"anything"', "<urn:d>"],
}
TYPES = {"urn:d": ("<urn:D>",), "urn:e": ("<urn:E>",), "urn:f": ("<urn:F>",)}

properties = st.sampled_from(sorted(VALUES)).flatmap(
    lambda path: st.tuples(st.just(path), st.sampled_from(VALUES[path]))
)
kinds = st.sampled_from([("<urn:C>",), ("<urn:D>",), ("<urn:D>", "<urn:C>"), ("<urn:E>",)])
nodes = st.lists(
    st.tuples(
        kinds,
        st.lists(properties, max_size=4, unique=True).map(lambda found: tuple(sorted(found))),
    ),
    min_size=1,
    max_size=6,
)


def shapes(extra: str = "") -> Graph:
    return Graph().parse(data=SHAPES + extra, format="turtle")


@settings(max_examples=40, deadline=None)
@given(nodes, st.sampled_from(["", OTHERS, *BEYOND.values()]))
def test_verdicts_are_those_of_a_router_without_memory(given_nodes: list, extra: str) -> None:
    graph = shapes(extra)
    remembering = Router(graph)
    for number, (types, found) in enumerate(given_nodes):
        node = Node(f"urn:n{number}", types, found)
        fresh = Router(graph).judge([node], TYPES)
        assert remembering.judge([node], TYPES) == fresh


def test_nodes_that_differ_in_what_no_shape_sees_have_one_signature() -> None:
    signatures = Signatures(shapes())
    ana, bo = (
        Node(
            f"urn:{name}", ("<urn:C>",), (("<urn:free>", f'"{name}"'), ("<urn:name>", f'"{name}"'))
        )
        for name in ("ana", "bo")
    )
    assert signatures.parts(ana, {}) == signatures.parts(bo, {})


def test_shapes_that_ask_the_same_of_a_path_see_the_same() -> None:
    signatures = Signatures(shapes())
    named, item = ("<urn:name>", '"Ana"'), ("<urn:item>", "<urn:Q1>")
    one = signatures.parts(Node("urn:c", ("<urn:C>",), (named,)), {})
    other = signatures.parts(Node("urn:d", ("<urn:D>",), (named, item)), {})
    assert one < other


def test_what_an_absent_value_may_be_is_no_part() -> None:
    signatures = Signatures(shapes())
    assert signatures.parts(Node("urn:e", ("<urn:E>",), ()), {}) == frozenset()
    assert len(signatures.parts(Node("urn:c", ("<urn:C>",), ()), {})) == 1  # it lacks a name


@pytest.mark.parametrize("extra", BEYOND.values(), ids=BEYOND)
def test_each_node_is_judged_by_itself_where_shapes_look_at_more_than_one_value(extra: str) -> None:
    signatures = Signatures(shapes(extra))
    ana, bo = (Node(f"urn:{name}", ("<urn:C>",), ()) for name in ("ana", "bo"))
    assert signatures.parts(ana, {}) != signatures.parts(bo, {})
