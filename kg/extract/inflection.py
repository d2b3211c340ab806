"""The written forms of English words, from the form that dictionaries give.

Lists of verbs are compared with the words of the text, not with lemmas: a lemmatizer of any
quality may stand before them.
"""

import re
from collections.abc import Iterator

__all__ = ["forms", "inflected", "past"]


def forms(lemma: str, part: str) -> Iterator[str]:
    """The written forms of a trigger, lower case."""
    yield lemma
    if part == "noun":
        yield _IRREGULAR.get(lemma) or (lemma[:-1] + "ies" if _Y.search(lemma) else lemma + "s")
        return
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma
    doubled = lemma + lemma[-1] if lemma in _DOUBLING else stem
    yield lemma[:-1] + "ies" if _Y.search(lemma) else lemma + _third(lemma)
    yield lemma[:-2] + "ying" if lemma.endswith("ie") else doubled + "ing"
    yield from past(lemma) or (
        lemma[:-1] + "ied" if _Y.search(lemma) else _plain_past(lemma, doubled),
    )


def _plain_past(lemma: str, stem: str) -> str:
    return lemma + "d" if lemma.endswith("ee") else stem + "ed"


def past(verb: str) -> tuple[str, ...]:
    """The past tense and participle of an irregular verb; nothing for a regular one."""
    return tuple(_PAST.get(verb, "").split())


def inflected(verbs: str) -> frozenset[str]:
    """All forms of these verbs: words decide, whatever a lemmatizer makes of them."""
    return frozenset(form for verb in verbs.split() for form in forms(verb, "verb"))


def _third(lemma: str) -> str:
    return "es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s"


_Y = re.compile("[^aeiou]y$")
_IRREGULAR = {
    "spokesman": "spokesmen", "spokeswoman": "spokeswomen", "chairman": "chairmen",
    "chairwoman": "chairwomen", "congressman": "congressmen", "congresswoman": "congresswomen",
    "councilman": "councilmen", "councilwoman": "councilwomen", "branch": "branches",
    "boss": "bosses", "headquarters": "headquarters",
}  # fmt: skip
_DOUBLING = frozenset(
    (
        "control hit run set win sit equip expel pen drop rid get prop split gun ram plan wrap step"
    ).split()
)
_PAST = {
    "bear": "bore borne", "beat": "beat beaten", "become": "became become",
    "begin": "began begun", "blow": "blew blown", "break": "broke broken", "bring": "brought",
    "build": "built", "burn": "burned burnt", "buy": "bought", "catch": "caught",
    "choose": "chose chosen", "come": "came come", "cut": "cut", "draw": "drew drawn",
    "drive": "drove driven", "fall": "fell fallen", "feed": "fed", "fight": "fought",
    "find": "found", "flee": "fled", "fly": "flew flown", "forget": "forgot",
    "get": "got gotten", "give": "gave given", "go": "went gone", "grow": "grew grown",
    "have": "had has", "hit": "hit", "hold": "held", "keep": "kept", "know": "known knew",
    "lay": "laid", "lead": "led", "leave": "left", "lend": "lent", "let": "let",
    "lie": "lay lain", "lose": "lost", "make": "made", "meet": "met",
    "overrun": "overran overrun", "overthrow": "overthrew overthrown", "pay": "paid",
    "put": "put", "quit": "quit", "read": "read", "retake": "retook retaken",
    "ride": "rode ridden", "rise": "rose risen", "run": "ran run", "say": "said",
    "seek": "sought", "sell": "sold", "send": "sent", "set": "set", "shoot": "shot",
    "shut": "shut", "sink": "sank sunk", "sit": "sat", "speak": "spoke spoken", "spend": "spent",
    "split": "split", "stand": "stood", "steal": "stole stolen", "strike": "struck",
    "swear": "swore sworn", "sweep": "swept", "take": "took taken", "teach": "taught",
    "tell": "told", "think": "thought", "throw": "threw thrown", "wear": "wore worn",
    "win": "won", "withdraw": "withdrew withdrawn", "write": "wrote written",
}  # fmt: skip
