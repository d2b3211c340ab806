"""What the recogniser found, as typed names: mapped to the schema, refined, agreed, completed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.coreference.aliases import aliased
from kg.extract.headlines import Headlines
from kg.extract.lexicon import Lexicon, form, plain
from kg.extract.names import Name, cleaned, family
from kg.extract.repeats import repeats
from kg.extract.tokens import Doc
from kg.vocab import Schema

__all__ = ["names"]

_GENERIC = frozenset(("ORG", "GPE", "LOC", "FAC", "NORP"))
_AMBIGUOUS = frozenset(
    (
        "georgia",
        "jordan",
        "chad",
        "turkey",
        "guinea",
        "niger",
        "mali",
        "dominica",
        "congo",
        "car",
        "grenada",
        "samoa",
        "america",
        "holland",
        "emirates",
        "prc",
        "republic of china",
    )
)
"""Countries whose names are also other things: only the recogniser says that they are meant."""

_SURE = 0.9
"""A class that the recogniser gives with this score stands."""

_GAZETTEER_SCORE = 0.9
_LONGEST_COUNTRY = 5
_LONG = 4
_BETWEEN_ACRONYMS = frozenset(("or", ",", "/", "and"))


def names(doc: Doc, schema: Schema, words: Lexicon) -> list[Name]:
    """Give the names of a text in order, none overlapping, each with its class."""
    found = cleaned(doc, _recognised(doc, schema), words)
    found = _disjoint(_refined(doc, one, words) for one in found)
    found = _extended(found, _countries(doc, found, words))
    lines = Headlines.of(doc, found)
    found = _agreed([one for one in found if lines.keeps(one, words)])
    found = _extended(found, _acronyms(doc, found))
    found = _disjoint(aliased(doc, found))
    return _agreed(_extended(found, repeats(doc, found, words, lines=lines)))


def _recognised(doc: Doc, schema: Schema) -> Iterator[Name]:
    for span in doc.ents:
        kind = schema.labels.get(span.label)
        if kind is None and span.label in schema.classes:
            kind = span.label
        if kind is None or span.start in doc.gaps:
            continue
        text, generic = doc.text_of(span.start, span.end), span.label in _GENERIC
        yield Name(span.start, span.end, kind, span.score, text, generic=generic)


def _disjoint(found: Iterable[Name]) -> list[Name]:
    """Keep the first given, then the longest, of names that overlap."""
    taken: set[int] = set()
    kept = []
    for one in found:
        tokens = range(one.start, one.end)
        if not taken.intersection(tokens):
            taken.update(tokens)
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _extended(found: list[Name], more: Iterable[Name]) -> list[Name]:
    """Add names where there is room."""
    added = list(more)
    return _disjoint([*found, *added]) if added else found


def _refined(doc: Doc, name: Name, words: Lexicon) -> Name:
    """Give the most specific class that the name itself and the words beside it show."""
    key = form(name.text)
    if key in words.bodies:
        return replace(name, type=words.bodies[key])
    if key in words.countries and family(name.type) in ("Place", "Organization"):
        return replace(name, type="Country")
    if plain(name.text) in words.demonyms and name.type != "Person":
        return replace(name, type="Country", demonym=True)
    if family(name.type) == "Organization":
        return replace(name, type=_organization(name, words))
    if family(name.type) == "Place":
        return replace(name, type=_place(doc, name, words))
    return name


def _organization(name: Name, words: Lexicon) -> str:
    """Read the class off a name's own words, where the recogniser does not know it well."""
    key = form(name.text)
    if key in words.head_words:
        return words.head_words[key]
    if not name.generic and (name.type != "Organization" or name.score > _SURE):
        return name.type
    parts = key.split()
    for joint in ("of", "for"):
        if joint in parts[1:]:
            return words.head_words.get(parts[parts.index(joint) - 1], name.type)
    pairs = [" ".join(parts[i : i + 2]) for i in range(len(parts) - 1)]
    for part in (*reversed(pairs), *parts[-1:]):
        if part in words.head_words:
            return words.head_words[part]
    return name.type


