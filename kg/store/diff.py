"""In which statements two stores differ."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kg.store.base import Limits, Rows, Store

__all__ = ["Change", "Difference", "diff"]

_STATEMENTS = """PREFIX kg: <https://w3id.org/kg-exporter/ns#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX schema: <https://schema.org/>
SELECT ?statement ?subject ?relation ?object ?status ?stance ?confidence ?source
WHERE {
  ?statement rdf:subject ?s ; rdf:predicate ?relation ; rdf:object ?o ; kg:status ?status ;
    kg:stance ?stance ; kg:confidence ?confidence ; prov:wasDerivedFrom ?document .
  ?document kg:documentId ?source .
  { SELECT ?s (MIN(STR(?name)) AS ?subject)
    WHERE { { SELECT DISTINCT ?s WHERE { ?claim rdf:subject ?s } } ?s rdfs:label ?name }
    GROUP BY ?s }
  { SELECT ?o (MIN(STR(?name)) AS ?object)
    WHERE {
      { SELECT DISTINCT ?o WHERE { ?claim rdf:object ?o } }
      { ?o rdfs:label ?name } UNION { ?o schema:text ?name } }
    GROUP BY ?o }
}"""


class Change(StrEnum):
    """Where a statement is: only in the second, only in the first, or in both but not alike."""

    ADDED = "+"
    REMOVED = "-"
    CHANGED = "~"


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """A statement that differs, in words: its source, subject, relation, object, qualifiers."""

    source: str
    text: str
    change: Change
    statement: str


def diff(first: Store, second: Store) -> Iterator[Difference]:
    """The statements in which two stores differ, by document."""
    before, after = _statements(first), _statements(second)
    found: list[Difference] = []
    for iri in before.keys() | after.keys():
        old, new = before.get(iri), after.get(iri)
        if old == new:
            continue
        change = Change.ADDED if old is None else Change.REMOVED if new is None else Change.CHANGED
        source, text = new or old or ("", "")
        found.append(Difference(source=source, text=text, change=change, statement=iri))
    yield from sorted(found)


def _statements(store: Store) -> Mapping[str, tuple[str, str]]:
    answer = store.query(_STATEMENTS, limits=Limits(rows=None, seconds=600.0))
    rows = answer.rows if isinstance(answer, Rows) else ()
    found: dict[str, tuple[str, str]] = {}
    for row in rows:
        statement, subject, relation, thing, status, stance, confidence, source = (
            str(getattr(term, "value", "")) for term in row
        )
        qualifiers = f"{_local(status)}, {_local(stance)}, {float(confidence):.2f}"
        found[statement] = (source, f"{subject} {_local(relation)} {thing} ({qualifiers})")
    return found


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1]
