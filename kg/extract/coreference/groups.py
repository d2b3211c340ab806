"""Names of one form, and the clusters of forms that name one thing."""

from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from kg.extract.lexicon import Lexicon, form
from kg.extract.names import Name, family

__all__ = ["Cluster", "Group", "Placed", "grouped", "united"]


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
        """Give the fullest form; among forms as full, the most frequent, then the earliest.

        A country is not called by its people or its adjective where the text names it.
        """
        names = [p.name for p in self.placed if not p.name.demonym]
        names = names or [p.name for p in self.placed]
        counts: Counter[str] = Counter(one.text for one in names)
        order = {one.text: -one.start for one in reversed(names)}
        return max(counts, key=lambda t: (_fullness(t), counts[t], order[t]))


def _fullness(text: str) -> tuple[bool, int]:
    short = text.isupper() and len(text) < 7
    return (not short, len(text.replace(".", "").split()))


@dataclass(slots=True)
class Group:
    """All names of one form and family, and the form's words.

    `country` counts the words of a country before the rest.
    """

    key: str
    family: str
    names: list[Name]
    country: int = 0
    words: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.words = self.key.split()


def grouped(names: Sequence[Name], words: Lexicon) -> list[Group]:
    """Put names of one form and family together; a country goes by its one name."""
    groups: dict[tuple[str, str], Group] = {}
    other = _other_names({form(one.text) for one in names}, words)
    for one in names:
        key = form(one.text)
        key = other.get(key, key)
        if one.type == "Country":
            key = form(words.countries.get(key, one.text))
        kind = family(one.type)
        made = Group(key, kind, [], _country_words(key, words))
        groups.setdefault((key, kind), made).names.append(one)
    return list(groups.values())


def _other_names(forms: Set[str], words: Lexicon) -> dict[str, str]:
    """Give the one name of each other name, where the text has two names of the thing.

    One alone may be short for something else: RSF are reporters here, and an army there.
    """
    homes = {one: words.aliases[one] for one in forms if one in words.aliases}
    counts = Counter([*homes.values(), *(forms - homes.keys())])
    return {one: home for one, home in homes.items() if counts[home] > 1}


def _country_words(key: str, words: Lexicon) -> int:
    """Count the words of a country or people that a longer name begins with."""
    parts = key.split()
    for length in (2, 1):
        first = " ".join(parts[:length])
        if len(parts) > length and (first in words.countries or first in words.demonyms):
            return length
    return 0


def united(groups: Sequence[Group]) -> Cluster:
    """Put all names of some forms together, under the class that most of them show."""
    names = [name for group in groups for name in group.names]
    votes: dict[str, float] = defaultdict(float)
    for name in names:
        votes[name.type] += name.score
    kind = max(votes.items(), key=lambda pair: (round(pair[1], 6), pair[0]))[0]
    return Cluster(kind, [Placed(name, 1.0) for name in names])
