"""Parameters are terms: no value changes what a query asks."""

from itertools import zip_longest

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import Graph, URIRef
from rdflib import Literal as RdflibLiteral

from kg.errors import QueryError
from kg.queries.bind import bind, with_limit
from kg.queries.header import Parameter, ParameterType
from kg.queries.readonly import check
from kg.queries.terms import literal, named, to_sparql
from kg.queries.tokens import tokens
from kg.queries.values import read_value
from kg.store.base import Rows
from kg.store.oxigraph import OxigraphStore

TEMPLATE = (
    """SELECT ?s WHERE { ?s <urn:p> ?_word . FILTER NOT EXISTS { ?s <urn:q> ?_word } } # ?_x"""
)
NAMING = "SELECT ?p WHERE { <urn:s> ?p ?_thing_iri }"
WORD = Parameter(name="word", type=ParameterType.STRING)
THING = Parameter(name="thing", type=ParameterType.IRI)
HOSTILE = st.text(
    alphabet=st.one_of(st.sampled_from(list("\"'\\<>{}#\n\r\tu0022U.;?$_ @^")), st.characters()),
    max_size=40,
)


def _kinds(sparql: str) -> list[str]:
    return [f"{token.kind}{token.depth}" for token in tokens(sparql) if token.kind != "space"]


@settings(max_examples=300, deadline=None)
@given(HOSTILE)
@example('" } ; DROP ALL #')
@example("\\u0022 . ?s ?p ?o . #")
@example("\\\\u0022")
@example("\\U00000022 } #")
@example("'''\"\"\"")
@example("x\\")
def test_a_hostile_string_is_found_as_itself_and_nothing_else(value: str) -> None:
    try:
        term = literal(value, where="word")
    except QueryError:
        return
    bound = bind(TEMPLATE, [WORD], values={"word": term}, where="test")
    for before, after in zip_longest(_kinds(TEMPLATE), _kinds(bound)):
        assert before == after or (before, after[:6]) in (
            ("variable1", "string"),
            ("variable2", "string"),
        )
    check(bound)
    store = OxigraphStore.memory()
    graph = NamedNode("urn:g")
    store.add([
        Quad(NamedNode("urn:a"), NamedNode("urn:p"), Literal(value), graph),
        Quad(NamedNode("urn:b"), NamedNode("urn:p"), Literal(value + "!"), graph),
    ])  # fmt: skip
    found = store.query(bound)
    assert isinstance(found, Rows)
    assert found.rows == ((NamedNode("urn:a"),),)


@settings(max_examples=100, deadline=None)
@given(HOSTILE)
@example("\\u0022 . ?s ?p ?o . #")
@example("\\\\u0022")
def test_rdflib_reads_a_hostile_string_as_itself_too(value: str) -> None:
    try:
        term = literal(value, where="word")
    except QueryError:
        return
    bound = bind("ASK { <urn:s> <urn:p> ?_word }", [WORD], values={"word": term}, where="test")
    graph = Graph(bind_namespaces="none")
    graph.add((URIRef("urn:s"), URIRef("urn:p"), RdflibLiteral(value)))
    assert graph.query(bound).askAnswer


@settings(max_examples=200, deadline=None)
@given(HOSTILE)
@example("urn:x> ?y } #")
@example("urn:x\n}")
@example("http://a/\\u003E")
def test_a_hostile_iri_is_refused_or_stays_one_token(value: str) -> None:
    try:
        term = named(value, where="thing")
    except QueryError:
        return
    assert [token.kind for token in tokens(to_sparql(term))] == ["iri"]
    bound = bind(NAMING, [THING], values={"thing": term}, where="test")
    assert len(_kinds(bound)) == len(_kinds(NAMING))


@given(st.text(max_size=60))
def test_tokens_give_the_text_back(text: str) -> None:
    assert "".join(token.text for token in tokens(text)) == text


def test_an_undeclared_parameter_is_an_error() -> None:
    with pytest.raises(QueryError, match=r"\?_word is not declared"):
        bind(TEMPLATE, [], values={}, where="test")


def test_the_outer_limit_is_replaced_and_an_inner_one_left() -> None:
    text = "SELECT ?s { { SELECT ?s { ?s ?p ?o } LIMIT 5 } } LIMIT 10 # LIMIT 3"
    assert with_limit(text, 7) == text.replace("10", "7")


def test_a_missing_limit_is_added() -> None:
    assert with_limit("SELECT ?s { ?s ?p ?o }", 7).endswith("\nLIMIT 7\n")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("integer", "1.5"),
        ("integer", "1; DROP"),
        ("decimal", "1e5"),
        ("decimal", "NaN"),
        ("date", "2014-13"),
        ("date", "17 October 2017"),
        ("date", "2014-02-30"),
        ("iri", "no iri"),
        ("iri", "relative/path"),
        ("class", "Persn"),
        ("relation", "control"),
        ("limit", "0"),
        ("limit", "-1"),
        ("limit", "99999999999"),
        ("string", "a\x00b"),
    ],
)
def test_an_ill_typed_value_is_refused(kind: str, text: str) -> None:
    with pytest.raises(QueryError):
        read_value(ParameterType(kind), text, where="q: p")


def test_a_misspelt_class_hears_the_right_one() -> None:
    with pytest.raises(QueryError, match="did you mean Person"):
        read_value(ParameterType.CLASS, "Persn", where="q: class")


@pytest.mark.parametrize(
    ("text", "datatype"), [("2014", "gYear"), ("2014-10", "gYearMonth"), ("2014-10-17", "date")]
)
def test_a_date_keeps_its_precision(text: str, datatype: str) -> None:
    term = read_value(ParameterType.DATE, text, where="q: from")
    assert str(term) == f'"{text}"^^<http://www.w3.org/2001/XMLSchema#{datatype}>'
