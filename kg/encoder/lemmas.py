"""Lemmas as edit scripts: what to cut off a word's end and what to put there.

`-3+y` makes `city` of `cities`; a script that begins with `^` keeps the capitals; one that begins
with `=` gives the whole lemma (`=be`).
"""

__all__ = ["lemma_of", "script_of"]

_SHORTEST_STEM = 1


def script_of(word: str, lemma: str) -> str:
    """Give the script that makes the lemma of the word."""
    low = word.lower()
    keep = "" if lemma == lemma.lower() else "^"
    base = word if keep else low
    shared = 0
    while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
        shared += 1
    if shared < _SHORTEST_STEM:
        return f"={lemma}"
    return f"{keep}-{len(base) - shared}+{lemma[shared:]}"


def lemma_of(word: str, script: str) -> str:
    """Give the lemma that the script makes of the word; the word itself where it does not fit."""
    if script.startswith("="):
        return script[1:]
    keep = script.startswith("^")
    base = word if keep else word.lower()
    cut, _, added = script[1 + keep :].partition("+")
    length = len(base) - int(cut)
    return base[:length] + added if length >= _SHORTEST_STEM else base
