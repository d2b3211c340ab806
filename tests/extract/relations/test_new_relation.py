"""Adding a relation needs data alone: a term, a shape and a file of patterns."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import resources, vocab
from kg.documents import document
from kg.extract import Extractor
from kg.extract.parse import parse
from kg.extract.read import read
from kg.extract.relations import relations
from kg.extract.relations.frames import load
from kg.iri import Namespace
from kg.model import DocumentGraph
from kg.rdf import document_nodes
from kg.routing import Router
from kg.shapes import load_shapes
from kg.statements import statements
from kg.terms import quads

pytestmark = pytest.mark.model

TERM = """
kg:trainedBy a rdf:Property, kg:Relation ;
    rdfs:label "trained by"@en ; rdfs:comment "Was taught the trade by."@en ;
    schema:domainIncludes kg:Person ;
    schema:rangeIncludes kg:Person .
"""
CLASS = """
kg:TrainedByStatement a rdfs:Class ; rdfs:subClassOf kg:Statement .
"""
SHAPE = """
@prefix kg: <https://w3id.org/kg-exporter/ns#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

kg:TrainedByStatementShape a sh:NodeShape ;
    sh:targetClass kg:TrainedByStatement ;
    sh:property [ sh:path rdf:subject ; sh:class kg:Person ; sh:message "A person is trained." ] .
"""
PATTERNS = """
relation: trainedBy
frames:
  - {id: train, verb: train, subject: [obj], object: [subj, by], kind: deed, precision: 0.9,
     example: "Ana Ruiz was trained by Omar Lind.", counter: "Ana Ruiz met Omar Lind."}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The vocabulary with one relation more, in a folder of its own."""
    for path in resources.shapes_dir().glob("*.ttl"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with (tmp_path / "vocab.ttl").open("a", encoding="utf-8") as file:
        file.write(TERM + CLASS)
    statement = tmp_path / "Statement.ttl"
    listed = statement.read_text("utf-8").replace("kg:authorOf kg:said )", "kg:trainedBy kg:said )")
    statement.write_text(listed, "utf-8")
    (tmp_path / "TrainedBy.ttl").write_text(SHAPE, "utf-8")
    (tmp_path / "trainedBy.yaml").write_text(PATTERNS, "utf-8")
    monkeypatch.setattr(vocab, "shapes_dir", lambda: tmp_path)
    vocab.load_schema.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    vocab.load_schema.cache_clear()


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Ana Ruiz was trained by Omar Lind.", [("Ana Ruiz", "Omar Lind")]),
        ("Omar Lind trained Ana Ruiz in Oslo.", [("Ana Ruiz", "Omar Lind")]),
        ("Ana Ruiz met Omar Lind.", []),
    ],
)
def test_a_relation_is_added_by_data_alone(
    folder: Path, text: str, ends: list[tuple[str, str]]
) -> None:
    extractor = Extractor.load()
    ((known, doc),) = parse(extractor.nlp, [document(text, id="d")])
    reading = read(known, doc, schema=extractor.schema)
    found = relations(reading, patterns=load(folder))
    assert [
        (reading.entity(one.subject).name, reading.entity(str(one.object)).name)
        for one in found
        if one.predicate == "trainedBy"
    ] == ends


def test_it_reaches_the_graph_and_its_shape_is_asked(folder: Path) -> None:
    extractor = Extractor.load()
    text = document("Ana Ruiz was trained by Omar Lind.", id="d")
    ((known, doc),) = parse(extractor.nlp, [text])
    reading = read(known, doc, schema=extractor.schema)
    graph = DocumentGraph(
        document=known,
        entities=reading.entities,
        relations=relations(reading, patterns=load(folder)),
    )
    made = statements(graph, namespace=Namespace())
    router = Router(load_shapes(folder))
    routed = router.route(document_nodes(made, schema=extractor.schema, namespace=Namespace()))
    lines = list(quads(routed.nodes, None))
    assert not routed.quarantined
    assert any("/ns#trainedBy> <urn:kg:ent:" in line for line in lines)
    assert not any("TrainedBy" in shape for shape in router.vacuous())
