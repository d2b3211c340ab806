"""What antecedents are learned from, and that the weights follow it."""

import pytest

pytest.importorskip("torch")

from kg.extract.coreference.anaphors import Anaphor
from kg.extract.coreference.features import Case
from kg.training.antecedents import Lesson, fit, meant_by_chains, meant_by_marks
from tests.extract.annotated import discourse

TEXT = "[Homs|City] fell to [Najm|ArmedGroup]. The group left the city."


def _lesson(number: int, *, right: int) -> Lesson:
    one = Anaphor(start=number, end=number + 1, head=number, kind="he", word="he")
    case = Case(one, (0, 1), (("near",), ("far",)), ("none",))
    return Lesson(str(number), case, frozenset((right,)), 1.0)


def test_what_is_right_gets_the_weight_and_the_same_lessons_the_same() -> None:
    found = [_lesson(number, right=0) for number in range(8)]
    weights = fit(found).weights
    assert weights["near"] > 0 > weights["far"]
    assert fit(found).weights == weights
    assert fit([_lesson(number, right=2) for number in range(8)]).weights["none"] > 0


def test_rare_features_are_not_learned() -> None:
    assert fit([_lesson(number, right=0) for number in range(4)]).weights == {}


def test_marked_words_mean_the_entity_of_their_end() -> None:
    text = discourse(TEXT)
    plain = text.text
    group, city = plain.index("The group"), plain.index("the city")
    row = {
        "subject": "b",
        "relation": "controls",
        "object": "a",
        "subjectSpan": [group, group + 9],
        "objectSpan": [city, city + 8],
    }
    gold = {
        "entities": [
            {"id": "a", "mentions": [[0, 4]]},
            {"id": "b", "mentions": [[plain.index("Najm"), plain.index("Najm") + 4]]},
        ],
        "relations": [row, {**row, "subjectSpan": [0, 4], "objectSpan": None}],
    }
    found = meant_by_marks(gold, text)
    named = {text.clusters[n].title for numbers in found.values() for n in numbers}
    assert (len(found), named) == (2, {"Homs", "Najm"})


def test_words_of_a_chain_mean_the_names_in_it_and_the_others_nothing() -> None:
    text = discourse(TEXT)
    plain = text.text
    heads = [("Homs", "1"), ("Najm", "2"), ("group", "2"), ("city", "3")]
    mentions = [
        {
            "start": plain.index(word),
            "end": plain.index(word) + len(word),
            "head_start": plain.index(word),
            "head_end": plain.index(word) + len(word),
            "cluster": chain,
        }
        for word, chain in heads
    ]
    found = meant_by_chains({"mentions": mentions}, text)
    at = {token.text: token.i for token in text.doc}
    assert {text.clusters[n].title for n in found[at["group"]]} == {"Najm"}
    assert found[at["city"]] == found[at["left"]] == frozenset()
