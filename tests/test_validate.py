"""Reports: what breaks which shape, in plain values, the same each time."""

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH, XSD

from kg.errors import ShapesError
from kg.report import ValidationReport, ValidationResult
from kg.validate import report_turtle, validate

HEAD = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <urn:> .
"""
SHAPES = """
:Named a sh:NodeShape ; sh:targetClass :C ;
    sh:property [ sh:path :name ; sh:minCount 1 ; sh:message "Give a name." ] ;
    sh:property [ sh:path :age ; sh:datatype xsd:integer ; sh:severity sh:Warning ] .
:Unused a sh:NodeShape ; sh:targetClass :D ; sh:property [ sh:path :name ; sh:maxCount 1 ] .
"""
DATA = ':a a :C . :b a :C ; :name "B" ; :age "old" . :c a :C ; :name "C" ; :age 7 .'


def turtle(text: str) -> Graph:
    return Graph().parse(data=HEAD + text, format="turtle")


def test_results_are_plain_and_sorted() -> None:
    report = validate(turtle(DATA), turtle(SHAPES))
    assert not report.conforms
    assert report.results == (
        ValidationResult(
            shape="urn:Named",
            component=str(SH.DatatypeConstraintComponent),
            path="urn:age",
            focus="urn:b",
            value="old",
            message=report.results[0].message,
            severity=str(SH.Warning),
        ),
        ValidationResult(
            shape="urn:Named",
            component=str(SH.MinCountConstraintComponent),
            path="urn:name",
            focus="urn:a",
            value="",
            message="Give a name.",
            severity=str(SH.Violation),
        ),
    )


def test_shapes_without_a_node_to_judge_are_vacuous() -> None:
    assert validate(turtle(DATA), turtle(SHAPES)).vacuous == ("urn:Unused",)
    assert validate(turtle(""), turtle(SHAPES)).vacuous == ("urn:Named", "urn:Unused")


def test_neither_graph_is_changed() -> None:
    data, shapes = turtle(DATA), turtle(SHAPES)
    before = set(data), set(shapes)
    validate(data, shapes)
    assert (set(data), set(shapes)) == before


def test_only_the_named_shapes_are_asked() -> None:
    both = SHAPES + ":Aged a sh:NodeShape ; sh:targetClass :C ; sh:property :P ."
    shapes = turtle(both + " :P a sh:PropertyShape ; sh:path :age ; sh:minCount 1 .")
    found = validate(turtle(DATA), shapes, only=["urn:Aged", "urn:P"]).results
    assert {one.shape for one in found} == {"urn:P"}


def test_a_shape_without_a_name_and_a_path_of_several_have_none_in_the_report() -> None:
    shapes = """[] a sh:NodeShape ; sh:targetClass :C ;
        sh:property [ sh:path [ sh:inversePath :knows ] ; sh:minCount 1 ] ."""
    (one, *_) = validate(turtle(DATA), turtle(shapes)).results
    assert (one.shape, one.path) == ("", "")


def test_a_shape_that_comes_back_to_itself_is_judged_without_a_warning() -> None:
    shapes = ":S a sh:NodeShape ; sh:targetClass :C ; sh:property [ sh:path :knows ; sh:node :S ] ."
    assert validate(turtle(":a a :C ; :knows :b . :b :knows :a ."), turtle(shapes)).conforms


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("sh:property [ sh:minCount 1 ]", "a property of urn:S"),
        ('sh:property [ sh:path :name ; sh:pattern "(" ]', "no regular expression"),
        ('sh:property [ sh:path :name ; sh:minCount "two" ]', "sh:minCount"),
    ],
)
def test_invalid_shacl_is_an_error_and_no_verdict(body: str, said: str) -> None:
    with pytest.raises(ShapesError) as caught:
        validate(turtle(DATA), turtle(f":S a sh:NodeShape ; sh:targetClass :C ; {body} ."))
    assert said in caught.value.what


def test_groups_are_by_shape_and_component_the_most_frequent_first() -> None:
    report = validate(turtle(DATA + " :d a :C ."), turtle(SHAPES))
    counts = [(part.rpartition("#")[2], len(found)) for _, part, found in report.grouped()]
    assert counts == [("MinCountConstraintComponent", 2), ("DatatypeConstraintComponent", 1)]


def test_a_report_is_turtle_without_nameless_nodes_and_the_same_again() -> None:
    report = validate(turtle(DATA), turtle(SHAPES))
    text = report_turtle(report)
    assert report_turtle(validate(turtle(DATA), turtle(SHAPES))) == text
    read = Graph().parse(data=text, format="turtle")
    assert all(isinstance(one, URIRef) for one in read.subjects())
    assert len(list(read.objects(None, SH.result))) == 2
    (node,) = read.subjects(RDF.type, SH.ValidationReport)
    assert str(read.value(node, SH.conforms)) == "false"
    assert read.value(node, SH.conforms).datatype == XSD.boolean


def test_a_report_without_results_conforms() -> None:
    report = ValidationReport(conforms=True, results=())
    assert report.grouped() == []
    assert "true" in report_turtle(report)
