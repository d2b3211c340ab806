"""What pronouns tell: who is he or she, and who says "I" and "we"."""

from collections.abc import Sequence

from kg.extract.coreference_affiliations import affiliation
from kg.extract.discourse import Discourse, Pointer
from kg.extract.lexicon import plain

__all__ = ["add_first_persons", "genders"]

_FIRST = frozenset(("i", "me", "my", "myself"))
_TITLES = {"mr": "he", "sir": "he", "lord": "he", "king": "he", "prince": "he", "father": "he"} | {
    "mrs": "she", "ms": "she", "miss": "she", "dame": "she", "lady": "she", "queen": "she",
    "princess": "she", "spokeswoman": "she", "chairwoman": "she", "congresswoman": "she",
    "actress": "she", "spokesman": "he", "chairman": "he", "congressman": "he", "actor": "he",
}  # fmt: skip
_PLURAL = frozenset(("we", "us", "our", "ours", "ourselves"))
_STAFF = frozenset("reporter correspondent colleague editor bureau producer contributor".split())
"""What only a newspaper or broadcaster calls "our"."""
_SUREST, _WITH, _OUTLET = 0.9, 0.6, 0.7


def add_first_persons(text: Discourse, speakers: Sequence[Pointer | None]) -> None:
    """Point "I" in a quotation to who speaks, "we" to the body that he is with."""
    for at, word in enumerate(text.lower):
        if text.covering[at] or word not in _FIRST | _PLURAL:
            continue
        speaker = speakers[text.quote[at]] if text.quote[at] >= 0 else None
        found = _ours(text, at, speaker) if word in _PLURAL else _mine(text, speaker)
        if found is not None:
            cluster, sure = found
            text.add(Pointer(cluster, at, at + 1, at, "pronoun", round(sure, 3)))


def _mine(text: Discourse, speaker: Pointer | None) -> tuple[int, float] | None:
    if speaker is None or text.type(speaker) != "Person":
        return None
    return speaker.cluster, speaker.confidence * _SUREST


def _ours(text: Discourse, at: int, speaker: Pointer | None) -> tuple[int, float] | None:
    """Give the body of "we": who speaks, whom the speaker is with, or whose reporter reports."""
    if text.lower[at] == "our" and not _STAFF.isdisjoint(text.lower[at + 1 : at + 4]):
        outlets = [n for n, one in enumerate(text.clusters) if one.type == "MediaOrganization"]
        return (outlets[0], _OUTLET) if outlets else None
    if speaker is None:
        return None
    if text.family(speaker) == "Organization":
        return speaker.cluster, speaker.confidence * _SUREST
    body = affiliation(text, speaker.cluster, before=len(text.doc))
    return (body, speaker.confidence * _WITH) if body is not None else None


def genders(text: Discourse) -> dict[int, str]:
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
