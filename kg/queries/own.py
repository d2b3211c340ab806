"""Short names of an export's own nodes: `stm:ef5b…` for `urn:kg:stm:ef5b…`, and back.

They are for people who read a table and ask on; files and programs get whole IRIs.
"""

import re
from collections.abc import Iterator

from pyoxigraph import NamedNode

from kg.iri import Namespace
from kg.queries.terms import to_sparql
from kg.store.base import Answer, Rows, Store

__all__ = ["short", "whole"]

_HASHED = r"(?:can|doc|ev|men|quo|res|stm)"
_NAME = r"[0-9a-f]{20}(?:-quote|-position)?"
_ENTITY = r"Q[1-9][0-9]*|[A-Z][A-Za-z]+-[a-z0-9-]+"
_OWN = re.compile(
    rf".*(?::(?P<a>{_HASHED}:{_NAME}|ent:(?:{_ENTITY}))"
    rf"|/(?P<b>{_HASHED}/{_NAME}|ent/(?:{_ENTITY}))"
    rf"|#(?P<c>{_HASHED}-{_NAME}|ent-(?:{_ENTITY})))"
)
_SHORT = re.compile(rf"(?P<kind>{_HASHED}):(?P<name>{_NAME})|ent:(?P<entity>{_ENTITY})")
_DOCUMENT = re.compile(r"(.*[:/#])doc[:/-][0-9a-f]{20}")
_DOCUMENTS = """SELECT DISTINCT ?document
WHERE { ?document a <https://w3id.org/kg-exporter/ns#Document> } LIMIT 1000"""


def short(iri: str) -> str | None:
    """The short name of an export's node; None where the IRI is no such node's."""
    match = _OWN.fullmatch(iri)
    if match is None:
        return None
    kind, name = re.split("[:/-]", match["a"] or match["b"] or match["c"], maxsplit=1)
    return f"{kind}:{name}"


def whole(text: str, store: Store) -> str:
    """The IRI that a short name stands for in this store; `text` itself where it is none."""
    match = _SHORT.fullmatch(text)
    if match is None:
        return text
    kind, name = match["kind"] or "ent", match["name"] or match["entity"]
    named = [f"{Namespace(base).of(kind)}{name}" for base in sorted(set(_bases(store)))]
    if len(named) > 1:
        named = [iri for iri in named if _is_there(iri, store)]
    return named[0] if named else text


def _bases(store: Store) -> Iterator[str]:
    """Where the exports that the store holds have their own names."""
    answer = store.query(_DOCUMENTS)
    for (document,) in answer.rows if isinstance(answer, Rows) else ():
        if isinstance(document, NamedNode) and (match := _DOCUMENT.fullmatch(document.value)):
            yield match[1]


def _is_there(iri: str, store: Store) -> bool:
    answer = store.query(f"ASK {{ {to_sparql(NamedNode(iri))} ?property ?value }}")
    return isinstance(answer, Answer) and answer.yes
