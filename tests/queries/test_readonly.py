"""Queries only read, and only the store that they are sent to."""

import pytest

from kg.errors import QueryError
from kg.queries.readonly import Form, check

SERVICE = "SERVICE <http://127.0.0.1/x> { ?s ?p ?o }"


@pytest.mark.parametrize(
    "sparql",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "DROP ALL",
        "CLEAR DEFAULT",
        "LOAD <http://127.0.0.1/x>",
        "COPY <urn:a> TO <urn:b>",
        "PREFIX a: <urn:a> INSERT { ?s a:b 1 } WHERE { ?s ?p ?o }",
    ],
)
def test_an_update_is_refused_by_name(sparql: str) -> None:
    with pytest.raises(QueryError, match="an update, and queries only read"):
        check(sparql, online=True)


@pytest.mark.parametrize(
    "sparql",
    [
        f"SELECT * {{ {SERVICE} }}",
        f"SELECT * {{ ?s ?p ?o OPTIONAL {{ {SERVICE} }} }}",
        f"SELECT * {{ {{ SELECT * {{ {SERVICE} }} }} }}",
        f"SELECT * {{ ?s ?p ?o FILTER EXISTS {{ {SERVICE} }} }}",
        f"SELECT * {{ ?s ?p ?o BIND(EXISTS {{ {SERVICE} }} AS ?x) }}",
        f"SELECT (IF(EXISTS {{ {SERVICE} }}, 1, 2) AS ?x) {{ }}",
        f"ASK {{ ?s ?p ?o MINUS {{ {SERVICE} }} }}",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1/x> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "SELECT * FROM <http://127.0.0.1/x> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://127.0.0.1/x> { ?s ?p ?o }",
        "CONSTRUCT FROM <http://127.0.0.1/x> WHERE { ?s ?p ?o }",
        "DESCRIBE <urn:a> FROM <http://127.0.0.1/x>",
    ],
)
def test_what_reaches_for_the_network_is_refused_unless_allowed(sparql: str) -> None:
    with pytest.raises(QueryError, match="--online"):
        check(sparql)
    check(sparql, online=True)


@pytest.mark.parametrize(
    ("sparql", "form"),
    [
        ('SELECT ?s { ?s ?p "SERVICE <x> { }" } # INSERT', Form.SELECT),
        ("ASK { <urn:DROP> ?p ?o }", Form.ASK),
        ("CONSTRUCT WHERE { ?s ?p ?o }", Form.CONSTRUCT),
        ("DESCRIBE <urn:LOAD>", Form.DESCRIBE),
    ],
)
def test_words_in_strings_iris_and_comments_are_no_clauses(sparql: str, form: Form) -> None:
    assert check(sparql) is form


@pytest.mark.parametrize(
    "sparql",
    [
        "",
        "SELECT",
        "SELECT ?s { ?s ?p }",
        "ASK {} ; DROP ALL",
        "{" * 5000,
        "SELECT * {" + "(" * 400,
    ],
)
def test_broken_sparql_is_a_query_error(sparql: str) -> None:
    with pytest.raises(QueryError):
        check(sparql)
