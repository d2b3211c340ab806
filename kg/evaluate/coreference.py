"""How well expressions are put with what they stand for, measured on GUM's coreference.

    python -m kg.evaluate.coreference gum_coref.jsonl.xz --split test

Scored are the chains that matter to a graph of names: gold clusters with two mentions or more of
which one is a name of a person, organization, place, event or work. A reference of ours is the
gold mention whose head covers its head; one that covers none is a wrong member. Ours are scored
where they meet such a chain, or where their entity was named twice. LEA (Moosavi and Strube 2016)
weighs a chain by its size and its links; MUC counts links; B-cubed counts mentions. Development
uses the splits `train` and `dev`; `test` is kept out of it.
"""

import argparse
import json
import lzma
import sys
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.extract.language import load
from kg.extract.parse import parse
from kg.extract.parsed import Reading
from kg.extract.read import read
from kg.model import Document
from kg.vocab import load_schema

__all__ = ["Chains", "Counts", "b_cubed", "lea", "mention_at", "muc", "records", "score"]

Chains = Sequence[frozenset[Hashable]]
_NAMED = frozenset(("person", "organization", "place", "event", "object", "abstract"))


@dataclass(frozen=True, slots=True)
class Counts:
    """What was right of what was predicted, and of what was there."""

    right: float
    predicted: float
    found: float
    gold: float

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.right + other.right,
            self.predicted + other.predicted,
            self.found + other.found,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        """Give the share of the predicted that is right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Give the share of the gold that was found."""
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Give the harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def lea(gold: Chains, predicted: Chains) -> Counts:
    """Count links, each chain weighed by its size."""
    right, size = _lea_half(predicted, gold)
    found, whole = _lea_half(gold, predicted)
    return Counts(right, size, found, whole)


def _lea_half(keys: Chains, others: Chains) -> tuple[float, float]:
    total = 0.0
    for key in keys:
        shared = sum(_links(len(key & other)) for other in others)
        total += len(key) * shared / _links(len(key))
    return total, float(sum(map(len, keys)))


def _links(size: int) -> int:
    return size * (size - 1) // 2


def muc(gold: Chains, predicted: Chains) -> Counts:
    """Count the links that need no repair."""
    right, size = _muc_half(predicted, gold)
    found, whole = _muc_half(gold, predicted)
    return Counts(right, size, found, whole)


def _muc_half(keys: Chains, others: Chains) -> tuple[float, float]:
    home = {mention: n for n, other in enumerate(others) for mention in other}
    right = 0
    for key in keys:
        parts = {home.get(mention, ("alone", mention)) for mention in key}
        right += len(key) - len(parts)
    return float(right), float(sum(len(key) - 1 for key in keys))


def b_cubed(gold: Chains, predicted: Chains) -> Counts:
    """Count mentions by the share of their chain that they are with."""
    right, size = _b_cubed_half(predicted, gold)
    found, whole = _b_cubed_half(gold, predicted)
    return Counts(right, size, found, whole)


def _b_cubed_half(keys: Chains, others: Chains) -> tuple[float, float]:
    right = sum(len(key & other) ** 2 / len(key) for key in keys for other in others)
    return right, float(sum(map(len, keys)))


def score(gold: Mapping[str, Any], reading: Reading) -> dict[str, Counts]:
    """Score one document of GUM by each measure."""
    keys = _gold_chains(gold)
    ours = _our_chains(gold, reading, frozenset(one for key in keys for one in key))
    measures = {"LEA": lea, "MUC": muc, "B-cubed": b_cubed}
    return {name: measure(keys, ours) for name, measure in measures.items()}


def _gold_chains(gold: Mapping[str, Any]) -> list[frozenset[Hashable]]:
    members: dict[str, list[int]] = defaultdict(list)
    named: set[str] = set()
    for n, mention in enumerate(gold["mentions"]):
        members[mention["cluster"]].append(n)
        head = gold["text"][mention["head_start"] : mention["head_end"]]
        name = mention["etype"] in _NAMED and head[:1].isupper() and head != "I"
        if name and (mention.get("wiki") or mention["etype"] in ("person", "organization")):
            named.add(mention["cluster"])
    kept = [one for one in members if one in named and len(members[one]) > 1]
    return [frozenset(members[one]) for one in sorted(kept)]


def _our_chains(
    gold: Mapping[str, Any], reading: Reading, scope: frozenset[Hashable]
) -> list[frozenset[Hashable]]:
    chains: dict[str, set[Hashable]] = defaultdict(set)
    names: dict[str, int] = defaultdict(int)
    for reference in reading.references:
        at = reading.doc[reference.head].idx
        mention = mention_at(gold, at)
        chains[reference.entity].add(("none", at) if mention is None else mention)
        names[reference.entity] += reference.kind in ("name", "speaker")
    return [
        frozenset(chain)
        for entity, chain in sorted(chains.items())
        if len(chain) > 1 and (chain & scope or names[entity] > 1)
    ]


def mention_at(gold: Mapping[str, Any], at: int) -> Hashable | None:
    """Give the shortest gold mention whose head covers the offset."""
    fitting = [
        (mention["end"] - mention["start"], n)
        for n, mention in enumerate(gold["mentions"])
        if mention["head_start"] <= at < mention["head_end"]
    ]
    return min(fitting)[1] if fitting else None


def records(path: Path, splits: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield the documents of GUM's file that are in the splits."""
    packed = path.read_bytes()
    text = (lzma.decompress(packed) if path.suffix == ".xz" else packed).decode("utf-8")
    for line in text.splitlines():
        record = json.loads(line)
        if record["split"] in splits:
            yield record


def main(arguments: Sequence[str] | None = None) -> int:
    """Print precision, recall and F1 by measure."""
    parser = argparse.ArgumentParser(description="Score coreference on GUM.")
    parser.add_argument("gold", type=Path)
    parser.add_argument("--split", action="append", help="train, dev or test (default: test)")
    parser.add_argument("--model", help="a spaCy pipeline; default: the shipped one")
    options = parser.parse_args(arguments)
    nlp, schema = load(options.model), load_schema()
    gold = list(records(options.gold, options.split or ["test"]))
    documents = [Document(id=r["doc"], text=r["text"], source=r["doc"], sha256="") for r in gold]
    totals: dict[str, Counts] = {}
    for record, (document, doc) in zip(gold, parse(nlp, documents), strict=True):
        for name, counts in score(record, read(document, doc, schema=schema)).items():
            totals[name] = totals[name] + counts if name in totals else counts
    for name, counts in totals.items():
        line = f"{name:8} P {counts.precision:.3f}  R {counts.recall:.3f}  F1 {counts.f1:.3f}\n"
        sys.stdout.write(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
