"""What pronouns tell: who is he or she, and who says "I"."""

from collections.abc import Sequence

from kg.extract.discourse import Discourse, Pointer
from kg.extract.lexicon import plain

__all__ = ["add_first_persons", "genders"]

_FIRST = frozenset(("i", "me", "my", "myself"))
_TITLES = {"mr": "he", "sir": "he", "lord": "he", "king": "he", "prince": "he", "father": "he"} | {
    "mrs": "she", "ms": "she", "miss": "she", "dame": "she", "lady": "she", "queen": "she",
    "princess": "she", "spokeswoman": "she", "chairwoman": "she", "congresswoman": "she",
    "actress": "she", "spokesman": "he", "chairman": "he", "congressman": "he", "actor": "he",
}  # fmt: skip
_SUREST = 0.9


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
