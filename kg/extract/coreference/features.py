"""What speaks for and against an antecedent: features that `ranker` weighs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kg.extract.coreference.affiliations import affiliation
from kg.extract.coreference.anaphors import PERSONAL, Anaphor, Described
from kg.extract.coreference.kinds import POWERS, is_plural, is_rebel, may_mean, partners
from kg.extract.coreference.memory import Memory, Seen, role
from kg.extract.discourse import Discourse, Pointer
from kg.extract.names import family

__all__ = ["Case", "case"]

_FARTHEST = 12
"""Sentences over which a pronoun reaches back to a thing."""
_CLAUSE = frozenset(("that", "to", "whether", "if"))
_ARTICLES = frozenset(("the", "a", "an"))
_NEVER = 9
_CLIMB = 6
_RULING = frozenset(("government", "country", "nation", "republic", "kingdom", "state", "regime"))
"""Words before an office that a country goes by."""
_FOLLOWING = frozenset(("'s", "’s", "-", ".", ";", ",", ":"))


@dataclass(frozen=True, slots=True)
class Case:
    """An anaphor with what it may stand for, each with its features, and those of nothing."""

    anaphor: Anaphor
    candidates: tuple[int, ...]
    features: tuple[tuple[str, ...], ...]
    nothing: tuple[str, ...]


def case(
    memory: Memory, anaphor: Anaphor, described: Described, genders: Mapping[int, str]
) -> Case:
    """Describe what may be meant at one place."""
    memory.advance(anaphor.start)
    view = _View(memory, anaphor, described, genders)
    return Case(
        anaphor,
        tuple(one.cluster for one in view.fitting),
        tuple(tuple(view.features(rank, one)) for rank, one in enumerate(view.fitting)),
        tuple(view.nothing()),
    )


def _bucket(number: int) -> str:
    return str(number) if number < 4 else "4" if number < 7 else "7"


@dataclass(slots=True)
class _View:
    """One anaphor among its candidates, the last mentioned first."""

    memory: Memory
    anaphor: Anaphor
    described: Described
    genders: Mapping[int, str]
    text: Discourse = field(init=False)
    kind: str = field(init=False)
    role: str = field(init=False)
    called: dict[int, int] = field(init=False)
    speaker: int = field(init=False)
    partners: frozenset[int] = field(init=False)
    fitting: Sequence[Seen] = field(init=False)
    exact: int = field(init=False)
    most: int = field(init=False)
    first: int = field(init=False)
    topic: int = field(init=False)
    subjects: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        anaphor, text = self.anaphor, self.memory.text
        self.text = text
        self.kind = self._kind()
        self.speaker = text.turn_of(anaphor.start)
        self.partners = partners(text, anaphor)
        self.role = role(text, anaphor.head)
        self.subjects = self._subjects()
        places = self.described.get(anaphor.word, ())
        self.called = {cluster: place for place, cluster in places if place < anaphor.start}
        fitting = [one for one in self.memory.recent() if self._fits(one)]
        fitting = self._of_word(fitting) if anaphor.bare else fitting
        self.fitting = fitting
        self.exact = sum(self._type(one) in anaphor.classes for one in fitting)
        self.most = max((one.count for one in fitting), default=0)
        self.first = min((one.first.start for one in fitting), default=-1)
        self.topic = max((one.subject.start for one in fitting if one.subject), default=-1)

    def _kind(self) -> str:
        if self.anaphor.owner is not None:
            return "owned"
        if self.anaphor.bare:
            return "bare"
        kind = "p" if self.anaphor.kind in PERSONAL else self.anaphor.kind
        return kind + ("s" if self.anaphor.possessive else "")

    def _type(self, seen: Seen) -> str:
        return self.text.clusters[seen.cluster].type

    def _fits(self, seen: Seen) -> bool:
        """Whether class and gender leave it open that it is meant."""
        anaphor, type_ = self.anaphor, self._type(seen)
        if seen.cluster in self.partners:
            return False
        if anaphor.kind in PERSONAL:
            known = self.genders.get(seen.cluster, anaphor.kind)
            return type_ == "Person" and known == anaphor.kind and seen.cluster != self.speaker
        if anaphor.pronoun:
            return type_ != "Person" and self._distance(seen.last) <= _FARTHEST
        if anaphor.word in POWERS and is_rebel(seen.cluster, seen.nouns, self.described):
            return False
        name = self.memory.words_of(seen.cluster)
        return may_mean(anaphor, type_, name, called=seen.cluster in self.called)

    def _of_word(self, fitting: list[Seen]) -> list[Seen]:
        """What "army spokesman" means: the body of that name, or else what the text calls so.

        Without either, only what it can be alone; no country's spokesman is one of its army.
        """
        word = self.anaphor.word
        named = [one for one in fitting if word in self.memory.words_of(one.cluster)]
        called = [one for one in fitting if one.cluster in self.called]
        if named or called:
            return named or called
        exact = [one for one in fitting if self._type(one) in self.anaphor.classes]
        country = any(self._type(one) == "Country" for one in exact) and word not in _RULING
        return [] if len(exact) > 1 or country else fitting

    def _distance(self, pointer: Pointer) -> int:
        return self.text.sentence[self.anaphor.start] - self.text.sentence[pointer.start]

    def features(self, rank: int, seen: Seen) -> Iterator[str]:
        """Give the features of one candidate: most alone and together with the anaphor's kind."""
        for one in self._salience(rank, seen):
            yield one
            yield f"{self.kind}|{one}"
        for one in self._syntax(seen.last, seen):
            yield one
            yield f"{self.kind}|{one}"
        yield f"{self.kind}|type|{self._type(seen)}"
        if self.anaphor.word in self.memory.words_of(seen.cluster):
            yield "in-name"
        lexical = self._as_pronoun(seen) if self.anaphor.pronoun else self._as_description(seen)
        for one in lexical:
            yield one
            yield f"{self.kind}|{one}"

    def _salience(self, rank: int, seen: Seen) -> Iterator[str]:
        text, at, last = self.text, self.anaphor.start, seen.last
        rivals = min(len(self.fitting), 3)
        distance = _bucket(self._distance(last))
        yield f"d{distance}"
        yield f"d{distance}|{role(text, last.head)}"
        yield f"last|{last.kind}"
        if last.kind == "pronoun":
            yield f"chain|{text.lower[last.head]}"
            yield f"chain|{text.lower[last.head]}|{self.anaphor.word}"
        yield f"rank{min(rank, 3)}|of{rivals}"
        yield f"count{_bucket(seen.count)}"
        if seen.count == self.most:
            yield f"most|of{rivals}"
        yield f"subject{_bucket(self._distance(seen.subject))}" if seen.subject else "never-subject"
        yield f"para{min(2, text.paragraph[at] - text.paragraph[last.start])}"
        if seen.first.start == self.first:
            yield "first"
        if seen.cluster == text.hero:
            yield "hero"
        yield from self._quotes(last)

    def _quotes(self, last: Pointer) -> Iterator[str]:
        mine, other = self.text.quote[self.anaphor.start], self.text.quote[last.start]
        if mine != other:
            yield f"quote{mine >= 0}{other >= 0}"
        following = self.text.lower[last.end] if last.end < len(self.text.lower) else ""
        if following in _FOLLOWING:
            yield f"then{following[-1]}"
        if last.start in self.memory.datelines:
            yield "dateline"
        if self.text.type(last) == "Country" and self.text.doc[last.head].pos_ == "ADJ":
            yield "adjective"

    def _syntax(self, last: Pointer, seen: Seen) -> Iterator[str]:
        """Give how the last mention and the anaphor stand in their clauses."""
        text, head = self.text, self.anaphor.head
        other = role(text, last.head)
        yield f"role{self.role}|{other}"
        opens = text.sentence[head] != text.sentence[max(0, self.anaphor.start - 2)]
        topic = seen.subject is not None and seen.subject.start == self.topic
        yield f"topic{topic}|opens{opens}"
        if text.sentence[head] != text.sentence[last.start]:
            return
        yield f"same|{self.role}|{other}"
        if 1 <= self.anaphor.start - last.end < 4:
            yield "close"
        if self.role and seen.cluster in self.subjects:
            yield f"partner|{self.role}"
        if text.doc[last.head].head.i == text.doc[head].head.i:
            yield f"siblings|{self.role}|{other}"

    def _subjects(self) -> frozenset[int]:
        """Find whom the clause is about: nobody does a thing to "it" who is it."""
        token = self.text.doc[self.anaphor.head]
        for _ in range(_CLIMB):
            token = token.head
            subjects = [child.i for child in token.children if child.dep_ == "nsubj"]
            subjects = [at for at in subjects if at != self.anaphor.head]
            if subjects or token.head.i == token.i:
                pointers = (self.text.covering[at] for at in subjects)
                return frozenset(one.cluster for one in pointers if one is not None)
        return frozenset()

    def _as_pronoun(self, seen: Seen) -> Iterator[str]:
        type_ = self._type(seen)
        governor = self.text.doc[self.anaphor.head].head.lemma_.lower()
        yield f"with|{self.role}|{governor}|{family(type_)}"
        yield f"role|{self.role}|{type_}"
        if self.anaphor.kind in PERSONAL:
            yield f"gender{seen.cluster in self.genders}"
            if seen.cluster not in self.genders:
                given = self.text.titles[seen.cluster].split()[0]
                yield f"ends|{self.anaphor.kind}|{given[-1]}"
        else:
            yield f"plural|{is_plural(self.text.titles[seen.cluster])}"

    def _as_description(self, seen: Seen) -> Iterator[str]:
        anaphor, type_ = self.anaphor, self._type(seen)
        yield f"word|{anaphor.word}|{type_}"
        yield from self._set_apart(seen)
        exact = type_ in anaphor.classes
        yield f"exact{exact}|called{seen.cluster in self.called}"
        if exact:
            yield f"exact-of{min(self.exact, 3)}"
        if seen.cluster in self.called:
            last = max(self.called, key=lambda one: (self.called[one], one))
            yield f"called-last{seen.cluster == last}|of{min(2, len(self.called))}"
        elif self.called:
            yield "other-called"
        if anaphor.word in self.memory.words_of(seen.cluster):
            yield "in-name"

    def _set_apart(self, seen: Seen) -> Iterator[str]:
        """Give what the words around the noun say of which one is meant."""
        anaphor = self.anaphor
        if anaphor.owner is not None:
            body = affiliation(self.text, anaphor.owner, before=anaphor.start)
            yield f"owned|{body == seen.cluster}"
        if anaphor.beside is not None:
            yield f"beside|{self.memory.together(anaphor.beside, seen.cluster)}"
        if anaphor.marks:
            yield f"marks|{anaphor.marks <= self.memory.words_around(seen.cluster)}"

    def nothing(self) -> Iterator[str]:
        """Give the features of an anaphor that stands for no name."""
        anaphor, text = self.anaphor, self.text
        some = [o for o in self.fitting if anaphor.pronoun or self._type(o) in anaphor.classes]
        nearest = min((self._distance(one.last) for one in some), default=_NEVER)
        yield f"{self.kind}|none|of{min(len(some), 3)}"
        yield f"{self.kind}|none|near{_bucket(nearest)}"
        yield f"{self.kind}|none|role{self.role}"
        yield f"{self.kind}|none|quote{text.quote[anaphor.start] >= 0}"
        yield from self._no_pronoun() if anaphor.pronoun else self._no_description()

    def _no_pronoun(self) -> Iterator[str]:
        text, at = self.text, self.anaphor.head
        token = text.doc[at]
        if self.role:
            yield f"{self.kind}|none|with|{self.role}|{token.head.lemma_.lower()}"
            yield f"{self.kind}|none|dep|{token.dep_}"
        if self.kind == "it":
            yield f"it|none|then|{''.join(text.lower[at + 1 : at + 2])}"
            yield f"it|none|clause{not _CLAUSE.isdisjoint(text.lower[at + 2 : at + 8])}"

    def _no_description(self) -> Iterator[str]:
        text, anaphor = self.text, self.anaphor
        inside = text.lower[anaphor.start : anaphor.head]
        between = [word for word in inside if word not in _ARTICLES]
        yield f"none|{anaphor.word}"
        yield f"{self.kind}|none|called{min(2, len(self.called))}"
        yield f"{self.kind}|none|{text.lower[anaphor.start]}"
        yield f"{self.kind}|none|between{min(2, len(between))}"
        yield f"{self.kind}|none|marks{bool(anaphor.marks)}"
        yield f"{self.kind}|none|beside{anaphor.beside is not None}"
        for word in between:
            yield f"none|between|{word}"
        yield f"{self.kind}|none|then|{''.join(text.lower[anaphor.end : anaphor.end + 1])}"
