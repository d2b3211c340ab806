"""What the learned model may not claim: by the verb that joins two, by who else has the office."""

import pytest

from kg.extract.relations.candidates import candidates
from kg.extract.relations.learned import evidence
from kg.extract.relations.vetoes import Vetoes
from kg.model import Relation, Status
from tests.extract.relations.parsed_texts import reading

pytestmark = pytest.mark.model


def _claim(
    text: str,
    known: tuple[tuple[str, str], ...] = (),
    status: Status = Status.CURRENT,
    predicate: str = "worksFor",
) -> bool:
    """Whether "Ana Ruiz worksFor" the last name falls, joined by the first verb."""
    understood = reading(text)
    names = {one.name: one.id for one in understood.entities}
    pair = next(
        one
        for one in candidates(understood)
        if one.first.entity == names["Ana Ruiz"] and one.second == understood.references[-1]
    )
    where = evidence(understood, pair.start, pair.end)
    body = pair.second.entity
    made = [
        Relation(subject=names[who], predicate=what, object=body, evidence=where, status=status)
        for who, what in known
    ]
    claimed = Relation(subject=names["Ana Ruiz"], predicate=predicate, object=body, evidence=where)
    verb = next((token for token in understood.doc if token.pos_ == "VERB"), None)
    return Vetoes(understood, made)(claimed, pair, verb)


@pytest.mark.parametrize("verb", ["studied at", "graduated from", "sued"])
def test_a_verb_of_another_meaning_makes_nobody_an_employee(verb: str) -> None:
    assert _claim(f"Ana Ruiz {verb} the Harbour University.")


@pytest.mark.parametrize("verb", ["teaches at", "joined"])
def test_any_other_verb_may(verb: str) -> None:
    assert not _claim(f"Ana Ruiz {verb} the Harbour University.")


def test_a_neighbour_has_no_share_in_an_office() -> None:
    text = "Ana Ruiz called Omar Lind, a reporter for the Northern Herald."
    assert _claim(text, (("Omar Lind", "worksFor"),))
    assert not _claim(text)


def test_a_former_holder_is_no_rival() -> None:
    text = "Ana Ruiz called Omar Lind, a reporter for the Northern Herald."
    assert not _claim(text, (("Omar Lind", "worksFor"),), status=Status.FORMER)


def test_persons_joined_by_and_may_share_one() -> None:
    text = "Ana Ruiz and Omar Lind are reporters for the Northern Herald."
    assert not _claim(text, (("Omar Lind", "worksFor"),))


def test_a_work_has_no_second_author_but_beside_the_first() -> None:
    text = "Ana Ruiz met Omar Lind, who wrote the novel Night Boats."
    assert _claim(text, (("Omar Lind", "authorOf"),), predicate="authorOf")
    text = "Ana Ruiz and Omar Lind wrote the novel Night Boats."
    assert not _claim(text, (("Omar Lind", "authorOf"),), predicate="authorOf")


def test_what_begins_something_was_not_founded_by_who_takes_part() -> None:
    understood = reading("Blackport United started the match with a goal from Ana Ruiz.")
    (pair,) = candidates(understood)
    team, player = understood.references
    claimed = Relation(
        subject=player.entity,
        predicate="founded",
        object=team.entity,
        evidence=evidence(understood, pair.start, pair.end),
    )
    verb = next(token for token in understood.doc if token.pos_ == "VERB")
    assert Vetoes(understood, [])(claimed, pair, verb)
