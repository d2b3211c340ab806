"""Scores by the usual definitions: names by exact span and class, trees from raw text."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.training.corpora import Sentence

__all__ = ["Arc", "Counts", "TreeCounts", "gold_arcs", "raw_text"]


@dataclass(slots=True)
class Counts:
    """Right, wrong and missed names, by class."""

    right: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)

    def add(
        self,
        gold: Iterable[tuple[int, int, str]],
        predicted: Iterable[tuple[int, int, str]],
        unknown: Sequence[tuple[int, int]] = (),
    ) -> None:
        """Count one text; predictions that touch what is unknown count neither way."""
        wanted = set(gold)
        found = {p for p in predicted if not any(s < p[1] and p[0] < e for s, e in unknown)}
        wanted = {g for g in wanted if not any(s < g[1] and g[0] < e for s, e in unknown)}
        self.gold.update(label for _, _, label in wanted)
        self.predicted.update(label for _, _, label in found)
        self.right.update(label for _, _, label in wanted & found)

    def merge(self, other: "Counts") -> None:
        """Take another part's counts in."""
        self.right.update(other.right)
        self.predicted.update(other.predicted)
        self.gold.update(other.gold)

    def figures(self, label: str | None = None) -> dict[str, float]:
        """Precision, recall and F1, of one class or of all."""
        right, predicted, gold = (
            sum(c.values()) if label is None else c[label]
            for c in (self.right, self.predicted, self.gold)
        )
        p, r = right / max(1, predicted), right / max(1, gold)
        return {"p": round(p, 4), "r": round(r, 4), "f": round(2 * p * r / max(1e-9, p + r), 4)}


@dataclass(frozen=True, slots=True)
class Arc:
    """A word by its characters (white space not counted), with its head's, relation and tags."""

    span: tuple[int, int]
    head: tuple[int, int] | None
    relation: str
    tag: str
    upos: str
    lemma: str


@dataclass(slots=True)
class TreeCounts:
    """How many words agree, as the CoNLL 2018 shared task counts: relations without subtypes."""

    agree: Counter[str] = field(default_factory=Counter)
    gold: int = 0
    predicted: int = 0
    gold_sentences: int = 0
    predicted_sentences: int = 0

    def add(self, gold: Sequence[Arc], predicted: Sequence[Arc]) -> None:
        """Count one document."""
        self.gold += len(gold)
        self.predicted += len(predicted)
        found = {arc.span: arc for arc in predicted}
        for arc in gold:
            other = found.get(arc.span)
            if other is not None:
                self._compare(arc, other)

    def _compare(self, gold: Arc, other: Arc) -> None:
        head = gold.head == other.head
        plain = gold.relation.split(":")[0] == other.relation.split(":")[0]
        self.agree.update(
            {
                "words": 1,
                "uas": int(head),
                "las": int(head and plain),
                "las_subtypes": int(head and gold.relation == other.relation),
                "tag": int(gold.tag == other.tag),
                "upos": int(gold.upos == other.upos),
                "lemma": int(gold.lemma.lower() == other.lemma.lower()),
            }
        )

    def add_sentences(self, gold: set[int], predicted: set[int]) -> None:
        """Count the characters at which sentences begin."""
        self.agree["sentences"] += len(gold & predicted)
        self.gold_sentences += len(gold)
        self.predicted_sentences += len(predicted)

    def figures(self) -> dict[str, float]:
        """F1 of each kind of agreement."""
        both = max(1, self.gold + self.predicted)
        kinds = ("words", "uas", "las", "las_subtypes", "tag", "upos", "lemma")
        made = {kind: round(2 * self.agree[kind] / both, 4) for kind in kinds}
        sentences = max(1, self.gold_sentences + self.predicted_sentences)
        return made | {"sentences": round(2 * self.agree["sentences"] / sentences, 4)}


def raw_text(sentences: Sequence[Sentence]) -> str:
    """Give a document's text: sentences after a space, paragraphs after an empty line."""
    made: list[str] = []
    for place, sentence in enumerate(sentences):
        if place:
            made.append("\n\n" if sentence.paragraph else " ")
        words = [word.form + " " * word.space for word in sentence.words]
        made.append("".join(words).rstrip(" "))
    return "".join(made)


def gold_arcs(sentences: Sequence[Sentence]) -> tuple[list[Arc], set[int]]:
    """Give the arcs of a document, and where its sentences begin."""
    arcs: list[Arc] = []
    starts: set[int] = set()
    at = 0
    for sentence in sentences:
        starts.add(at)
        spans: list[tuple[int, int]] = []
        for word in sentence.words:
            length = len(word.form.replace(" ", ""))
            spans.append((at, at + length))
            at += length
        for span, word in zip(spans, sentence.words, strict=True):
            head = spans[word.head - 1] if word.head else None
            arcs.append(Arc(span, head, word.relation, word.xpos, word.upos, word.lemma))
    return arcs, starts
