"""Pronouns to the names they stand for: he, she, it, they and their possessives."""

from collections.abc import Sequence

from kg.extract.discourse import Discourse, Pointer
from kg.extract.lexicon import plain

__all__ = ["add_first_persons", "add_pronouns"]

_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("they", "them", "their", "themselves"), "they"),
}
_FIRST = frozenset(("i", "me", "my", "myself"))
_TITLES = {"mr": "he", "sir": "he", "lord": "he", "king": "he", "prince": "he", "father": "he"} | {
    "mrs": "she", "ms": "she", "miss": "she", "dame": "she", "lady": "she", "queen": "she",
    "princess": "she", "spokeswoman": "she", "chairwoman": "she", "congresswoman": "she",
    "actress": "she", "spokesman": "he", "chairman": "he", "congressman": "he", "actor": "he",
}  # fmt: skip
_EMPTY_IT = frozenset(
    ("is", "was", "'s", "’s", "would", "will", "seems", "appears", "took", "takes")
)
_REACH = {"he": 4, "she": 4, "it": 1, "they": 1}
_THINGS = frozenset(
    ("Organization", "ArmedGroup", "GovernmentBody", "MediaOrganization", "Country", "City")
)
_GROUPS = frozenset(("ArmedGroup",))
_BODIES = frozenset(("Organization", "ArmedGroup", "GovernmentBody", "MediaOrganization"))
_PLACES = frozenset(("City", "Place", "Region"))
_HOLDING = frozenset(
    (
        "capture recapture take retake seize overrun storm occupy hold liberate lose besiege shell "
        "bomb enter evacuate conquer abandon defend reclaim surround raid reach"
    ).split()
)
"""Verbs by which something happens to a place: "they took it"."""
_STAFF = frozenset(
    (
        "spokesman spokeswoman spokesperson leader chief commander head founder co-founder boss "
        "director chairman chairwoman president chair editor coach deputy secretary owner backer "
        "headquarters fighters men gunmen troops soldiers militants forces positions wing arm "
        "unit stronghold base offices ranks members military subsidiary staff payroll seat"
    ).split()
)
"""What a body has and a town or a state has not: "its spokesman"."""
_SEATS = frozenset(("capital", "headquarters", "base", "hub", "stronghold"))
_NEAR = 4
_OBJECTS = frozenset(("obj", "nsubj:pass", "obl", "iobj"))
_OBLIQUE = 0.35
"""What a body that no clause is about has against it as an antecedent."""
_SUREST, _LEAST = 0.9, 0.5
_THING_DOUBT = 0.25
"""Things are less often what "it" and "they" stand for than persons what "he" does."""
_HERO = 0.25
"""Whom a text is about, "he" stands for."""


def add_pronouns(text: Discourse) -> None:
    """Point each pronoun to its likeliest antecedent, from left to right; leave the unclear."""
    genders = _genders(text)
    for at, word in enumerate(text.lower):
        kind = _PRONOUNS.get(word)
        if kind is None or text.covering[at] or _is_empty(text, at, word):
            continue
        found = _antecedent(text, at, kind, genders)
        if found is None:
            continue
        text.add(found)
        if kind in ("he", "she") and found.confidence > 0.7:
            genders.setdefault(found.cluster, kind)


def add_first_persons(text: Discourse, speakers: Sequence[Pointer | None]) -> None:
    """Point "I" inside a quotation to the person who speaks."""
    for at, word in enumerate(text.lower):
        quote = text.quote[at]
        if word not in _FIRST or quote < 0 or text.covering[at]:
            continue
        speaker = speakers[quote]
        if speaker is not None and text.type(speaker) == "Person":
            sure = speaker.confidence * _SUREST
            text.add(Pointer(speaker.cluster, at, at + 1, at, "pronoun", sure))


def _genders(text: Discourse) -> dict[int, str]:
    """Read the pronoun off given names, titles and offices."""
    found: dict[int, str] = {}
    for pointer in text.pointers:
        if text.type(pointer) != "Person":
            continue
        before = [plain(word) for word in text.lower[max(0, pointer.start - 2) : pointer.start]]
        after = text.lower[pointer.end : pointer.end + 4]
        title = next(
            (_TITLES[word] for word in [*reversed(before), *after] if word in _TITLES), None
        )
        given = text.words.given.get(text.lower[pointer.start])
        if pointer.end - pointer.start == 1 and title is None:
            continue
        gender = title or given
        if gender:
            found.setdefault(pointer.cluster, gender)
    return found


