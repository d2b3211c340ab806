"""Points pronouns and descriptions to what they stand for, from left to right."""

from collections.abc import Callable

from kg.extract.coreference.anaphors import PERSONAL, Described, anaphors
from kg.extract.coreference.features import Case, case
from kg.extract.coreference.kinds import follows_unnamed
from kg.extract.coreference.memory import Memory
from kg.extract.coreference.pronouns import genders
from kg.extract.coreference.ranker import Ranker
from kg.extract.coreference.speakers import heard_only_here, turned_to
from kg.extract.discourse import Discourse, Pointer

__all__ = ["add_antecedents", "choose", "go_through"]

_LEAST, _SUREST = 0.3, 0.95
_AGAINST_NOTHING = 0.6
"""An unsure antecedent is given with its low confidence, unless none at all is far likelier."""
_TELLING = 0.8
"""Confidence from which a "she" tells who is one."""

Decide = Callable[[Case], Pointer | None]


def add_antecedents(text: Discourse, described: Described, model: Ranker) -> None:
    """Resolve what the model finds probable enough; the probability is the confidence."""

    def decide(one: Case) -> Pointer | None:
        if follows_unnamed(text, one.anaphor):
            return None
        found = turned_to(text, one.anaphor, one.candidates, described) or choose(one, model)
        return None if found and heard_only_here(text, one.anaphor, found) else found

    go_through(text, described, decide)


def choose(one: Case, model: Ranker) -> Pointer | None:
    """Take the likeliest antecedent; None where none is likely."""
    if not one.candidates:
        return None
    *sure, nothing = model.probabilities(one)
    best = max(range(len(sure)), key=lambda number: (sure[number], -number))
    if sure[best] < max(_LEAST, _AGAINST_NOTHING * nothing):
        return None
    found = one.anaphor
    return Pointer(
        one.candidates[best],
        found.start,
        found.end,
        found.head,
        "pronoun" if found.pronoun else "nominal",
        round(min(sure[best], _SUREST), 3),
    )


def go_through(text: Discourse, described: Described, decide: Decide) -> None:
    """Put each anaphor where `decide` says, so that later ones can build on it."""
    memory, known = Memory(text), genders(text)
    for one in anaphors(text, described):
        found = decide(case(memory, one, described, known))
        if found is None:
            continue
        text.add(found)
        if one.kind in PERSONAL and found.confidence > _TELLING:
            known.setdefault(found.cluster, one.kind)
