import numpy as np

from kg.encoder.labels import FINE, NER_TAGS, coarse_of, shown
from kg.encoder.names import names, probabilities


def _scores(*tags: str | dict[str, float]) -> np.ndarray:
    rows = np.full((len(tags), len(NER_TAGS)), -6.0, dtype=np.float32)
    for row, tag in zip(rows, tags, strict=True):
        for name, value in ({tag: 4.0} if isinstance(tag, str) else tag).items():
            row[NER_TAGS.index(name)] = value
    return probabilities(rows)


def test_name_goes_on_until_it_ends() -> None:
    found = names(_scores("B-Person", "I-Person", "O", "B-City"), [True, False, False, False])
    assert [(n.start, n.end, n.label) for n in found] == [(0, 2, "Person"), (3, 4, "City")]


def test_fine_classes_add_up_before_nothing_wins() -> None:
    unsure = {"O": 1.0, "B-Organization": 0.6, "B-ArmedGroup": 0.7, "B-GovernmentBody": 0.6}
    found = names(_scores(unsure), [True])
    assert [n.label for n in found] == ["ArmedGroup"]


def test_coarse_class_is_chosen_before_the_fine_one() -> None:
    unsure = {"B-Person": 1.0, "B-Organization": 0.8, "B-GovernmentBody": 0.7}
    assert names(_scores(unsure), [True])[0].fine == "Organization"


def test_no_name_crosses_a_break() -> None:
    found = names(_scores("B-Person", "I-Person"), [True, True])
    assert [(n.start, n.end) for n in found] == [(0, 1), (1, 2)]


def test_continuation_of_nothing_begins_a_name() -> None:
    assert [(n.start, n.end) for n in names(_scores("O", "I-City"), [True, False])] == [(1, 2)]


def test_score_is_a_probability() -> None:
    assert 0.9 < names(_scores("B-City"), [True])[0].score <= 1.0


def test_every_fine_class_has_a_coarse_one_and_a_label() -> None:
    assert [name for name in FINE if not coarse_of(name)] == []
    assert shown("Area") == "Region"
