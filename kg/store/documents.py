"""A corpus that lives in a store: one named graph a document, put in, replaced and taken out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.errors import InputError, StoreError
from kg.store.base import Limits, Rows, Store, value_of

__all__ = ["Held", "held", "put", "remove"]

_ID = "https://w3id.org/kg-exporter/ns#documentId"
_DOCUMENTS = """PREFIX kg: <https://w3id.org/kg-exporter/ns#>
SELECT DISTINCT ?id ?document ?hash
WHERE { ?document a kg:Document ; kg:documentId ?id ; kg:sha256 ?hash }"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A document in a store: its IRI, which names its graph too, and the hash of its text."""

    iri: str
    sha256: str


def held(store: Store) -> Mapping[str, tuple[Held, ...]]:
    """The documents in a store by their id. Two of one id: an export that was killed midway."""
    answer = store.query(_DOCUMENTS, limits=Limits(rows=None, seconds=600.0))
    found: dict[str, list[Held]] = {}
    for row in answer.rows if isinstance(answer, Rows) else ():
        name, iri, sha256 = map(value_of, row)
        found.setdefault(name, []).append(Held(iri=iri, sha256=sha256))
    return {name: tuple(sorted(each, key=lambda one: one.iri)) for name, each in found.items()}


def put(
    store: Store,
    document: str,
    *,
    lines: Iterable[str],
    known: Mapping[str, tuple[Held, ...]],
) -> None:
    """Make the N-Quads `lines` the whole graph of a document IRI; drop its versions in `known`.

    The new graph comes in one step and before the old one goes, so that whoever is killed between
    leaves both, and the next run drops the old one.
    """
    graph = NamedNode(document)
    triples = list(parse("".join(lines).encode("utf-8"), format=RdfFormat.N_QUADS))
    store.replace(graph, (Quad(t.subject, t.predicate, t.object, graph) for t in triples))
    ids = {value_of(t.object) for t in triples if t.predicate.value == _ID and t.subject == graph}
    for old in (each for name in sorted(ids) for each in known.get(name, ())):
        if old.iri != document:
            store.drop(NamedNode(old.iri))


def remove(store: Store, names: Iterable[str]) -> int:
    """Take documents out by id or IRI, and return how many graphs went.

    What other documents say too stays, for it is in their own graphs.
    Raises: InputError where one is not there, StoreError where it has no graph of its own; then
    nothing is removed.
    """
    known = held(store)
    graphs = store.counts()
    by_iri = {each.iri: each for documents in known.values() for each in documents}
    going: list[str] = []
    for name in names:
        found = known.get(name) or ((by_iri[name],) if name in by_iri else ())
        if not found:
            close = get_close_matches(name, sorted(known), n=3)
            hint = f"did you mean {', '.join(close)}?" if close else None
            raise InputError("no such document in the store", where=name, hint=hint)
        for each in found:
            if each.iri not in graphs:
                raise StoreError(
                    "has no graph of its own", where=name, hint="load TriG or N-Quads, not Turtle"
                )
            going.append(each.iri)
    for iri in dict.fromkeys(going):
        store.drop(NamedNode(iri))
    return len(dict.fromkeys(going))
