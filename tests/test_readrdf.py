"""RDF files of any format as one graph."""

import gzip
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, URIRef

from kg.errors import InputError
from kg.readrdf import read_graph

NAMELESS = "_:x <urn:p> _:y . [] <urn:q> _:x .\n"
P = URIRef("urn:p")


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_nameless_nodes_are_called_the_same_each_time(tmp_path: Path) -> None:
    path = written(tmp_path / "a.ttl", NAMELESS)
    first, second = read_graph([path]), read_graph([path])
    assert set(first) == set(second)
    assert {str(one) for one in first.all_nodes() if isinstance(one, BNode)} == {"b1", "b2", "b3"}


def test_nameless_nodes_of_two_files_are_two(tmp_path: Path) -> None:
    paths = [written(tmp_path / name, NAMELESS) for name in ("a.ttl", "b.ttl")]
    assert len(read_graph(paths)) == 4
    assert len(set(read_graph(paths).subjects(P))) == 2


@pytest.mark.parametrize("suffix", ["ttl", "nt", "xml", "jsonld", "trig", "nq"])
def test_every_format_gives_the_same_triples(tmp_path: Path, suffix: str) -> None:
    names = {"ttl": "turtle", "nt": "nt", "xml": "xml", "jsonld": "json-ld"}
    graph = Graph()
    for value in (Literal("é\n", lang="en"), Literal("7", datatype=URIRef("urn:d")), Literal("a")):
        graph.add((URIRef("urn:s"), P, value))
    text = graph.serialize(format=names.get(suffix, "nt"))
    assert set(read_graph([written(tmp_path / f"a.{suffix}", text)])) == set(graph)


def test_packed_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.nt.gz"
    path.write_bytes(gzip.compress(b"<urn:s> <urn:p> <urn:o> .\n"))
    assert len(read_graph([path])) == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ttl", b"<urn:s> <urn:p>\n<urn:o>\n"),
        ("a.nt", b"<urn:s> <urn:p> <urn:o> .\n\n<urn:s> <urn:p> .\n"),
    ],
)
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_graph([path])
    assert str(caught.value.where) == f"{path}:3"


def test_a_torn_packed_file_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.nt.gz"
    path.write_bytes(gzip.compress(b"<urn:s> <urn:p> <urn:o> .\n" * 50)[:40])
    with pytest.raises(InputError, match="cannot read"):
        read_graph([path])
