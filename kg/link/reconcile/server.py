"""The service over HTTP, for one analyst on one machine.

The standard library's server is enough for that, and asks for no further package.
"""

import json
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from kg.errors import InputError, UsageError
from kg.link.candidates import CandidateSource
from kg.link.reconcile.service import Service

__all__ = ["open_server"]

_HOST = "127.0.0.1"
_LARGEST = 4_000_000  # bytes of a form


def open_server(source: CandidateSource, *, port: int = 0) -> tuple[HTTPServer, str]:
    """Give the server, which answers once it is told to serve, and its address.

    One request is answered at a time: the index is one connection.
    Raises: UsageError where the port is taken.
    """

    class Handler(_Handler):
        service: Service

    try:
        server = HTTPServer((_HOST, port), Handler)
    except OSError as err:
        raise UsageError(f"cannot be listened to: {err.strerror}", where=f"port {port}") from err
    place = f"http://{_HOST}:{server.server_address[1]}"
    Handler.service = Service(source, place)
    return server, place


class _Handler(BaseHTTPRequestHandler):
    service: Service
    timeout = 30

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal belongs to the analyst."""

    def do_GET(self) -> None:
        """Answer a query in the address."""
        asked = urlsplit(self.path)
        self._route(asked.path, _fields(asked.query))

    def do_POST(self) -> None:
        """Answer a form."""
        size = self.headers.get("Content-Length", "")
        if not size.isdigit() or int(size) > _LARGEST:
            self._send(413, {"error": "too large"})
            return
        body = self.rfile.read(int(size)).decode("utf-8", errors="replace")
        self._route(urlsplit(self.path).path, _fields(body))

    def do_OPTIONS(self) -> None:
        """Let pages of other origins ask, as the specification requires."""
        self._send(200, {})

    def _route(self, path: str, fields: Mapping[str, str]) -> None:
        routes = {"/suggest/entity": "suggest_entity", "/suggest/type": "suggest_type"}
        if path in routes:
            self._send(200, getattr(self.service, routes[path])(fields.get("prefix", "")))
        elif path not in ("", "/"):
            self._send(404, {"error": "nothing is here"})
        elif "queries" in fields:
            self._reconcile(fields["queries"])
        else:
            self._send(200, self.service.manifest())

    def _reconcile(self, queries: str) -> None:
        try:
            answer = self.service.reconcile(queries)
        except InputError as err:
            self._send(400, {"error": str(err)})
            return
        self._send(200, answer)

    def _send(self, status: int, body: Mapping[str, Any]) -> None:
        text = json.dumps(body, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "Content-Type")
        self.end_headers()
        self.wfile.write(text)


def _fields(text: str) -> Mapping[str, str]:
    return {name: values[0] for name, values in parse_qs(text, keep_blank_values=True).items()}
