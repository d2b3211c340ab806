"""What pronouns tell: who is he or she, and who says "I" and "we"."""

from collections.abc import Sequence

from kg.extract.coreference.affiliations import affiliation
from kg.extract.discourse import Discourse, Pointer
from kg.extract.lexicon import plain

__all__ = ["add_first_persons", "genders"]

_FIRST = frozenset(("i", "me", "my", "myself"))
_TITLES = {
    **dict.fromkeys(
        "mr sir lord king prince father brother baron duke count emperor sheikh emir imam bishop "
        "archbishop cardinal pope rabbi monsignor spokesman chairman congressman assemblyman "
        "councilman alderman businessman policeman fisherman salesman cameraman gunman actor "
        "frontman craftsman clergyman horseman".split(),
        "he",
    ),
    **dict.fromkeys(
        "mrs ms miss dame lady queen princess sister mother baroness duchess countess empress nun "
        "spokeswoman chairwoman congresswoman assemblywoman councilwoman alderwoman "
        "businesswoman policewoman actress waitress heiress hostess midwife".split(),
        "she",
    ),
}
_KIN = {
    **dict.fromkeys("husband son father brother uncle nephew grandfather boyfriend".split(), "he"),
    **dict.fromkeys(
        "wife daughter mother sister aunt niece grandmother girlfriend widow".split(), "she"
    ),
}
"""What tells of the one named next: "his wife, X"."""
_NO_APPOSITION = frozenset("whose his her their and or but told said who with by when".split())
_PLURAL = frozenset(("we", "us", "our", "ours", "ourselves"))
_SPEAKING = _FIRST | _PLURAL
_STAFF = frozenset("reporter correspondent colleague editor bureau producer contributor".split())
"""What only a newspaper or broadcaster calls "our"."""
_SUREST, _WITH, _OUTLET = 0.9, 0.6, 0.7


def add_first_persons(text: Discourse, speakers: Sequence[Pointer | None]) -> None:
    """Point "I" in a quotation to who speaks, "we" to the body that he is with."""
    for at, word in enumerate(text.lower):
        if text.covering[at] or word not in _SPEAKING:
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
    """Read the pronoun off given names, titles, offices and kinship."""
    found: dict[int, str] = {}
    for pointer in text.pointers:
        if text.type(pointer) != "Person":
            continue
        title = _titled(text, pointer)
        given = text.words.given.get(text.lower[pointer.start])
        if pointer.end - pointer.start == 1 and title is None:
            continue
        gender = title or given
        if gender:
            found.setdefault(pointer.cluster, gender)
    return found


def _titled(text: Discourse, pointer: Pointer) -> str | None:
    """Give the pronoun by the word before a name, or by the description after its comma."""
    before = [plain(word) for word in text.lower[max(0, pointer.start - 2) : pointer.start]]
    if before and before[-1] in (",", ""):  # a comma, or a full stop: "Mr. X", "his wife, X"
        before.pop()
    if before and (known := _TITLES.get(before[-1]) or _KIN.get(before[-1])):
        return known
    after = text.lower[pointer.end : pointer.end + 5]
    if not after or after[0] != ",":
        return None
    for word in after[1:]:
        if word in _NO_APPOSITION:
            return None
        if word in _TITLES:
            return _TITLES[word]
    return None
