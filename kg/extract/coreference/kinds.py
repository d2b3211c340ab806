"""What an expression cannot mean: no institute is a party, nobody loses a town to himself."""

from bisect import bisect_left
from collections.abc import Set

from kg.extract.coreference.anaphors import Anaphor, Described
from kg.extract.discourse import SPEAKERS, Discourse
from kg.extract.lexicon import form, lexicon, plain
from kg.extract.names import family

__all__ = [
    "POWERS",
    "contradicts",
    "follows_unnamed",
    "is_plural",
    "is_rebel",
    "may_mean",
    "partners",
]

_KINDS = {
    word: kind
    for kind, words in {
        "school": "university college school academy institute faculty seminary",
        "business": "company firm bank airline corporation airways corp inc ltd insurer brewery",
        "party": "party",
        "court": "court tribunal",
        "press": "newspaper magazine daily",
        "fighters": "army militia brigade brigades battalion battalions regiment legion militiamen",
        "department": "ministry department embassy",
        "rulers": "government regime",
        "parliament": "parliament senate",
        "museum": "museum gallery",
        "hospital": "hospital clinic",
    }.items()
    for word in words.split()
}
"""Nouns that say in a name what it is, and of something else what it is not."""

_REBELS = frozenset(
    "rebels insurgents militants guerrillas jihadists separatists extremists terrorists".split()
)
_REGULARS = frozenset("marines navy police military troops gendarmerie".split())
_UNITED = frozenset("coalition alliance union front bloc league".split())
POWERS = frozenset("government regime authorities army military troops soldiers police".split())
"""What those who fight a government are not called."""

_PLURALS = frozenset(("people", "police", "forces", "troops", "men"))
_ARGUMENTS = frozenset(("obj", "dobj", "iobj", "obl", "obl:agent"))
_SUBJECTS = frozenset(("nsubj", "nsubj:pass"))


def contradicts(noun: str, name: Set[str]) -> bool:
    """Whether a noun cannot mean what has these words in its names."""
    if noun in _REBELS and not _REGULARS.isdisjoint(name):
        return True
    kind = _KINDS.get(noun)
    kinds = {_KINDS[word] for word in name if word in _KINDS}
    return kind is not None and bool(kinds) and kind not in kinds


def may_mean(anaphor: Anaphor, kind: str, name: Set[str], *, called: bool) -> bool:
    """Whether a description leaves open a thing of this class with these words in its names.

    `called` says that the text calls it so beside its name. No coalition is one unnamed.
    """
    if contradicts(anaphor.word, name) or _is_foreign(anaphor, name):
        return False
    if called:
        return True
    if anaphor.word == "coalition" and _UNITED.isdisjoint(name):
        return False
    if kind in ("Country", "Person"):
        return kind in anaphor.classes
    return any(family(kind) == family(one) for one in anaphor.classes if one != "Country")


def _is_foreign(anaphor: Anaphor, name: Set[str]) -> bool:
    """Whether description and name tell of two countries: no U.S. unit is "the Afghan army"."""
    own, other = _lands(anaphor.marks), _lands(name)
    return bool(own and other) and own.isdisjoint(other)


def _lands(words: Set[str]) -> frozenset[str]:
    known = lexicon()
    forms = [plain(word) for word in sorted(words)]
    lands = (known.demonyms.get(one) or known.countries.get(form(one)) for one in forms)
    return frozenset(one for one in lands if one)


def is_rebel(cluster: int, nouns: Set[str], described: Described) -> bool:
    """Whether the text calls a group rebels, by nouns that meant it or beside its name."""
    if not _REBELS.isdisjoint(nouns):
        return True
    return any(cluster == one for noun in sorted(_REBELS) for _, one in described.get(noun, ()))


def partners(text: Discourse, anaphor: Anaphor) -> frozenset[int]:
    """Give whom a clause names further on, with whom its subject has to do: "lost it to X"."""
    subject = text.doc[anaphor.head]
    if anaphor.possessive or subject.dep_ not in _SUBJECTS:
        return frozenset()
    others = (c.i for c in subject.head.children if c.i > subject.i and c.dep_ in _ARGUMENTS)
    named = (text.covering[at] for at in others)
    return frozenset(one.cluster for one in named if one and text.family(one) in SPEAKERS)


def is_plural(title: str) -> bool:
    """Whether a name is one of several: "the Houthis", "the Harbour Police"."""
    last = title.lower().split()[-1:]
    return any(one in _PLURALS or (one.endswith("s") and not one.endswith("ss")) for one in last)


def follows_unnamed(text: Discourse, anaphor: Anaphor) -> bool:
    """Whether a sentence opens with "it" after one about something new: "A rival force won. It"."""
    at = anaphor.start
    opens = text.sentence[at] != text.sentence[max(0, at - 1)]
    if anaphor.kind != "it" or not opens:
        return False
    before = text.doc[bisect_left(text.sentence, text.sentence[at - 1]) : at]
    subjects = (t for t in before if t.dep_ in _SUBJECTS)
    first = next(subjects, None)
    if first is None or text.covering[first.i] is not None:
        return False
    group = text.words.nominals.get(first.lower_, frozenset())
    new = any(c.lower_ in ("a", "an", "another") for c in first.children)
    return new and not group.isdisjoint(("ArmedGroup", "Organization", "GovernmentBody"))
