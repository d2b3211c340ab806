"""Pairs of the pattern files: two names and the words between them, no parse needed."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from kg.extract.lexicon import lexicon, plain
from kg.extract.parsed import Reading, Reference
from kg.extract.relations.frames import Library, Pair
from kg.extract.relations.merging import Hit
from kg.extract.relations.passages import passage
from kg.extract.stance import able_to_speak
from kg.model import Relation, Stance
from kg.vocab import load_schema

__all__ = ["paired"]

_GAP = 60
_LIST = 40
_JOINING = frozenset({",", "and", "or"})
_OWNER = re.compile(
    r"^(?:['’]s?|-based|(?:\s+[a-z-]+){0,2}\s+(?:firm|company|bank|charity|tank|group))\s+"
)
_CLASS = re.compile(
    r"\s+(?:state|city|town|island|province|region|territory|village) of\s+(?:the\s+)?"
)
_ARTICLE = re.compile(r",\s+an?\s+")


def paired(reading: Reading, patterns: Library) -> Iterator[Hit]:
    """Yield what the words between names that stand side by side say of them."""
    names = [one for one in reading.references if one.kind in {"name", "nominal"}]
    for first, second, between in _neighbours(reading, names):
        if not patterns.middle.fullmatch(between):
            continue
        for pair in patterns.pairs:
            if pair.between.fullmatch(between):
                yield from _matching(reading, pair, first, second)


def _neighbours(
    reading: Reading, names: Sequence[Reference]
) -> Iterator[tuple[Reference, Reference, str]]:
    """Names side by side and the words between; a third may belong to the last of them.

    "in Y's Z" and "of the Y-based Z" tell of Z.
    """
    for number, (first, second) in enumerate(pairwise(names)):
        between = _between(reading, first, second)
        if between is None:
            continue
        third = names[number + 2] if number + 2 < len(names) else None
        owned = _between(reading, second, third) if third else None
        if third and owned and _describes(reading, second, owned):
            yield first, third, between + owned.lstrip()  # "X, on the Italian island of Y"
            continue
        bare = _OWNER.sub("", owned) if owned else None
        if bare != "" or between == ", ":
            yield first, second, between
        if third and owned and between == ", " and owned.startswith("-"):
            yield first, third, between + owned  # "Lund, Sweden-based X"
        if third and bare is not None and bare != owned:
            yield first, third, between + bare
        elif third and owned == " " and _ARTICLE.fullmatch(between):
            yield first, third, between  # "X, an Ohio Republican"


def _describes(reading: Reading, one: Reference, after: str) -> bool:
    """Whether a country's name only describes what follows: "the Indian, the U.S. state of Y"."""
    if reading.entity(one.entity).type == "Country" and _CLASS.fullmatch(after):
        return True
    word = reading.doc[one.start]
    single = one.end == one.start + 1 and word.pos_ == "ADJ"
    return single and plain(word.text) in lexicon().demonyms


def _between(reading: Reading, first: Reference, second: Reference) -> str | None:
    start, end = reading.doc[first.end - 1].end, reading.doc[second.start].idx
    if not 0 <= end - start <= _GAP:
        return None
    between = reading.document.text[start:end]
    return None if "\n" in between else between


def _matching(reading: Reading, pair: Pair, first: Reference, second: Reference) -> Iterator[Hit]:
    heads = [first, *_joined_before(reading, first)] if pair.heads else [first]
    others = [second, *_joined(reading, second)] if pair.list else [second]
    for head, other in product(heads, others):
        subject, target = (other, head) if pair.reverse else (head, other)
        if _fits(reading, pair, subject, target) and _fits_around(reading, pair, head, other):
            yield _hit(reading, pair, subject, target)


def _joined_before(reading: Reading, last: Reference) -> Iterator[Reference]:
    """Yield the names that "and", and commas before it, join to `last`."""
    if last.start and reading.doc[last.start - 1].text == ",":
        return
    for other in reversed(list(reading.references_in(last.start - _LIST, last.start))):
        if not _is_list(reading, other.end, last.start):
            return
        yield other
        last = other


def _joined(reading: Reading, first: Reference) -> Iterator[Reference]:
    """Yield the names that commas and "and" join to `first`, one after the other."""
    last = first
    for other in reading.references_in(first.end, first.end + _LIST):
        if not _is_list(reading, last.end, other.start):
            return
        yield other
        last = other


def _is_list(reading: Reading, start: int, end: int) -> bool:
    return all(reading.doc[i].lower_ in _JOINING for i in range(start, end))


def _fits(reading: Reading, pair: Pair, subject: Reference, target: Reference) -> bool:
    """Check the classes of a pair to the letter: a list of countries is no address."""
    if subject.entity == target.entity:
        return False
    first, second = reading.entity(subject.entity), reading.entity(target.entity)
    if pair.subject_class and first.type not in pair.subject_class:
        return False
    if pair.object_class and second.type not in pair.object_class:
        return False
    if not pair.named.fit(first.name, second.name):
        return False
    return load_schema().allows(pair.relation, first.type, second.type)


def _fits_around(reading: Reading, pair: Pair, first: Reference, second: Reference) -> bool:
    text = reading.document.text
    if pair.before is not None:
        start = reading.doc[first.start].idx
        if not pair.before.search(text[max(0, start - _GAP) : start]):
            return False
    if pair.after is not None:
        end = reading.doc[second.end - 1].end
        return bool(pair.after.match(text[end : end + _GAP]))
    return True


def _hit(reading: Reading, pair: Pair, subject: Reference, target: Reference) -> Hit:
    first = min(subject.start, target.start)
    quoted = reading.claim_at(reading.doc[first].idx)
    inside = quoted is not None
    speaker = quoted.speaker.entity if quoted and quoted.speaker else None
    sure = pair.precision * subject.confidence * target.confidence
    relation = Relation(
        subject=subject.entity,
        predicate=pair.relation,
        object=target.entity,
        evidence=passage(reading, None, subject, target),
        status=pair.status,
        stance=Stance.REPORTED if inside else Stance.ASSERTED,
        confidence=round(min(sure, 0.99), 2),
        attributed_to=able_to_speak(reading, speaker) if inside else None,
        extractor=pair.id,
    )
    return Hit(relation, first)
