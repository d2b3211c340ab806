"""The keys under which a name is found: spelling, case, accents and articles do not matter."""

import re
import unicodedata
from functools import lru_cache

__all__ = ["acronym", "fold", "key", "loose", "singular", "surname"]

_POSSESSIVE = re.compile(r"['’]s?$")
_OWNED = re.compile(r"['’]s?(?=\s|$)")
_DOTS = re.compile(r"(?<=\b\w)\.(?=\s?\w\b|$|\s)")
_NOT_WORD = re.compile(r"[^\w&]+")
_ARTICLES = frozenset({"al", "el", "ar", "ad", "as", "ash", "an", "az", "at"})
_DOUBLED = re.compile(r"(\w)\1+")
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "la", "&"})
_LONG = {
    "corp": "corporation",
    "dept": "department",
    "univ": "university",
    "intl": "international",
    "govt": "government",
    "assn": "association",
}
_VARIANTS = (("q", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "ai"), ("ey", "ai"))


@lru_cache(maxsize=8192)
def key(name: str) -> str:
    """Fold case, accents, dots, hyphens, a possessive and a leading article."""
    words = fold(name).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def fold(text: str) -> str:
    """Fold a text as the names in it are folded, articles kept."""
    if text.isascii() and text.replace(" ", "").isalnum():
        return " ".join([_LONG.get(word, word) for word in text.casefold().split()])
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        for mark in filter(unicodedata.combining, set(text)):
            text = text.replace(mark, "")
    text = text.casefold().strip()
    text = _POSSESSIVE.sub("", text)
    text = _DOTS.sub("", text)
    text = text.replace("'", "").replace("’", "").replace("‘", "")
    words = _NOT_WORD.sub(" ", text.replace("&", " and ")).split()
    return " ".join([_LONG.get(word, word) for word in words])


def loose(folded: str) -> str:
    """Fold what transliterations differ in: `ar raqqah` and `rakka` are one."""
    words = [word for word in folded.split() if word not in _ARTICLES] or folded.split()
    text = " ".join(words)
    for old, new in _VARIANTS:
        text = text.replace(old, new)
    text = _DOUBLED.sub(r"\1", text)
    return "~" + " ".join(w[:-1] if len(w) > 3 and w.endswith("h") else w for w in text.split())


def surname(folded: str) -> str | None:
    """Give the last word of a name of two to four words."""
    words = folded.split()
    return words[-1] if 1 < len(words) < 5 else None


def acronym(label: str) -> str | None:
    """Give the initials of a name of at least three capitalised words."""
    plain = _OWNED.sub("", label)
    words = [w for w in _NOT_WORD.sub(" ", plain).split() if w.casefold() not in _SMALL]
    if len(words) < 3 or not all(w[0].isupper() for w in words):
        return None
    return "".join(w[0] for w in words).casefold()


def singular(folded: str) -> str | None:
    """Give `syrian` for `syrians`, the plural of a people."""
    return folded[:-1] if folded.endswith("ns") or folded.endswith("is") else None
