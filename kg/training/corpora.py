"""The corpora as values: texts with marked names, and sentences with their trees."""

import gzip
import json
import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, TextIO

__all__ = [
    "Name",
    "Sentence",
    "Text",
    "Word",
    "named_texts",
    "records",
    "schema_texts",
    "treebank",
]


@dataclass(frozen=True, slots=True)
class Name:
    """A marked stretch of text: its label in the common set (or class), and the source's own."""

    start: int
    end: int
    label: str
    original: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text with its names; what is `unknown` may or may not be a name."""

    id: str
    source: str
    text: str
    names: tuple[Name, ...]
    unknown: tuple[tuple[int, int], ...] = ()
    document: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A row of a treebank; `head` counts from one in the sentence, zero is the root."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    relation: str
    space: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A tree, with where it stands: its document, and whether a paragraph begins with it."""

    words: tuple[Word, ...]
    document: str
    paragraph: bool
    text: str


def lines(path: Path) -> Iterator[str]:
    """Give the lines of a text file, packed by its suffix or not."""
    with _opened(path) as stream:
        yield from (line.rstrip("\n") for line in stream)


def _opened(path: Path) -> TextIO:
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8")
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Give the objects of a JSON Lines file, packed or not."""
    return (json.loads(line) for line in lines(path) if line)


def named_texts(path: Path) -> list[Text]:
    """Give the texts of a `ner_*.jsonl.xz` file."""
    return [
        Text(
            id=record["id"],
            source=record["source"].split("_")[0]
            if not record["source"].startswith("uner")
            else record["source"],
            text=record["text"],
            names=tuple(Name(*span) for span in record["spans"]),
            unknown=tuple((start, end) for start, end in record.get("unknown", ())),
            document=record.get("doc") or record["id"],
        )
        for record in records(path)
    ]


def schema_texts(path: Path, source: str) -> list[Text]:
    """Give the texts of a gold file of the schema; names that readers may differ on are unknown."""
    return [_schema_text(record, source) for record in records(path)]


def _schema_text(record: dict[str, Any], source: str) -> Text:
    names = {
        (start, end): Name(start, end, entity["type"])
        for entity in record["entities"]
        for start, end in entity["mentions"]
    }
    unknown = [tuple(span) for span in record.get("ignore", ())]
    unknown += [tuple(s) for entity in record["entities"] for s in entity.get("optional", ())]
    return Text(
        id=record["id"],
        source=source,
        text=record["text"],
        names=tuple(names[key] for key in sorted(names)),
        unknown=tuple(sorted((start, end) for start, end in unknown)),
        document=record["id"],
    )


def treebank(path: Path) -> list[Sentence]:
    """Give the sentences of a CoNLL-U file, in order."""
    found: list[Sentence] = []
    document = ""
    for filled, group in groupby(lines(path), key=bool):
        if filled:
            rows = list(group)
            document = _comment(rows, "newdoc id") or document
            fresh = any(row.startswith("# newdoc") for row in rows)
            paragraph = fresh or any(row.startswith("# newpar") for row in rows)
            text = _comment(rows, "text") or ""
            found.append(Sentence(_words(rows), document, paragraph, text))
    return found


def _comment(rows: Sequence[str], key: str) -> str | None:
    start = f"# {key} = "
    return next((row[len(start) :] for row in rows if row.startswith(start)), None)


def _words(rows: Sequence[str]) -> tuple[Word, ...]:
    """Give the words; inside a multi-word token no space follows but after its last word."""
    spaces: dict[int, bool] = {}
    fields = [row.split("\t") for row in rows if not row.startswith("#")]
    for columns in fields:
        if "-" in columns[0]:
            first, last = (int(part) for part in columns[0].split("-"))
            spaces.update(dict.fromkeys(range(first, last), False))
            spaces[last] = "SpaceAfter=No" not in columns[9]
    return tuple(
        Word(c[1], c[2], c[3], c[4], "" if c[5] == "_" else c[5], int(c[6]), c[7],
             spaces.get(int(c[0]), "SpaceAfter=No" not in c[9]))
        for c in fields
        if c[0].isdigit()
    )  # fmt: skip
