"""What is right and what is wrong in the prediction for one document, item by item."""

from dataclasses import dataclass, field

from kg.errors import InputError
from kg.evaluate.alignment import Alignment, Related, align
from kg.evaluate.annotation import Annotation, RelationNote
from kg.evaluate.spans import trim
from kg.model import Span

__all__ = ["Judgement", "MentionVerdict", "RelationVerdict", "judge"]

RIGHT = "right"
REPEATED = "repeated"
NOT_COUNTED = "not counted"

_Claim = tuple[str, str, str | Span]
_Key = tuple[str, str, str | Span, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionVerdict:
    """A stretch of text: the class that the gold gives it, if any, and the classes claimed."""

    span: Span
    gold: str | None
    claimed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationVerdict:
    """A relation, the gold one where it was missed, else the predicted one.

    `outcome` is `right`, `repeated`, `not counted`, `missed`, or what is wrong with it.
    `stance_agrees` says of a right relation whether its stance is the gold's too.
    """

    relation: RelationNote
    outcome: str
    subject: str
    object: str
    gold: RelationNote | None = None
    stance_agrees: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One document, judged. `mentions` holds gold spans and false hits, none that do not count."""

    gold: Annotation
    alignment: Alignment
    mentions: tuple[MentionVerdict, ...]
    relations: tuple[RelationVerdict, ...]
    broken: int
    mentions_not_counted: int

    @property
    def missed(self) -> tuple[RelationVerdict, ...]:
        """The gold relations that no prediction earned."""
        return tuple(one for one in self.relations if one.outcome == "missed")


def judge(gold: Annotation, predicted: Annotation | None, *, related: Related) -> Judgement:
    """Judge a prediction; a missing one misses everything.

    Raises: InputError where it is about another text, so that its offsets mean nothing.
    """
    predicted = predicted or Annotation(id=gold.id, text=gold.text)
    if predicted.text is not None and predicted.text != gold.text:
        raise InputError("the prediction has another text than the gold", where=gold.id)
    alignment = align(gold, predicted, related=related)
    mentions, aside = _mentions(alignment)
    return Judgement(
        gold=gold,
        alignment=alignment,
        mentions=mentions,
        relations=_Relations(alignment, gold).verdicts(predicted.relations),
        broken=sum(entity.broken for entity in predicted.entities),
        mentions_not_counted=aside,
    )


def _mentions(alignment: Alignment) -> tuple[tuple[MentionVerdict, ...], int]:
    """Give a verdict for each gold span and each false hit, and how many do not count."""
    claimed: dict[Span, list[str]] = {span: [] for span in alignment.wanted}
    aside = 0
    for entity, spans in zip(alignment.predicted, alignment.claims, strict=True):
        for span in spans:
            if alignment.counts_neither_way(span):
                aside += 1
            else:
                claimed.setdefault(span, []).append(entity.type)
    verdicts = tuple(
        MentionVerdict(
            span=span,
            gold=alignment.gold[alignment.wanted[span]].type if span in alignment.wanted else None,
            claimed=tuple(classes),
        )
        for span, classes in sorted(claimed.items())
    )
    return verdicts, aside


@dataclass(slots=True)
class _Earned:
    """A gold relation that a prediction got right, and every stance it was given."""

    words: Span | None
    place: int
    stances: set[str] = field(default_factory=set)


class _Relations:
    """The relations of one document, each gold one to be earned once."""

    def __init__(self, alignment: Alignment, gold: Annotation) -> None:
        self._alignment = alignment
        self._required: dict[_Key, RelationNote] = {}
        self._optional: set[_Claim] = set()
        for one in gold.relations:
            claim = (str(one.subject), one.relation, one.object or "")
            if one.optional:
                self._optional.add(claim)
            else:
                self._required[(*claim, one.status)] = one
        self._earned: dict[_Key, _Earned] = {}
        self._found: list[RelationVerdict] = []

    def verdicts(self, predicted: tuple[RelationNote, ...]) -> tuple[RelationVerdict, ...]:
        # Of several spans for one quotation, the closest earns it.
        for one in sorted(predicted, key=lambda one: -self._alignment.quotation(one)[1]):
            self._found.append(self._verdict(one))
        for key, earned in self._earned.items():
            gold = self._required[key]
            right = self._found[earned.place]
            # Two different stances are no answer.
            self._found[earned.place] = RelationVerdict(
                relation=right.relation,
                outcome=RIGHT,
                subject=right.subject,
                object=right.object,
                gold=gold,
                stance_agrees=earned.stances == {gold.stance},
            )
        missed = (
            self._named(gold, "missed", gold)
            for key, gold in self._required.items()
            if key not in self._earned
        )
        return (*self._found, *missed)

    def _verdict(self, one: RelationNote) -> RelationVerdict:
        key = self._key(one)
        if isinstance(key, str):
            return self._named(one, key)
        if key in self._required:
            return self._hit(one, key)
        if key[:3] in self._optional:
            return self._named(one, NOT_COUNTED)
        return self._named(one, _what_is_wrong(key, self._required))

    def _key(self, one: RelationNote) -> _Key | str:
        """Give the relation between gold entities, or the reason why it is none."""
        alignment = self._alignment
        ends = [alignment.number(one.subject)]
        if one.relation != "said":
            ends.append(alignment.number(one.object))
        outside = [end in alignment.outside for end in ends]
        known = [end in alignment.stands_for for end in ends]
        if any(outside) and all(a or b for a, b in zip(outside, known, strict=True)):
            return NOT_COUNTED
        names = [alignment.stands_for[end] for end in ends if end in alignment.stands_for]
        if len(names) < len(ends):
            return "unaligned"
        target = alignment.quotation(one)[0] if one.relation == "said" else names[1]
        return (names[0], one.relation, target, one.status) if target else "no such quotation"

    def _hit(self, one: RelationNote, key: _Key) -> RelationVerdict:
        words = trim(one.object, self._alignment.text) if isinstance(one.object, Span) else None
        earned = self._earned.get(key)
        if earned is None:
            earned = self._earned[key] = _Earned(words, len(self._found))
            outcome = RIGHT
        elif earned.words == words:
            outcome = REPEATED
        else:
            return self._named(one, "second span for one quotation")
        earned.stances.add(one.stance)
        return self._named(one, outcome, self._required[key])

    def _named(
        self, one: RelationNote, outcome: str, gold: RelationNote | None = None
    ) -> RelationVerdict:
        return RelationVerdict(
            relation=one,
            outcome=outcome,
            subject=self._name(one.subject, of_gold=outcome == "missed"),
            object=self._name(one.object, of_gold=outcome == "missed"),
            gold=gold,
        )

    def _name(self, end: str | Span | None, *, of_gold: bool) -> str:
        if isinstance(end, Span):
            return "“" + " ".join(self._alignment.text[end.start : end.end].split()) + "”"
        if of_gold:
            return self._alignment.gold[end].name if end in self._alignment.gold else str(end)
        number = self._alignment.number(end)
        return self._alignment.predicted[number].name if number is not None else str(end)


def _what_is_wrong(key: _Key, required: dict[_Key, RelationNote]) -> str:
    """Say what is wrong with a relation between two known ends."""
    subject, relation, target, _ = key
    claims = {one[:3] for one in required}
    pairs = {(one[0], one[2]) for one in required}
    if key[:3] in claims:
        return "status"
    if (target, relation, subject) in claims:
        return "direction"
    if relation == "said":
        return "speaker"
    near = (subject, target) in pairs or (target, subject) in pairs
    return "relation" if near else "not in the text"
