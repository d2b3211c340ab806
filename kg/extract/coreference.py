"""Which names of a text are one thing: acronyms, surnames, short forms, countries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from kg.extract.lexicon import Lexicon, plain
from kg.extract.names import Name, family, form

__all__ = ["Cluster", "Placed", "clusters"]

_JOINTS = frozenset(("of", "the", "and", "for", "in", "to", "de", "du", "la", "&", "on", "d", "et"))
_PARTICLES = ("al ", "el ", "bin ", "ibn ", "van ", "von ", "de ", "da ", "di ", "abu ")
_UNSURE = 0.8
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md"))
_LEGAL = frozenset(
    ("inc", "corp", "ltd", "llc", "plc", "co", "company", "corporation", "group", "ag")
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A name with the confidence of the step that put it with its entity."""

    name: Name
    confidence: float


@dataclass(slots=True)
class Cluster:
    """The names of one thing, and its class."""

    type: str
    placed: list[Placed] = field(default_factory=list)

    @property
    def first(self) -> int:
        """Give the token of the first name."""
        return min(one.name.start for one in self.placed)

    @property
    def title(self) -> str:
        """Give the fullest form; among forms as full, the most frequent, then the earliest."""
        counts: Counter[str] = Counter(one.name.text for one in self.placed)
        order = {one.name.text: -one.name.start for one in reversed(self.placed)}
        return max(counts, key=lambda t: (_fullness(t), counts[t], order[t]))


def _fullness(text: str) -> tuple[bool, int]:
    short = text.isupper() and len(text) < 7
    return (not short, len(text.replace(".", "").split()))


@dataclass(slots=True)
class _Group:
    """All names of one form and family; `country` counts the words of a country before the rest."""

    key: str
    family: str
    names: list[Name]
    country: int = 0

    @property
    def words(self) -> list[str]:
        return self.key.split()


def clusters(doc: Doc, names: Sequence[Name], words: Lexicon) -> list[Cluster]:
    """Put names of one thing together, in order of first mention; demonyms follow a country."""
    groups = _grouped([one for one in names if not one.demonym], words)
    people = [one for one in groups if one.family == "Person"]
    rest = [one for one in groups if one.family != "Person"]
    found = [*_people(people), *_things(doc, rest)]
    _add_demonyms(found, [one for one in names if one.demonym], words)
    for cluster in found:
        cluster.placed.sort(key=lambda one: one.name.start)
    return sorted(found, key=lambda one: one.first)


def _grouped(names: Iterable[Name], words: Lexicon) -> list[_Group]:
    groups: dict[tuple[str, str], _Group] = {}
    for one in names:
        key = form(one.text)
        key = words.same.get(key, key)
        if one.type == "Country":
            key = form(words.countries.get(key, one.text))
        kind = family(one.type)
        made = _Group(key, kind, [], _country_words(key, words))
        groups.setdefault((key, kind), made).names.append(one)
    return list(groups.values())


def _country_words(key: str, words: Lexicon) -> int:
    """Count the words of a country or people that a longer name begins with."""
    parts = key.split()
    for length in (2, 1):
        first = " ".join(parts[:length])
        if len(parts) > length and (first in words.countries or first in words.demonyms):
            return length
    return 0


def _people(groups: Sequence[_Group]) -> list[Cluster]:
    """Put a surname or given name with the full name before it, or else the nearest."""
    full = [one for one in groups if len(_person_words(one)) > 1]
    merged = _merge_full(full)
    found = [_cluster(group) for group in merged]
    for group in groups:
        if group in full:
            continue
        homes: dict[int, list[Name]] = defaultdict(list)
        for name in group.names:
            homes[_home(name, group, merged)].append(name)
        for home, members in homes.items():
            if home < 0:
                found.append(Cluster("Person", [Placed(one, 1.0) for one in members]))
            else:
                sure = 0.95 if len(_homes(group, merged)) == 1 else 0.75
                found[home].placed.extend(Placed(one, sure) for one in members)
    return found


