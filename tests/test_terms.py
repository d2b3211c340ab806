"""Terms in N-Triples syntax, as a parser reads them back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.terms import Node, date, english, literal, quads, term, typed

XSD = "http://www.w3.org/2001/XMLSchema#"
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


def read(value: str) -> object:
    (quad,) = parse(f"<urn:s> <urn:p> {value} .\n", format=RdfFormat.N_QUADS)
    return quad.object


def test_prefixed_names_are_whole_iris() -> None:
    assert term("kg:leads") == "<https://w3id.org/kg-exporter/ns#leads>"
    with pytest.raises(KeyError):
        term("unknown:leads")


@given(TEXTS)
def test_any_text_is_the_same_after_reading(text: str) -> None:
    assert read(literal(text)) == Literal(text)
    assert read(english(text)) == Literal(text, language="en")


@pytest.mark.parametrize(
    ("text", "kind"), [("2017", "gYear"), ("2017-10", "gYearMonth"), ("2017-10-17", "date")]
)
def test_dates_keep_their_precision(text: str, kind: str) -> None:
    assert read(date(text)) == Literal(text, datatype=NamedNode(XSD + kind))


def test_numbers_keep_how_they_are_written() -> None:
    assert read(typed("0.80", "decimal")) == Literal("0.80", datatype=NamedNode(XSD + "decimal"))


@pytest.mark.parametrize("graph", [None, "urn:g"])
def test_nodes_are_quads_with_types_first(graph: str | None) -> None:
    node = Node("urn:x", ("<urn:A>", "<urn:B>"), (("<urn:p>", '"one"'), ("<urn:p>", '"two"')))
    lines = list(quads([node], graph))
    end = " <urn:g> .\n" if graph else " .\n"
    assert all(line.startswith("<urn:x> ") and line.endswith(end) for line in lines)
    found = list(parse("".join(lines), format=RdfFormat.N_QUADS))
    assert [q.object.value for q in found] == ["urn:A", "urn:B", "one", "two"]
