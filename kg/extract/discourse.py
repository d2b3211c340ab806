"""A text as coreference and quotation look at it: who is mentioned where, in which sentence."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.extract.coreference.groups import Cluster
from kg.extract.lexicon import Lexicon
from kg.extract.names import family
from kg.extract.quotations.spans import Quoted
from kg.extract.tokens import Doc

__all__ = ["SPEAKERS", "Discourse", "Pointer"]

SPEAKERS = ("Person", "Organization")
"""The families that can say something: no place does."""

_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubjpass", "nsubj:outer"))


@dataclass(frozen=True, slots=True)
class Pointer:
    """Tokens that stand for a cluster, given by its number, and how sure that is."""

    cluster: int
    start: int
    end: int
    head: int
    kind: str
    confidence: float


@dataclass(slots=True)
class Discourse:
    """The tokens of a text with the pointers found so far; `quote` gives each token's quotation."""

    doc: Doc
    words: Lexicon
    clusters: Sequence[Cluster]
    quotes: Sequence[Quoted]
    pointers: list[Pointer] = field(default_factory=list)
    text: str = field(init=False)
    lower: list[str] = field(init=False)
    sentence: list[int] = field(init=False)
    paragraph: list[int] = field(init=False)
    quote: list[int] = field(init=False)
    starts: list[int] = field(init=False)
    ranges: list[tuple[int, int]] = field(init=False)
    covering: list[Pointer | None] = field(init=False)
    hero: int = field(init=False)
    titles: Sequence[str] = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.doc.text
        self.lower = list(self.doc.lower)
        self.starts = [token.idx for token in self.doc]
        self.covering = [None] * len(self.doc)
        self.hero = self._most_named_person()
        self.titles = [one.title for one in self.clusters]
        self._number_sentences()
        self._number_quotes()
        for n, cluster in enumerate(self.clusters):
            for one in cluster.placed:
                name = one.name
                self.add(
                    Pointer(n, name.start, name.end, name.head(self.doc), "name", one.confidence)
                )

    def _most_named_person(self) -> int:
        """Give the person whom the text names most, the earlier of two; -1 where there is none."""
        people = [n for n, one in enumerate(self.clusters) if one.type == "Person"]
        return max(people, key=lambda n: (len(self.clusters[n].placed), -n), default=-1)

    def _number_sentences(self) -> None:
        gaps = self.doc.gaps
        self.sentence, self.paragraph = [], []
        sentence = paragraph = 0
        for at, token in enumerate(self.doc):
            if at in gaps:
                paragraph += 1
                sentence += 1
            elif token.is_sent_start and at and at - 1 not in gaps:
                sentence += 1
            self.sentence.append(sentence)
            self.paragraph.append(-1 if at in gaps else paragraph)

    def _number_quotes(self) -> None:
        starts = self.starts
        self.quote = [-1] * len(self.doc)
        self.ranges = []
        for n, one in enumerate(self.quotes):
            first = bisect_left(starts, one.outer.start)
            if first == len(starts) or starts[first] > one.outer.start:
                first = max(0, first - 1)
            last = bisect_left(starts, one.outer.end)
            self.ranges.append((first, last))
            if one.label is not None:
                first = bisect_left(starts, one.span.start)
            self.quote[first:last] = [n] * (last - first)

    def turn_of(self, at: int) -> int:
        """Give who speaks the transcript's turn that a token is in; -1 where nobody named does."""
        label = self.quotes[self.quote[at]].label if self.quote[at] >= 0 else None
        if label is None:
            return -1
        pointer = self.covering[bisect_left(self.starts, label.start)]
        return -1 if pointer is None else pointer.cluster

    def add(self, pointer: Pointer) -> None:
        """Take in a pointer, unless its tokens already point somewhere."""
        if any(self.covering[pointer.start : pointer.end]):
            return
        for at in range(pointer.start, pointer.end):
            self.covering[at] = pointer
        place = bisect_right(self.pointers, pointer.start, key=lambda one: one.start)
        self.pointers.insert(place, pointer)

    def replace(self, old: Pointer, new: Pointer) -> None:
        """Let a longer expression stand where a part of it stood."""
        self.pointers.remove(old)
        for at in range(old.start, old.end):
            self.covering[at] = None
        self.add(new)

    def in_title(self, at: int) -> bool:
        """Whether a token is a title before a name, or the full stop of one."""
        return self.lower[at] == "." or self.lower[at] in self.words.titles

    def type(self, pointer: Pointer) -> str:
        """Give the class of what the pointer stands for."""
        return self.clusters[pointer.cluster].type

    def family(self, pointer: Pointer) -> str:
        """Give the broad class of what the pointer stands for."""
        return family(self.type(pointer))

    def speaks(self, pointer: Pointer | None) -> bool:
        """Whether it stands for something that can say words."""
        return pointer is not None and self.family(pointer) in SPEAKERS

    def is_subject(self, pointer: Pointer) -> bool:
        """Whether a clause is about it: by the parse, or as the first name of its sentence."""
        dep = self.doc[pointer.head].dep_
        if dep and dep != "dep":
            return dep in _SUBJECTS
        start = pointer.start
        while start > 0 and self.sentence[start - 1] == self.sentence[pointer.start]:
            start -= 1
            if self.covering[start] is not None:
                return False
        return True
