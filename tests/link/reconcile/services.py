"""Services for tests: scripted answers, our own server in a thread, and texts to ask about."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from kg.link.index import Index
from kg.link.reconcile.server import open_server
from kg.model import Document, DocumentGraph, Entity, Mention, Span
from tests.store.faulty import Script, Step

__all__ = ["Asked", "in_json", "naming", "serving"]


def in_json(body: object, **more: Any) -> Step:
    """A step of a script that answers with JSON."""
    return Step(body=json.dumps(body).encode(), media_type="application/json", **more)


class Asked:
    """A scripted service, what it was asked, and how long the client slept between."""

    def __init__(self, script: Script, folder: Path) -> None:
        self.slept: list[float] = []
        self.script = script
        self.folder = folder

    def queries(self, number: int) -> Any:
        """The batch of one request."""
        (text,) = parse_qs(self.script.seen[number][3].decode())["queries"]
        return json.loads(text)


def naming(*named: tuple[str, str]) -> DocumentGraph:
    """A document with entities of these names and classes."""
    entities = tuple(
        Entity(id=n, type=kind, name=n, mentions=(Mention(span=Span(0, 1), text=n, type=kind),))
        for n, kind in named
    )
    document = Document(id="d", text="A text.", source="d", sha256="0" * 64)
    return DocumentGraph(document=document, entities=entities, relations=())


@contextmanager
def serving(index: Path) -> Iterator[str]:
    """Our own service over an index, in a thread; yields its address."""
    opened: list[tuple[HTTPServer, str]] = []
    ready = threading.Event()

    def run() -> None:
        items = Index(index)  # SQLite wants its connection used where it was made
        opened.append(open_server(items))
        ready.set()
        server, _ = opened[0]
        server.serve_forever(poll_interval=0.02)
        server.server_close()
        items.close()

    thread = threading.Thread(target=run)
    thread.start()
    assert ready.wait(10)
    try:
        yield opened[0][1]
    finally:
        opened[0][0].shutdown()
        thread.join()
