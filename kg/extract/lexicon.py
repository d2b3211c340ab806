"""The words that names, references and quotations are recognised by: data files, read once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from kg.errors import ConfigError

__all__ = ["Lexicon", "form", "lexicon", "plain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Lower-case words by the evidence they give; `countries` and `demonyms` lead to one name."""

    countries: Mapping[str, str]
    demonyms: Mapping[str, str]
    regions: frozenset[str]
    place_words: Mapping[str, str]
    head_words: Mapping[str, str]
    titles: frozenset[str]
    speech: frozenset[str]
    addressed: frozenset[str]
    nominals: Mapping[str, frozenset[str]]
    roles: frozenset[str]
    callings: frozenset[str]
    bodies: Mapping[str, str]
    land_first: frozenset[str]
    land_last: frozenset[str]
    aliases: Mapping[str, str]
    given: Mapping[str, str]
    rulers: Mapping[str, frozenset[str]]
    """The countries, by their forms, that a title heads."""
    _openings: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        known = {form(name) for name in (*self.countries, *self.demonyms)}
        openings = {name[:length] for name in known for length in range(1, len(name) + 1)}
        object.__setattr__(self, "_openings", frozenset(openings))

    def opens_country(self, word: str) -> bool:
        """Whether a name or adjective of a country can begin with the word: most cannot."""
        begun = form(word)
        return begun == "the" or begun in self._openings


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """Give a name without full stops, in lower case: `U.S.` and `US` are one form."""
    return name.replace(".", "").replace("’", "'").casefold()


@lru_cache(maxsize=8192)
def form(name: str) -> str:
    """Give the form under which spellings of one name meet: `the U.S.` is `us`."""
    words = plain(name).replace("-", " ").replace("‑", " ").replace(",", " ").split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


@cache
def lexicon() -> Lexicon:
    """Read the word lists.

    Raises: ConfigError where a list is missing.
    """
    room = files("kg.extract") / "data"
    lists = yaml.safe_load((room / "lexicon.yaml").read_text(encoding="utf-8"))
    countries, demonyms = _countries((room / "countries.tsv").read_text(encoding="utf-8"))
    try:
        return Lexicon(
            countries=countries,
            demonyms=demonyms,
            regions=frozenset(lists["regions"]),
            place_words=_inverted(lists["place_words"]),
            head_words=_inverted(lists["head_words"]),
            titles=frozenset(lists["titles"]),
            speech=_forms(lists["speech_verbs"]["plain"], lists["speech_verbs"]["irregular"]),
            addressed=_forms(
                lists["speech_verbs"]["addressed"], lists["speech_verbs"]["irregular"]
            ),
            nominals=_classes(lists["nominals"]),
            roles=frozenset(lists["roles"]),
            callings=frozenset(lists["callings"]),
            bodies=_inverted(lists["bodies"]),
            land_first=frozenset(lists["land"]["first"]),
            land_last=frozenset(lists["land"]["last"]),
            aliases=_aliases((room / "aliases.tsv").read_text(encoding="utf-8")),
            given=_given((room / "given.tsv").read_text(encoding="utf-8")),
            rulers=_rulers(
                yaml.safe_load((room / "rulers.yaml").read_text(encoding="utf-8")), countries
            ),
        )
    except KeyError as err:
        raise ConfigError(f"no list {err}", where="kg/extract/data/lexicon.yaml") from err


def _countries(text: str) -> tuple[dict[str, str], dict[str, str]]:
    forms: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        name, others, peoples = ([*line.split("\t"), "", ""])[:3]
        for form in (name, *filter(None, others.split("|"))):
            forms.setdefault(plain(form), name)
        for people in filter(None, peoples.split("|")):
            demonyms.setdefault(plain(people), name)
    return forms, demonyms


def _given(text: str) -> dict[str, str]:
    """Lead each given name to the pronoun of who bears it."""
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {name: pronoun for pronoun, names in rows for name in names.split()}


def _aliases(text: str) -> dict[str, str]:
    """Lead each other name of a thing to its one name."""
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {other: form(name) for name, others in rows for other in map(form, others.split("|"))}


def _rulers(lists: Mapping[str, Any], countries: Mapping[str, str]) -> dict[str, frozenset[str]]:
    every = frozenset(map(form, countries.values()))
    found = {title: frozenset(map(form, named)) for title, named in lists["others"].items()}
    found["president"] = every - frozenset(map(form, lists["no_president"]))
    found["prime minister"] = every - frozenset(map(form, lists["no_prime_minister"]))
    return found


def _inverted(lists: Mapping[str, Iterable[Any]]) -> dict[str, str]:
    """Lead each word to the first heading it stands under."""
    found: dict[str, str] = {}
    for heading, words in lists.items():
        for word in words:
            found.setdefault(str(word), heading)
    return found


def _classes(lists: Mapping[str, Iterable[Any]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for heading, words in lists.items():
        for word in words:
            found.setdefault(str(word), set()).add(heading)
    return {word: frozenset(classes) for word, classes in found.items()}


def _forms(verbs: Iterable[str], irregular: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Inflect English verbs, by rule where no irregular forms are given."""
    return frozenset(form for verb in verbs for form in (verb, *_inflected(verb, irregular)))


def _inflected(verb: str, irregular: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    if verb in irregular:
        return tuple(irregular[verb])
    if verb.endswith("e"):
        return f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"
    doubled = {"admit": "admitt", "refer": "referr", "quip": "quipp", "sum": "summ"}.get(verb, verb)
    plural = "es" if verb.endswith(("s", "x", "ch", "sh")) else "s"
    return f"{verb}{plural}", f"{doubled}ed", f"{doubled}ing"
