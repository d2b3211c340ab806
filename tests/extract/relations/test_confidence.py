"""How sure a relation is: never less with more evidence, and a share of what is right."""

from dataclasses import asdict, replace
from itertools import pairwise

import pytest

from kg.extract.relations.confidence import Calibration, Support, calibration

PLAIN = Support(said=0.7, model=0.6, passages=1, learned=False)


def _made(**weights: float) -> Calibration:
    none = dict.fromkeys(Calibration.__dataclass_fields__, 0.0)
    return Calibration(**(none | weights))


def test_odds_of_a_pattern_alone_give_back_its_share() -> None:
    assert _made(said=1.0)(PLAIN) == 0.7
    assert _made(model=1.0)(PLAIN) == 0.6


def test_no_confidence_is_certainty() -> None:
    sure = replace(PLAIN, said=1.0, model=1.0, passages=9)
    assert _made(said=3.0, model=3.0, bias=9.0)(sure) == 0.99
    assert _made(bias=-99.0)(PLAIN) == 0.01


def test_ends_in_no_common_sentence_need_no_model() -> None:
    assert _made(model=1.0, apart=0.0)(replace(PLAIN, model=None)) == 0.5


RISING = {
    "said": [replace(PLAIN, said=one) for one in (0.1, 0.5, 0.9)],
    "model": [replace(PLAIN, model=one) for one in (0.01, 0.3, 0.99)],
    "passages": [replace(PLAIN, passages=one) for one in (0, 1, 3, 9)],
}


@pytest.mark.parametrize("rising", RISING.values(), ids=RISING)
def test_more_evidence_never_makes_the_carried_calibration_less_sure(
    rising: list[Support],
) -> None:
    fitted = calibration()
    assert fitted is not None
    sure = [fitted(one) for one in rising]
    assert all(one <= other for one, other in pairwise(sure))


def test_the_fit_gives_the_share_that_is_right() -> None:
    training = pytest.importorskip("kg.training.relations_confidence", exc_type=ImportError)
    weak = replace(PLAIN, said=0.3)
    found = [
        training.Judged(f"d{number}", support, number % 10 < right)
        for number in range(200)
        for support, right in ((PLAIN, 9), (weak, 4))
    ]
    fitted = training.fit_calibration(found)
    assert fitted(PLAIN) == pytest.approx(0.9, abs=0.02)
    assert fitted(weak) == pytest.approx(0.4, abs=0.02)
    assert asdict(fitted) == asdict(training.fit_calibration(found))
