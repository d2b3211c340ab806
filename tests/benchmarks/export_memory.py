"""Peak memory of exporting 200 documents and 2,000.

    python -m tests.benchmarks.export_memory [--corpus FILE.jsonl] [--documents 200] [--times 10]

Each export is a process of its own; its peak is what the kernel counts for it and its workers.
Bound: ten times the documents take at most 1.3 times the memory.
"""

import argparse
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.benchmarks.corpus import write_folder

MEASURED = """
import resource, sys
from kg.cli import main
try:
    code = main()
except SystemExit as done:
    code = done.code
both = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
peak = max(resource.getrusage(who).ru_maxrss for who in both)
print(peak if sys.platform != "darwin" else peak // 1024)
sys.exit(code)
"""


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpus", type=Path)
    options.add_argument("--documents", type=int, default=200)
    options.add_argument("--times", type=int, default=10)
    asked, others = options.parse_known_args()
    few = peak(asked.documents, corpus=asked.corpus, others=others)
    many = peak(asked.documents * asked.times, corpus=asked.corpus, others=others)
    print(f"{asked.documents} documents {few} MiB")  # noqa: T201
    print(f"{asked.documents * asked.times} documents {many} MiB: {many / few:.2f} times")  # noqa: T201


def peak(documents: int, *, corpus: Path | None, others: list[str]) -> int:
    """Give the peak memory of an export in MiB."""
    with TemporaryDirectory() as name:
        folder = Path(name, "articles")
        folder.mkdir()
        write_folder(folder, documents, corpus=corpus)
        args = ["export", str(folder), "-o", str(Path(name, "graph.ttl")), "-q", *others]
        command = [sys.executable, "-c", MEASURED, *args]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return int(done.stdout.split()[-1]) // 1024


if __name__ == "__main__":
    main()
