"""What every triple store can do, and what it answers with."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

__all__ = [
    "DEFAULT_LIMITS",
    "Answer",
    "Limits",
    "Result",
    "Rows",
    "Store",
    "Term",
    "Triples",
    "value_of",
]

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a query may cost. None is no limit.

    Too many rows are cut, and the result says so; too much time is an error, since a part of an
    answer that happens to be ready is no answer.
    """

    rows: int | None = 100_000
    seconds: float | None = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The solutions of a SELECT; `cut` where the row limit left some out."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Triples:
    """The graph of a CONSTRUCT or DESCRIBE; `cut` where the row limit left some out."""

    triples: tuple[Triple, ...]
    cut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The yes or no of an ASK."""

    yes: bool


Result = Rows | Triples | Answer


DEFAULT_LIMITS = Limits()


def value_of(term: object) -> str:
    """The IRI or the literal's text; empty where unbound."""
    return str(getattr(term, "value", "") or "")


class Store(Protocol):
    """A dataset with named graphs. A query without GRAPH sees the union of all its graphs.

    Writers are idempotent: what is sent twice is there once. Every failure is a StoreError.
    """

    @property
    def name(self) -> str:
        """What to call it in messages: a path or an endpoint, never a secret."""

    def query(self, sparql: str, *, limits: Limits = ...) -> Result:
        """The answer of a SELECT, ASK, CONSTRUCT or DESCRIBE."""

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads; bounded memory, not atomic."""

    def replace(self, graph: NamedNode, quads: Iterable[Quad]) -> None:
        """Make `quads` the whole content of a named graph, in one step."""

    def drop(self, graph: NamedNode) -> None:
        """Remove a named graph; nothing happens where there is none."""

    def counts(self) -> Mapping[str, int]:
        """Triples by named graph IRI; the default graph is the empty string."""

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """The quads of one named graph, or all."""

    def close(self) -> None:
        """Release locks and connections."""
