"""Descriptions by who stands behind a group, put with the group of that backer."""

import pytest

from kg.extract.coreference.backers import add_backed
from tests.extract.annotated import discourse


def _meant(marked: str) -> dict[str, str]:
    text = discourse(marked)
    add_backed(text)
    nominals = [one for one in text.pointers if one.kind == "nominal"]
    return {
        text.doc.text_of(one.start, one.end): text.clusters[one.cluster].title for one in nominals
    }


_NAMED = "The [Orland|Country]-backed [Najm Front|ArmedGroup] held out. "


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (_NAMED + "[Orland|Country]-backed forces won.", "forces"),
        ("[Orland|Country]-backed forces won. " + _NAMED, "forces"),
        (_NAMED + "The [Orland|Country]-funded rebel fighters won.", "rebel fighters"),
        (_NAMED + "The militia backed by [Orland|Country] won.", "militia"),
        (_NAMED + "The militia, armed by the [Orland|Country], won.", "militia"),
        ("The Saudi-backed [Najm Front|ArmedGroup] ate. Saudi-backed troops won.", "troops"),
        (
            "[Najm Front|ArmedGroup], a militia backed by [Orland|Country], ate. "
            "[Orland|Country]-backed troops won.",
            "troops",
        ),
    ],
    ids=["after", "before", "synonym", "by", "by-the", "people", "named-by"],
)
def test_description_means_the_group_of_the_same_backer(text: str, words: str) -> None:
    assert _meant(text)[words] == "Najm Front"


@pytest.mark.parametrize(
    "text",
    [
        "[Najm Front|ArmedGroup] held out. [Orland|Country]-backed forces won.",
        _NAMED + "[Lusk|Country]-backed forces won.",
        _NAMED + "The [Orland|Country]-backed [Ode Army|ArmedGroup] ate. "
        "[Orland|Country]-backed forces won.",
        _NAMED + "The [Orland|Country]-backed talks ended.",
        _NAMED + "The militia feared by [Orland|Country] won.",
        _NAMED + "[Orland|Country]-born fighters won.",
    ],
    ids=["not-backed", "another-backer", "two-groups", "no-group", "no-support", "no-backer"],
)
def test_description_without_the_one_group_is_left_open(text: str) -> None:
    assert _meant(text) == {}
