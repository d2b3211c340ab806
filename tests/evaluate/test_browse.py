from kg.evaluate.annotation import Annotation
from kg.evaluate.browse import mistakes
from kg.evaluate.judge import judge
from tests.evaluate.notes import gold, related, with_entity, with_relation


def listed(predicted: Annotation) -> str:
    return "\n".join(block.plain for block in mistakes(judge(gold(), predicted, related=related)))


def test_nothing_wrong_lists_nothing() -> None:
    assert listed(gold()) == ""


def test_a_wrong_status_is_one_false_hit_and_one_miss_with_their_sentence() -> None:
    text = listed(with_relation(1, status="current"))
    assert text.startswith("== d\n")
    assert "false: relation" in text
    assert "[current, asserted]: status" in text
    assert "missed: relation" in text
    assert "ADS Delta Radio." in text


def test_mentions_are_listed_as_missed_false_or_of_a_wrong_class() -> None:
    text = listed(with_entity(1, type="Country"))
    assert "wrong class: mention “Orlo” Country, gold City" in text
    assert "missed: mention “Orlo” City" in listed(with_entity(1, mentions=()))


def test_a_right_relation_with_another_stance_is_listed() -> None:
    assert "right, but its stance is asserted" in listed(with_relation(0, stance="denied"))


def test_a_false_mention_is_listed() -> None:
    extra = gold().entities[0].mentions
    lives = gold().text.index("lives")  # type: ignore[union-attr]
    word = type(extra[0])(lives, lives + 5)
    assert "false: mention “lives” ArmedGroup" in listed(with_entity(0, mentions=(*extra, word)))
