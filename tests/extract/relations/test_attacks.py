"""Who attacks whom, where the weapon stands deep in the clause or another verb before it."""

import pytest

from tests.extract.relations.parsed_texts import told

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    "text",
    [
        "The Harun Brigade fired dozens of rockets into northern Israel.",
        "The Harun Brigade launched drones and missiles at Israel.",
    ],
)
def test_weapons_reach_what_they_are_fired_at(text: str) -> None:
    assert set(told(text, "attacked")) == {("Harun Brigade", "Israel")}


def test_whom_the_attackers_fight_attacks_nobody() -> None:
    assert told("Rebels fighting the government of Ethiopia attacked Mosul.", "attacked") == {}


@pytest.mark.parametrize("owned", ["army", "junta"])
def test_what_rules_or_fights_for_a_country_is_the_country(owned: str) -> None:
    text = f"Norway's {owned} attacked Tarim on Monday."
    assert set(told(text, "attacked")) == {("Norway", "Tarim")}
