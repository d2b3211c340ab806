"""A user's shapes: read from a file or a folder, tried before anything is judged by them."""

from pathlib import Path

import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SH

from kg.errors import ShapesError
from kg.iri import KG
from kg.shapes import load_shapes
from kg.validate import validate

HEAD = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <urn:ex:> .

ex:Good a sh:NodeShape ; sh:targetClass ex:C ;
    sh:property [ sh:path ex:p ; sh:maxCount 3 ] .

ex:Bad a sh:NodeShape ; sh:targetClass ex:C ;
"""
BAD_LINE = 7
INVALID = {
    "no path": ("sh:property [ sh:minCount 1 ]", "no path|not a well-formed"),
    "two paths": ("sh:property [ sh:path ex:p, ex:q ]", "more than one 'sh:path'"),
    "a literal for a path": ('sh:property [ sh:path "p" ]', "path cannot be a Literal"),
    "a word for a number": ('sh:property [ sh:path ex:p ; sh:minCount "two" ]', "sh:minCount"),
    "two bounds": ("sh:property [ sh:path ex:p ; sh:minCount 1, 2 ]", "sh:minCount"),
    "two datatypes": ("sh:property [ sh:path ex:p ; sh:datatype ex:a, ex:b ]", "sh:datatype"),
    "no list": ("sh:property [ sh:path ex:p ; sh:or ex:list ]", "list"),
    "no regular expression": (
        'sh:property [ sh:path ex:p ; sh:pattern "(" ]',
        "sh:pattern that is no regular expression",
    ),
    "a property that is not there": ("sh:property ex:Missing", "ex:Missing"),
    "SPARQL": ('sh:sparql [ sh:select "SELECT $this { $this a ex:C }" ]', "asks SPARQL"),
}


def written(folder: Path, turtle: str, name: str = "mine.ttl") -> Path:
    path = folder / name
    path.write_text(turtle, encoding="utf-8")
    return path


def fault(path: Path) -> ShapesError:
    with pytest.raises(ShapesError) as caught:
        load_shapes(path)
    assert caught.value.exit_code == 3
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize(("body", "said"), INVALID.values(), ids=INVALID)
def test_invalid_shape_is_named_with_file_and_line(tmp_path: Path, body: str, said: str) -> None:
    path = written(tmp_path, f"{HEAD}    {body} .\n")
    error = fault(path)
    assert error.where == f"{path}:{BAD_LINE}"
    assert "urn:ex:Bad" in error.what
    assert any(part in error.what for part in said.split("|"))


@pytest.mark.parametrize(
    ("turtle", "line"),
    [(f"{HEAD}    sh:property [ ]", 8), ("@prefix sh: <http://www.w3.org/ns/shacl#>\n", 2)],
    ids=["no full stop", "half a prefix"],
)
def test_broken_turtle_is_named_with_file_and_line(tmp_path: Path, turtle: str, line: int) -> None:
    error = fault(written(tmp_path, turtle))
    assert error.where == f"{tmp_path / 'mine.ttl'}:{line}"
    assert "broken Turtle" in error.what


def test_the_file_of_a_folder_is_named(tmp_path: Path) -> None:
    written(tmp_path, HEAD.rpartition("ex:Bad")[0], "a.ttl")
    bad = HEAD.replace("ex:Good", "ex:Fine") + "    sh:property [ sh:minCount 1 ] .\n"
    path = written(tmp_path, bad, "b.ttl")
    assert fault(tmp_path).where == f"{path}:{BAD_LINE}"


@pytest.mark.parametrize("turtle", ["", "<urn:a> a <urn:B> .\n"], ids=["empty", "other triples"])
def test_a_graph_without_shapes_is_refused(tmp_path: Path, turtle: str) -> None:
    assert "no shape" in fault(written(tmp_path, turtle)).what


def test_a_path_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert fault(tmp_path / "none.ttl").where == str(tmp_path / "none.ttl")


def test_shapes_of_all_files_of_a_folder_are_asked(tmp_path: Path) -> None:
    for name in ("a", "b"):
        shape = f"""@prefix sh: <http://www.w3.org/ns/shacl#> .
        <urn:{name}> a sh:NodeShape ; sh:targetClass <urn:C> ;
            sh:property [ sh:path <urn:{name}> ; sh:minCount 1 ] ."""
        written(tmp_path, shape, f"{name}.ttl")
    data = Graph()
    data.add((URIRef("urn:x"), RDF.type, URIRef("urn:C")))
    found = validate(data, load_shapes(tmp_path)).results
    assert [one.shape for one in found] == ["urn:a", "urn:b"]


def test_any_rdf_format_holds_shapes(tmp_path: Path) -> None:
    source = Graph().parse(data=HEAD.rpartition("ex:Bad")[0], format="turtle")
    path = written(tmp_path, source.serialize(format="nt"), "mine.nt")
    assert (URIRef("urn:ex:Good"), RDF.type, SH.NodeShape) in load_shapes(path)


def test_own_shapes_leave_out_the_vocabulary() -> None:
    shapes = load_shapes()
    assert (URIRef(KG + "StatementShape"), RDF.type, SH.NodeShape) in shapes
    assert (URIRef(KG + "Person"), None, None) not in shapes
