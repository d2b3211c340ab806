"""The names in a text: spans of tokens with a class, cleaned to what the schema calls a mention."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.extract.lexicon import Lexicon, plain
from kg.extract.tokens import Doc

__all__ = ["FAMILY", "Name", "cleaned", "family"]

FAMILY = {
    "ArmedGroup": "Organization",
    "GovernmentBody": "Organization",
    "MediaOrganization": "Organization",
    "City": "Place",
    "Country": "Place",
    "Region": "Place",
}

_ARTICLES = frozenset(("the", "a", "an"))
_OPENING = frozenset(("'", '"', "“", "‘", "(", "[", "-", "–", "—", ",", ".", ":", ";", "/", "’"))
_CLOSING = _OPENING | {"'s", "’s", "”", ")", "]", "!", "?"}
_ADJECTIVES = frozenset(("northern", "southern", "eastern", "western", "central", "north", "south"))
_COMMON = _ARTICLES | _ADJECTIVES
_PARTICLES = frozenset(
    (
        "al",
        "el",
        "bin",
        "ibn",
        "abu",
        "van",
        "von",
        "de",
        "da",
        "di",
        "du",
        "la",
        "le",
        "ter",
        "den",
    )
)


_COMPOUNDS = frozenset(
    ("led", "era", "style", "run", "like", "born", "type", "free", "held", "made")
)
_LONGEST_PART = 5


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `start` to `end` (exclusive) that name something of the class `type`.

    `demonym` marks an adjective or people that stands for its country without naming it.
    """

    start: int
    end: int
    type: str
    score: float
    text: str
    demonym: bool = False
    generic: bool = False

    def head(self, doc: Doc) -> int:
        """Give the token of the name that the rest of the sentence hangs on."""
        return doc.head_of(self.start, self.end)


def family(kind: str) -> str:
    """Give the broad class that the schema's subclasses share."""
    return FAMILY.get(kind, kind)


def cleaned(doc: Doc, names: Iterable[Name], words: Lexicon) -> list[Name]:
    """Cut articles, titles, possessives, class words and marks off; drop what is no name then."""
    return [one for name in names if (one := _cleaned(doc, name, words))]


def _cleaned(doc: Doc, name: Name, words: Lexicon) -> Name | None:
    start, end = _cut_ends(doc, name.start, name.end)
    if name.type == "Person" and end > start:
        end = _before_party(doc, start, end)
        start, end = _past_titles(doc, start, end, words), _past_hyphen(doc, end)
    while end - start > 1 and _class_word(doc, end - 1, name.type):
        end -= 1
    start, end = _cut_ends(doc, start, end)
    text = doc.text_of(start, end)
    if not any(letter.isupper() or letter.isdigit() for letter in text) or _is_seat(doc, start):
        return None
    if end - start == 1 and (plain(text) in _COMMON or plain(text) in words.titles):
        return None
    return replace(name, start=start, end=end, text=text)


def _cut_ends(doc: Doc, start: int, end: int) -> tuple[int, int]:
    while start < end and (
        doc[start].text in _OPENING or doc[start].lower_ in _ARTICLES or doc[start].is_space
    ):
        start += 1
    while start < end and (doc[end - 1].text in _CLOSING or doc[end - 1].is_space):
        end -= 1
    return start, end


def _past_titles(doc: Doc, start: int, end: int, words: Lexicon) -> int:
    """Give the first token after titles, ranks and nationalities: `Army Col. X`."""
    at = start
    while at < end - 1 and _is_title(doc, at, words):
        at += 1
    return at


def _is_seat(doc: Doc, start: int) -> bool:
    """Whether a name is only a party's letter and a state: `(D-Ohio)`."""
    if not 0 < start < len(doc) - 1 or len(doc[start].text) != 1:
        return False
    return doc[start - 1].text in "(," and doc[start + 1].text in "-–"


def _before_party(doc: Doc, start: int, end: int) -> int:
    """Give the end of a person's name before party and state: `X, D-Ohio`."""
    for at in range(start + 1, end - 2):
        if doc[at].text == "," and len(doc[at + 1].text) == 1 and doc[at + 2].text in "-–":
            return at
    return end


def _past_hyphen(doc: Doc, end: int) -> int:
    """Give the end of a given name in two parts: `Park Won-soon`, but `Trump-backed` is none."""
    while end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].spaced:
        part = doc[end + 1]
        joined = not doc[end].spaced and part.is_alpha and part.text.islower()
        short = len(part.text) <= _LONGEST_PART and not part.text.endswith("ed")
        if not (joined and short) or part.text in _COMPOUNDS:
            break
        end += 2
    return end


def _is_title(doc: Doc, at: int, words: Lexicon) -> bool:
    word = plain(doc[at].text)
    if word in _PARTICLES:
        return False
    return word in words.titles or word in words.demonyms or doc[at].text.islower() or word == "-"


def _class_word(doc: Doc, at: int, kind: str) -> bool:
    """Whether a lower-case word at the end of a place only says what it is (`Aleppo province`)."""
    return doc[at].text.islower() and doc[at].is_alpha and family(kind) == "Place"
