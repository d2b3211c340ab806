from dataclasses import replace

import pytest

from kg.errors import InputError
from kg.evaluate.annotation import Annotation, EntityNote
from kg.model import Span
from tests.evaluate.notes import (
    TEXT,
    at,
    gold,
    relation,
    scores,
    with_entity,
    with_more,
    with_relation,
)


def test_gold_against_itself_is_perfect() -> None:
    found = scores(gold())
    assert [one.f1 for one in found.mentions.values()] == [1.0, 1.0, 1.0]
    assert found.entities.f1 == found.relations.f1 == found.without_said.f1 == found.macro_f1 == 1.0
    assert (found.relations.predicted, found.relations.gold) == (4, 4)  # the optional is neither
    assert [one.value for one in found.by_difficulty.values()] == [1.0, 1.0, 1.0]
    assert found.linking.accuracy.value == 1.0
    assert found.wrong == {}
    assert found.stance.value == 1.0


@pytest.mark.parametrize("predicted", [None, Annotation(id="d", text=None)], ids=["none", "empty"])
def test_nothing_predicted_is_nothing_found(predicted: Annotation | None) -> None:
    found = scores(predicted)
    assert found.relations.f1 == found.entities.f1 == found.mentions["span"].f1 == 0.0
    assert found.linking.accuracy.value == 0.0
    assert found.missing == (() if predicted else ("d",))


def test_nothing_to_find_and_nothing_found_is_perfect() -> None:
    empty = Annotation(id="d", text=TEXT)
    assert scores(empty, wanted=empty).relations.f1 == 1.0
    assert scores(empty, wanted=empty).linking.accuracy.value is None


@pytest.mark.parametrize(
    ("number", "changes", "reason"),
    [
        (0, {"subject": "e2", "object": "e1"}, "direction"),
        (1, {"status": "current"}, "status"),
        (2, {"relation": "worksFor"}, "relation"),
        (2, {"object": "e5"}, "not in the text"),
        (2, {"subject": "nobody"}, "unaligned"),
        (3, {"subject": "e1"}, "speaker"),
        (3, {"object": Span(0, 3)}, "no such quotation"),
        (3, {"object": "e1"}, "no such quotation"),
    ],
)
def test_a_wrong_relation_is_named(number: int, changes: dict[str, object], reason: str) -> None:
    found = scores(with_relation(number, **changes))
    assert found.wrong == {reason: 1}
    assert (found.relations.right, found.relations.predicted) == (3, 4)


def test_a_right_relation_counts_once_and_a_wrong_one_each_time() -> None:
    again = tuple(relation("e1", "controls", "e2") for _ in range(3))
    found = scores(with_more(relations=again))
    assert (found.relations.f1, found.repeated) == (1.0, 3)
    wrong = tuple(relation("e2", "locatedIn", "e5") for _ in range(4))
    assert scores(with_more(relations=wrong)).relations.precision == 0.5


def test_a_second_span_for_a_quotation_is_wrong() -> None:
    words = at("We hold it,")
    longer = relation("e4", "said", Span(words.start - 1, words.end + 1))
    shorter = relation("e4", "said", Span(words.start, words.end - 4))
    assert scores(with_more(relations=(longer,))).repeated == 1  # punctuation apart, the same
    assert scores(with_more(relations=(shorter,))).wrong == {"second span for one quotation": 1}


def test_a_second_entity_for_the_same_thing_costs_precision() -> None:
    twin = replace(gold().entities[0], id="twin")
    found = scores(with_more(entities=(twin,)))
    assert (found.entities.right, found.entities.predicted) == (5, 6)
    assert (found.mentions["strict"].right, found.mentions["strict"].predicted) == (8, 10)


@pytest.mark.parametrize(
    ("kind", "right"),
    [("Organization", [6, 8, 8]), ("Person", [6, 6, 8])],
    ids=["parent", "unrelated"],
)
def test_classes_agree_strictly_leniently_or_not_at_all(kind: str, right: list[int]) -> None:
    found = scores(with_entity(0, type=kind))
    assert [one.right for one in found.mentions.values()] == right
    assert found.relations.f1 == 1.0  # a class does not decide a relation


def test_edges_of_a_span_do_not_matter() -> None:
    found = scores(with_entity(0, mentions=(at("The RNF"), at("RNF.", 1))))
    assert found.mentions["strict"].f1 == 1.0


def test_ignored_and_optional_count_neither_way() -> None:
    radio = EntityNote(id="x", type="MediaOrganization", mentions=(at("Delta Radio"),))
    found = scores(
        with_more(
            entities=(radio,),
            relations=(relation("x", "partOf", "e1"), relation("e5", "attacked", "e3")),
        )
    )
    assert found.relations.f1 == found.mentions["strict"].f1 == 1.0
    assert found.not_counted == {"mentions": 1, "entities": 1, "relations": 3}


def test_links_are_scored_over_gold_items() -> None:
    found = scores(with_entity(0, qid="Q9")).linking
    assert (found.accuracy.part, found.accuracy.whole, found.precision.value) == (1, 2, 0.5)


def test_stance_is_apart_and_two_stances_are_no_answer() -> None:
    found = scores(with_relation(0, stance="denied"))
    assert (found.relations.f1, found.stance.part, found.stance.whole) == (1.0, 3, 4)
    both = replace(relation("e1", "controls", "e2"), stance="denied")
    assert scores(with_more(relations=(both,))).stance.part == 3


def test_offsets_outside_the_text_are_wrong_mentions() -> None:
    found = scores(with_entity(0, broken=3))
    assert (found.mentions["span"].right, found.mentions["span"].predicted) == (8, 11)


def test_order_does_not_matter() -> None:
    one = with_more(relations=(relation("e2", "controls", "e3"),))
    other = replace(one, relations=one.relations[::-1], entities=one.entities[::-1])
    assert scores(one) == scores(other)


def test_a_prediction_on_another_text_is_refused() -> None:
    with pytest.raises(InputError, match="another text"):
        scores(replace(gold(), text=TEXT + " "))
