"""How much faster than rdflib's writer Turtle is written: `python -m tests.benchmarks.turtle`."""

import io
import sys
import time

from pyoxigraph import RdfFormat, parse, serialize
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
    """Seconds from the lines to Turtle: sorting, parsing, writing."""
    start = time.perf_counter()
    with QuadSorter() as sorter:
        sorter.add(lines)
        write(sorter, io.BytesIO(), format="ttl", prefixes={"ent": "urn:kg:ent:"})
    return time.perf_counter() - start


def our_writer(lines: list[str]) -> float:
    """Seconds to write triples that are already in memory, by the writer that `write` calls."""
    held = [quad.triple for quad in parse("".join(sorted(lines)), format=RdfFormat.N_TRIPLES)]
    start = time.perf_counter()
    serialize(held, io.BytesIO(), format=RdfFormat.TURTLE, prefixes={"ent": "urn:kg:ent:"})
    return time.perf_counter() - start


def theirs(lines: list[str]) -> tuple[float, float]:
    """Seconds that rdflib takes from the lines to Turtle, and for the writing alone."""
    start = time.perf_counter()
    graph = Graph().parse(data="".join(lines), format="nt")
    parsed = time.perf_counter()
    graph.serialize(format="turtle")
    end = time.perf_counter()
    return end - start, end - parsed


if __name__ == "__main__":
    lines = triples()
    fast, writer = min(ours(lines) for _ in range(3)), min(our_writer(lines) for _ in range(3))
    slow, slow_writer = theirs(lines)
    print(  # noqa: T201
        f"lines to Turtle: kg {fast:.2f} s, rdflib {slow:.2f} s, {slow / fast:.0f} times\n"
        f"writer alone: kg {writer:.3f} s, rdflib {slow_writer:.2f} s, "
        f"{slow_writer / writer:.0f} times"
    )
    sys.exit(slow_writer < TIMES * writer)
