"""What tense and adverbs say of a word: over, still so, once so, no longer so."""

from kg.extract.tokens import Token

__all__ = [
    "ENDED",
    "FORMER",
    "is_elect",
    "is_ended",
    "is_no_longer",
    "is_once",
    "is_past",
    "is_perfect",
    "predicate_of",
]

ENDED = frozenset("once formerly previously hitherto briefly".split())
_STRETCHES = frozenset(
    "minutes hours afternoon night day days week weeks month months year years decade".split()
)
_LIMITS = frozenset(("until", "till"))
_WINDOW = 9
FORMER = frozenset("former ex then late ousted deposed one-time onetime erstwhile past".split())
EMERITI = frozenset(("emeritus", "emerita", "emeriti"))
_ELECT = frozenset(("elect", "designate"))
_DESCRIPTION = 9
_DESCRIBING = frozenset({"CCONJ", "DET", "ADJ", "NOUN", "PROPN", "PART", "PUNCT", "NUM"})


def predicate_of(trigger: Token) -> Token:
    """The word that a clause is built on: of "its capital will be X", X."""
    if trigger.dep_ == "nsubj" and any(c.dep_ == "cop" for c in trigger.head.children):
        return trigger.head
    return trigger


def is_no_longer(trigger: Token) -> bool:
    """Whether "no longer" stands with a word, or with the predicate that it is the subject of."""
    predicate = predicate_of(trigger)
    near = [inner for child in predicate.children for inner in (child, *child.children)]
    return any(c.lower_ == "longer" and c.i < predicate.i for c in near)


def is_once(trigger: Token) -> bool:
    """Whether "once" or "formerly" stands before a description: "once the leader of X"."""
    if trigger.pos_ not in {"NOUN", "PROPN"}:
        return False
    for at in range(trigger.i - 1, max(trigger.i - _DESCRIPTION, -1), -1):
        token = trigger.doc[at]
        if token.lower_ in ENDED or token.doc.lower[at - 2 : at + 1] == ("at", "the", "time"):
            return True
        if token.pos_ not in _DESCRIBING:
            return False
    return False


def _auxiliaries(trigger: Token) -> set[str]:
    return {c.lower_ for c in trigger.children if c.dep_ in {"aux", "aux:pass", "cop", "auxpass"}}


def is_past(trigger: Token) -> bool:
    """Whether a verb, or the copula of a noun, stands in a past tense."""
    helpers = _auxiliaries(trigger)
    if helpers & {"was", "were", "had", "did"}:
        return not _is_cleft(trigger)
    if trigger.lower_.endswith("s"):
        return False
    return trigger.tag_ == "VBD" or (trigger.tag_ == "VBN" and not helpers and _head_past(trigger))


def _is_cleft(trigger: Token) -> bool:
    """Whether "it was" only points: "it was X's editor who first said so"."""
    noun = trigger.pos_ in {"NOUN", "PROPN"}
    return noun and any(c.dep_ in {"nsubj", "expl"} and c.lower_ == "it" for c in trigger.children)


def _head_past(trigger: Token) -> bool:
    return trigger.dep_ == "conj" and trigger.head.tag_ == "VBD"


def is_perfect(trigger: Token) -> bool:
    """Whether "has" makes the past of a verb reach to now."""
    return bool(_auxiliaries(trigger) & {"has", "have", "'ve", "'s"})


def is_elect(trigger: Token) -> bool:
    """Whether an office is yet to be taken: "president-elect"."""
    after = [token.lower_ for token in trigger.doc[trigger.i + 1 : trigger.i + 3]]
    return len(after) > 1 and after[0] in {"-", "–"} and after[1] in _ELECT


def is_ended(trigger: Token) -> bool:
    """Whether words end it: "former", "used to", "until 2017", "emeritus"."""
    if _is_emeritus(trigger) or (trigger.head.lower_ == "used" and trigger.dep_ == "xcomp"):
        return True
    if trigger.tag_ == "VBD" and any(_is_stretch(child) for child in trigger.children):
        return True
    for child in trigger.children:
        if child.dep_ in {"amod", "compound", "advmod", "nmod:unmarked"} and child.lower_ in FORMER:
            return True
        limit = child.dep_ in {"obl", "advcl", "nmod"} and any(
            c.lower_ in _LIMITS or (c.lower_ == "before" and c.dep_ == "mark")
            for c in child.children
        )
        if limit and (child.i > trigger.i or child.left_edge.i == trigger.left_edge.i):
            return True
    if trigger.pos_ in {"NOUN", "PROPN"} and _limited(trigger):
        return True
    before = trigger.doc[max(0, trigger.i - 4) : trigger.i]
    return any(t.lower_ in FORMER and t.pos_ in {"ADJ", "NOUN", "ADV", "X"} for t in before) and (
        trigger.pos_ in {"NOUN", "PROPN"}
    )


def _is_emeritus(trigger: Token) -> bool:
    beside = trigger.doc[max(0, trigger.i - 1) : trigger.i + 3]
    return any(token.lower_ in EMERITI for token in beside)


def _is_stretch(child: Token) -> bool:
    """Whether something lasted so long and no longer: "took it for an afternoon"."""
    return child.lower_ in _STRETCHES and any(c.lower_ == "for" for c in child.children)


def _limited(noun: Token) -> bool:
    """Whether "until" stands beside a noun: "its chief until May", "until May its chief"."""
    doc = noun.doc
    for step in (-1, 1):
        for at in range(noun.i + step, noun.i + step * _WINDOW, step):
            if not 0 <= at < len(doc) or doc[at].text == "," or doc[at].pos_ in {"VERB", "AUX"}:
                break
            if doc[at].lower_ in _LIMITS:
                return True
    return False
