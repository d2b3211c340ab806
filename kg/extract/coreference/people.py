"""Which names are one person: surnames, given names, initials and middle names left out."""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from kg.extract.coreference.groups import Cluster, Group, Placed, united
from kg.extract.names import Name

__all__ = ["people"]

_PARTICLES = ("al ", "el ", "bin ", "ibn ", "van ", "von ", "de ", "da ", "di ", "abu ")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md"))
_ONE_HOME, _SEVERAL_HOMES = 0.95, 0.75


def people(groups: Sequence[Group]) -> list[Cluster]:
    """Put a surname or given name with the full name before it, or else the nearest."""
    full = [one for one in groups if len(_person_words(one.key)) > 1]
    merged = _merge_full(full)
    found = [united(group) for group in merged]
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
                sure = _ONE_HOME if len(_homes(group, merged)) == 1 else _SEVERAL_HOMES
                found[home].placed.extend(Placed(one, sure) for one in members)
    return found


@lru_cache(maxsize=8192)
def _person_words(key: str) -> tuple[str, ...]:
    """Give a person's name without suffix and leading particle (`al Assad` is `assad`)."""
    for particle in _PARTICLES:
        if key.startswith(particle) and len(key.split()) == 2:
            key = key[len(particle) :]
    return tuple(part for part in key.split() if part not in _SUFFIXES)


def _merge_full(full: Sequence[Group]) -> list[list[Group]]:
    merged: list[list[Group]] = []
    for group in sorted(full, key=lambda one: -len(_person_words(one.key))):
        words = _person_words(group.key)
        home = next((m for m in merged if _same_person(_person_words(m[0].key), words)), None)
        if home is None:
            merged.append([group])
        else:
            home.append(group)
    return merged


def _same_person(longer: tuple[str, ...], shorter: tuple[str, ...]) -> bool:
    """Whether the shorter leaves out a middle name, a first one, or shortens one to its initial."""
    if shorter[-1] != longer[-1]:
        return longer[: len(shorter)] == shorter
    if longer[-len(shorter) :] == shorter:
        return True
    first, other = longer[0], shorter[0]
    return first == other or (1 in (len(first), len(other)) and first[0] == other[0])


def _homes(group: Group, merged: Sequence[Sequence[Group]]) -> list[int]:
    short = _person_words(group.key)
    if not short:
        return []
    last = [i for i, home in enumerate(merged) if _person_words(home[0].key)[-1] == short[-1]]
    return last or [
        i for i, home in enumerate(merged) if short[0] in _person_words(home[0].key)[:-1]
    ]


def _home(name: Name, group: Group, merged: Sequence[Sequence[Group]]) -> int:
    """Find the full name last mentioned before the short one, or the first after it."""
    homes = _homes(group, merged)
    if not homes:
        return -1

    def distance(home: int) -> tuple[bool, int]:
        starts = [one.start for part in merged[home] for one in part.names]
        before = [start for start in starts if start < name.start]
        return (not before, name.start - max(before) if before else min(starts))

    return min(homes, key=distance)