def _person_words(group: _Group) -> list[str]:
    """Give a person's name without suffix and leading particle (`al Assad` is `assad`)."""
    key = group.key
    for particle in _PARTICLES:
        if key.startswith(particle) and len(key.split()) == 2:
            key = key[len(particle) :]
    return [part for part in key.split() if part not in _SUFFIXES]


def _merge_full(full: Sequence[_Group]) -> list[list[_Group]]:
    merged: list[list[_Group]] = []
    for group in sorted(full, key=lambda one: -len(_person_words(one))):
        home = next(
            (m for m in merged if _same_person(_person_words(m[0]), _person_words(group))), None
        )
        if home is None:
            merged.append([group])
        else:
            home.append(group)
    return merged


def _same_person(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    """Whether the shorter leaves out a middle name, a first one, or shortens one to its initial."""
    if shorter[-1] != longer[-1]:
        return list(longer[: len(shorter)]) == list(shorter)
    if list(longer[-len(shorter) :]) == list(shorter):
        return True
    first, other = longer[0], shorter[0]
    return first == other or (1 in (len(first), len(other)) and first[0] == other[0])


def _cluster(groups: Sequence[_Group]) -> Cluster:
    names = [name for group in groups for name in group.names]
    votes: dict[str, float] = defaultdict(float)
    for name in names:
        votes[name.type] += name.score
    kind = max(votes.items(), key=lambda pair: (round(pair[1], 6), pair[0]))[0]
    return Cluster(kind, [Placed(name, 1.0) for name in names])


def _homes(group: _Group, merged: Sequence[Sequence[_Group]]) -> list[int]:
    short = _person_words(group)
    if not short:
        return []
    last = [i for i, home in enumerate(merged) if _person_words(home[0])[-1] == short[-1]]
    return last or [i for i, home in enumerate(merged) if short[0] in _person_words(home[0])[:-1]]


def _home(name: Name, group: _Group, merged: Sequence[Sequence[_Group]]) -> int:
    """Find the full name last mentioned before the short one, or the first after it."""
    homes = _homes(group, merged)
    if not homes:
        return -1

    def distance(home: int) -> tuple[bool, int]:
        starts = [one.start for part in merged[home] for one in part.names]
        before = [start for start in starts if start < name.start]
        return (not before, name.start - max(before) if before else min(starts))

    return min(homes, key=distance)


def _things(doc: Doc, groups: Sequence[_Group]) -> list[Cluster]:
    """Put acronyms and short forms with the one longer name that they can stand for."""
    ordered = sorted(groups, key=lambda one: (-len(one.words), one.names[0].start))
    homes: list[list[_Group]] = []
    sure: dict[int, float] = {}
    for group in ordered:
        fits = [(step, home) for home in homes if (step := _fit(doc, home, group))]
        best = max((step for step, _ in fits), default=0.0)
        chosen = [home for step, home in fits if step == best]
        if chosen:
            home = min(chosen, key=lambda one: _behind(one, group.names[0].start))
            home.append(group)
            sure[id(group)] = best if len(chosen) == 1 else best * _UNSURE
        else:
            homes.append([group])
    found = []
    for home in homes:
        cluster = _cluster(home)
        steps = {id(n): sure.get(id(g), 1.0) for g in home for n in g.names}
        cluster.placed = [Placed(one.name, steps[id(one.name)]) for one in cluster.placed]
        found.append(cluster)
    return found


def _behind(home: Sequence[_Group], start: int) -> tuple[bool, int]:
    """Order homes by how shortly before a token they were last named; later ones come after."""
    starts = [name.start for group in home for name in group.names]
    before = [one for one in starts if one < start]
    return (not before, start - max(before) if before else min(starts))


def _fit(doc: Doc, home: Sequence[_Group], group: _Group) -> float:
    """Say how surely a form is short for the longer names of a home; 0 where it is not."""
    return max((_step(doc, one, group) for one in home), default=0.0)


def _step(doc: Doc, longer: _Group, shorter: _Group) -> float:
    if longer.family != shorter.family:
        return 0.0
    if _introduced(doc, longer, shorter):
        return 1.0
    if _acronym(longer.key.split(), shorter.names[0].text):
        return 0.95
    if longer.family == "Place":
        return _place_step(longer, shorter)
    if longer.family in ("Organization", "Event", "Work"):
        return _short_step(longer, shorter)
    return 0.0


def _introduced(doc: Doc, longer: _Group, shorter: _Group) -> bool:
    """Whether the text gives the short form in brackets after the long one."""
    ends = {one.end for one in longer.names}
    compact = shorter.key.replace(" ", "")
    if not (shorter.names[0].text.isupper() and compact.isalnum()):
        return False
    return any(one.start - 1 in ends and doc[one.start - 1].text == "(" for one in shorter.names)


def _place_step(longer: _Group, shorter: _Group) -> float:
    """Say how surely a place goes by less than its name: `Blenheim` for a palace, `X City`."""
    long, short = longer.words, shorter.words
    kind, other = longer.names[0].type, shorter.names[0].type
    if long[: len(short)] != short or len(long) == len(short):
        last = kind == other == "Place" and short == long[-1:]
        return 0.7 if last and longer.names[0].start < shorter.names[0].start else 0.0
    if long[len(short) :] in (["city"], ["province"], ["region"], ["town"], ["state"]):
        return 0.9 if kind == other else 0.0
    follows = longer.names[0].start < shorter.names[0].start
    joint = long[len(short)] in _JOINTS | {"al"}
    return 0.75 if follows and kind == other and (kind == "Place" or joint) else 0.0


def _short_step(longer: _Group, shorter: _Group) -> float:
    """Say how surely a body goes by the first, last or middle words of its name."""
    long, short = [_stem(word) for word in longer.words], [_stem(word) for word in shorter.words]
    if len(short) >= len(long):
        return 0.0
    follows = longer.names[0].start < shorter.names[0].start
    if longer.country and " ".join(longer.words[longer.country :]) == shorter.key:
        return 0.9
    if long[: len(short)] == short:
        common = len(short) == 1 and shorter.names[0].type == "GovernmentBody" and long[1] != "of"
        return 0.0 if common else 0.9
    if len(short) == 1:
        known = follows and short[0] in long
        return 0.75 if short[0] == long[-1] else 0.65 if known else 0.0
    inside = any(long[i : i + len(short)] == short for i in range(1, len(long) - len(short)))
    return 0.7 if inside and follows else 0.0


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and len(word) > 4 else word


def _acronym(long: Sequence[str], short: str) -> bool:
    """Whether the letters are the first ones of the words: `TfL`, `AfCFTA`, `SDF`."""
    letters = short.replace(".", "")
    if len(long) < 2 or sum(one.isupper() for one in letters) < 2 or not letters.isalpha():
        return False
    main = [word for word in long if word not in _LEGAL]
    return _spells(letters.casefold(), main) or _spells(letters.casefold(), long)


def _spells(letters: str, words: Sequence[str]) -> bool:
    """Whether beginnings of the words, in order and small words or not, make up the letters."""
    if not words:
        return not letters
    if words[0] in _JOINTS and _spells(letters, words[1:]):
        return True
    for length in range(1, min(2, len(letters), len(words[0])) + 1):
        if words[0][:length] == letters[:length] and _spells(letters[length:], words[1:]):
            return True
    return False


def _add_demonyms(found: Sequence[Cluster], demonyms: Iterable[Name], words: Lexicon) -> None:
    """Let an adjective stand for a country that the text names; else it stands for nothing."""
    countries = {
        words.countries.get(form(one.name.text)): cluster
        for cluster in found
        if cluster.type == "Country"
        for one in cluster.placed
    }
    for one in demonyms:
        home = countries.get(words.demonyms.get(plain(one.text)))
        if home is not None:
            home.placed.append(Placed(one, 0.95))
