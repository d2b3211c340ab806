"""`kg validate` as a user gets it: exit 0 conforms, 1 does not, 3 could not be checked."""

import json
from pathlib import Path

import pytest
from rdflib import Graph
from rdflib.namespace import RDF, SH

from tests.command import Run

HEAD = """@prefix kg: <https://w3id.org/kg-exporter/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
SOUND = '<urn:ana> a kg:Person, kg:Entity ; rdfs:label "Ana"@en .\n'
NAMELESS = "<urn:x{}> a kg:Person, kg:Entity .\n"
SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> .
[] a sh:NodeShape ; sh:targetClass <https://w3id.org/kg-exporter/ns#Person> ;
    sh:property [ sh:path <urn:age> ; sh:minCount 1 ; sh:message "Give an age." ] .
"""


def written(folder: Path, text: str, name: str = "data.ttl") -> Path:
    path = folder / name
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def test_what_conforms_exits_0(kg: Run, tmp_path: Path) -> None:
    done = kg("validate", written(tmp_path, SOUND))
    assert (done.code, done.err) == (0, "")
    first, vacuous = done.out.decode().splitlines()
    assert first == "conforms"
    assert vacuous.startswith("nothing to check for ArmedGroupShape, ")
    assert "PersonShape" not in vacuous


def test_what_does_not_exits_1_with_the_first_of_each_kind(kg: Run, tmp_path: Path) -> None:
    path = written(tmp_path, SOUND + "".join(NAMELESS.format(n) for n in range(5)))
    done = kg("validate", path)
    assert (done.code, done.err) == (1, "")
    out = done.out.decode()
    assert out.startswith("does not conform: 5 results\n")
    assert "PersonShape MinCountConstraintComponent: 5\n" in out
    assert out.count("Give the person a name that is not empty.") == 3


def test_several_files_are_one_graph(kg: Run, tmp_path: Path) -> None:
    first = written(tmp_path, NAMELESS.format(1), "a.ttl")
    second = tmp_path / "b.nt"
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    second.write_text(f'<urn:x1> <{label}> "One"@en .\n', encoding="utf-8")
    assert kg("validate", first).code == 1
    assert kg("validate", first, second).code == 0


def test_json_has_every_result(kg: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "".join(NAMELESS.format(n) for n in range(5)))
    done = kg("validate", path, "-f", "json")
    assert done.code == 1
    content = json.loads(done.out)
    assert content["conforms"] is False
    (group,) = content["groups"]
    assert [one["focus"] for one in group["results"]] == [f"urn:x{n}" for n in range(5)]
    assert "https://w3id.org/kg-exporter/ns#WorkShape" in content["vacuous"]


def test_turtle_is_a_shacl_report(kg: Run, tmp_path: Path) -> None:
    done = kg("validate", written(tmp_path, NAMELESS.format(1)), "-f", "ttl")
    assert done.code == 1
    report = Graph().parse(data=done.out, format="turtle")
    assert len(list(report.subjects(RDF.type, SH.ValidationResult))) == 1


def test_a_literal_that_is_no_date_is_a_result_and_no_traceback(kg: Run, tmp_path: Path) -> None:
    date = '<urn:s> a kg:Statement ; kg:startDate "2017-02-30"^^xsd:date .\n'
    done = kg("validate", written(tmp_path, date))
    assert (done.code, done.err) == (1, "")
    assert "Write the start date as year, month or day." in done.out.decode()


def test_other_shapes_are_asked_in_place_of_our_own(kg: Run, tmp_path: Path) -> None:
    shapes = tmp_path / "mine.ttl"
    shapes.write_text(SHAPES, encoding="utf-8")
    done = kg("validate", written(tmp_path, SOUND), "--shapes", shapes)
    assert done.code == 1
    out = done.out.decode()
    assert "a shape without a name MinCountConstraintComponent: 1" in out
    assert "Give an age." in out


def test_broken_shapes_exit_3_with_one_line_that_says_where(kg: Run, tmp_path: Path) -> None:
    shapes = tmp_path / "mine.ttl"
    shapes.write_text(SHAPES.replace("[]", "<urn:S>").replace("minCount 1", 'minCount "1"'))
    done = kg("validate", written(tmp_path, SOUND), "--shapes", shapes)
    assert (done.code, done.out) == (3, b"")
    (line,) = done.err.splitlines()
    assert line.startswith(f"kg: error: {shapes}:2: urn:S: no valid SHACL: ")


@pytest.mark.parametrize("name", ["data.txt", "data"])
def test_a_file_of_no_rdf_format_is_wrong_usage(kg: Run, tmp_path: Path, name: str) -> None:
    done = kg("validate", written(tmp_path, SOUND, name))
    assert done.code in (0, 2)  # without a suffix it is taken for Turtle
    assert done.code == (2 if name.endswith(".txt") else 0)


def test_an_unknown_report_format_is_wrong_usage(kg: Run, tmp_path: Path) -> None:
    done = kg("validate", written(tmp_path, SOUND), "-f", "pdf")
    assert (done.code, done.out) == (2, b"")
    assert "use one of text, ttl, json" in done.err


def test_broken_turtle_exits_3_with_the_line(kg: Run, tmp_path: Path) -> None:
    path = written(tmp_path, "<urn:a> <urn:b> .\n")
    done = kg("validate", path)
    assert (done.code, done.out) == (3, b"")
    assert f"{path}:4: broken Turtle" in done.err


def test_nodes_without_a_name_are_told_apart_and_the_same_each_time(
    kg: Run, tmp_path: Path
) -> None:
    path = written(tmp_path, "[] a kg:Person . [] a kg:Person .\n")
    first, second = kg("validate", path), kg("validate", path)
    assert first.out == second.out
    assert b"  _:b1 " in first.out
    assert b"  _:b2 " in first.out
    report = Graph().parse(data=kg("validate", path, "-f", "ttl").out, format="turtle")
    nodes = {str(one) for one in report.objects(None, SH.focusNode)}
    assert nodes == {"urn:kg:report:node:b1", "urn:kg:report:node:b2"}
