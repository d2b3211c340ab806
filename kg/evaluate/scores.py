"""Judgements of documents added up: precision, recall and F1 of everything the schema has."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kg.evaluate.alignment import Related
from kg.evaluate.judge import NOT_COUNTED, REPEATED, RIGHT, Judgement

__all__ = ["Linking", "Ratio", "Scores", "Share", "add_up"]

DIFFICULTIES = ("stated", "coref", "inferred")


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many are right, of how many predicted and how many in the gold."""

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Right of predicted; perfect where nothing was to be found and nothing was."""
        return self.right / self.predicted if self.predicted else float(not self.gold)

    @property
    def recall(self) -> float:
        """Right of the gold; perfect where nothing was to be found and nothing was."""
        return self.right / self.gold if self.gold else float(not self.predicted)

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole that may be empty."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """The share, None of an empty whole."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """Wikidata items: of the gold's, of those whose entity was found, and of those predicted."""

    accuracy: Share
    aligned: Share
    precision: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Everything that is reported about a prediction file."""

    mentions: dict[str, Ratio]
    mentions_by_class: dict[str, Ratio]
    entities: Ratio
    relations: Ratio
    without_said: Ratio
    macro_f1: float | None
    by_relation: dict[str, Ratio]
    by_difficulty: dict[str, Share]
    wrong: dict[str, int]
    repeated: int
    stance: Share
    linking: Linking
    not_counted: dict[str, int]
    documents: int
    missing: tuple[str, ...] = ()
    not_in_gold: tuple[str, ...] = ()


def add_up(
    judgements: Sequence[Judgement],
    *,
    relation_names: Iterable[str],
    related: Related,
    predicted_ids: Iterable[str],
) -> Scores:
    """Give the scores over all documents; `relation_names` gives the order of the table."""
    by_relation = _by_relation(judgements, relation_names)
    gold_ids = {one.gold.id for one in judgements}
    predicted = set(predicted_ids)
    # Of the figures as they are shown, so that the mean can be checked by hand.
    with_gold = [round(ratio.f1, 4) for ratio in by_relation.values() if ratio.gold]
    outcomes = Counter(v.outcome for one in judgements for v in one.relations)
    neither = {RIGHT, REPEATED, NOT_COUNTED, "missed"}
    hits = [v for one in judgements for v in one.relations if v.outcome == RIGHT]
    return Scores(
        mentions=_mentions(judgements, related),
        mentions_by_class=_by_class(judgements),
        entities=_entities(judgements),
        relations=_total(by_relation.values()),
        without_said=_total(ratio for name, ratio in by_relation.items() if name != "said"),
        macro_f1=sum(with_gold) / len(with_gold) if with_gold else None,
        by_relation=by_relation,
        by_difficulty=_by_difficulty(judgements),
        wrong={what: count for what, count in sorted(outcomes.items()) if what not in neither},
        repeated=outcomes[REPEATED],
        stance=Share(sum(hit.stance_agrees for hit in hits), len(hits)),
        linking=_linking(judgements),
        not_counted={
            "mentions": sum(one.mentions_not_counted for one in judgements),
            "entities": sum(len(one.alignment.outside) for one in judgements),
            "relations": outcomes[NOT_COUNTED],
        },
        documents=len(judgements),
        missing=tuple(sorted(gold_ids - predicted)),
        not_in_gold=tuple(sorted(predicted - gold_ids)),
    )


def _total(ratios: Iterable[Ratio]) -> Ratio:
    parts = list(ratios)
    return Ratio(
        sum(one.right for one in parts),
        sum(one.predicted for one in parts),
        sum(one.gold for one in parts),
    )


def _mentions(judgements: Sequence[Judgement], related: Related) -> dict[str, Ratio]:
    """Give the mentions under each way to compare classes; each gold span is earned once."""
    ways: dict[str, Callable[[str, str], bool]] = {
        "strict": lambda gold, claimed: gold == claimed,
        "lenient": related,
        "span": lambda gold, claimed: True,
    }
    verdicts = [verdict for one in judgements for verdict in one.mentions]
    gold = [verdict for verdict in verdicts if verdict.gold is not None]
    claims = sum(len(v.claimed) for v in verdicts) + sum(one.broken for one in judgements)
    return {
        name: Ratio(
            sum(any(agree(v.gold or "", claimed) for claimed in v.claimed) for v in gold),
            claims,
            len(gold),
        )
        for name, agree in ways.items()
    }


def _by_class(judgements: Sequence[Judgement]) -> dict[str, Ratio]:
    """Give the strict scores of the mentions of each class."""
    right: Counter[str] = Counter()
    claimed: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for verdict in (v for one in judgements for v in one.mentions):
        claimed.update(verdict.claimed)
        if verdict.gold is not None:
            gold[verdict.gold] += 1
            right[verdict.gold] += verdict.gold in verdict.claimed
    names = sorted({*claimed, *gold})
    return {name: Ratio(right[name], claimed[name], gold[name]) for name in names}


def _entities(judgements: Sequence[Judgement]) -> Ratio:
    alignments = [one.alignment for one in judgements]
    return Ratio(
        sum(len(one.best) for one in alignments),
        sum(len(one.predicted) - len(one.outside) for one in alignments),
        sum(len(one.gold) for one in alignments),
    )


def _by_relation(judgements: Sequence[Judgement], names: Iterable[str]) -> dict[str, Ratio]:
    right: Counter[str] = Counter()
    claimed: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    for verdict in (v for one in judgements for v in one.relations):
        name = verdict.relation.relation
        if verdict.outcome == RIGHT:
            gold[name] += 1
            right[name] += 1
        if verdict.outcome == "missed":
            gold[name] += 1
        elif verdict.outcome not in {REPEATED, NOT_COUNTED}:
            claimed[name] += 1
    seen = {*claimed, *gold}
    known = list(names)
    order = [*known, *sorted(seen - set(known))]
    return {name: Ratio(right[name], claimed[name], gold[name]) for name in order if name in seen}


def _by_difficulty(judgements: Sequence[Judgement]) -> dict[str, Share]:
    right: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for verdict in (v for one in judgements for v in one.relations):
        if verdict.outcome == RIGHT and verdict.gold is not None:
            right[verdict.gold.difficulty] += 1
            whole[verdict.gold.difficulty] += 1
        elif verdict.outcome == "missed":
            whole[verdict.relation.difficulty] += 1
    return {name: Share(right[name], whole[name]) for name in DIFFICULTIES}


def _linking(judgements: Sequence[Judgement]) -> Linking:
    gold = aligned = right = given = given_right = 0
    for one in (judgement.alignment for judgement in judgements):
        for name, entity in one.gold.items():
            if entity.qid:
                gold += 1
                if name in one.best:
                    aligned += 1
                    right += one.predicted[one.best[name]].qid == entity.qid
        for number, name in one.stands_for.items():
            if one.gold[name].qid and one.predicted[number].qid:
                given += 1
                given_right += one.predicted[number].qid == one.gold[name].qid
    return Linking(
        accuracy=Share(right, gold),
        aligned=Share(right, aligned),
        precision=Share(given_right, given),
    )
