"""A server that does wrong what a test tells it to, request by request."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

YES = b'{"head":{},"boolean":true}'
ROWS = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"uri","value":"urn:x"}}]}}'
JSON = "application/sparql-results+json"


@dataclass
class Step:
    """One answer: `cut` bytes of the body are sent before the connection breaks."""

    status: int = 200
    body: bytes = YES
    media_type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    wait: float = 0.0


@dataclass
class Script:
    """What the server answers after the first ASK, and what it was asked; then `usual`."""

    steps: list[Step] = field(default_factory=list)
    usual: Step = field(default_factory=lambda: Step(body=ROWS))
    seen: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)
    url: str = ""


@contextmanager
def faulty_server(*steps: Step, usual: Step | None = None, name: str = "Test") -> Iterator[Script]:
    script = Script(steps=list(steps), usual=usual or Step(body=ROWS))
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(script, name))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    script.url = f"http://127.0.0.1:{server.server_address[1]}/query"
    try:
        yield script
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(script: Script, name: str) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        server_version = name

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

        def answer(self) -> None:
            size = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(size)
            script.seen.append((self.command, self.path, dict(self.headers), body))
            step = script.steps.pop(0) if script.steps else script.usual
            if threading.Event().wait(step.wait):
                return
            try:
                self._send(step)
            except (BrokenPipeError, ConnectionResetError):
                return

        def _send(self, step: Step) -> None:
            self.send_response(step.status)
            self.send_header("Content-Type", step.media_type)
            self.send_header("Content-Length", str(len(step.body)))
            for key, value in step.headers.items():
                self.send_header(key, value)
            self.end_headers()
            self.wfile.write(step.body if step.cut is None else step.body[: step.cut])
            if step.cut is not None:
                self.close_connection = True

        do_GET = do_POST = do_PUT = answer  # noqa: N815  # the names that http.server calls

    return Handler
