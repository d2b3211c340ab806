"""An entity named by its label, alias, QID or IRI, found in the store that is asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.errors import QueryError
from kg.queries.terms import literal, named, to_sparql
from kg.store.base import Rows, Store

__all__ = ["find_entity"]

_QID = re.compile(r"(?:wd:)?(Q[1-9]\d{0,11})")
_WIKIDATA = "http://www.wikidata.org/entity/"
_SHOWN = 8
_PREFIXES = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX kg: <https://w3id.org/kg-exporter/ns#>
"""
_NAMES = ("rdfs:label", "skos:altLabel")
_GENERAL = ("Entity", "Organization", "Place")  # what an entity is beside its own class


@dataclass(frozen=True, slots=True)
class _Found:
    iri: str
    label: str
    kind: str


def find_entity(text: str, store: Store, *, where: str) -> NamedNode:
    """The one entity that a text names: by QID, IRI, exact label or alias, or any letter case.

    Raises: QueryError where there is none, or several; then it lists them.
    """
    if match := _QID.fullmatch(text):
        return _one(_linked(f"{_WIKIDATA}{match[1]}", store, where), text, where)
    if re.match(r"<?(https?://|urn:)", text):
        iri = named(text.removeprefix("<").removesuffix(">"), where=where)
        if iri.value.startswith(_WIKIDATA):
            return _one(_linked(iri.value, store, where), text, where)
        return iri
    return _one(_called(text, store, where), text, where)


def _linked(item: str, store: Store, where: str) -> list[_Found]:
    term = to_sparql(named(item, where=where))
    return _ask(f"?entity owl:sameAs {term} .", store)


def _called(text: str, store: Store, where: str) -> list[_Found]:
    """As written; else as names usually are, which is quick; else in any letter case."""
    usual = sorted({text.title(), text.upper(), text.capitalize()} - {text})
    return (
        _named([text], store, where) or _named(usual, store, where) or _any_case(text, store, where)
    )


def _named(names: Sequence[str], store: Store, where: str) -> list[_Found]:
    plain = [to_sparql(literal(name, where=where)) for name in names]
    tagged = [to_sparql(Literal(name, language="en")) for name in names]
    either = [f"{{ ?entity {p} {o} }}" for p in _NAMES for o in (*plain, *tagged)]
    return _ask(" UNION ".join(either), store) if either else []


def _any_case(text: str, store: Store, where: str) -> list[_Found]:
    wanted = to_sparql(literal(text.lower(), where=where))
    # Each name once: a name stands in the graph of every text that has it.
    names = "{ ?entity rdfs:label ?called } UNION { ?entity skos:altLabel ?called }"
    return _ask(
        f"{{ SELECT DISTINCT ?entity ?called WHERE {{ {names} }} }} "
        f"FILTER(LCASE(STR(?called)) = {wanted})",
        store,
    )


def _ask(pattern: str, store: Store) -> list[_Found]:
    named_so = store.query(f"{_PREFIXES}SELECT DISTINCT ?entity WHERE {{ {pattern} }} LIMIT 200")
    rows = named_so.rows if isinstance(named_so, Rows) else ()
    terms = [to_sparql(row[0]) for row in rows if isinstance(row[0], NamedNode)]
    if not terms:
        return []
    which = f"VALUES ?entity {{ {' '.join(terms)} }}"
    answer = store.query(
        f"""{_PREFIXES}SELECT ?entity ?label ?class WHERE {{
  {{ SELECT DISTINCT ?entity ?class WHERE {{ {which} ?entity a ?class }} }}
  {{ SELECT ?entity (MIN(STR(?name)) AS ?label) WHERE {{ {which} ?entity rdfs:label ?name }}
    GROUP BY ?entity }}
  FILTER(STRSTARTS(STR(?class), STR(kg:)))
}} ORDER BY ?label (STR(?entity)) LIMIT 200"""
    )
    found: dict[str, _Found] = {}
    entities: set[str] = set()
    for entity, label, kind in answer.rows if isinstance(answer, Rows) else ():
        entities |= {_text(entity)} if _local(_text(kind)) == "Entity" else set()
        made = _Found(_text(entity), _text(label), _local(_text(kind)))
        known = found.get(made.iri)
        if known is None or _rank(known.kind) < _rank(made.kind):
            found[made.iri] = made
    return [each for each in found.values() if each.iri in entities]


def _rank(kind: str) -> int:
    return _GENERAL.index(kind) if kind in _GENERAL else len(_GENERAL)


def _one(found: list[_Found], text: str, where: str) -> NamedNode:
    if not found:
        raise QueryError(f"no entity is called {text!r}", where=where, hint="try its QID or IRI")
    if len(found) > 1:
        listed = ", ".join(f"{each.label} ({each.kind}) <{each.iri}>" for each in found[:_SHOWN])
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise QueryError(
            f"{text!r} names {len(found)} entities: {listed}{more}",
            where=where,
            hint="give the IRI",
        )
    return NamedNode(found[0].iri)


def _text(term: object) -> str:
    return str(getattr(term, "value", "") or "")


def _local(iri: str) -> str:
    return re.split(r"[#/:]", iri)[-1]
