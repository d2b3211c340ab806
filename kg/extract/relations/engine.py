"""Frames and pairs of the pattern files, applied to one reading."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

from kg.extract.dates import Period
from kg.extract.parsed import Reading, Reference
from kg.extract.relations.bodies import regrouped
from kg.extract.relations.confidence import Support, calibration
from kg.extract.relations.frames import Frame, Library, library
from kg.extract.relations.lawmakers import lawmakers
from kg.extract.relations.learned import Learned
from kg.extract.relations.merging import Hit, best, placed, specific
from kg.extract.relations.pairs import paired
from kg.extract.relations.passages import passage
from kg.extract.relations.players import Filler
from kg.extract.relations.roles import is_verbal
from kg.extract.relations.said import said
from kg.extract.relations.statesmen import statesmen
from kg.extract.relations.succession import Change, again, departed, succession
from kg.extract.relations.triggers import Trigger
from kg.extract.relations.weights import Weights, weights
from kg.extract.stance import is_effort, status_of
from kg.extract.tense import is_elect
from kg.extract.tokens import Token
from kg.model import Relation, Stance, Status
from kg.vocab import Schema, load_schema

__all__ = ["by_patterns", "decided", "firing", "relations", "supported"]

_WORDS_ROUTE = 0.95
_PART = {"NOUN": "noun", "PROPN": "noun", "ADJ": "verb"}
_SELF_STEP = {"nominal": 0.9, "pronoun": 0.85}
_OPEN = frozenset({Stance.DENIED, Stance.HYPOTHETICAL})
"""An end that is denied or only possible leaves things as they are."""


def relations(reading: Reading, *, patterns: Library | None = None) -> tuple[Relation, ...]:
    """The relations that the text states, in order of their evidence, each claim once."""
    model = weights() if patterns is None else None
    return decided(reading, patterns=patterns or library(), model=model)


def decided(reading: Reading, *, patterns: Library, model: Weights | None) -> tuple[Relation, ...]:
    """What these patterns and this model together make of the text."""
    fitted = calibration() if model is not None else None
    made = [
        replace(one, confidence=fitted(support)) if fitted and support else one
        for one, support in supported(reading, patterns=patterns, model=model)
    ]
    made += said(reading)
    return tuple(
        sorted(made, key=lambda r: (r.evidence.span, r.predicate, r.subject, str(r.object)))
    )


def supported(
    reading: Reading, *, patterns: Library, model: Weights | None
) -> Iterator[tuple[Relation, Support | None]]:
    """Yield the relations, quotations apart, with what speaks for each where a model looked."""
    hits, changes = _matched(reading, patterns)
    more = None
    if model is not None:
        known = [hit.relation for hit in hits]
        more = Learned(reading, known, model=model, schema=load_schema())
        hits += [Hit(relation, place) for relation, place in more.relations()]
        hits += statesmen(reading, hits)
        hits += lawmakers(reading, hits)
    hits = list(placed(reading, succession(hits, changes)))
    for hit in specific(list(departed(reading, hits))):
        yield hit.relation, more.support(hit.relation) if more else None


def by_patterns(reading: Reading) -> tuple[Relation, ...]:
    """What the patterns alone match, in their order: the learned model looks at it."""
    return tuple(hit.relation for hit in _matched(reading, library())[0])


def firing(reading: Reading) -> frozenset[str]:
    """The names of all patterns that match somewhere, those that a surer one covers included."""
    found = _Finder(reading, library(), load_schema())
    hits = [*found.framed(), *paired(reading, library())]
    return frozenset(hit.relation.extractor for hit in hits)


def _matched(reading: Reading, patterns: Library) -> tuple[list[Hit], list[Change]]:
    found = _Finder(reading, patterns, load_schema())
    hits = regrouped(reading, [*found.framed(), *paired(reading, patterns)])
    return best(hits), found.changes


class _Finder:
    """Applies patterns to one document."""

    def __init__(self, reading: Reading, patterns: Library, schema: Schema) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.patterns = patterns
        self.schema = schema
        self.changes: list[Change] = []

    def framed(self) -> Iterator[Hit]:
        for place, word in enumerate(self.doc.lower):
            form = _form(word)
            if form not in self.patterns.forms or place in self.doc.gaps:
                continue  # most words: not even a Token is made of them
            token = self.doc[place]
            part = "verb" if is_verbal(token) else _PART.get(token.pos_)
            if part is None:
                continue
            matching = self.patterns.at(part, form, past=_in_past(token))
            if matching:
                yield from self._at(token, matching)

    def _at(self, token: Token, frames: Iterable[Frame]) -> Iterator[Hit]:
        trigger = Trigger(self.reading, token)
        roles = trigger.roles
        if not roles.players or is_effort(token):
            return
        for frame in frames:
            if frame.needs and not trigger.modified & {*frame.needs.split("|")}:
                continue
            if frame.unless and trigger.narrowed & frame.unless:
                continue
            if frame.over and frame.over != ("part" if roles.section else "all"):
                continue
            if frame.ends and trigger.seen.stance not in _OPEN and not self._retells(trigger):
                self._note_change(frame, trigger)
            yield from self._pairs(frame, trigger)
            if "predecessor" in roles.players and frame.part == "noun":
                before = replace(frame, subject=("predecessor",), status=Status.FORMER)
                yield from self._pairs(before, trigger.undated())

    def _retells(self, trigger: Trigger) -> bool:
        """Whether quoted words only say again that a place was taken, not by whom."""
        quoted = self.reading.claim_at(trigger.token.idx) is not None
        named = any(True for _ in trigger.roles.of(("subj", "by")))
        return quoted and not named and not again(trigger.token)

    def _note_change(self, frame: Frame, trigger: Trigger) -> None:
        """Note that a place changes hands, though the text may not say into whose."""
        roles, token = trigger.roles, trigger.token
        holders = frozenset(one.reference.entity for _, one in roles.of(frame.subject))
        for _, target in roles.of(frame.object):
            place = target.reference.entity
            kind = self.reading.entity(place).type
            if place not in holders and kind in {"City", "Place", "Region"}:
                date = trigger.when.start or trigger.when.at
                self.changes.append(Change(place, holders, token.i, again(token), date))

    def _pairs(self, frame: Frame, trigger: Trigger) -> Iterator[Hit]:
        done: set[str] = set()
        for role in frame.object:
            found = product(trigger.roles.of(frame.subject), trigger.roles.of((role,)))
            for (_, subject), (_, target) in found:
                if not self._allowed(frame, subject.reference, target.reference):
                    continue
                if frame.status and trigger.seen.stance in _OPEN:
                    continue
                if done and role not in done:
                    continue
                done.add(role)
                yield self._hit(frame, trigger, subject, target)

    def _allowed(self, frame: Frame, subject: Reference, target: Reference) -> bool:
        if subject.entity == target.entity:
            return False
        first, second = self.reading.entity(subject.entity), self.reading.entity(target.entity)
        if frame.subject_class and not self.schema.fits(first.type, frame.subject_class):
            return False
        if frame.object_class and not self.schema.fits(second.type, frame.object_class):
            return False
        if not frame.named.fit(self._called(subject), self._called(target)):
            return False
        return self.schema.allows(frame.relation, first.type, second.type)

    def _called(self, reference: Reference) -> str:
        """The name of an end, with the description that stands for it: "the company" X."""
        name = self.reading.entity(reference.entity).name
        if reference.kind != "nominal":
            return name
        return f"{self.doc.text_of(reference.start, reference.end)} {name}"

    def _hit(self, frame: Frame, trigger: Trigger, subject: Filler, target: Filler) -> Hit:
        token, seen, when = trigger.token, trigger.seen, trigger.when
        status = frame.status or status_of(frame.kind, seen)
        present = token.tag_ in {"VBZ", "VBP"}
        if frame.kind == "state" and not present and seen.stance not in _OPEN:
            status = Status.FORMER if self._is_over(when) else status
        stance = seen.stance
        if frame.part == "noun" and stance in {Stance.HYPOTHETICAL, Stance.REPORTED}:
            inside = self.reading.claim_at(token.idx)
            stance = Stance.REPORTED if inside is not None else stance
            described = token.dep_ in {"appos", "compound", "flat", "nmod"} and inside is None
            if described and not is_elect(token):
                stance = Stance.ASSERTED
        sure = frame.precision * _certainty(subject) * _certainty(target)
        begun, over = when.of(status, kind=frame.kind, ends=_over(frame))
        relation = Relation(
            subject=subject.reference.entity,
            predicate=frame.relation,
            object=target.reference.entity,
            evidence=passage(self.reading, token, subject.reference, target.reference),
            status=status,
            stance=stance,
            confidence=round(min(sure, 0.99), 2),
            attributed_to=seen.speaker if stance is Stance.REPORTED else None,
            role=self._role(frame, token),
            start_date=begun,
            end_date=over,
            extractor=frame.id,
        )
        return Hit(relation, token.i, ends=frame.ends, again=again(token), present=present)

    def _is_over(self, when: Period) -> bool:
        """Whether what the words say ended before the text was written."""
        today = self.reading.document.date
        return bool(when.end and today and when.end < today[: len(when.end)])

    def _role(self, frame: Frame, token: Token) -> str | None:
        if frame.part != "noun" or frame.relation not in _TITLED:
            return None
        start = token.i
        while start > 0 and self.doc[start - 1].dep_ in {"compound", "amod"}:
            before = self.doc[start - 1]
            if before.head.i != token.i or self.reading.reference_at(before.i) is not None:
                break
            start -= 1
        return self.reading.document.text[self.doc[start].idx : token.end]


def _form(word: str) -> str:
    """A word in lower case without the comma that its token may hold."""
    return word.rstrip(",.;:")


def _in_past(token: Token) -> bool:
    """Whether a verb stands in the past; after "to" and "helped" it does not, whatever its tag."""
    infinitive = token.i and token.nbor(-1).lower_ in {"to", "help", "helps", "helped"}
    return token.tag_ in {"VBD", "VBN"} and not infinitive


def _over(frame: Frame) -> bool:
    """Whether what a frame tells of is an end: a loss, a resignation."""
    return frame.status is Status.FORMER and frame.kind != "deed"


_TITLED = frozenset({"leads", "speaksFor", "memberOf", "worksFor", "founded"})


def _certainty(filler: Filler) -> float:
    route = _WORDS_ROUTE if filler.route == "words" else 1.0
    return filler.reference.confidence * route * _SELF_STEP.get(filler.reference.kind, 1.0)
