"""The embedded store: pyoxigraph, in memory or in a folder on disk."""

import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Self

import pyoxigraph as ox
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.errors import QueryError, StoreError
from kg.store.base import DEFAULT_LIMITS, Answer, Limits, Result, Rows, Triples, value_of
from kg.store.rdffiles import format_of, open_rdf, reading

__all__ = ["OxigraphStore"]

_COUNTS = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
_MARKER = "CURRENT"  # the file that RocksDB keeps in each of its folders


class OxigraphStore:
    """A pyoxigraph store; one writer at a time on disk, readers beside it with `read_only`."""

    def __init__(self, store: ox.Store, *, name: str) -> None:
        self._store: ox.Store | None = store
        self.name = name

    @classmethod
    def memory(cls, paths: Iterable[Path] = ()) -> Self:
        """A store in memory with the content of some RDF files."""
        made = cls(ox.Store(), name="memory")
        for path in paths:
            made.load(path)
        return made

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = False, make: bool = True) -> Self:
        """The store in a folder; made where there is none, unless it is to be read or not `make`.

        Raises: StoreError where the folder is no store, or another writer holds it.
        """
        if (read_only or not make) and not (folder / _MARKER).exists():
            raise StoreError("no store here", where=str(folder), hint="fill one with `kg load`")
        if folder.exists() and not _is_store_or_empty(folder):
            raise StoreError("a folder of other files, no store", where=str(folder))
        with _failures(str(folder)):
            if read_only:
                return cls(ox.Store.read_only(str(folder)), name=str(folder))
            folder.parent.mkdir(parents=True, exist_ok=True)
            return cls(ox.Store(str(folder)), name=str(folder))

    def query(self, sparql: str, *, limits: Limits = DEFAULT_LIMITS) -> Result:
        """The answer, computed in a thread of its own so that the time limit can end the wait."""
        outcome: list[Result | BaseException] = []
        store = self._open

        def work() -> None:
            try:
                outcome.append(_collect(store, sparql, limits.rows))
            except BaseException as err:  # handed to the caller below
                outcome.append(err)

        worker = threading.Thread(target=work, daemon=True)
        worker.start()
        worker.join(limits.seconds)
        if not outcome:
            raise QueryError(
                f"no answer within {limits.seconds:g} s", hint="ask for less, or raise --timeout"
            )
        return _unwrap(outcome[0], self.name)

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads in bulk: fast, not atomic."""
        with _failures(self.name):
            self._open.bulk_extend(quads)

    def load(self, path: Path, *, graph: NamedNode | None = None) -> None:
        """Add an RDF file in bulk; its triples go to `graph` or the default graph."""
        rdf_format = format_of(path)
        with reading(path), _writing(self.name):
            if path.suffix != ".gz":  # pyoxigraph reads faster than Python hands over
                self._open.bulk_load(path=str(path), format=rdf_format, to_graph=graph)
                return
            with open_rdf(path) as stream:
                self._open.bulk_load(stream, format=rdf_format, to_graph=graph)

    def is_empty(self) -> bool:
        """Whether it holds nothing at all."""
        return next(iter(self._open), None) is None

    def clear(self) -> None:
        """Remove everything."""
        with _failures(self.name):
            self._open.clear()

    def graph_count(self) -> int:
        """How many named graphs it has."""
        return sum(1 for _ in self._open.named_graphs())

    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Make `quads` the whole graph in one transaction: all of it or nothing."""
        data = "\n".join(f"{quad.subject} {quad.predicate} {quad.object} ." for quad in quads)
        with _failures(self.name):
            self._open.update(
                f"DROP SILENT GRAPH {graph} ; INSERT DATA {{ GRAPH {graph} {{ {data} }} }}"
            )

    def drop(self, graph: NamedNode) -> None:
        """Remove a named graph in one transaction."""
        with _failures(self.name):
            self._open.remove_graph(graph)

    def counts(self) -> Mapping[str, int]:
        """Triples by named graph; the default graph is the empty string."""
        found = _collect(self._open, _COUNTS, None)
        rows = found.rows if isinstance(found, Rows) else ()
        counts = {value_of(graph): int(value_of(count)) for graph, count in rows}
        return {"": len(self._open) - sum(counts.values())} | dict(sorted(counts.items()))

    def quads(self, graph: NamedNode | DefaultGraph | None = None) -> Iterator[Quad]:
        """The quads of one named graph, or all."""
        return self._open.quads_for_pattern(None, None, None, graph)

    def close(self) -> None:
        """Write what is pending and release the folder's lock."""
        if self._store is not None:
            self._store = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def __len__(self) -> int:
        return len(self._open)

    @property
    def _open(self) -> ox.Store:
        if self._store is None:
            raise StoreError("the store is closed", where=self.name)
        return self._store


def _collect(store: ox.Store, sparql: str, rows: int | None) -> Result:
    found = store.query(sparql, use_default_graph_as_union=True)
    if isinstance(found, ox.QueryBoolean):
        return Answer(yes=bool(found))
    if isinstance(found, ox.QueryTriples):
        triples = tuple(dict.fromkeys(islice(found, None if rows is None else rows + 1)))
        return Triples(triples=triples[:rows], cut=rows is not None and len(triples) > rows)
    names = tuple(variable.value for variable in found.variables)
    taken = tuple(tuple(row) for row in islice(found, None if rows is None else rows + 1))
    return Rows(variables=names, rows=taken[:rows], cut=rows is not None and len(taken) > rows)


def _unwrap(outcome: Result | BaseException, name: str) -> Result:
    if isinstance(outcome, SyntaxError):
        raise QueryError(f"SPARQL syntax error: {outcome.msg}") from outcome
    if isinstance(outcome, OSError | RuntimeError | ValueError):
        raise StoreError(f"the query failed: {outcome}", where=name) from outcome
    if isinstance(outcome, BaseException):
        raise outcome
    return outcome


def _is_store_or_empty(folder: Path) -> bool:
    if not folder.is_dir():
        return False
    return (folder / _MARKER).exists() or not any(folder.iterdir())


@contextmanager
def _writing(name: str) -> Iterator[None]:
    """What RocksDB cannot write is the store's failure, not the file's that is being read."""
    try:
        yield
    except OSError as err:
        if "IO error" in str(err) or "No space" in str(err):
            raise StoreError(f"cannot be written: {err}", where=name) from err
        raise


@contextmanager
def _failures(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as err:
        if "lock" in str(err).lower():
            raise StoreError(
                "another process writes to this store", where=name, hint="wait until it is done"
            ) from err
        raise StoreError(f"cannot be used: {err}", where=name) from err
