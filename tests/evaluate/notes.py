"""Builders of annotated documents for the tests of the scorer."""

from dataclasses import replace

from kg.evaluate.annotation import Annotation, EntityNote, RelationNote
from kg.evaluate.judge import judge
from kg.evaluate.scores import Scores, add_up
from kg.model import Span

TEXT = (
    "ADS Delta Radio. The RNF took Orlo. NFL lost Orlo. “We hold it,” said Ida Brandt of the RNF. "
    "Vessian jets hit the NFL. She lives in Vessia now."
)
PARENTS = {"ArmedGroup": "Organization", "City": "Place", "Country": "Place"}


def at(word: str, nth: int = 1) -> Span:
    start = -1
    for _ in range(nth):
        start = TEXT.index(word, start + 1)
    return Span(start, start + len(word))


def relation(
    subject: str, name: str, target: str | Span, *, status: str = "current", how: str = "stated"
) -> RelationNote:
    return RelationNote(
        subject=subject,
        relation=name,
        object=target,
        status=status,
        stance="asserted",
        evidence=Span(0, 5),
        difficulty=how,
    )


def gold() -> Annotation:
    return Annotation(
        id="d",
        text=TEXT,
        ignore=(at("ADS Delta Radio."),),
        entities=(
            EntityNote(id="e1", type="ArmedGroup", qid="Q1", mentions=(at("RNF"), at("RNF", 2))),
            EntityNote(id="e2", type="City", qid="Q2", mentions=(at("Orlo"), at("Orlo", 2))),
            EntityNote(id="e3", type="ArmedGroup", mentions=(at("NFL"), at("NFL", 2))),
            EntityNote(id="e4", type="Person", mentions=(at("Ida Brandt"),)),
            EntityNote(
                id="e5", type="Country", mentions=(at("Vessia", 2),), optional=(at("Vessian"),)
            ),
        ),
        relations=(
            relation("e1", "controls", "e2"),
            relation("e3", "controls", "e2", status="former"),
            relation("e4", "memberOf", "e1", how="coref"),
            relation("e4", "said", at("We hold it,"), how="inferred"),
            replace(relation("e5", "attacked", "e3"), optional=True),
        ),
    )


def related(one: str, other: str) -> bool:
    return one == other or PARENTS.get(one) == other or PARENTS.get(other) == one


def scores(predicted: Annotation | None, *, wanted: Annotation | None = None) -> Scores:
    wanted = wanted or gold()
    return add_up(
        [judge(wanted, predicted, related=related)],
        relation_names=["controls", "memberOf", "said"],
        related=related,
        predicted_ids=[predicted.id] if predicted else [],
    )


def with_relation(number: int, **changes: object) -> Annotation:
    """Give the gold as a prediction with one relation changed."""
    whole = gold()
    changed = replace(whole.relations[number], **changes)  # type: ignore[arg-type]
    rest = (*whole.relations[:number], changed, *whole.relations[number + 1 :])
    return replace(whole, relations=rest)


def with_entity(number: int, **changes: object) -> Annotation:
    """Give the gold as a prediction with one entity changed."""
    whole = gold()
    changed = replace(whole.entities[number], **changes)  # type: ignore[arg-type]
    rest = (*whole.entities[:number], changed, *whole.entities[number + 1 :])
    return replace(whole, entities=rest)


def with_more(
    *, relations: tuple[RelationNote, ...] = (), entities: tuple[EntityNote, ...] = ()
) -> Annotation:
    """Give the gold as a prediction with something added."""
    whole = gold()
    return replace(whole, relations=whole.relations + relations, entities=whole.entities + entities)
