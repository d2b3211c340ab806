"""Where a server takes queries, updates and graphs, known by its address and its Server header."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from kg.errors import UsageError

__all__ = ["Addresses", "addresses", "checked_url"]

_GRAPHDB = re.compile(r"(.*/repositories/[^/]+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The three doors of a server, and what is peculiar to it.

    `graphs` is its Graph Store Protocol, None where it has none that we know of.
    `default_graph` names the graph that stands for the default graph where a server has none of
    its own; `union` says that the server must be asked for the union of all graphs.
    """

    query: str
    update: str
    graphs: str | None
    default_graph: str | None = None
    union: bool = False
    chunk: int = 10_000


def checked_url(url: str) -> str:
    """The endpoint's URL without fragment.

    Raises: UsageError where it is no http or https URL.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"not an http or https URL: {url!r}")
    return urlunsplit(parts._replace(fragment=""))


def addresses(url: str, *, server: str) -> Addresses:
    """The addresses of the server that answers at `url` and calls itself `server`."""
    name = server.lower()
    if "virtuoso" in name:
        return Addresses(
            query=url,
            update=_sibling(url, "sparql-auth"),
            graphs=_sibling(url, "sparql-graph-crud-auth"),
            default_graph="urn:kg:default",
            chunk=1_500,
        )
    if "oxigraph" in name:
        return Addresses(
            query=url, update=_sibling(url, "update"), graphs=_sibling(url, "store"), union=True
        )
    if match := _GRAPHDB.match(url):
        base = match[1]
        return Addresses(
            query=base, update=f"{base}/statements", graphs=f"{base}/rdf-graphs/service"
        )
    if "fuseki" in name or "jena" in name:
        return Addresses(query=url, update=_sibling(url, "update"), graphs=_sibling(url, "data"))
    return Addresses(query=url, update=url, graphs=None, chunk=1_000)


def _sibling(url: str, name: str) -> str:
    """The same address with its last step `query` or `sparql` replaced, or a step added."""
    parts = urlsplit(url)
    steps = parts.path.rstrip("/").split("/")
    if steps[-1] in ("query", "sparql", "sparql-auth"):
        steps.pop()
    return urlunsplit(parts._replace(path="/".join([*steps, name]), query=""))
