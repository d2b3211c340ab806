"""Words per second of the shipped pipeline and of another one, side by side in one run.

`python -m tests.benchmarks.pipeline_speed TEXTS.jsonl [OTHER_PIPELINE …]`: each line of TEXTS has a
`text`; the pipelines take turns over the same articles, in one thread, and the best round counts.
"""

import argparse
import json
import resource
import time
from pathlib import Path

import spacy
from spacy.language import Language

from kg.encoder import load_pipeline
from kg.resources import model_dir

_ROUNDS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path)
    parser.add_argument("others", nargs="*", help="spaCy pipelines to compare with")
    parser.add_argument("--articles", type=int, default=60)
    options = parser.parse_args()
    lines = options.texts.read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines[: options.articles]]
    begun = time.perf_counter()
    pipelines = {"shipped": load_pipeline(model_dir())}
    print(f"load: {time.perf_counter() - begun:.2f} s")  # noqa: T201
    pipelines |= {name: spacy.load(name) for name in options.others}
    seconds = {name: [_seconds(nlp, texts) for _ in range(1)] for name, nlp in pipelines.items()}
    for _ in range(_ROUNDS):
        for name, nlp in pipelines.items():
            seconds[name].append(_seconds(nlp, texts))
    words = sum(len(text.split()) for text in texts)
    for name, taken in seconds.items():
        print(f"{name}: {words / min(taken):,.0f} words/s")  # noqa: T201
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")  # noqa: T201


def _seconds(nlp: Language, texts: list[str]) -> float:
    begun = time.perf_counter()
    for doc in nlp.pipe(texts):
        del doc
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
