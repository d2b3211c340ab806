"""How much faster than rdflib's writer Turtle is written: `python -m tests.benchmarks.turtle`."""

import io
import sys
import time

from rdflib import Graph

from kg.serialize import QuadSorter, write

TRIPLES = 100_000
TIMES = 30
"""How many times faster it has to be."""


def triples() -> list[str]:
    """N-Triples lines: nodes of ten properties each."""
    return [
        f'<urn:kg:ent:{n // 10}> <urn:kg:property:{n % 10}> "value \\"{n}\\""@en .\n'
        for n in range(TRIPLES)
    ]


def ours(lines: list[str]) -> float:
    """Seconds to sort the lines and write them."""
    start = time.perf_counter()
    with QuadSorter() as sorter:
        sorter.add(lines)
        write(sorter, io.BytesIO(), format="ttl", prefixes={"ent": "urn:kg:ent:"})
    return time.perf_counter() - start


def theirs(lines: list[str]) -> float:
    """Seconds to write a graph that is already in memory."""
    graph = Graph().parse(data="".join(lines), format="nt")
    start = time.perf_counter()
    graph.serialize(format="turtle")
    return time.perf_counter() - start


if __name__ == "__main__":
    lines = triples()
    fast, slow = min(ours(lines) for _ in range(3)), theirs(lines)
    print(f"kg {fast:.2f} s, rdflib {slow:.2f} s, {slow / fast:.0f} times")  # noqa: T201
    sys.exit(slow < TIMES * fast)
