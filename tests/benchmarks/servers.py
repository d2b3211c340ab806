"""Loading 1,000,000 triples into the Oxigraph server and into Virtuoso, and getting them back.

Run: python -m tests.benchmarks.servers [TRIPLES]
"""

import hashlib
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import AbstractContextManager, closing
from pathlib import Path

from pyoxigraph import Quad

from kg.store.load import load
from kg.store.login import Login
from kg.store.rdffiles import read_quads
from kg.store.remote import open_endpoint
from tests.benchmarks.stores import write_corpus
from tests.store.servers import oxigraph_server, virtuoso_server
from tests.store.test_contract import normalised

_ADMINISTRATOR = Login(user="dba", password="dba")  # noqa: S106  # of a fresh Virtuoso
_OURS = "urn:kg:"


def main(triples: int) -> None:
    """Print for each server how long the load took, and whether every quad came back."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_corpus(Path(folder) / "corpus.nq", triples)
        wanted = _state(read_quads(path))
        _say(f"{wanted[0]:,} quads in the file")
        _round_trip("Oxigraph server", oxigraph_server(), Login(), path=path, wanted=wanted)
        server = virtuoso_server(Path(folder))
        _round_trip("Virtuoso", server, _ADMINISTRATOR, path=path, wanted=wanted)


def _round_trip(
    name: str,
    server: AbstractContextManager[str],
    login: Login,
    *,
    path: Path,
    wanted: tuple[int, str],
) -> None:
    with server as url, closing(open_endpoint(url, login=login)) as store:
        before = time.perf_counter()
        load([path], store)
        seconds = time.perf_counter() - before
        found = _state(q for q in store.quads() if str(q.graph_name).startswith(f"<{_OURS}"))
        same = "all the same" if found == wanted else "NOT THE SAME"
        _say(f"{name}: loaded in {seconds:.0f} s, {found[0]:,} quads came back, {same}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _state(quads: Iterable[Quad]) -> tuple[int, str]:
    """The number of quads, and a hash of all of them in order, each as stores keep it."""
    lines = sorted({normalised(quad) for quad in quads})
    return len(lines), hashlib.sha256("\n".join(lines).encode()).hexdigest()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
