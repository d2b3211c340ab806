"""How fast names are linked, how fast the index opens, and how much memory both take.

    python -m tests.benchmarks.linking [--documents 200] [--corpus TEXTS.jsonl]

The names are those that the pipeline finds in real articles, extracted beforehand; a process of
its own links them, so that its memory is the linker's alone. The first tenth warms up. `--corpus`
is a file of JSON lines with `id` and `text`, in place of the samples.

Bounds: 3,000 mentions a second on one core after warm-up, opening under 0.2 s, under 150 MB.
"""

import argparse
import pickle
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from kg.link.index import default_index
from kg.link.linker import Linker, Linking
from kg.model import DocumentGraph
from tests.benchmarks.corpus import articles


def _extract(number: int, corpus: Path | None, target: Path) -> None:
    from kg.extract.extractor import Extractor  # the measured process does without

    with target.open("wb") as file:
        for graph in Extractor.load().extract(articles(number, corpus=corpus)):
            pickle.dump(graph, file)


def _graphs(path: Path) -> list[DocumentGraph]:
    graphs = []
    with path.open("rb") as file:
        while file.peek(1):
            graphs.append(pickle.load(file))  # noqa: S301 - written by ourselves just now
    return graphs


def _megabytes() -> float:
    """Give the most memory that this process ever had; a parent's is no part of it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (peak,) = (line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))
    return int(peak) / 1024


def _measure(graphs: list[DocumentGraph]) -> str:
    path = default_index()
    before = _megabytes()
    start = time.perf_counter()
    linker = Linker.open(Linking(index=path))
    opened = time.perf_counter() - start
    warm = len(graphs) // 10
    for graph in graphs[:warm]:
        linker.link(graph)
    start = time.process_time()  # one core's time, whatever else the machine does
    for graph in graphs[warm:]:
        linker.link(graph)
    took = time.process_time() - start
    linker.close()
    mentions = sum(len(e.mentions) for g in graphs[warm:] for e in g.entities)
    names = {e.name for g in graphs for e in g.entities}
    grown = _megabytes() - before
    count = len(graphs) - warm
    return (
        f"{mentions} mentions of {len(names)} names in {count} articles\n"
        f"opened in {opened:.3f} s\n"
        f"{mentions / took:.0f} mentions/s, {1000 * took / count:.2f} ms an article\n"
        f"memory {before + grown:.0f} MB, of it for linking {grown:.0f} MB\n"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=200)
    options.add_argument("--corpus", type=Path)
    options.add_argument("--extracted", type=Path, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.extracted:
        sys.stdout.write(_measure(_graphs(asked.extracted)))
        return
    with tempfile.TemporaryDirectory() as folder:
        extracted = Path(folder) / "graphs.pickle"
        _extract(asked.documents, asked.corpus, extracted)
        again = [sys.executable, "-m", "tests.benchmarks.linking", "--extracted", str(extracted)]
        subprocess.run(again, check=True)


if __name__ == "__main__":
    main()
