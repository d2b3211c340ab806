"""What a reader has in mind at one point of a text: who was mentioned, when last, as what."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.extract.datelines import datelines
from kg.extract.discourse import Discourse, Pointer

__all__ = ["Memory", "Seen", "role"]

_CLOSE = 8
_BEFORE = 3
_ASIDE = 4
_ROLES = {
    **dict.fromkeys(("nsubj", "nsubj:pass", "nsubjpass", "nsubj:outer", "csubj"), "subject"),
    **dict.fromkeys(("obj", "dobj", "iobj"), "object"),
    **dict.fromkeys(("obl", "obl:agent", "obl:unmarked", "pobj"), "oblique"),
    **dict.fromkeys(("nmod:poss", "poss"), "owner"),
    **dict.fromkeys(("nmod", "nmod:unmarked"), "inside"),
    **dict.fromkeys(("compound", "amod", "flat"), "modifier"),
    "appos": "apposition",
    "conj": "conjunct",
    "ROOT": "root",
    "root": "root",
}


@dataclass(slots=True)
class Seen:
    """The mentions so far of one cluster; `subject` is the last of them that a clause is about.

    `nouns` are those of the descriptions among them.
    """

    cluster: int
    first: Pointer
    last: Pointer
    subject: Pointer | None = None
    count: int = 0
    names: int = 0
    nouns: set[str] = field(default_factory=set)

    def add(self, pointer: Pointer, *, subject: bool, aside: bool) -> None:
        """Take in the next mention; a short form in brackets stays in the place of the long one."""
        self.last = self.last if aside else pointer
        self.count += 1
        self.names += pointer.kind == "name"
        if subject:
            self.subject = pointer


@dataclass(slots=True)
class Memory:
    """Goes along a text from left to right."""

    text: Discourse
    seen: dict[int, Seen] = field(default_factory=dict)
    datelines: frozenset[int] = field(init=False)
    _at: int = 0
    _words: dict[int, frozenset[str]] = field(default_factory=dict)
    _around: dict[int, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.datelines = datelines(self.text.doc)

    def advance(self, until: int) -> None:
        """Take in every mention that starts before the token."""
        covering = self.text.covering
        while self._at < until:
            pointer = covering[self._at]
            if pointer is not None and pointer.start == self._at:
                known = self.seen.setdefault(
                    pointer.cluster, Seen(pointer.cluster, pointer, pointer)
                )
                subject = self.text.is_subject(pointer)
                known.add(pointer, subject=subject, aside=self._aside(pointer, known.last))
                if pointer.kind == "nominal":
                    known.nouns.add(self.text.lower[pointer.head])
            self._at += 1

    def _aside(self, pointer: Pointer, last: Pointer) -> bool:
        """Whether it only gives another form of what stands right before: "X (Y)"."""
        near = 0 < pointer.start - last.end <= _ASIDE
        return near and "(" in self.text.lower[last.end : pointer.start]

    def recent(self) -> Iterator[Seen]:
        """Give what was mentioned, the last mentioned first."""
        yield from sorted(self.seen.values(), key=lambda one: (-one.last.start, one.cluster))

    def words_of(self, cluster: int) -> frozenset[str]:
        """Give the words of the names of a cluster."""
        if cluster not in self._words:
            placed = self.text.clusters[cluster].placed
            self._words[cluster] = frozenset(
                word for one in placed for word in self.text.lower[one.name.start : one.name.end]
            )
        return self._words[cluster]

    def words_around(self, cluster: int) -> frozenset[str]:
        """Give the words of the names of a cluster, and those right before: "Kurdish group X"."""
        if cluster not in self._around:
            placed = self.text.clusters[cluster].placed
            self._around[cluster] = frozenset(
                word.replace(".", "")
                for one in placed
                for word in self.text.lower[max(0, one.name.start - _BEFORE) : one.name.end]
            )
        return self._around[cluster]

    def together(self, one: int, other: int) -> bool:
        """Whether the text names the two close together: "X, backed by Y,"."""
        near: list[Pointer] = []
        for pointer in self.text.pointers:
            if pointer.cluster not in (one, other) or pointer.kind != "name":
                continue
            near = [p for p in near if pointer.start - p.end <= _CLOSE]
            if any(p.cluster != pointer.cluster and self._joined(p, pointer) for p in near):
                return True
            near.append(pointer)
        return False

    def _joined(self, one: Pointer, other: Pointer) -> bool:
        return self.text.sentence[one.start] == self.text.sentence[other.start]


def role(text: Discourse, head: int) -> str:
    """Say what a word does in its clause, in a few plain terms; "" where nobody parsed it."""
    dep = text.doc[head].dep_
    if not dep or dep == "dep":
        return ""
    if dep == "conj":  # what is joined to a subject is one
        above = _ROLES.get(text.doc[head].head.dep_, "other")
        return above if above in ("subject", "object") else "conjunct"
    return _ROLES.get(dep, "other")
