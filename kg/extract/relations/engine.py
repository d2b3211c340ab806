"""Frames and pairs of the pattern files, applied to one reading."""

from collections.abc import Iterable, Iterator
from itertools import pairwise, product

from spacy.tokens import Token

from kg.extract.dates import Period, period
from kg.extract.parsed import Reading, Reference
from kg.extract.relations.frames import Frame, Library, Pair, library
from kg.extract.relations.learned import Weights, learned, weights
from kg.extract.relations.merging import Hit, best, specific
from kg.extract.relations.players import Filler, Roles
from kg.extract.relations.roles import fillers
from kg.extract.relations.said import said
from kg.extract.relations.statesmen import statesmen
from kg.extract.relations.succession import Change, again, departed, succession
from kg.extract.stance import View, able_to_speak, is_effort, status_of, view
from kg.model import Evidence, Relation, Span, Stance, Status
from kg.vocab import Schema, load_schema

__all__ = ["by_patterns", "decided", "relations"]

_GAP = 60
_LIST = 40
_WORDS_ROUTE = 0.95
_PART = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "verb"}
_SELF_STEP = {"nominal": 0.9, "pronoun": 0.85}
_OPEN = frozenset({Stance.DENIED, Stance.HYPOTHETICAL})
"""An end that is denied or only possible leaves things as they are."""
_NO_CLAIM = frozenset({"self", "mod", "poss"})


def relations(reading: Reading, *, patterns: Library | None = None) -> tuple[Relation, ...]:
    """The relations that the text states, in order of their evidence, each claim once."""
    model = weights() if patterns is None else None
    return decided(reading, patterns=patterns or library(), model=model)


def decided(reading: Reading, *, patterns: Library, model: Weights | None) -> tuple[Relation, ...]:
    """What these patterns and this model together make of the text."""
    hits, changes = _matched(reading, patterns)
    if model is not None:
        known = [hit.relation for hit in hits]
        more = learned(reading, known, model=model, schema=load_schema())
        hits += [Hit(relation, place) for relation, place in more]
        hits += statesmen(reading, hits)
    hits = list(departed(reading, succession(hits, changes)))
    made = [hit.relation for hit in specific(hits)] + list(said(reading))
    return tuple(
        sorted(made, key=lambda r: (r.evidence.span, r.predicate, r.subject, str(r.object)))
    )


def by_patterns(reading: Reading) -> tuple[Relation, ...]:
    """What the patterns alone match, in their order: the learned model looks at it."""
    return tuple(hit.relation for hit in _matched(reading, library())[0])


def _matched(reading: Reading, patterns: Library) -> tuple[list[Hit], list[Change]]:
    found = _Finder(reading, patterns, load_schema())
    return best([*found.framed(), *found.paired()]), found.changes


