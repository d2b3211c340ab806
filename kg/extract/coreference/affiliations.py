"""Whose man somebody is: the body that a person speaks for, heads or belongs to by the text."""

from collections.abc import Iterator

from kg.extract.discourse import Discourse, Pointer
from kg.extract.tokens import Token

__all__ = ["affiliation"]

_JOINED = frozenset(("appos", "flat", "flat:name", "compound", "nmod:desc"))
_INSIDE = frozenset(("nmod", "nmod:poss", "compound", "amod", "poss"))
_OBJECTS = frozenset(("obj", "dobj", "obl", "nmod"))
_ACTS = frozenset(
    ("lead", "head", "run", "command", "speak", "chair", "found", "join", "represent")
)
_BODY = frozenset(("Organization",))


def affiliation(text: Discourse, person: int, *, before: int) -> int | None:
    """Give the body that the last words about a person before a token put him with."""
    found = None
    for pointer in text.pointers:
        if pointer.start >= before:
            break
        if pointer.cluster == person and pointer.kind != "pronoun":
            found = next(_bodies(text, pointer), found)
    return found


def _bodies(text: Discourse, pointer: Pointer) -> Iterator[int]:
    head = text.doc[pointer.head]
    nouns = [head, *(one for one in head.children if one.dep_ in _JOINED)]
    if head.dep_ in _JOINED:
        nouns.append(head.head)
    for noun in nouns:
        yield from _inside(text, noun)
    for child in head.children:
        if child.dep_ in ("acl:relcl", "relcl") and child.lemma_.lower() in _ACTS:
            yield from _named(text, (one for one in child.children if one.dep_ in _OBJECTS))


def _inside(text: Discourse, noun: Token) -> Iterator[int]:
    yield from _named(text, (one for one in noun.children if one.dep_ in _INSIDE))


def _named(text: Discourse, tokens: Iterator[Token]) -> Iterator[int]:
    for token in tokens:
        pointer = text.covering[token.i]
        if pointer is not None and text.family(pointer) in _BODY:
            yield pointer.cluster
        elif pointer is None:
            inner = (one for one in token.children if one.dep_ in _INSIDE)
            for one in inner:
                deeper = text.covering[one.i]
                if deeper is not None and text.family(deeper) in _BODY:
                    yield deeper.cluster
