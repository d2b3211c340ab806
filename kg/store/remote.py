"""A SPARQL 1.1 endpoint as a store.

Queries and updates go by the SPARQL Protocol, whole graphs by the Graph Store Protocol where the
server has one.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Self
from urllib.parse import quote

import httpx
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad

from kg.errors import InputError
from kg.store.addresses import Addresses, addresses, checked_url
from kg.store.base import DEFAULT_LIMITS, Limits, Result, Rows, Term, value_of
from kg.store.faults import Retries, TooLargeError, network_faults, status_fault
from kg.store.login import ChallengeAuth, Login, read_login
from kg.store.protocol import SparqlClient
from kg.store.results import form_of, read_rows, read_triples

__all__ = ["RemoteStore", "open_endpoint"]

_COUNTS = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
_WRITE_SECONDS = 300.0
_WHOLE = 50_000  # triples: a document goes in one request where a server takes whole graphs


def open_endpoint(
    url: str, *, login: Login | None = None, retries: Retries | None = None
) -> "RemoteStore":
    """The store at an endpoint, which is asked once who it is.

    Raises: UsageError for a URL with a login in it, StoreError where nobody answers.
    """
    checked = checked_url(url)
    return RemoteStore.open(
        checked,
        login=login or read_login(url, os.environ),
        retries=retries or Retries(),
    )


class RemoteStore:
    """One server. Every request may be sent again after a broken connection: all are idempotent."""

    def __init__(self, doors: Addresses, *, login: Login, retries: Retries) -> None:
        self.name = doors.query
        self._doors = doors
        self._retries = retries
        self._sparql = SparqlClient(login)
        self._http = httpx.Client(auth=ChallengeAuth(login), timeout=_WRITE_SECONDS)

    @classmethod
    def open(cls, url: str, *, login: Login, retries: Retries) -> Self:
        """The server at a URL, whatever its make."""
        client = SparqlClient(login)
        reply = retries.run(
            lambda: client.send(url, "ASK { }", kind="AskQuery", seconds=30.0, union=False)
        )
        read_rows(reply, url, rows=None)
        return cls(addresses(url, server=reply.server), login=login, retries=retries)

    def query(self, sparql: str, *, limits: Limits = DEFAULT_LIMITS) -> Result:
        """The complete answer of the server, read to its end before anything of it is used."""
        kind = form_of(sparql)
        reply = self._retries.run(
            lambda: self._sparql.send(
                self._doors.query,
                sparql,
                kind=kind,
                seconds=limits.seconds,
                union=self._doors.union,
            )
        )
        if kind in ("ConstructQuery", "DescribeQuery"):
            return read_triples(reply, self.name, rows=limits.rows)
        return read_rows(reply, self.name, rows=limits.rows)

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads, a graph at a time; each request holds at most a chunk of one graph."""
        for graph, group in groupby(quads, key=lambda quad: quad.graph_name):
            size = self._doors.chunk if self._doors.graphs is None else _WHOLE
            for lines in _chunks(map(_line, group), size):
                self._post(self._target(graph), lines)

    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Make `quads` the whole graph: one PUT where the server has a Graph Store Protocol."""
        lines = [_line(quad) for quad in quads]
        if self._doors.graphs is not None:
            self._send("PUT", self._doors.graphs, graph.value, lines)
            return
        self._update(f"DROP SILENT GRAPH {graph} ;\n{_insert(graph.value, lines)}")

    def drop(self, graph: NamedNode) -> None:
        """Remove a named graph."""
        self._update(f"DROP SILENT GRAPH {graph}")

    def counts(self) -> Mapping[str, int]:
        """Triples by named graph; the default graph is the empty string."""
        rows = self._select(_COUNTS)
        found = {value_of(graph): int(value_of(count)) for graph, count in rows if graph}
        aside = self._doors.default_graph
        default = found.pop(aside, 0) if aside else self._default_count()
        return {"": default} | found

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one named graph, or all, graph by graph."""
        names = [graph] if graph else [NamedNode(name) for name in self.counts() if name]
        for name in sorted(names, key=str):
            yield from self._graph_quads(f"GRAPH {name} {{ ?s ?p ?o }}", name)
        if graph is None and self._doors.default_graph:
            aside = f"GRAPH <{self._doors.default_graph}> {{ ?s ?p ?o }}"
            yield from self._graph_quads(aside, DefaultGraph())
        elif graph is None:
            yield from self._graph_quads("?s ?p ?o", DefaultGraph())

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def _graph_quads(self, pattern: str, name: NamedNode | DefaultGraph) -> Iterator[Quad]:
        for s, p, o in self._select(f"SELECT ?s ?p ?o WHERE {{ {pattern} }}"):
            yield Quad(s, p, o, name)  # type: ignore[arg-type]  # positions of a stored triple

    def _default_count(self) -> int:
        rows = self._select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        return int(value_of(rows[0][0]))

    def _select(self, sparql: str) -> tuple[tuple[Term | None, ...], ...]:
        """Rows as the server's own default graph has them, not the union."""
        reply = self._retries.run(
            lambda: self._sparql.send(
                self._doors.query, sparql, kind="SelectQuery", seconds=_WRITE_SECONDS, union=False
            )
        )
        answer = read_rows(reply, self.name, rows=None)
        return answer.rows if isinstance(answer, Rows) else ()

    def _target(self, graph: object) -> str | None:
        if isinstance(graph, NamedNode):
            return graph.value
        return self._doors.default_graph

    def _post(self, graph: str | None, lines: list[str]) -> None:
        """Send a chunk; one that is too large for the server goes in halves."""
        try:
            if self._doors.graphs is not None:
                self._send("POST", self._doors.graphs, graph, lines)
            else:
                self._update(_insert(graph, lines))
        except TooLargeError:
            if len(lines) == 1:
                raise
            middle = len(lines) // 2
            self._post(graph, lines[:middle])
            self._post(graph, lines[middle:])

    def _update(self, sparql: str) -> None:
        self._retries.run(
            lambda: self._sparql.send(
                self._doors.update, sparql, kind="Update", seconds=_WRITE_SECONDS, union=False
            )
        )

    def _send(self, method: str, address: str, graph: str | None, lines: list[str]) -> None:
        query = "default" if graph is None else f"graph={quote(graph, safe='')}"
        body = "".join(lines).encode("utf-8")
        self._retries.run(lambda: self._exchange(method, f"{address}?{query}", body))

    def _exchange(self, method: str, url: str, body: bytes) -> None:
        with network_faults(self.name, seconds=_WRITE_SECONDS):
            headers = {"Content-Type": "application/n-triples"}
            response = self._http.request(method, url, content=body, headers=headers)
        if response.status_code >= 300:
            raise status_fault(
                response.status_code,
                body=response.text[:2000],
                retry_after=response.headers.get("Retry-After"),
                where=self.name,
            )


def _line(quad: Quad) -> str:
    if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
        raise InputError(
            "a blank node cannot be sent twice and stay the same",
            where=str(quad),
            hint="load into --store, or give it an IRI",
        )
    return f"{quad.subject} {quad.predicate} {quad.object} .\n"


def _chunks(lines: Iterable[str], size: int) -> Iterator[list[str]]:
    chunk: list[str] = []
    for line in lines:
        chunk.append(line)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _insert(graph: str | None, lines: list[str]) -> str:
    body = "".join(lines)
    return (
        f"INSERT DATA {{ {body} }}"
        if graph is None
        else (f"INSERT DATA {{ GRAPH <{graph}> {{ {body} }} }}")
    )
