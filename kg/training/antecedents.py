"""Trains the weights of `kg.extract.coreference.ranker` on GUM and on annotated texts.

`python -m kg.training.antecedents GUM FILE… -o antecedents.json`. GUM says of every expression what
it stands for; of the other texts only the words that stand for an end of a relation, or for who
speaks, are known. A log-linear choice among the candidates and nothing, by L-BFGS from zero: no
chance in it. It is fitted twice, the second time on what the first one makes of each text.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import torch
from spacy.tokens import Doc

from kg.documents import document
from kg.evaluate.coreference import mention_at, records
from kg.extract.coreference.antecedents import choose, go_through
from kg.extract.coreference.features import Case
from kg.extract.coreference.nominals import add_nominals
from kg.extract.coreference.ranker import Ranker
from kg.extract.discourse import Discourse, Pointer
from kg.extract.language import load
from kg.extract.parse import parse
from kg.extract.read import discourse
from kg.model import Document
from kg.vocab import Schema, load_schema

__all__ = ["Lesson", "fit", "lessons", "main", "meant_by_chains", "meant_by_marks"]

_PENALTY, _STEPS, _RARE, _SMALL = 3.0, 60, 5, 0.02
_GUM, _NEWS, _OTHERS = 0.5, 3.0, 2.0
"""How much each text counts: GUM is large and of every genre, the news is what kg reads."""
_SPEAKERS = frozenset(("he", "she", "it", "they"))

Meant = Mapping[int, frozenset[int]]
"""The clusters that the expression with this head stands for, of those that are known."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One anaphor with the numbers of its right candidates; the last number is nothing."""

    document: str
    case: Case
    right: frozenset[int]
    weight: float


@dataclass(frozen=True, slots=True)
class _Text:
    """A parsed text; `meant` says what of it is known, and `whole` whether that is everything."""

    document: Document
    doc: Doc
    meant: Callable[[Discourse], Meant]
    whole: bool
    weight: float


def meant_by_chains(gold: Mapping[str, Any], text: Discourse) -> Meant:
    """Say what each word of a text of GUM stands for; most stand for nothing that is named."""
    chains = {one.i: _chain(gold, one.idx) for one in text.doc}
    homes: dict[str, set[int]] = defaultdict(set)
    for number, cluster in enumerate(text.clusters):
        votes = Counter(chains[one.name.head(text.doc)] for one in cluster.placed)
        votes.pop(None, None)
        if votes:
            homes[str(_winner(votes))].add(number)
    return {at: frozenset(homes.get(str(chain), ())) for at, chain in chains.items()}


def _chain(gold: Mapping[str, Any], offset: int) -> str | None:
    found = mention_at(gold, offset)
    return None if found is None else str(gold["mentions"][found]["cluster"])


def meant_by_marks(gold: Mapping[str, Any], text: Discourse) -> Meant:
    """Say what the words stand for that are marked as an end of a relation, or that speak."""
    spans = [
        (span[0], span[1], one["id"])
        for one in gold["entities"]
        for span in (*one["mentions"], *one.get("optional", ()))
    ]
    homes = _homes(text, spans)
    found: dict[int, set[int]] = defaultdict(set)
    for row in gold["relations"]:
        for at, entity in (*_marked(row, text, spans), *_speaking(row, text)):
            found[at] |= {number for number, one in homes.items() if one == entity}
    return {at: frozenset(numbers) for at, numbers in found.items() if numbers}


def _homes(text: Discourse, spans: Sequence[tuple[int, int, str]]) -> dict[int, str]:
    """Say which entity of the annotation each cluster is."""
    homes = {}
    for number, cluster in enumerate(text.clusters):
        names = (text.doc.characters(one.name.start, one.name.end) for one in cluster.placed)
        votes = Counter(
            entity
            for first, last in names
            for start, end, entity in spans
            if first < end and start < last
        )
        if votes:
            homes[number] = str(_winner(votes))
    return homes


def _winner(votes: Counter[Any]) -> object:
    return min(votes, key=lambda one: (-votes[one], str(one)))


def _marked(
    row: Mapping[str, Any], text: Discourse, spans: Sequence[tuple[int, int, str]]
) -> Iterator[tuple[int, str]]:
    for end in ("subject", "object"):
        mark = row.get(f"{end}Span")
        if not mark or any(start < mark[1] and mark[0] < last for start, last, _ in spans):
            continue
        words = [one.i for one in text.doc if one.idx < mark[1] and mark[0] < one.end]
        if words:
            yield text.doc.head_of(words[0], words[-1] + 1), str(row[end])


def _speaking(row: Mapping[str, Any], text: Discourse) -> Iterator[tuple[int, str]]:
    """Yield the one pronoun beside a quotation that says it."""
    if row["relation"] != "said":
        return
    start, end = row["evidence"]
    found = [
        one.i
        for one in text.doc
        if start <= one.idx < end
        and text.quote[one.i] < 0
        and one.lower_ in _SPEAKERS
        and one.dep_ == "nsubj"
        and one.head.lower_ in text.words.speech
    ]
    if len(found) == 1:
        yield found[0], str(row["subject"])


def lessons(texts: Iterable[_Text], schema: Schema, model: Ranker | None) -> Iterator[Lesson]:
    """Yield what is to be learned from texts, read as far as the model can."""
    for one in texts:
        yield from _lessons(one, schema, model)


