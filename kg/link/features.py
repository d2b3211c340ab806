"""What speaks for and against an item: numbers between 0 and 1, each with a name."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.link.candidates import Found, Named
from kg.link.keys import acronym, key

__all__ = [
    "FEATURES",
    "TEAM",
    "Context",
    "apart",
    "excluded",
    "features",
    "group",
    "spelled",
]

FEATURES = (
    "bias",
    "label",
    "alias",
    "derived",
    "people",
    "share",
    "seen",
    "never",
    "pop",
    "sources",
    "best",
    "gap",
    "alone",
    "crowd",
    "typed",
    "fits",
    "exact",
    "vague",
    "words",
    "short_form",
    "code",
    "case",
    "country",
    "far",
    "described",
    "person_full",
    "country_item",
    "place_item",
    "vague_word",
    "label_known",
    "label_long",
    "label_sure",
    "alias_sure",
    "known_fame",
    "team",
    "common",
    "initials",
    "apart",
    "spelled",
    "nation",
    "near",
    "settled",
    "bare_word",
    "as_work",
    "as_event",
    "as_media",
    "as_person",
    "as_city",
    "as_org",
    "obscure",
    "use",
    "fame_alone",
    "part",
    "full_name",
    "played",
    "forms",
)
_GROUPS: Mapping[str, str] = {
    "person": "person",
    **dict.fromkeys(
        "organization company university government hospital party media newspaper".split(), "org"
    ),
    **dict.fromkeys("city admin1 country place".split(), "place"),
    "event": "event",
    "work": "work",
}
_CLASSES: Mapping[str, str] = {
    "Person": "person",
    **dict.fromkeys("Organization ArmedGroup GovernmentBody MediaOrganization".split(), "org"),
    **dict.fromkeys("Place City Country Region".split(), "place"),
    "Event": "event",
    "Work": "work",
}
_EXACT = frozenset(
    {
        ("City", "city"),
        ("Country", "country"),
        ("Region", "admin1"),
        ("GovernmentBody", "government"),
        ("MediaOrganization", "newspaper"),
        ("MediaOrganization", "media"),
    }
)
TEAM = 4
_OBSCURE = 0.35
_NEARLY = 0.25
# A province is not the town that it is named after.
_APART = frozenset(
    {("Region", "city"), ("Country", "city"), ("City", "country"), ("Region", "country")}
)
_NO_PLACES = frozenset({"ArmedGroup", "MediaOrganization"})
_LANDS = frozenset({"city", "admin1", "country"})
_NO_NAMES = frozenset({"occupation"})
_IDEAS = frozenset("religion language taxon disease ideology sport award".split()) | {
    "ethnic group"
}
_HOUSED = frozenset({"university", "hospital", "organization", "government"})
_DEFINITE = frozenset({"person", "city", "country", "admin1"})


@dataclass(frozen=True, slots=True)
class Context:
    """What the whole document says: the countries it is about, its words, its folded text."""

    countries: Mapping[int, float]
    words: frozenset[str]
    text: str = ""


def group(kind: str) -> str:
    """Give the coarse kind of an item: person, org, place, event, work, or nothing."""
    return _GROUPS.get(kind, "")


def excluded(wanted: str, kind: str) -> bool:
    """Whether a class and an item's kind cannot be one thing: a person is nothing else."""
    mine, its = _CLASSES.get(wanted, ""), _GROUPS.get(kind, "")
    other = mine != its and "person" in (mine, its)
    if wanted in _NO_PLACES and kind in _LANDS:
        return True
    return kind in _NO_NAMES or (bool(mine) and (kind in _IDEAS or (bool(its) and other)))


def apart(wanted: str, kind: str) -> bool:
    """Whether a class and an item's kind are hardly one thing, unless the class is mistaken.

    Lenient between siblings, and between an organisation and its building or its country.
    """
    mine, its = _CLASSES.get(wanted, ""), _GROUPS.get(kind, "")
    if not mine or mine == its:
        return (wanted, kind) in _APART
    if its and mine in ("work", "event"):
        return True
    if mine == "place" and its == "org" and not (wanted == "Place" and kind in _HOUSED):
        return True
    return kind in _DEFINITE and not (mine == "org" and kind == "country")


def features(
    one: Named, form: str, found: Found, rivals: Sequence[Found], context: Context
) -> tuple[float, ...]:
    """Give the features of one candidate, in the order of `FEATURES`."""
    item, how = found.item, found.how
    words = len(form.split())
    mine, its = _CLASSES.get(one.type, ""), _GROUPS.get(item.kind, "")
    top = max((r.item.pop for r in rivals if r is not found), default=0.0)
    coherence = context.countries.get(item.country or 0, 0.0)
    place = its == "place" and item.kind != "country"
    return (
        1.0,
        float(how == 0),
        float(how == 1),
        float(how == 2),
        float(how == 3),
        found.share,
        min(1.0, math.log1p(found.seen) / 3),
        float(found.seen > 0 and found.share == 0.0),
        item.pop,
        min(1.0, item.sources / 4),
        float(rivals[0] is found),
        max(-1.0, min(1.0, item.pop - top)),
        float(len(rivals) == 1),
        min(1.0, math.log(1 + _serious(found, rivals)) / 3),
        float(bool(mine)),
        float(bool(mine) and mine == its),
        float((one.type, item.kind) in _EXACT),
        float(not its),
        min(1.0, (words - 1) / 3),
        float(form != one.forms[0]),
        float(form.isupper() and len(form) <= 5),
        float(form in (item.label, f"the {item.label}")),
        coherence,
        float(place and bool(context.countries) and not coherence),
        _described(item.description, context.words),
        float(its == "person" and words > 1 and how < 2),
        float(item.kind == "country"),
        float(place),
        float(not its and words == 1),
        float(how == 0 and bool(its)),
        float(how == 0 and words > 2),
        float(how == 0 and len(rivals) == 1),
        float(how == 1 and len(rivals) == 1),
        item.pop * float(its == "place"),
        float(how == TEAM),
        float(item.label.islower() and how < 2),
        float(_initials(one, item.label)),
        float(how != TEAM and apart(one.type, item.kind)),
        float(spelled(item.label, form, context)),
        float(item.kind == "country" and how < 2 and not apart(one.type, item.kind)),
        float(place and how == 0 and coherence > 0.5 and item.pop >= top),
        float(how < 2 and len(rivals) == 1 and bool(mine) and mine == its),
        float(not mine and words == 1 and its != "place"),
        float(mine == "work"),
        float(mine == "event"),
        float(one.type == "MediaOrganization"),
        float(mine == "person"),
        float(one.type == "City"),
        float(mine == "org"),
        float(_obscure(found, rivals, mine=mine, words=words)),
        found.share * min(1.0, math.log1p(found.seen) / 3),
        item.pop * float(len(rivals) == 1 or rivals[0] is found),
        float(one.part),
        float(_whole(one, form, found, rivals)),
        0.0,
        0.0,
    )


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
    return bool(alone and written and _CLASSES.get(one.type) and not apart(one.type, item.kind))


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