def _is_empty(text: Discourse, at: int, word: str) -> bool:
    """Whether an "it" stands for nothing: "it is clear that", "it took years to"."""
    if word != "it" or at + 1 >= len(text.lower) or text.lower[at + 1] not in _EMPTY_IT:
        return False
    return any(later in ("that", "to", "whether") for later in text.lower[at + 2 : at + 8])


def _antecedent(text: Discourse, at: int, kind: str, genders: dict[int, str]) -> Pointer | None:
    scores = _scores(text, at, kind, genders)
    if not scores:
        return None
    ranked = sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))
    cluster, best = ranked[0]
    margin = best - ranked[1][1] if len(ranked) > 1 else 1.0
    confidence = min(_SUREST, _LEAST + 0.4 * margin)
    if kind in ("it", "they"):
        confidence -= _THING_DOUBT
    return Pointer(cluster, at, at + 1, at, "pronoun", round(confidence, 3))


def _scores(text: Discourse, at: int, kind: str, genders: dict[int, str]) -> dict[int, float]:
    """Score what was mentioned before: near, as a subject, often, outside quotations."""
    scores: dict[int, float] = {}
    times: dict[int, int] = {}
    here = text.sentence[at]
    wanted = _wanted(text, at, kind)
    loose = kind == "they" or text.doc[at].dep_ in _OBJECTS
    rivals = _partners(text, at) if kind in ("it", "they") else frozenset[int]()
    for pointer in text.pointers:
        if pointer.start >= at:
            break
        if pointer.cluster in rivals or not _fits(text, pointer, kind, genders, wanted):
            continue
        times[pointer.cluster] = times.get(pointer.cluster, 0) + 1
        distance = here - text.sentence[pointer.start]
        oblique = kind in ("it", "they") and not text.is_subject(pointer)
        if distance > _REACH[kind] or (oblique and not (wanted or loose)):
            continue
        score = _prominence(text, pointer, at) - 0.5 * distance - _OBLIQUE * oblique
        scores[pointer.cluster] = max(scores.get(pointer.cluster, -9.0), score)
    for cluster in scores:
        scores[cluster] += min(0.3, 0.06 * times[cluster])
        scores[cluster] += _HERO if kind in ("he", "she") and cluster == text.hero else 0.0
    return scores


def _wanted(text: Discourse, at: int, kind: str) -> frozenset[str] | None:
    """Say which classes the words around an "it" or "they" ask for; None for any."""
    token = text.doc[at]
    if kind == "it" and token.dep_ in _OBJECTS and token.head.lemma_ in _HOLDING:
        return _PLACES
    if kind == "it" and not _SEATS.isdisjoint(text.lower[at + 1 : at + 1 + _NEAR]):
        return _PLACES if token.dep_ != "nmod:poss" else None
    if token.dep_ == "nmod:poss" and token.head.lower_ in _STAFF:
        return _BODIES
    return None


def _partners(text: Discourse, at: int) -> frozenset[int]:
    """Find who the verb of an object is about: nobody does a thing to "it" who is it."""
    token = text.doc[at]
    if token.dep_ not in _OBJECTS:
        return frozenset()
    verb, found = token.head, set[int]()
    for _ in range(3):
        subjects = [child for child in verb.children if child.dep_ == "nsubj"]
        for child in subjects:
            pointer = text.covering[child.i]
            if pointer is not None:
                found.add(pointer.cluster)
        if subjects or verb.dep_ not in ("conj", "xcomp", "advcl"):
            break
        verb = verb.head
    return frozenset(found)


def _fits(
    text: Discourse,
    pointer: Pointer,
    kind: str,
    genders: dict[int, str],
    wanted: frozenset[str] | None,
) -> bool:
    type_ = text.type(pointer)
    if kind in ("he", "she"):
        return type_ == "Person" and genders.get(pointer.cluster, kind) == kind
    if wanted is not None:
        return type_ in wanted
    return type_ in (_THINGS if kind == "it" else _GROUPS)


def _prominence(text: Discourse, pointer: Pointer, at: int) -> float:
    score = 0.6 if text.is_subject(pointer) else 0.0
    quote, mine = text.quote[pointer.start], text.quote[at]
    if quote >= 0 and quote != mine:
        score -= 0.8
    following = text.lower[pointer.end] if pointer.end < len(text.lower) else ""
    if following in ("'s", "’s", "-"):
        score -= 0.3
    if text.type(pointer) == "Country" and text.doc[pointer.head].pos_ == "ADJ":
        score -= 0.3
    return score
