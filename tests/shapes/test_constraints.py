"""Every constraint of every shape has a case that breaks it, in `faults/`, one graph each.

A graph is named after its constraint: node shape, path and parameter, by their local names.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib import Graph
from rdflib.namespace import SH
from rdflib.term import Node

from kg.readrdf import term
from kg.shapes import load_shapes
from kg.validate import validate

FAULTS = Path(__file__).parent / "faults"
BROKEN = "urn:broken:"
WORDS = {SH.path, SH.name, SH.message, SH.severity}
FOCUS = "urn:x"


def constraints() -> dict[str, tuple[str, str, str]]:
    """The constraints of the shapes by name: shape, path and constraint component."""
    shapes, found = load_shapes(), {}
    for shape, looking in shapes.subject_objects(SH.property):
        path = shapes.value(looking, SH.path)
        for parameter in set(shapes.predicates(looking)) - WORDS:
            name = "-".join(map(local, (shape, path, parameter)))
            kind = local(parameter)
            component = f"{SH}{kind[0].upper()}{kind[1:]}ConstraintComponent"
            found[name] = (str(shape), str(path), component)
    return found


def local(iri: Node | None) -> str:
    return str(iri).rpartition("#")[2].rpartition("/")[2]


def cases() -> Iterator[tuple[str, Path, Graph]]:
    for path in sorted(FAULTS.glob("*.trig")):
        graphs: dict[str, Graph] = {}
        for quad in parse(path=path, format=RdfFormat.TRIG):
            assert isinstance(quad.graph_name, NamedNode)
            graph = graphs.setdefault(quad.graph_name.value.removeprefix(BROKEN), Graph())
            graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
        for name, graph in graphs.items():
            yield name, path, graph


CONSTRAINTS = constraints()
CASES = {name: (path, graph) for name, path, graph in cases()}


@pytest.mark.parametrize("name", sorted(CASES))
def test_what_breaks_a_constraint_is_found_under_it(name: str) -> None:
    assert name in CONSTRAINTS, "the shapes have no such constraint any more: drop the case"
    shape, path, component = CONSTRAINTS[name]
    results = validate(CASES[name][1], load_shapes(), only=[shape]).results
    found = {(one.shape, one.path, one.component) for one in results if one.focus == FOCUS}
    assert (shape, path, component) in found


def test_every_constraint_has_a_case_that_breaks_it() -> None:
    missing = sorted(set(CONSTRAINTS) - set(CASES))
    assert missing == [], f"add a graph to {FAULTS.name}/ for each of these"


def test_cases_stand_in_the_file_of_their_shape() -> None:
    shapes = Path(__file__).parents[2] / "shapes"
    for name, (path, _) in CASES.items():
        written = (shapes / f"{path.stem}.ttl").read_text(encoding="utf-8")
        assert f"kg:{name.partition('-')[0]} a sh:NodeShape" in written


def test_every_result_says_what_to_do() -> None:
    shapes = load_shapes()
    for looking in shapes.objects(None, SH.property):
        message = str(shapes.value(looking, SH.message))
        assert message.endswith(".")
        assert shapes.value(looking, SH.severity) == SH.Violation
