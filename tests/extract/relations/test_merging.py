"""What is left of the hits: nothing lies in a common noun that stands with a capital letter."""

import pytest

from kg.extract.relations.learned import evidence
from kg.extract.relations.merging import Hit, placed
from kg.model import Relation
from tests.extract.annotated import reading


@pytest.mark.parametrize(
    ("place", "kept"), [("Oslo", True), ("State", False), ("Earth", False), ("the World", False)]
)
@pytest.mark.parametrize("predicate", ["locatedIn", "basedIn", "controls"])
def test_nothing_lies_in_a_common_noun(place: str, kept: bool, predicate: str) -> None:
    understood = reading(f"[Acme|Organization] stood in [{place}|Place].")
    first, second = understood.entities
    one = Relation(
        subject=first.id,
        predicate=predicate,
        object=second.id,
        evidence=evidence(understood, 0, len(understood.doc)),
    )
    found = list(placed(understood, [Hit(one, 0)]))
    assert found == ([Hit(one, 0)] if kept or predicate == "controls" else [])