def _place(doc: Doc, name: Name, words: Lexicon) -> str:
    """Tell regions from cities by the list of regions and the class word in or beside the name."""
    key = form(name.text)
    if key in words.regions:
        return "Region"
    ends = key.split()[:1] + key.split()[-1:]
    if len(key.split()) > 1 and (ends[0] in words.land_first or ends[1] in words.land_last):
        return "Place"
    if _region_follows(doc, name, words):
        return "Region"
    if not name.generic and (name.score > _SURE or name.type == "Place"):
        return name.type
    last = key.split()[-1] if key else ""
    if last in words.place_words:
        return words.place_words[last]
    beside = _class_beside(doc, name, words)
    return beside or ("City" if name.type == "Country" else name.type)


def _region_follows(doc: Doc, name: Name, words: Lexicon) -> bool:
    """Whether it is one of `X province`, however sure the recogniser is of the city called so."""
    after = doc[name.end].text if name.end < len(doc) else ""
    return words.place_words.get(after) == "Region"


def _class_beside(doc: Doc, name: Name, words: Lexicon) -> str | None:
    """Give the class of `the city of X`."""
    if name.start >= 2 and doc[name.start - 1].lower_ == "of":
        return words.place_words.get(doc[name.start - 2].lower_)
    return None


def _countries(doc: Doc, found: Sequence[Name], words: Lexicon) -> Iterator[Name]:
    """Find countries and demonyms that the recogniser left out."""
    taken = {i for one in found for i in range(one.start, one.end)} | doc.gaps
    opening = [word[:1].isupper() and words.opens_country(word) for word in doc.words]
    at = 0
    while at < len(opening):
        step = 1
        if at not in taken and opening[at]:
            country = _country_at(doc, at, taken, words)
            if country:
                yield country
                step = country.end - country.start
        at += step


def _country_at(doc: Doc, at: int, taken: set[int], words: Lexicon) -> Name | None:
    for length in range(min(_LONGEST_COUNTRY, len(doc) - at), 0, -1):
        if taken.intersection(range(at, at + length)):
            continue
        text = doc.text_of(at, at + length)
        key = form(text)
        if _is_us(text, key) and key in words.countries and key not in _AMBIGUOUS:
            return Name(at, at + length, "Country", _GAZETTEER_SCORE, text)
        if plain(text) in words.demonyms and not _inside_name(doc, at, at + length):
            return Name(at, at + length, "Country", _GAZETTEER_SCORE, text, demonym=True)
    return None


def _is_us(text: str, key: str) -> bool:
    """Whether it is no pronoun in capitals: `US` counts, `Us` does not."""
    return key != "us" or text in ("US", "U.S.", "U.S")


def _inside_name(doc: Doc, start: int, end: int) -> bool:
    """Whether capitalised words on both sides make it part of a longer name."""
    before = start > 0 and doc[start - 1].text[:1].isupper() and not doc[start - 1].is_sent_start
    after = end < len(doc) and doc[end].text[:1].isupper()
    return bool(before and after)


def _agreed(found: Sequence[Name]) -> list[Name]:
    """Give each form the class that its mentions in this text favour."""
    votes: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for one in found:
        votes[form(one.text)][one.type] += one.score if not one.generic else one.score * 0.8
    best = {
        key: max(count.items(), key=lambda pair: (round(pair[1], 6), pair[0]))[0]
        for key, count in votes.items()
    }
    agreed = ((one, _of_people(form(one.text), best)) for one in found)
    return [one if one.type == kind else replace(one, type=kind) for one, kind in agreed]


def _of_people(key: str, best: Mapping[str, str]) -> str:
    """Give the class of a form; one of many is of their group: a Houthi is of the Houthis."""
    many = best.get(f"{key}s", "") if len(key) >= _LONG else ""
    return many if family(many) == "Organization" else best[key]


def _acronyms(doc: Doc, found: Sequence[Name]) -> Iterator[Name]:
    """Find the short forms that a text introduces: `Islamic State (IS or ISIS)`."""
    for one in found:
        if one.end + 2 >= len(doc) or doc[one.end].text != "(" or one.end - one.start < 2:
            continue
        for token in doc[one.end + 1 : one.end + 6]:
            if token.text.isupper() and token.is_alpha and len(token.text) > 1:
                yield Name(token.i, token.i + 1, one.type, one.score, token.text)
            elif token.text not in _BETWEEN_ACRONYMS:
                break