def _lessons(one: _Text, schema: Schema, model: Ranker | None) -> list[Lesson]:
    text = discourse(one.document, one.doc, schema=schema)
    described, meant = add_nominals(text), one.meant(text)
    found: list[Lesson] = []

    def decide(case: Case) -> Pointer | None:
        known = meant.get(case.anaphor.head)
        right = {n for n, cluster in enumerate(case.candidates) if cluster in (known or ())}
        if known is not None and not right and one.whole:
            right = {len(case.candidates)}
        if right and case.candidates:
            found.append(Lesson(one.document.id, case, frozenset(right), one.weight))
        return choose(case, model) if model else _given(case, known or frozenset())

    go_through(text, described, decide)
    return found


def _given(case: Case, known: frozenset[int]) -> Pointer | None:
    one = case.anaphor
    kind = "pronoun" if one.pronoun else "nominal"
    right = (cluster for cluster in case.candidates if cluster in known)
    return next((Pointer(n, one.start, one.end, one.head, kind, 0.9) for n in right), None)


def fit(found: Sequence[Lesson]) -> Ranker:
    """Give the weights that make the right choices likeliest, large ones held back."""
    names = _names(found)
    if not names:
        return Ranker({})
    table = torch.zeros(len(names), 1, requires_grad=True)
    loss = _loss(found, names, table)
    best = torch.optim.LBFGS([table], max_iter=_STEPS, line_search_fn="strong_wolfe")

    def closure() -> torch.Tensor:
        best.zero_grad()
        total = loss()
        total.backward()  # type: ignore[no-untyped-call]
        return total

    best.step(closure)
    values = table.detach().squeeze(1).tolist()
    pairs = ((name, round(values[place], 3)) for name, place in names.items())
    return Ranker({name: value for name, value in pairs if abs(value) >= _SMALL})


def _loss(
    found: Sequence[Lesson], names: Mapping[str, int], table: torch.Tensor
) -> Callable[[], torch.Tensor]:
    """Give how unlikely the weights in the table make the right choices, and how large they are."""
    rows, owners, right = _columns(found)
    known = [[names[one] for one in row if one in names] for row in rows]
    places = torch.tensor([place for row in known for place in row], dtype=torch.long)
    offsets = torch.tensor([0, *map(len, known[:-1])]).cumsum(0)
    home, hit = torch.tensor(owners), torch.tensor(right, dtype=torch.float32)
    shares = torch.tensor([one.weight for one in found])
    empty = torch.zeros(len(found))

    def loss() -> torch.Tensor:
        bags = torch.nn.functional.embedding_bag(places, table, offsets, mode="sum")
        powers = bags.squeeze(1).clamp(-40, 40).exp()
        every = empty.index_add(0, home, powers).log()
        good = empty.index_add(0, home, powers * hit).log()
        return ((every - good) * shares).sum() + 0.5 * _PENALTY * (table * table).sum()

    return loss


def _columns(
    found: Sequence[Lesson],
) -> tuple[list[tuple[str, ...]], list[int], list[bool]]:
    """Give the features of every choice, the lesson that it belongs to, and whether it is right."""
    rows: list[tuple[str, ...]] = []
    owners: list[int] = []
    right: list[bool] = []
    for number, lesson in enumerate(found):
        choices = (*lesson.case.features, lesson.case.nothing)
        rows += choices
        owners += [number] * len(choices)
        right += [n in lesson.right for n in range(len(choices))]
    return rows, owners, right


def _names(found: Sequence[Lesson]) -> dict[str, int]:
    counts = Counter(
        name
        for lesson in found
        for choice in (*lesson.case.features, lesson.case.nothing)
        for name in set(choice)
    )
    kept = sorted(name for name, count in counts.items() if count >= _RARE)
    return {name: place for place, name in enumerate(kept)}


def _texts(gum: Path, files: Sequence[Path]) -> Iterator[_Text]:
    nlp = load()
    chains = list(records(gum, ["train"]))
    plain = [Document(id=r["doc"], text=r["text"], source=r["doc"], sha256="") for r in chains]
    for gold, (read, doc) in zip(chains, parse(nlp, plain), strict=True):
        yield _Text(read, doc, partial(meant_by_chains, gold), True, _GUM)
    for number, path in enumerate(files):
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        given = [document(one["text"], id=one["id"], date=one.get("date")) for one in rows]
        weight = _OTHERS if number else _NEWS
        for gold, (read, doc) in zip(rows, parse(nlp, given), strict=True):
            yield _Text(read, doc, partial(meant_by_marks, gold), False, weight)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit the weights and write them."""
    parser = argparse.ArgumentParser(prog="python -m kg.training.antecedents", description=__doc__)
    parser.add_argument("gum", type=Path, help="GUM's coreference")
    parser.add_argument("files", nargs="*", type=Path, help="annotated texts; the news first")
    parser.add_argument("-o", "--output", type=Path, required=True)
    options = parser.parse_args(arguments)
    texts, schema = list(_texts(options.gum, options.files)), load_schema()
    first = fit(list(lessons(texts, schema, None)))
    found = list(lessons(texts, schema, first))
    weights = fit(found).weights
    options.output.write_text(json.dumps(weights, indent=0, sort_keys=True) + "\n", "utf-8")
    print(f"{len(found)} expressions, {len(weights)} weights", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
