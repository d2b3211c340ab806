"""The service over HTTP, for one analyst on one machine.

The standard library's server is enough for that, and asks for no further package.
"""

import json
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from kg.errors import InputError, UsageError
from kg.link.index import Index
from kg.link.reconcile.service import Service

__all__ = ["open_server"]

_HOST = "127.0.0.1"
_JSON, _PAGE = "application/json", "text/html"
_LARGEST = 4_000_000  # bytes of a form


def open_server(index: Index, *, port: int = 0) -> tuple[HTTPServer, str]:
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
    Handler.service = Service(index, place)
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
        try:
            answer = self._answer(path.rstrip("/"), fields)
        except InputError as err:
            self._send(400, {"error": str(err)})
            return
        if answer is None:
            self._send(404, {"error": "nothing is here"})
        else:
            self._send(200, answer)

    def _answer(self, path: str, fields: Mapping[str, str]) -> Mapping[str, Any] | str | None:
        match path.split("/")[1:]:
            case []:
                return self._endpoint(fields)
            case ["suggest", kind]:
                return self._suggest(kind, fields)
            case ["properties"]:
                return self.service.propose(fields.get("type", ""))
            case ["preview"]:
                return self.service.preview(fields.get("id", ""))
            case _:
                return None

    def _endpoint(self, fields: Mapping[str, str]) -> Mapping[str, Any]:
        if "queries" in fields:
            return self.service.reconcile(fields["queries"])
        if "extend" in fields:
            return self.service.extend(fields["extend"])
        return self.service.manifest()

    def _suggest(self, kind: str, fields: Mapping[str, str]) -> Mapping[str, Any] | None:
        prefix, cursor = fields.get("prefix", ""), fields.get("cursor", "")
        suggest = {
            "entity": self.service.suggest_entity,
            "type": self.service.suggest_type,
            "property": self.service.suggest_property,
        }.get(kind)
        return suggest(prefix, int(cursor) if cursor.isdecimal() else 0) if suggest else None

    def _send(self, status: int, body: Mapping[str, Any] | str) -> None:
        page = isinstance(body, str)
        text = (body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)).encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{_PAGE if page else _JSON}; charset=utf-8")
        self.send_header("Content-Length", str(len(text)))
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "Content-Type")
        self.end_headers()
        self.wfile.write(text)


def _fields(text: str) -> Mapping[str, str]:
    return {name: values[0] for name, values in parse_qs(text, keep_blank_values=True).items()}
