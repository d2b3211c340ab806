"""Relations that a small model reads off a pair of references and the words around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.dates import period
from kg.extract.parsed import Reading
from kg.extract.relations.candidates import (
    Candidate,
    Describer,
    Description,
    candidates,
    trigger_words,
)
from kg.extract.relations.confidence import Support
from kg.extract.relations.vetoes import Vetoes
from kg.extract.relations.weights import Weights
from kg.extract.stance import view
from kg.extract.tokens import Token
from kg.model import Evidence, Relation, Span, Stance, Status
from kg.vocab import Schema

__all__ = ["Learned", "described", "evidence", "fired"]

_LASTING = frozenset({"attacked", "founded", "authorOf"})
_MOST = 0.99
_OVER = 0.5
_LIKELY = 0.3
_MARK = ".learned"


@dataclass(frozen=True, slots=True)
class _Pair:
    """A pair, the word that joins it, and how probable each column is for it."""

    pair: Candidate
    trigger: Token | None
    sure: list[float]


_Claim = tuple[str, str, str]


class Learned:
    """What the model makes of one document, after the patterns."""

    def __init__(
        self, reading: Reading, known: Sequence[Relation], *, model: Weights, schema: Schema
    ) -> None:
        self._reading = reading
        self._model = model
        self._known = {(one.subject, one.predicate, str(one.object)) for one in known}
        self._vetoes = Vetoes(reading, known)
        self._claims: dict[_Claim, list[tuple[float, _Pair]]] = {}
        for one in _weighed(reading, known, model, schema):
            ends = (one.pair.first.entity, one.pair.second.entity)
            types = (reading.entity(ends[0]).type, reading.entity(ends[1]).type)
            for number in model.open_columns(types, schema):
                column = model.columns[number]
                subject, target = ends[::-1] if column.reverse else ends
                claim = (subject, column.relation, target)
                self._claims.setdefault(claim, []).append((one.sure[number], one))

    def relations(self) -> Iterator[tuple[Relation, int]]:
        """Yield what the patterns did not find, each with the token where it is said."""
        least = {
            c.relation: t for c, t in zip(self._model.columns, self._model.thresholds, strict=True)
        }
        for claim, found in self._claims.items():
            sure, best = max(found, key=lambda one: one[0])
            if sure < least[claim[1]] or claim in self._known:
                continue
            made = _relation(self._reading, claim, sure, best)
            if not self._vetoes(made, best.pair, best.trigger):
                yield made, best.pair.first.start

    def support(self, one: Relation) -> Support:
        """What speaks for a relation, found by a pattern or by the model."""
        found = self._claims.get((one.subject, one.predicate, str(one.object)), [])
        likely = {pair.pair.start for sure, pair in found if sure >= _LIKELY}
        return Support(
            said=one.confidence,
            model=max((sure for sure, _ in found), default=None),
            passages=len(likely),
            learned=one.extractor.endswith(_MARK),
        )


def fired(known: Sequence[Relation]) -> dict[tuple[str, str], list[str]]:
    """Which patterns matched between two entities, by the entities' ids."""
    made: dict[tuple[str, str], list[str]] = {}
    for one in known:
        made.setdefault((one.subject, str(one.object)), []).append(one.extractor)
    return made


def described(
    reading: Reading, known: Sequence[Relation], *, model: Weights, schema: Schema
) -> list[Description]:
    """The pairs of whose classes a relation may hold, in order of the text."""
    types = {one.id: one.type for one in reading.entities}
    pairs = [
        pair
        for pair in candidates(reading)
        if model.open_columns((types[pair.first.entity], types[pair.second.entity]), schema)
    ]
    return list(map(Describer(reading, fired(known)), pairs)) if pairs else []


def _weighed(
    reading: Reading, known: Sequence[Relation], model: Weights, schema: Schema
) -> Iterator[_Pair]:
    """Yield every pair with what the model finds, in order of the text."""
    found = described(reading, known, model=model, schema=schema)
    if found:
        rows = model.probabilities([one.features for one in found]).tolist()
        for one, sure in zip(found, rows, strict=True):
            yield _Pair(one.pair, one.trigger, sure)


def _relation(reading: Reading, claim: _Claim, sure: float, found: _Pair) -> Relation:
    pair, trigger = found.pair, found.trigger
    seen = view(reading, trigger if trigger is not None else reading.doc[pair.first.head])
    over = found.sure[-1] > _OVER and claim[1] not in _LASTING
    status = Status.FORMER if over else Status.CURRENT
    begun, ended = _dates(reading, claim[1], trigger, status)
    step = pair.first.confidence * pair.second.confidence
    mark = Span(trigger.idx, trigger.end) if trigger is not None else None
    return Relation(
        subject=claim[0],
        predicate=claim[1],
        object=claim[2],
        evidence=evidence(reading, pair.start, pair.end, trigger=mark),
        status=status,
        stance=seen.stance,
        confidence=round(min(sure * step, _MOST), 2),
        attributed_to=seen.speaker if seen.stance is Stance.REPORTED else None,
        start_date=begun,
        end_date=ended,
        extractor=f"{claim[1]}{_MARK}",
    )


def _dates(
    reading: Reading, relation: str, trigger: Token | None, status: Status
) -> tuple[str | None, str | None]:
    """Give start and end by the dates on a word that the patterns know for the relation.

    Another word has dates of its own: what was said on Monday did not begin then. When something
    over happened may be its beginning or its end: without "since" or "until" it is neither.
    """
    if trigger is None or relation not in trigger_words().get(trigger.lower_, ()):
        return None, None
    when = period(trigger, reading.document.date)
    if status is Status.FORMER and not (when.start or when.end):
        return None, None
    return when.of(status, kind="deed" if relation in _LASTING else "state")


def evidence(reading: Reading, start: int, end: int, *, trigger: Span | None = None) -> Evidence:
    """The passage from token `start` to `end` without the blanks at its ends."""
    doc = reading.doc
    last = end - 1
    while last > start and doc[last].is_space:
        last -= 1
    while start < last and doc[start].is_space:
        start += 1
    span = Span(doc[start].idx, doc[last].end)
    return Evidence(span=span, text=reading.document.text[span.start : span.end], trigger=trigger)
