"""Loading and asking 1,000,000 triples on disk, against pyoxigraph itself and rdflib.

Run: python -m tests.benchmarks.stores [TRIPLES]
"""

import multiprocessing
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from pyoxigraph import RdfFormat, serialize
from rdflib import Graph

from kg import queries
from kg.store.oxigraph import OxigraphStore
from kg.store.rdffiles import read_quads
from tests.benchmarks.graphs import QUADS_A_TEXT, large_corpus
from tests.store.test_same_answers import NEEDED

MOST_USED = (
    "control-history",
    "backers",
    "said-by",
    "statements-about",
    "spokespeople",
    "contested",
)
_PATIENCE = 30.0
_LOADS = {
    "pyoxigraph": "import pyoxigraph as o; o.Store({store!r}).bulk_load(path={path!r}, "
    "format=o.RdfFormat.N_QUADS)",
    "kg load": "from pathlib import Path; from kg.store.load import load; "
    "from kg.store.oxigraph import OxigraphStore; "
    "load([Path({path!r})], OxigraphStore.open(Path({store!r})))",
}


def main(triples: int) -> None:
    """Print loading times and memory, then the time of every stored query: the middle of three."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_corpus(Path(folder) / "corpus.nq", triples)
        for name, code in _LOADS.items():
            _say(f"{name:12} {_load(code, path, Path(folder) / name.replace(' ', '-'))}")
        store = OxigraphStore.open(Path(folder) / "kg-load", read_only=True)
        times = {name: median(_ask(name, store) for _ in range(3)) for name in _names()}
        for name, seconds in sorted(times.items(), key=lambda pair: -pair[1]):
            _say(f"{name:24} {seconds * 1000:9.1f} ms")
        _say(f"{'median':24} {median(times.values()) * 1000:9.1f} ms")
        _against_rdflib(Path(folder))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def write_corpus(path: Path, triples: int) -> Path:
    """An invented corpus of about so many triples."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(large_corpus(max(1, triples // QUADS_A_TEXT)))
    return path


def _load(code: str, path: Path, store: Path) -> str:
    before = time.perf_counter()
    text = code.format(path=str(path), store=str(store))
    text += "; import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    done = subprocess.run(  # our own code
        [sys.executable, "-c", text], capture_output=True, text=True, check=True
    )
    return f"{time.perf_counter() - before:6.2f} s, peak {int(done.stdout) // 1024} MiB"


def _names() -> list[str]:
    return [query.name for query in queries.catalogue() if not query.header.online]


def _params(name: str, store: OxigraphStore) -> dict[str, str]:
    if name != "evidence":
        return NEEDED.get(name, {})
    kind = "<https://w3id.org/kg-exporter/ns#Statement>"
    found = store.query(f"SELECT ?s {{ ?s a {kind} }} LIMIT 1")
    return {"statement": found.rows[0][0].value}  # type: ignore[union-attr]


def _ask(name: str, store: OxigraphStore) -> float:
    params = _params(name, store)
    before = time.perf_counter()
    queries.run(queries.find(name), params, store=store)
    return time.perf_counter() - before


def _against_rdflib(folder: Path) -> None:
    path = write_corpus(folder / "small.nq", 100_000)
    triples = serialize((quad.triple for quad in read_quads(path)), format=RdfFormat.N_TRIPLES)
    graph = Graph(bind_namespaces="none").parse(data=triples, format="nt")
    store = OxigraphStore.memory([path])
    for name in MOST_USED:
        ours = min(_ask(name, store) for _ in range(3))
        sparql = queries.bound(queries.find(name), _params(name, store), store=store)
        theirs = _rdflib_seconds(graph, sparql)
        shown = (
            f"rdflib {theirs / ours:7.1f} times that"
            if theirs
            else f"rdflib gave up: {_PATIENCE} s"
        )
        _say(f"{name:24} {ours * 1000:9.1f} ms, {shown}")


def _rdflib_seconds(graph: Graph, sparql: str) -> float | None:
    """How long rdflib takes; None where it takes longer than we wait."""
    context = multiprocessing.get_context("fork")
    out, into = context.Pipe(duplex=False)

    def work() -> None:
        before = time.perf_counter()
        list(graph.query(sparql))
        into.send(time.perf_counter() - before)

    process = context.Process(target=work)
    process.start()
    found = out.recv() if out.poll(_PATIENCE) else None
    process.kill()
    process.join()
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    _say(f"peak {peak} MiB")
