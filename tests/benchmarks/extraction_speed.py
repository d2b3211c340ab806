"""Words per second of extraction, against the language pipeline alone.

    python -m tests.benchmarks.extraction_speed [--corpus FILE.jsonl] [--documents 500]

Both are measured in one run over the same documents, in turns of a few, so that what else the
machine does slows both. Bound: `extract` takes at most 1.5 times the pipeline (tokens, tags, parse,
names).
"""

import argparse
import time
from collections.abc import Iterable
from pathlib import Path

from kg.extract.extractor import Extractor
from kg.extract.parse import parse
from kg.parallel import batched
from tests.benchmarks.corpus import articles

_TURN = 32


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpus", type=Path)
    options.add_argument("--documents", type=int, default=500)
    options.add_argument("--model")
    asked = options.parse_args()
    documents = list(articles(asked.documents, corpus=asked.corpus))
    words = sum(len(one.text.split()) for one in documents)
    extractor = Extractor.load(asked.model)
    seconds(extractor.extract(documents[:5]))  # warm
    bare = whole = 0.0
    for some in batched(documents, _TURN):
        bare += seconds(parse(extractor.nlp, some))
        whole += seconds(extractor.extract(some))
    print(f"{len(documents)} documents, {words} words")  # noqa: T201
    print(f"pipeline  {words / bare:8.0f} words/s")  # noqa: T201
    print(f"extract   {words / whole:8.0f} words/s, {whole / bare:.2f} times")  # noqa: T201


def seconds(results: Iterable[object]) -> float:
    start = time.perf_counter()
    for _ in results:
        pass
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
