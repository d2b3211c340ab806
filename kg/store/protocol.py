"""SPARQLWrapper behind our own terms: a timeout always, POST always, logins without globals.

Its own `_query` has no default timeout, installs a process-wide opener for digest logins, and maps
HTTP errors to exceptions of many kinds; here one opener a store is used and errors pass through.
"""

import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any

from SPARQLWrapper import POST, SPARQLWrapper

from kg.errors import StoreError
from kg.store.faults import TransientError, network_faults, status_fault
from kg.store.login import Login

__all__ = ["Reply", "SparqlClient"]

_AGENT = "kg-exporter"
_LARGEST = 1 << 30
_BLOCK = 1 << 16
_ACCEPT = {
    "SelectQuery": "application/sparql-results+json",
    "AskQuery": "application/sparql-results+json",
    "ConstructQuery": "application/n-triples, text/turtle;q=0.5",
    "DescribeQuery": "application/n-triples, text/turtle;q=0.5",
    "Update": "*/*",
}
_KINDS = {
    "SelectQuery": "SELECT",
    "AskQuery": "ASK",
    "ConstructQuery": "CONSTRUCT",
    "DescribeQuery": "DESCRIBE",
    "Update": "INSERT",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A complete answer: its media type and its bytes."""

    media_type: str
    body: bytes
    server: str = ""


class _Wrapper(SPARQLWrapper):
    """SPARQLWrapper as a builder of requests, whose kind of query is known beforehand."""

    def __init__(self, url: str, kind: str) -> None:
        self._kind = kind
        super().__init__(url, agent=_AGENT)
        self.setMethod(POST)
        self.setOnlyConneg(True)

    def _parseQueryType(self, query: str) -> str:  # noqa: N802  # SPARQLWrapper's name
        del query
        return _KINDS[self._kind]

    def request(self, sparql: str) -> Any:
        """The HTTP request for a query or an update."""
        self.setQuery(sparql)
        self.addCustomHttpHeader("Accept", _ACCEPT[self._kind])
        return self._createRequest()


class SparqlClient:
    """Sends queries and updates to one server, one request each, and reads whole answers."""

    def __init__(self, login: Login) -> None:
        self._login = login
        self._opener = urllib.request.build_opener(*_handlers(login), _NoRedirectOfSecrets())

    def send(
        self, url: str, sparql: str, *, kind: str, seconds: float | None, union: bool
    ) -> Reply:
        """The server's answer to a query (`kind` a form) or an update (`kind` "Update").

        Raises: StoreError or QueryError for everything that can go wrong.
        """
        wrapper = _Wrapper(url, kind)
        if union:
            wrapper.addParameter("union-default-graph", "true")
        if self._login.token:
            wrapper.addCustomHttpHeader("Authorization", f"Bearer {self._login.token}")
        request = wrapper.request(sparql)
        with network_faults(url, seconds=seconds):
            try:
                with self._opener.open(request, timeout=seconds or 3600.0) as response:
                    return _read(response, url, seconds)
            except urllib.error.HTTPError as err:
                with err:
                    body = err.read(2000).decode("utf-8", "replace")
                retry_after = err.headers.get("Retry-After") if err.headers else None
                raise status_fault(err.code, body=body, retry_after=retry_after, where=url) from err


class _NoRedirectOfSecrets(urllib.request.HTTPRedirectHandler):
    """A redirect would take the login, and turn POST into GET: refused, with the new address."""

    def redirect_request(
        self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> None:  # urllib's signature
        """Refuse."""
        del fp, code, msg, headers
        raise StoreError(f"redirects to {newurl}", where=req.full_url, hint="use that address")


class _OneLogin(urllib.request.HTTPPasswordMgr):
    """The login of the one server that an opener talks to (redirects are refused)."""

    def __init__(self, user: str, password: str) -> None:
        super().__init__()
        self._pair = (user, password)

    def find_user_password(self, realm: str, authuri: str) -> tuple[str | None, str | None]:
        """The login, whatever the realm."""
        del realm, authuri
        return self._pair


def _handlers(login: Login) -> list[urllib.request.BaseHandler]:
    if login.user is None:
        return []
    known = _OneLogin(login.user, login.password or "")
    return [
        urllib.request.HTTPBasicAuthHandler(known),
        urllib.request.HTTPDigestAuthHandler(known),
    ]


def _read(response: Any, url: str, seconds: float | None) -> Reply:
    """The whole body, or an error: a part of an answer is none."""
    if state := response.headers.get("X-SQL-State"):
        raise StoreError(
            f"the server gave up in the middle and sent a part (X-SQL-State {state})",
            where=url,
            hint="ask for less, or raise the server's time limit",
        )
    media_type = response.headers.get_content_type()
    if media_type in ("text/html", "application/xhtml+xml"):
        raise StoreError(
            "answered with a web page, not with data", where=url, hint="check the endpoint's path"
        )
    deadline = time.monotonic() + (seconds or 3600.0)
    blocks: list[bytes] = []
    size = 0
    while block := response.read(_BLOCK):
        blocks.append(block)
        size += len(block)
        if time.monotonic() > deadline:
            raise TimeoutError
        if size > _LARGEST:
            raise StoreError("an answer of more than 1 GiB", where=url, hint="ask for less")
    expected = response.headers.get("Content-Length")
    if expected and expected.isdigit() and size < int(expected):
        raise TransientError("the answer was cut in the middle", where=url)
    return Reply(
        media_type=media_type, body=b"".join(blocks), server=response.headers.get("Server", "")
    )
