"""Whose words a statement, report or letter gives: `the agency's report said`."""

from kg.extract.coreference.speakers import last_speaker
from kg.extract.discourse import SPEAKERS, Discourse, Pointer
from kg.extract.quotations.phrases import is_owner

__all__ = ["DOCUMENTS", "issuer"]

DOCUMENTS = frozenset(
    (
        "analysis announcement article bulletin communique communiqué complaint dossier "
        "editorial email filing indictment lawsuit letter manifesto memo message motion "
        "notice petition poll post press release report resolution review statement study "
        "survey tweet"
    ).split()
)
_DESCRIBING = frozenset(("NOUN", "PROPN", "ADJ", "PART", "NUM", "PUNCT", "ADP"))


def issuer(text: Discourse, head: int) -> Pointer | None:
    """Give whose statement it is: `the agency's report said`, `a report by the agency said`."""
    beside = None
    for at in range(head - 1, max(-1, head - 6), -1):
        pointer = text.covering[at]
        if pointer is not None and text.speaks(pointer):
            if is_owner(text, pointer):
                return pointer
            beside = beside or pointer
        elif pointer is None and text.doc[at].pos_ not in _DESCRIBING:
            break
    for at in range(head + 1, min(head + 3, len(text.lower))):
        if text.lower[at] in ("by", "from"):
            named = (one for one in text.covering[at + 1 : at + 5] if one is not None)
            return next((one for one in named if text.speaks(one)), None)
    if beside is None:
        return _sender(text, head)
    return beside if text.family(beside) == "Organization" else None


def _sender(text: Discourse, head: int) -> Pointer | None:
    """Give who is told to have written it: `X apologised in an email. "...," the email said`."""
    if text.lower[head - 1] != "the":
        return None
    before = last_speaker(text, head - 1, SPEAKERS)
    if before is None:
        return None
    told = (text.doc[at].lower_ for at in range(before.end, head - 1) if text.quote[at] < 0)
    near = text.paragraph[head] - text.paragraph[before.start] < 2
    return before if near and text.lower[head] in told else None
