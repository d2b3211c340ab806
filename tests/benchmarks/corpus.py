"""Any number of articles to measure with: a corpus given by path, or the samples with variations.

Not run by the test command; see the modules beside it.
"""

import json
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

from kg.documents import document
from kg.model import Document

SAMPLES = Path(__file__).resolve().parents[2] / "seeds"


def articles(number: int, *, corpus: Path | None = None) -> Iterator[Document]:
    """Give that many documents, each with a text of its own.

    `corpus` is a file of JSON lines with `id` and `text`; where it has too few, they come again
    with their paragraphs turned, so that no cache by whole text can help.
    """
    return islice(_endless(list(_texts(corpus))), number)


def _texts(corpus: Path | None) -> Iterator[tuple[str, str]]:
    if corpus is None:
        for path in sorted(SAMPLES.glob("*.txt")):
            yield path.stem, path.read_text("utf-8")
        return
    with corpus.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield record["id"], record["text"]


def _endless(texts: list[tuple[str, str]]) -> Iterator[Document]:
    for turn in count():
        for identifier, text in texts:
            yield document(_turned(text, turn), id=f"{identifier}-{turn}")


def _turned(text: str, turn: int) -> str:
    paragraphs = text.split("\n\n")
    at = turn % len(paragraphs)
    return "\n\n".join(paragraphs[at:] + paragraphs[:at]) + f"\nReport {turn}.\n" * bool(turn)


def write_folder(folder: Path, number: int, *, corpus: Path | None = None) -> int:
    """Write the articles as text files; give their number of words."""
    words = 0
    for place, one in enumerate(articles(number, corpus=corpus)):
        (folder / f"{place:05}.txt").write_text(one.text, "utf-8")
        words += len(one.text.split())
    return words
