"""What speaks for and against an item: numbers between -1 and 1, each with a name."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kg.link.candidates import Found, Item, Named
from kg.link.compatibility import apart, coarse, exact, group
from kg.link.keys import acronym, key

__all__ = ["FEATURES", "TEAM", "Context", "features", "spelled"]

TEAM = 4
_OBSCURE = 0.35
_NEARLY = 0.25


@dataclass(frozen=True, slots=True)
class Context:
    """What the whole document says: the countries it is about, its words, its folded text."""

    countries: Mapping[int, float]
    words: frozenset[str]
    text: str = ""


@dataclass(frozen=True, slots=True)
class _Case:
    """A candidate of an entity under one of its forms, with what several features ask for.

    `mine` and `its` are the coarse kinds of the entity and of the item, `top` the prior of the
    best rival, `near` how much the document is about the item's country, `alone` whether nothing
    else has the name, `fits` whether class and kind are known and agree, `place` whether the item
    is a place within a country, `seen` how often people used the name, up to 1.
    """

    one: Named
    form: str
    found: Found
    rivals: Sequence[Found]
    context: Context
    item: Item
    how: int
    mine: str
    its: str
    words: int
    top: float
    near: float
    alone: bool
    fits: bool
    place: bool
    seen: float


def features(
    one: Named, form: str, found: Found, rivals: Sequence[Found], context: Context
) -> tuple[float, ...]:
    """Give the features of one candidate, in the order of `FEATURES`."""
    item = found.item
    mine, its = coarse(one.type), group(item.kind)
    case = _Case(
        one,
        form,
        found,
        rivals,
        context,
        item,
        found.how,
        mine,
        its,
        len(form.split()),
        max([r.item.pop for r in rivals if r is not found], default=0.0),
        context.countries.get(item.country or 0, 0.0),
        len(rivals) == 1,
        bool(mine) and mine == its,
        its == "place" and item.kind != "country",
        min(1.0, math.log1p(found.seen) / 3),
    )
    return tuple([feature(case) for feature in FEATURES.values()])


def _obscure(found: Found, rivals: Sequence[Found], *, mine: str, words: int) -> bool:
    """Whether one word names an item that is hardly known for it."""
    ours = len(rivals) == 1 and found.how == 0 and bool(mine) and mine == group(found.item.kind)
    used = bool(found.share) or found.how == TEAM or found.item.pop >= _OBSCURE
    return words == 1 and not ours and not used


def _whole(one: Named, form: str, found: Found, rivals: Sequence[Found]) -> bool:
    """Whether several words name this item alone, which is of their class for all we know."""
    item = found.item
    written = group(item.kind) or form in (item.label, f"the {item.label}", f"The {item.label}")
    alone = found.how == 0 and len(rivals) == 1 and " " in form
    return bool(alone and written and coarse(one.type) and not apart(one.type, item.kind))


def _other(case: _Case) -> bool:
    """Whether nobody was seen to use a name that has no word of what the item is called."""
    words = set(key(case.form).split())
    return not case.found.share and not words & set(key(case.item.label).split())


def _elsewhere(one: Named, item: Item) -> bool:
    """Whether an item lies in another country than the text says."""
    return bool(one.countries and item.country) and item.country not in one.countries


def _piece(one: Named, form: str) -> bool:
    """Whether a form is but some words of a longer name, as Castle of Castle Street."""
    whole, words = key(one.forms[0]).split(), key(form).split()
    return len(words) < len(whole) and set(words) < set(whole)


def _serious(found: Found, rivals: Sequence[Found]) -> int:
    """Count the namesakes that are about as prominent, or more."""
    return sum(r is not found and r.item.pop > found.item.pop - _NEARLY for r in rivals)


def spelled(label: str, form: str, context: Context) -> bool:
    """Whether a text that says a short form of a name says the whole name, too."""
    whole = key(label)
    return " " in whole and whole not in key(form) and f" {whole} " in context.text


def _initials(one: Named, label: str) -> bool:
    letters = acronym(label)
    return letters is not None and any(key(form) == letters for form in one.forms)


def _described(description: str, words: frozenset[str]) -> float:
    mine = [w for w in key(description).split() if len(w) > 4] if description else []
    return sum(w in words for w in mine) / len(mine) if mine else 0.0


# How the name found the item; how known the item is, and its rivals; whether its class fits; what
# the name looks like; what the document says. The last two are set once all are gathered.
FEATURES: Mapping[str, Callable[[_Case], float]] = {
    "bias": lambda c: 1.0,
    "label": lambda c: c.how == 0,
    "alias": lambda c: c.how == 1,
    "derived": lambda c: c.how == 2,
    "people": lambda c: c.how == 3,
    "team": lambda c: c.how == TEAM,
    "label_known": lambda c: c.how == 0 and bool(c.its),
    "label_long": lambda c: c.how == 0 and c.words > 2,
    "label_sure": lambda c: c.how == 0 and c.alone,
    "alias_sure": lambda c: c.how == 1 and c.alone,
    "settled": lambda c: c.how < 2 and c.alone and c.fits,
    "full_name": lambda c: _whole(c.one, c.form, c.found, c.rivals),
    "share": lambda c: c.found.share,
    "seen": lambda c: c.seen,
    "never": lambda c: c.found.seen > 0 and c.found.share == 0.0,
    "use": lambda c: c.found.share * c.seen,
    "lead": lambda c: (
        c.found.share - max((r.share for r in c.rivals if r is not c.found), default=0.0)
    ),
    "pop": lambda c: c.item.pop,
    "sources": lambda c: min(1.0, c.item.sources / 4),
    "best": lambda c: c.rivals[0] is c.found,
    "gap": lambda c: max(-1.0, min(1.0, c.item.pop - c.top)),
    "alone": lambda c: c.alone,
    "crowd": lambda c: min(1.0, math.log(1 + _serious(c.found, c.rivals)) / 3),
    "fame_alone": lambda c: c.item.pop if c.alone or c.rivals[0] is c.found else 0.0,
    "known_fame": lambda c: c.item.pop if c.its == "place" else 0.0,
    "obscure": lambda c: _obscure(c.found, c.rivals, mine=c.mine, words=c.words),
    "typed": lambda c: bool(c.mine),
    "fits": lambda c: c.fits,
    "only_fit": lambda c: (
        c.fits and not any(group(r.item.kind) == c.mine for r in c.rivals if r is not c.found)
    ),
    "famous_fit": lambda c: c.item.sources > 2 and c.how < 2 and c.fits,
    "exact": lambda c: exact(c.one.type, c.item.kind),
    "vague": lambda c: not c.its,
    "apart": lambda c: c.how != TEAM and apart(c.one.type, c.item.kind),
    "person_full": lambda c: c.its == "person" and c.words > 1 and c.how < 2,
    "other_name": lambda c: c.its == "person" and c.how == 1 and _other(c),
    "country_item": lambda c: c.item.kind == "country",
    "place_item": lambda c: c.place,
    "nation": lambda c: (
        c.item.kind == "country" and c.how < 2 and not apart(c.one.type, c.item.kind)
    ),
    "vague_word": lambda c: not c.its and c.words == 1,
    "bare_word": lambda c: not c.mine and c.words == 1 and c.its != "place",
    "as_work": lambda c: c.mine == "work",
    "as_event": lambda c: c.mine == "event",
    "as_media": lambda c: c.one.type == "MediaOrganization",
    "as_person": lambda c: c.mine == "person",
    "as_city": lambda c: c.one.type == "City",
    "as_org": lambda c: c.mine == "org",
    "words": lambda c: min(1.0, (c.words - 1) / 3),
    "short_form": lambda c: c.form != c.one.forms[0],
    "piece": lambda c: _piece(c.one, c.form),
    "code": lambda c: c.form.isupper() and len(c.form) <= 5,
    "case": lambda c: c.form in (c.item.label, f"the {c.item.label}"),
    "common": lambda c: c.item.label.islower() and c.how < 2,
    "initials": lambda c: _initials(c.one, c.item.label),
    "part": lambda c: c.one.part,
    "placed": lambda c: c.its == "place" and "," in c.form and c.how < 2,
    "country": lambda c: c.near,
    "far": lambda c: c.place and bool(c.context.countries) and not c.near,
    "near": lambda c: c.place and c.how == 0 and c.near > 0.5 and c.item.pop >= c.top,
    "told": lambda c: c.item.country in c.one.countries,
    "elsewhere": lambda c: c.place and _elsewhere(c.one, c.item),
    "described": lambda c: _described(c.item.description, c.context.words),
    "spelled": lambda c: spelled(c.item.label, c.form, c.context),
    "played": lambda c: 0.0,
    "forms": lambda c: 0.0,
}
