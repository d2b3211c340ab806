"""How a text stands to a clause: does it hold, is it denied, possible, or somebody's claim."""

from dataclasses import dataclass

from kg.extract.denials import accuser, denial, is_accusation
from kg.extract.inflection import inflected
from kg.extract.parsed import Reading
from kg.extract.tense import (
    ENDED,
    is_elect,
    is_ended,
    is_no_longer,
    is_once,
    is_past,
    is_perfect,
    predicate_of,
)
from kg.extract.tokens import Token
from kg.model import Stance, Status
from kg.vocab import load_schema

__all__ = ["Reading", "View", "able_to_speak", "is_effort", "status_of", "view"]

_SAYING = inflected(
    "say claim state allege report tell announce insist argue maintain suggest believe assert "
    "declare accuse note add warn estimate confirm acknowledge think"
)
_DENYING = inflected("deny reject dismiss refute dispute")
_HOPING = inflected(
    "plan want hope vow try aim intend seek attempt expect threaten prepare wish promise urge "
    "propose consider poise set fail refuse need agree offer"
) | frozenset({"likely", "unlikely"})
_TELLING = _SAYING | _DENYING | _HOPING
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "conj", "acl", "parataxis", "csubj"})
_CLAIMS = frozenset(
    (
        "report reports claim claims allegation allegations accusation accusations suggestion "
        "suggestions rumour rumours rumor rumors assertion assertions statement statements charge "
        "charges"
    ).split()
)
"""Nouns whose "that" clause is somebody's claim."""
_MODAL = frozenset("will would may might could should shall can 'll wo ca 'd".split())
_DOUBT = frozenset("if whether unless towards toward".split())
_SUPPOSED = frozenset("allegedly reportedly purportedly supposedly".split())
_SPEAKERS = frozenset({"Person", "Organization", "Country"})
_EFFORTS = frozenset(
    (
        "offensive campaign operation battle fight assault attack push bid effort efforts attempt "
        "attempts plan plans mission drive war operations struggle threat promise pledge vow hopes"
    ).split()
)
"""Nouns whose "to do" is not yet done."""
_CLIMB = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Stance and tense of one clause; `speaker` is the entity that claims it.

    `once` says that a state was one at some time, `ended` that whatever it was is over, `still`
    that it is not, `ever` that all of the past is meant ("had never held it"); `indirect` says that
    the words are put into a narrator's tense: "said that it held" is now.
    """

    stance: Stance
    speaker: str | None = None
    past: bool = False
    perfect: bool = False
    ended: bool = False
    once: bool = False
    still: bool = False
    ever: bool = False
    indirect: bool = False


def view(reading: Reading, trigger: Token) -> View:
    """How the text stands to what `trigger` says."""
    known = reading.views.get(trigger.i)
    if not isinstance(known, View):
        known = reading.views[trigger.i] = _view(reading, trigger)
    return known


def _view(reading: Reading, trigger: Token) -> View:
    predicate = predicate_of(trigger)
    chain = [predicate, *_above(predicate)]
    words = {c.lower_ for c in (*trigger.children, *predicate.children)}
    negated = bool(words & {"not", "never", "n't", "n’t"} or _has_no(trigger))
    longer = "longer" in words or is_no_longer(trigger)
    stance, speaker = _stance(reading, chain, negated=negated and not longer)
    quotation = reading.claim_at(trigger.idx)
    if quotation is not None and stance is Stance.ASSERTED:
        stance = Stance.REPORTED
        speaker = quotation.speaker.entity if quotation.speaker else None
    inside = reading.quotation_at(trigger.idx) is not None
    return View(
        stance=stance,
        speaker=able_to_speak(reading, speaker),
        past=is_past(trigger),
        perfect=is_perfect(trigger),
        ended=longer or is_ended(trigger),
        once=bool(words & ENDED) or is_once(trigger),
        still="still" in words,
        ever=bool(words & {"ever", "never"}),
        indirect=stance is not Stance.ASSERTED
        and not inside
        and "had" not in words
        and _told_in_past(chain),
    )


def _told_in_past(chain: list[Token]) -> bool:
    """Whether whoever claims it did so in the past: only then does a tense shift."""
    telling = [token for token in chain[1:] if token.lower_ in _TELLING]
    return not telling or telling[0].tag_ in {"VBD", "VBN"}


def able_to_speak(reading: Reading, entity: str | None) -> str | None:
    """The entity, where its class can make a claim: the city of a dateline cannot."""
    if entity is None or not load_schema().fits(reading.entity(entity).type, _SPEAKERS):
        return None
    return entity


def _has_no(trigger: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ == "no" for c in trigger.children)


def _above(token: Token) -> list[Token]:
    """The clauses that this one hangs on, nearest first."""
    found: list[Token] = []
    while token.head is not token and len(found) < _CLIMB:
        stated = token.lower_ in _CLAIMS and token.dep_ in {"obj", "obl", "nsubj", "nsubj:pass"}
        if token.dep_ not in _CLAUSES and not stated:
            break
        token = token.head
        found.append(token)
    return found


def _stance(reading: Reading, chain: list[Token], *, negated: bool) -> tuple[Stance, str | None]:
    if negated:
        return Stance.DENIED, None
    below: Token | None = None
    for token in chain:
        found = _said_above(reading, chain[0], token, below)
        if found is not None:
            return found
        below = token
    return _supposed(reading, chain[0])


def _said_above(
    reading: Reading, trigger: Token, token: Token, below: Token | None
) -> tuple[Stance, str | None] | None:
    """What one clause above makes of what stands below it; None where it leaves it as it is."""
    claimed = below is not None and below.lower_ in _CLAIMS
    complement = claimed or (below is not None and below.dep_ in {"ccomp", "xcomp"})
    if below is not None and token.lower_ in _CLAIMS and token.head.lower_ not in _DENYING:
        return Stance.REPORTED, _owner(reading, token)
    if is_accusation(token, below):
        return _answered(reading, trigger, accuser(reading, token))
    if complement and token.lower_ in _DENYING:
        return Stance.DENIED, _subject(reading, token)
    if (complement and token.lower_ in _HOPING) or _is_open(token, below):
        return Stance.HYPOTHETICAL, None
    if complement and token.lower_ in _SAYING:
        return _answered(reading, trigger, _subject(reading, token))
    return None


def _answered(reading: Reading, trigger: Token, speaker: str | None) -> tuple[Stance, str | None]:
    """The stance to what somebody claims: denied, where somebody else denies it."""
    denied, denier = denial(reading, trigger)
    return (Stance.DENIED, denier) if denied else (Stance.REPORTED, speaker)


def _is_open(token: Token, below: Token | None) -> bool:
    """Whether a modal or "if" leaves open what the clause says."""
    if any(c.dep_ == "mark" and c.lower_ in _DOUBT for c in token.children):
        return True
    if below is None and (is_effort(token) or _is_to_come(token) or is_elect(token)):
        return True
    if below is not None and below.dep_ not in {"xcomp", "conj"}:
        return False
    return any(c.dep_ == "aux" and c.lower_ in _MODAL for c in token.children)


def _is_to_come(token: Token) -> bool:
    """Whether somebody "is to" or "is about to" do it."""
    before = [t.lower_ for t in token.doc[max(token.sent.start, token.i - 3) : token.i]]
    if not before or before[-1] != "to":
        return False
    return bool({"is", "are", "'s", "be", "due", "about", "set"} & set(before[:-1]))


def is_effort(token: Token) -> bool:
    """Whether a verb only says what an effort is for: "an offensive to take the town"."""
    if not any(c.lower_ == "to" and c.dep_ in {"mark", "aux"} for c in token.children):
        return False
    if token.dep_ == "acl":
        return token.head.lower_ in _EFFORTS
    if token.dep_ not in {"advcl", "xcomp"}:
        return False
    return any(c.lower_ in _EFFORTS for c in token.head.children if c.dep_ in {"obj", "nsubj"})


def _supposed(reading: Reading, token: Token) -> tuple[Stance, str | None]:
    for child in token.children:
        if child.lower_ in _SUPPOSED:
            return Stance.REPORTED, None
        if child.dep_ in {"obl", "advcl"} and any(c.lower_ == "according" for c in child.children):
            found = reading.reference_at(child.i)
            return Stance.REPORTED, found.entity if found else None
    return Stance.ASSERTED, None


def _subject(reading: Reading, verb: Token) -> str | None:
    for child in verb.children:
        if child.dep_ == "nsubj":  # who "is said to" do something is not the one who says so
            found = reading.reference_at(child.i)
            return found.entity if found else None
    return None


def _owner(reading: Reading, noun: Token) -> str | None:
    """Whose claim it is: "X's allegation that"."""
    for child in noun.children:
        found = reading.reference_at(child.i) if child.dep_ == "nmod:poss" else None
        if found is not None:
            return found.entity
    return None


def status_of(kind: str, seen: View) -> Status:
    """What tense and adverbs say about a state, an event whose result lasts, or a deed."""
    if kind == "deed":
        return Status.CURRENT
    if seen.stance is Stance.DENIED:
        never = kind == "state" and seen.past and seen.ever
        return Status.FORMER if never else Status.CURRENT
    if seen.stance is Stance.HYPOTHETICAL:
        return Status.CURRENT
    if seen.ended or (seen.once and kind == "state"):
        return Status.FORMER
    gone = seen.past and not (seen.perfect or seen.indirect or seen.still)
    return Status.FORMER if kind == "state" and gone else Status.CURRENT
