"""Candidates of the entities of one document, ranked with what the document says as a whole."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.link.build import ALIAS, DERIVED
from kg.link.candidates import CandidateSource, Found, Named
from kg.link.compatibility import apart, excluded, group, viewed
from kg.link.features import TEAM, Context, features, spelled
from kg.link.keys import fold, key
from kg.link.ranker import Ranker

__all__ = ["Ranked", "Scored", "context", "proposals", "rank"]

_WORD = re.compile(r"[^\W\d_]{5,}")
_NATIONS = frozenset({"country", "admin1"})
_SPORT = frozenset(
    "football soccer match goalkeeper midfielder penalty striker halftime defender fifa".split()
)
_SPORTING = 3
_KEPT = 12
_CODE = 3
_KNOWN = 0.4  # the prior of an item with articles in nine languages


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its features."""

    found: Found
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its probability."""

    found: Found
    score: float
    values: tuple[float, ...]


def context(text: str, named: Sequence[Named], source: CandidateSource) -> Context:
    """Read which countries a document is about, from the names that can hardly mean else."""
    votes: Counter[int] = Counter()
    for one in named:
        found = [f for f in source.find(one.forms[0]) if _fits(one, f)]
        if found and group(found[0].item.kind) == "place" and found[0].item.pop > 0.6:
            votes[found[0].item.country or 0] += 1
    votes.pop(0, None)
    most = max(votes.values(), default=1)
    words = frozenset(w.casefold() for w in _WORD.findall(text))
    countries = {c: (n / most) ** 0.5 for c, n in sorted(votes.items())}
    return Context(countries, words, f" {fold(text)} ")


def _fits(one: Named, found: Found) -> bool:
    return not excluded(one.type, found.item.kind) and not apart(one.type, found.item.kind)


def proposals(one: Named, source: CandidateSource, around: Context) -> tuple[Scored, ...]:
    """Give an entity's candidates with their features, under the fullest form that finds it."""
    scored: dict[int, Scored] = {}
    keys: dict[int, set[str]] = {}
    whole = False
    for form in one.spellings:
        named = [viewed(one.type, f) for f in source.find(form)]
        possible = [f for f in _proper(form, named) if _possible(one, form, f, around)]
        found_here = _called(one, form, possible, around)
        rivals = sorted(found_here, key=lambda f: apart(one.type, f.item.kind))[:_KEPT]
        for found in rivals:
            keys.setdefault(found.item.qid, set()).add(key(form))
            if found.item.qid not in scored and not whole:
                values = features(one, form, found, rivals, around)
                scored[found.item.qid] = Scored(found, values)
        # Where the whole name is known, a part of it brings nothing new.
        whole = whole or (" " in form and any(_known(one, f) for f in rivals))
    teams = tuple(_teams(one, tuple(scored.values()), source, around))
    return (*(_settled(s, keys, teams) for s in scored.values()), *teams)


def _proper(form: str, found: Sequence[Found]) -> Sequence[Found]:
    """Leave out what is written small where another item is written as the name is."""
    if not any(f.item.label == form for f in found):
        return found
    return [f for f in found if f.item.label == form or f.item.label.casefold() != form.casefold()]


def _called(one: Named, form: str, found: Sequence[Found], around: Context) -> Sequence[Found]:
    """Leave out whose initials only happen to be the letters by which another item is called."""
    if not form.replace(".", "").isupper() or not any(
        f.how <= ALIAS and _fits(one, f) for f in found
    ):
        return found
    return [f for f in found if f.how != DERIVED or f.share or spelled(f.item.label, form, around)]


def _known(one: Named, found: Found) -> bool:
    return found.how < ALIAS and bool(group(found.item.kind)) and _fits(one, found)


def _settled(scored: Scored, keys: Mapping[int, set[str]], teams: Sequence[Scored]) -> Scored:
    """Add what only all candidates together show.

    Several names of one thing that all find the same item hardly do so by chance; and where a
    country's team plays, its name means the team.
    """
    played = float(bool(teams) and scored.found.item.kind in _NATIONS)
    forms = min(1.0, (len(keys[scored.found.item.qid]) - 1) / 2)
    return Scored(scored.found, (*scored.values[:-2], played, forms))


def _teams(
    one: Named, scored: Sequence[Scored], source: CandidateSource, around: Context
) -> Iterator[Scored]:
    """Give the national team that a country's name means in a report of a match."""
    countries = [s.found.item for s in scored if s.found.item.kind in _NATIONS and s.found.how < 2]
    if not countries or len(around.words & _SPORT) < _SPORTING:
        return
    for sport in ("association football", "football"):
        for found in source.find(f"{countries[0].label} national {sport} team")[:1]:
            team = Found(found.item, TEAM, 0.0, 0)
            if found.how == 0:
                yield Scored(team, features(one, one.forms[0], team, (found,), around))
                return


def rank(
    one: Named, source: CandidateSource, around: Context, *, ranker: Ranker
) -> tuple[Ranked, ...]:
    """Give an entity's candidates, the likeliest first."""
    scored = [(s, ranker.odds(s.values)) for s in proposals(one, source, around)]
    # Candidates exclude each other, and there may be no item at all: its odds are 1.
    whole = 1.0 + sum(odds for _, odds in scored)
    ranked = [Ranked(s.found, odds / whole * _trust(s.found), s.values) for s, odds in scored]
    ranked.sort(key=lambda r: (-r.score, r.found.item.qid))
    return tuple(ranked)


def _trust(found: Found) -> float:
    """How far the weights hold for an item, which were fitted on items of the chosen lists.

    Outside them a name that only one item has is no sign: of the unknown, somebody is always one.
    """
    return 1.0 if found.item.sources or found.share else min(1.0, found.item.pop / _KNOWN)


def _possible(one: Named, form: str, found: Found, around: Context) -> bool:
    if excluded(one.type, found.item.kind) or _stranger(one, form, found):
        return False
    if spelled(found.item.label, form, around):
        return True
    if found.share or found.how in (0, 3) or found.item.kind == "country":
        return True
    # A surname alone is nobody in particular.
    letters = form.replace(".", "")
    surname = found.item.kind == "person" and found.how == 2 and " " not in form
    return not surname and len(letters) > 3


def _stranger(one: Named, form: str, found: Found) -> bool:
    """Whether only a part of a person's name, or a code written as a word, speaks for an item."""
    partial = one.type == "Person" and " " in one.forms[0] and " " not in form
    code = found.how == ALIAS and len(form) <= _CODE and not form.replace(".", "").isupper()
    return partial or code
