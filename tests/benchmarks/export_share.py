"""How much of the wall time of `kg export` is spent outside spaCy.

    python -m tests.benchmarks.export_share [--corpus FILE.jsonl] [--documents 200]

spaCy's part is what its tokeniser and its pipeline take (the encoder included). What is left is
reading, coreference, relations, linking, RDF, validation and writing; loading counts
for neither. Bound: at most a quarter is left.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from spacy.language import Language
from spacy.tokens import Doc

import kg.extract.extractor as extraction
from kg.cli import main as kg
from tests.benchmarks.corpus import write_folder


class Stopwatch:
    """Adds up the time that spaCy takes, from the first document on."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.begun: float | None = None
        self._pipe = Language.pipe
        self._load = extraction.load

    def pipe(self, nlp: Language, *args: object, **settings: object) -> Iterator[object]:
        source = iter(self._pipe(nlp, *args, **settings))  # type: ignore[call-overload]
        while True:
            start = time.perf_counter()
            self.begun = self.begun or start
            try:
                doc = next(source)
            except StopIteration:
                return
            finally:
                self.seconds += time.perf_counter() - start
            yield doc

    def load(self, model: str | None) -> Language:
        """Load the pipeline with a watched tokeniser."""
        nlp = self._load(model)
        nlp.tokenizer = self._watched(nlp.tokenizer)
        return nlp

    def _watched(self, tokenizer: Callable[[str], Doc]) -> Callable[[str], Doc]:
        def tokens(text: str) -> Doc:
            start = time.perf_counter()
            try:
                return tokenizer(text)
            finally:
                self.seconds += time.perf_counter() - start

        return tokens


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpus", type=Path)
    options.add_argument("--documents", type=int, default=200)
    asked, others = options.parse_known_args()
    with TemporaryDirectory() as name:
        folder = Path(name, "articles")
        folder.mkdir()
        words = write_folder(folder, asked.documents, corpus=asked.corpus)
        watch = Stopwatch()
        Language.pipe = lambda nlp, *args, **kw: watch.pipe(nlp, *args, **kw)  # type: ignore[method-assign, assignment]
        extraction.load = watch.load  # type: ignore[attr-defined]
        target = str(Path(name, "graph.ttl"))
        sys.argv = ["kg", "export", str(folder), "-o", target, "--jobs", "1", "-q", *others]
        try:
            kg()
        except SystemExit as done:
            if done.code:
                raise
        whole = time.perf_counter() - (watch.begun or 0.0)
    outside = whole - watch.seconds
    print(f"{asked.documents} documents, {words} words, {words / whole:.0f} words/s")  # noqa: T201
    print(f"spaCy {watch.seconds:.2f} s, outside {outside:.2f} s: {outside / whole:.1%}")  # noqa: T201


if __name__ == "__main__":
    main()
