"""What stands for a name without being one: a description beside it, a relative pronoun after it.

Parses often hang an apposition or a relative clause on the wrong noun of a long sentence. The words
decide here: a description or a relative pronoun goes with the name right before its comma.
"""

from kg.extract.lexicon import lexicon
from kg.extract.names import family
from kg.extract.parsed import Reading, Reference
from kg.extract.tokens import Doc, Token

__all__ = ["antecedent", "described"]

_ARTICLES = frozenset("a an the another".split())
_INSIDE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV", "VERB", "PUNCT", "X"})
_BREAKS = frozenset({",", "—", "–", "-", "("})
_RELATIVE = frozenset({"who", "which", "that", "whom", "whose", "where"})
_LONGEST = 9
_HOMES = frozenset({"City", "Region", "Country", "Place"})


def _before(reading: Reading, noun: Token) -> Reference | None:
    """The name that a noun of its class ends: "the Harbour group"."""
    found = reading.reference_at(noun.i - 1) if noun.i else None
    named = found is not None and found.kind == "name" and _fits(reading, noun, found)
    return found if named else None


def described(reading: Reading, noun: Token) -> Reference | None:
    """The name that a description follows: "X, a militia", "X (SDF), the main force"."""
    if noun.pos_ != "NOUN":
        return None
    start = _article(noun)
    if start is None or not start or noun.doc[start - 1].text not in _BREAKS:
        return None
    found = _ending_at(reading, noun.doc, start - 1)
    if found is not None and not _fits(reading, noun, found):
        found = _at_home(reading, found)
    return found if found is not None and _fits(reading, noun, found) else None


def _at_home(reading: Reading, place: Reference) -> Reference | None:
    """The person before where he or she is from: "X of Ohio, a Republican"."""
    home = reading.entity(place.entity).type in _HOMES
    before = place.start - 1
    if not home or before < 1 or reading.doc.lower[before] not in {"of", "from"}:
        return None
    found = reading.reference_at(before - 1)
    person = found is not None and reading.entity(found.entity).type == "Person"
    return found if person else None


def _article(noun: Token) -> int | None:
    """The article that the description begins with."""
    for at in range(noun.i - 1, max(noun.i - _LONGEST, -1), -1):
        token = noun.doc[at]
        if token.lower_ in _ARTICLES:
            return at
        if token.pos_ not in _INSIDE or token.text in _BREAKS - {"-"}:
            return None
    return None


def _ending_at(reading: Reading, doc: Doc, end: int) -> Reference | None:
    """The name or description that ends before token `end`, its acronym in brackets aside."""
    at = end - 1
    if at > 1 and doc[at].text == ")":
        while at > 0 and doc[at].text != "(":
            at -= 1
        at -= 1
    found = reading.reference_at(at) if at >= 0 else None
    return found if found is not None and found.kind != "pronoun" else None


def _fits(reading: Reading, noun: Token, name: Reference) -> bool:
    """Whether the noun can describe the name: by its class, or else by the parse."""
    word = noun.lower_
    classes = lexicon().nominals.get(word)
    if classes is None:
        return noun.dep_ == "appos" and name.start <= noun.head.i < name.end
    kind = family(reading.entity(name.entity).type)
    return any(family(one) == kind for one in classes)


def antecedent(reading: Reading, pronoun: Token) -> Reference | None:
    """The name that a relative pronoun goes with: "X, whose chief", "X, of which Y is a part"."""
    if pronoun.lower_ not in _RELATIVE or not pronoun.i:
        return None
    doc, at = pronoun.doc, pronoun.i
    if pronoun.lower_ == "that" and doc[at - 1].text not in _BREAKS:
        return _restricted(reading, pronoun)
    if doc[at - 1].pos_ == "ADP":
        at -= 1
    if at and doc[at - 1].text in _BREAKS:
        at -= 1
    if at and doc[at - 1].pos_ == "NOUN" and reading.reference_at(at - 1) is None:
        return described(reading, doc[at - 1]) or _before(reading, doc[at - 1])
    return _ending_at(reading, doc, at)


def _restricted(reading: Reading, pronoun: Token) -> Reference | None:
    """What a clause with "that" picks out: no name that stands alone, "the city in Y that"."""
    verb = pronoun.head
    while verb.dep_ != "acl:relcl" and verb.head.i != verb.i:
        verb = verb.head
    noun = verb.head
    if verb.dep_ != "acl:relcl" or pronoun.head.i < noun.i:
        return None
    return reading.reference_at(noun.i) or described(reading, noun)