class _Finder:
    """Applies patterns to one document."""

    def __init__(self, reading: Reading, patterns: Library, schema: Schema) -> None:
        self.reading = reading
        self.doc = reading.doc
        self.patterns = patterns
        self.schema = schema
        self.changes: list[Change] = []
        self.gaps = {i for s, e in self.doc.user_data.get("gaps", ()) for i in range(s, e)}

    def framed(self) -> Iterator[Hit]:
        frames = self.patterns.frames
        for token in self.doc:
            part = _PART.get(token.pos_)
            if part is None or token.i in self.gaps:
                continue
            matching = frames.get((part, token.lower_), ())
            if matching:
                yield from self._at(token, matching)

    def _at(self, token: Token, frames: Iterable[Frame]) -> Iterator[Hit]:
        roles = fillers(self.reading, token)
        if not roles.players or is_effort(token):
            return
        seen = view(self.reading, token)
        when = period(token, self.reading.document.date)
        for frame in frames:
            if frame.needs and not any(c.lower_ in frame.needs.split("|") for c in token.children):
                continue
            if frame.unless and _modifiers(token) & frame.unless:
                continue
            if frame.ends and seen.stance not in _OPEN:
                self._note_change(frame, token, roles, when)
            yield from self._pairs(frame, token, roles, seen, when)

    def _note_change(self, frame: Frame, token: Token, roles: Roles, when: Period) -> None:
        """Note that a place changes hands, though the text may not say into whose."""
        holders = frozenset(one.reference.entity for _, one in roles.of(frame.subject))
        for _, target in roles.of(frame.object):
            place = target.reference.entity
            kind = self.reading.entity(place).type
            if place not in holders and kind in {"City", "Place", "Region"}:
                date = str(when.start) if when.start else None
                self.changes.append(Change(place, holders, token.i, again(token), date))

    def _pairs(
        self, frame: Frame, token: Token, roles: Roles, seen: View, when: Period
    ) -> Iterator[Hit]:
        done: set[str] = set()
        for role in frame.object:
            found = product(roles.of(frame.subject), roles.of((role,)))
            for (_, subject), (_, target) in found:
                if not self._allowed(frame, subject.reference, target.reference):
                    continue
                if frame.status and seen.stance in _OPEN:
                    continue
                if done and role not in done:
                    continue
                done.add(role)
                yield self._hit(frame, token, subject, target, seen, when)

    def _allowed(self, rule: Frame | Pair, subject: Reference, target: Reference) -> bool:
        if subject.entity == target.entity:
            return False
        first = self.reading.entity(subject.entity).type
        second = self.reading.entity(target.entity).type
        if isinstance(rule, Pair):
            return self.schema.allows(rule.relation, first, second)
        if rule.subject_class and not self.schema.fits(first, rule.subject_class):
            return False
        if rule.object_class and not self.schema.fits(second, rule.object_class):
            return False
        return self.schema.allows(rule.relation, first, second)

    def _hit(
        self, frame: Frame, token: Token, subject: Filler, target: Filler, seen: View, when: Period
    ) -> Hit:
        status = frame.status or status_of(frame.kind, seen)
        stance = seen.stance
        if frame.part == "noun" and stance in {Stance.HYPOTHETICAL, Stance.REPORTED}:
            inside = self.reading.quotation_at(token.idx)
            stance = Stance.REPORTED if inside is not None and not inside.scare else stance
            if token.dep_ in {"appos", "compound", "flat", "nmod"} and inside is None:
                stance = Stance.ASSERTED
        sure = frame.precision * _certainty(subject) * _certainty(target)
        begun, over = when.of(status, ends=_over(frame))
        relation = Relation(
            subject=subject.reference.entity,
            predicate=frame.relation,
            object=target.reference.entity,
            evidence=self._evidence(token, subject.reference, target.reference),
            status=status,
            stance=stance,
            confidence=round(min(sure, 0.99), 2),
            attributed_to=seen.speaker if stance is Stance.REPORTED else None,
            role=self._role(frame, token),
            start_date=begun,
            end_date=over,
            extractor=frame.id,
        )
        return Hit(relation, token.i, ends=frame.ends, again=again(token))

    def _role(self, frame: Frame, token: Token) -> str | None:
        if frame.part != "noun" or frame.relation not in _TITLED:
            return None
        start = token.i
        while start > 0 and self.doc[start - 1].dep_ in {"compound", "amod"}:
            before = self.doc[start - 1]
            if before.head.i != token.i or self.reading.reference_at(before.i) is not None:
                break
            start -= 1
        return self.reading.document.text[self.doc[start].idx : token.idx + len(token.text)]

    def _evidence(self, token: Token | None, *ends: Reference) -> Evidence:
        first = min(one.start for one in ends)
        last = max(one.end for one in ends) - 1
        if token is not None:
            first, last = min(first, token.i), max(last, token.i)
        start = self.doc[first].sent.start
        end = self.doc[last].sent.end - 1
        while end > last and self.doc[end].is_space:
            end -= 1
        while start < first and self.doc[start].is_space:
            start += 1
        span = Span(self.doc[start].idx, self.doc[end].idx + len(self.doc[end].text))
        trigger = Span(token.idx, token.idx + len(token.text)) if token is not None else None
        return Evidence(
            span=span, text=self.reading.document.text[span.start : span.end], trigger=trigger
        )

    def paired(self) -> Iterator[Hit]:
        names = [one for one in self.reading.references if one.kind in {"name", "nominal"}]
        for first, second in pairwise(names):
            start = self.doc[first.end - 1].idx + len(self.doc[first.end - 1].text)
            end = self.doc[second.start].idx
            if not 0 <= end - start <= _GAP:
                continue
            between = self.reading.document.text[start:end]
            if "\n" in between:
                continue
            for pair in self.patterns.pairs:
                if pair.between.fullmatch(between):
                    yield from self._pair(pair, first, second)
                    if pair.list:
                        for other in self._joined(second):
                            yield from self._pair(pair, first, other)

    def _joined(self, first: Reference) -> Iterator[Reference]:
        """Yield the names that commas and "and" join to `first`, one after the other."""
        last = first
        for other in self.reading.references_in(first.end, first.end + _LIST):
            if not all(
                self.doc[i].lower_ in {",", "and", "or"} for i in range(last.end, other.start)
            ):
                return
            yield other
            last = other

    def _pair(self, pair: Pair, first: Reference, second: Reference) -> Iterator[Hit]:
        subject, target = (second, first) if pair.reverse else (first, second)
        if not self._fits_exactly(pair, subject, target):
            return
        if not self._allowed(pair, subject, target) or not self._fits_around(pair, first, second):
            return
        quoted = self.reading.quotation_at(self.doc[first.start].idx)
        inside = quoted is not None and not quoted.scare
        speaker = quoted.speaker.entity if quoted and quoted.speaker else None
        sure = pair.precision * first.confidence * second.confidence
        relation = Relation(
            subject=subject.entity,
            predicate=pair.relation,
            object=target.entity,
            evidence=self._evidence(None, first, second),
            stance=Stance.REPORTED if inside else Stance.ASSERTED,
            confidence=round(min(sure, 0.99), 2),
            attributed_to=able_to_speak(self.reading, speaker) if inside else None,
            extractor=pair.id,
        )
        yield Hit(relation, first.start)

    def _fits_exactly(self, pair: Pair, subject: Reference, target: Reference) -> bool:
        """Check the classes of a pair to the letter: a list of countries is no address."""
        first = self.reading.entity(subject.entity).type
        second = self.reading.entity(target.entity).type
        if pair.subject_class and first not in pair.subject_class:
            return False
        return not pair.object_class or second in pair.object_class

    def _fits_around(self, pair: Pair, first: Reference, second: Reference) -> bool:
        text = self.reading.document.text
        if pair.before is not None:
            head = text[max(0, self.doc[first.start].idx - _GAP) : self.doc[first.start].idx]
            if not pair.before.search(head):
                return False
        if pair.after is not None:
            last = self.doc[second.end - 1]
            place = last.idx + len(last.text)
            return bool(pair.after.match(text[place : place + _GAP]))
        return True


def _over(frame: Frame) -> bool:
    """Whether what a frame tells of is an end: a loss, a resignation."""
    return frame.status is Status.FORMER and frame.kind != "deed"


_TITLED = frozenset({"leads", "speaksFor", "memberOf", "worksFor", "founded"})


def _modifiers(token: Token) -> set[str]:
    """The words that narrow a trigger: "vice" in "vice president"."""
    near = {token.nbor(-1).lower_} if token.i else set[str]()
    return near | {child.lower_ for child in token.children if child.i < token.i}


def _certainty(filler: Filler) -> float:
    route = _WORDS_ROUTE if filler.route == "words" else 1.0
    return filler.reference.confidence * route * _SELF_STEP.get(filler.reference.kind, 1.0)
