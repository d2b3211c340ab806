"""Finer classes that corpora do not label, guessed from a name's words and from gazetteers.

A guess narrows the classes that a corpus label allows; where nothing is known all stay allowed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.encoder.labels import COARSE
from kg.training.corpora import Name, lines
from kg.training.facts import ARGUMENTS

__all__ = ["Gazetteer", "allowed"]

_ARMED = re.compile(
    r"\b(army|armies|forces?|militias?|brigades?|battalion|regiment|militants?|navy|navies|"
    r"marines?|fighters|insurgents|rebels|guerrillas|guards?|corps|troops|division|squadron|"
    r"infantry|fleet)\b"
)
_GOVERNMENT = re.compile(
    r"\b(ministry|department|agency|parliament|senate|congress|embassy|commission|court|council|"
    r"cabinet|bureau|assembly|house of (commons|lords|representatives)|police|administration|"
    r"government|treasury|legislature|foreign office|consulate|authority|sheriff's office)\b"
)
_MEDIA = re.compile(
    r"\b(times|news|newspaper|tv|television|radio|broadcasting|post|tribune|herald|gazette|"
    r"telegraph|magazine|press)\b"
)
_ORGANIZATION = re.compile(
    r"\b(university|college|school|party|inc|corp|corporation|company|ltd|llc|bank|club|fc|"
    r"institute|foundation|hospital|church|association|society|union|records|orchestra|band|"
    r"league|federation|museum|airlines)\b"
)
_PLACE = re.compile(
    r"\b(river|lake|mount|mountains?|street|road|avenue|square|airport|bridge|park|building|"
    r"stadium|island|islands|sea|ocean|bay|valley|tower|palace|church|cathedral|hall|museum|"
    r"theatre|theater|camp|castle|station|canal|desert|dam|hotel|prison|center|centre)\b"
)
_AREA = re.compile(
    r"^((north|south|east|west|central|northern|southern|eastern|western|southeast|latin)[ -]*)*"
    r"(asia|africa|europe|america|americas|middle east|balkans|caucasus|antarctica|oceania|arabia|"
    r"scandinavia|caribbean)$"
)
_ORIGINAL: dict[str, tuple[str, ...]] = {
    "politicalparty": ("Organization",),
    "band": ("Organization",),
    "university": ("Organization",),
    "country": ("Country",),
    "book": ("Work",),
    "song": ("Work",),
    "album": ("Work",),
    "poem": ("Work",),
    "award": ("Misc",),
}
_FORMS = 12


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Lower-case names of countries, of first- and second-level units, and of cities."""

    countries: frozenset[str]
    units: frozenset[str]
    cities: frozenset[str]
    media: frozenset[str]

    @classmethod
    def read(cls, folder: Path) -> "Gazetteer":
        """Give the names in a folder of gazetteers; empty where there is none."""
        if not folder.is_dir():
            return cls(frozenset(), frozenset(), frozenset(), frozenset())
        rows = list(_rows(folder / "places_countries_admin1_csc.tsv.xz"))
        cities = [*_rows(folder / "places_naturalearth.tsv.gz")]
        cities += [*_rows(folder / "places_cities_csc.tsv.xz")]
        cities += [*_rows(folder / "places_us.tsv.xz")]
        return cls(
            countries=_names(r for r in rows if r[2] == "country") | {"us", "u.s.", "uk", "u.k."},
            units=_names(r for r in rows if r[2] != "country"),
            cities=_names(r for r in cities if r[2] in ("city", "town", "capital", "village")),
            media=_names(_rows(folder / "news_us.tsv.gz")),
        )


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in lines(path)][1:]


def _names(rows: Iterable[list[str]]) -> frozenset[str]:
    """Labels, and those aliases that are neither codes nor demonyms by their look."""
    found = set()
    for row in rows:
        found.add(row[1].lower())
        forms = row[3].split("|")[:_FORMS]
        found.update(
            form.lower()
            for form in forms
            if len(form) > 3 and not form.endswith(("ian", "ish", "ese", "an", "i"))
        )
    return frozenset(found)


def allowed(name: Name, text: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Give the classes that a name may have: those under its corpus label, narrowed by a guess."""
    if name.label in ARGUMENTS:
        return ARGUMENTS[name.label]
    if name.label not in COARSE:
        return ("Region", "Area") if name.label == "Region" else (name.label,)
    if name.original in COARSE[name.label]:
        return (name.original,)
    words = text[name.start : name.end].lower()
    if name.original in _ORIGINAL and name.label != "NORP":
        return _ORIGINAL[name.original]
    narrowed = {"ORG": _organization, "GPE": _political, "LOC": _location}.get(name.label)
    return (narrowed(words, gazetteer) if narrowed else ()) or COARSE[name.label]


def _organization(words: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    guesses = [
        fine
        for fine, pattern in (
            ("ArmedGroup", _ARMED),
            ("GovernmentBody", _GOVERNMENT),
            ("MediaOrganization", _MEDIA),
            ("Organization", _ORGANIZATION),
        )
        if pattern.search(words)
    ]
    if words in gazetteer.media:
        return ("MediaOrganization",)
    return tuple(guesses)


def _political(words: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    kinds = (
        ("Country", gazetteer.countries),
        ("Region", gazetteer.units),
        ("City", gazetteer.cities),
    )
    return tuple(fine for fine, names in kinds if words in names)


def _location(words: str, _gazetteer: Gazetteer) -> tuple[str, ...]:
    if _AREA.search(words):
        return ("Area",)
    return ("Place",) if _PLACE.search(words) else ()
