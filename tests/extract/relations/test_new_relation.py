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

pytestmark = pytest.mark.model

TERM = """
kg:trainedBy a rdf:Property, kg:Relation ;
    rdfs:label "trained by"@en ; rdfs:comment "Was taught the trade by."@en ;
    schema:domainIncludes kg:Person ;
    schema:rangeIncludes kg:Person .
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
        file.write(TERM)
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
