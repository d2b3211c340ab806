"""An invented corpus as large as one likes, with the proportions of one that `kg export` makes.

Counted on exported news: about a dozen entities and seven statements a text, half of them
quotations, 250 to 400 quads. Names follow Zipf's law: a few are in every tenth text, most in one or
two, and new ones keep coming. The best known are those of `tests.queries.corpus`, so that a
benchmark asks about the entities that most texts name, which is the hard case.
"""

import random
from collections.abc import Iterator, Mapping
from itertools import accumulate

from tests.queries.corpus import ENTITIES, Claim, Kind, Text, graph, lines

__all__ = ["QUADS_A_TEXT", "large_corpus"]

QUADS_A_TEXT = 380
_NAMED = 12  # draws of a name; one that is drawn twice counts once
_MADE_UP = ("Person", "Person", "ArmedGroup", "City", "Organization", "GovernmentBody", "Country")
_PATTERNS = (
    ("controls", "ArmedGroup", "City"),
    ("attacked", "ArmedGroup", "City"),
    ("attacked", "ArmedGroup", "ArmedGroup"),
    ("backedBy", "ArmedGroup", "Country"),
    ("speaksFor", "Person", "ArmedGroup"),
    ("leads", "Person", "ArmedGroup"),
    ("worksFor", "Person", "GovernmentBody"),
    ("memberOf", "Person", "Organization"),
    ("locatedIn", "City", "Country"),
)
_HOW = (
    ("current", "asserted"),
    ("current", "reported"),
    ("former", "asserted"),
    ("current", "denied"),
    ("current", "hypothetical"),
)
_OFTEN = (78, 10, 6, 3, 3)


def large_corpus(texts: int, *, seed: int = 7) -> Iterator[str]:
    """The N-Quads of that many texts, line by line."""
    chance = random.Random(seed)  # noqa: S311  # an invented corpus keeps no secrets
    known = _names(texts)
    names = list(known)
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(names))))
    for number in range(texts):
        drawn = chance.choices(names, cum_weights=weights, k=_NAMED)
        yield from lines(graph(_text(number, dict.fromkeys(drawn), known, chance), known=known))


def _names(texts: int) -> dict[str, Kind]:
    found = dict(ENTITIES)
    for rank in range(4 * texts):
        kind = _MADE_UP[rank % len(_MADE_UP)]
        qid = f"Q{1_000_000 + rank}" if rank % 5 < 3 else None
        aliases = (f"N{rank}",) if rank % 6 == 0 else ()
        found[f"{kind} of Name {rank}"] = (kind, qid, aliases)
    return found


def _text(
    number: int, named: Mapping[str, None], known: Mapping[str, Kind], chance: random.Random
) -> Text:
    claims: list[Claim] = []
    for relation, domain, range_ in chance.sample(_PATTERNS, k=len(_PATTERNS)):
        subjects = [name for name in named if known[name][0] == domain]
        objects = [name for name in named if known[name][0] == range_ and name not in subjects[:1]]
        if len(claims) < 4 and subjects and objects:
            status, stance = chance.choices(_HOW, _OFTEN)[0]
            sure = round(chance.uniform(0.3, 0.98), 2)
            says = subjects[-1] if stance == "reported" else None
            claims.append(
                Claim(subjects[0], relation, objects[-1], status, stance, sure, says=says)
            )
    people = [name for name in named if known[name][0] == "Person"]
    claims += [
        Claim(chance.choice(people), "said", f"Word {chance.random()} on day {number}.")
        for _ in range(3 if people else 0)
    ]
    year, month, day = 2010 + number % 14, chance.randint(1, 12), chance.randint(1, 28)
    date = None if number % 12 == 0 else f"{year}-{month:02}-{day:02}"
    return Text(f"large/{number}", date, tuple(claims), also=tuple(named))
