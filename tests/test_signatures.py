"""The router's memory never changes a verdict: it says what pySHACL says of every node."""

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
  sh:property [ sh:path <urn:in> ; sh:or ( [ sh:class <urn:D> ] [ sh:class <urn:E> ] ) ] .
"""
DECIMAL = "^^<http://www.w3.org/2001/XMLSchema#decimal>"
VALUES = {
    "<urn:name>": ['"Ana"', '"A"', '"\\n\\n"@en', "<urn:x>"],
    "<urn:item>": ["<urn:Q1>", "<urn:Q22>", "<urn:P1>"],
    "<urn:sure>": [f'"0.5"{DECIMAL}', f'"1.5"{DECIMAL}', '"0.5"', f'"a"{DECIMAL}'],
    "<urn:kind>": ["<urn:one>", "<urn:three>"],
    "<urn:in>": ["<urn:d>", "<urn:e>", "<urn:f>"],
    "<urn:free>": ['"anything"', "<urn:d>"],
}
TYPES = {"urn:d": ("<urn:D>",), "urn:e": ("<urn:E>",), "urn:f": ("<urn:F>",)}

properties = st.sampled_from(sorted(VALUES)).flatmap(
    lambda path: st.tuples(st.just(path), st.sampled_from(VALUES[path]))
)
nodes = st.lists(
    st.lists(properties, max_size=4, unique=True).map(lambda found: tuple(sorted(found))),
    min_size=1,
    max_size=6,
)


def shapes(turtle: str = SHAPES) -> Graph:
    return Graph().parse(data=turtle, format="turtle")


@settings(max_examples=40, deadline=None)
@given(nodes)
def test_verdicts_are_those_of_a_router_without_memory(given_nodes: list) -> None:
    graph = shapes()
    remembering = Router(graph)
    for number, found in enumerate(given_nodes):
        node = Node(f"urn:n{number}", ("<urn:C>",), found)
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


def test_each_node_is_judged_by_itself_where_shapes_compare_values() -> None:
    extra = "<urn:s> sh:property [ sh:path <urn:name> ; sh:equals <urn:item> ] ."
    signatures = Signatures(shapes(SHAPES + extra))
    ana, bo = (Node(f"urn:{name}", ("<urn:C>",), ()) for name in ("ana", "bo"))
    assert signatures.parts(ana, {}) != signatures.parts(bo, {})
