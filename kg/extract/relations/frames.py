"""Relation patterns as data: which words say a relation, and which roles its two ends play.

A frame is one way of saying a relation, in the file of its relation under `patterns/`. A verb or a
noun triggers it; roles name the places where its ends stand (see `roles.py`). A pair has no
trigger: two names and the words between them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import yaml

from kg.errors import ConfigError
from kg.extract.inflection import forms, past
from kg.model import Status

__all__ = ["Frame", "Library", "Pair", "library"]

_FOLDER = Path(__file__).parent / "patterns"
_KEYS = {
    "id", "verb", "noun", "subject", "object", "kind", "status", "precision", "example", "counter",
    "subject_class", "object_class", "subject_named", "object_named", "needs", "unless", "ends",
    "over",
}  # fmt: skip
_PAIR_KEYS = {
    "id", "between", "list", "subject_class", "object_class", "precision", "example", "counter",
    "reverse", "after", "before", "heads", "subject_named", "object_named", "status",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of the two ends must look like: "Faculty of Law" is part of something."""

    subject: re.Pattern[str] | None = None
    object: re.Pattern[str] | None = None

    def fit(self, subject: str, target: str) -> bool:
        """Whether both names are of the right form."""
        first = self.subject is None or bool(self.subject.search(subject))
        return first and (self.object is None or bool(self.object.search(target)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One trigger and the roles of its ends.

    `kind` is `event` (what was done still holds), `state` (in the past tense it has ended) or
    `deed` (never ends). `status` overrides what the tense says. Without one of the words of
    `needs` beside the trigger, or with one of `unless`, it says nothing. `ends` marks a frame by
    which the subject takes over from whoever held the object.
    """

    id: str
    relation: str
    lemmas: frozenset[str]
    part: Literal["verb", "noun"]
    subject: tuple[str, ...]
    object: tuple[str, ...]
    kind: str
    precision: float
    status: Status | None = None
    subject_class: frozenset[str] = frozenset()
    object_class: frozenset[str] = frozenset()
    needs: str | None = None
    unless: frozenset[str] = frozenset()
    ends: bool = False
    over: str | None = None
    named: Names = Names()

    def is_bare(self, form: str) -> bool:
        """Whether a written form is an infinitive of this frame and no past form."""
        return form in self.lemmas and form not in past(form)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two names with nothing but the words of `between` in their middle.

    `list` takes in what "and" and commas join to the second, `heads` what they join to the first;
    `reverse` makes the second the subject.
    """

    id: str
    relation: str
    between: re.Pattern[str]
    precision: float
    subject_class: frozenset[str]
    object_class: frozenset[str]
    reverse: bool = False
    list: bool = False
    heads: bool = False
    after: re.Pattern[str] | None = None
    before: re.Pattern[str] | None = None
    named: Names = Names()
    status: Status = Status.CURRENT


@dataclass(frozen=True, slots=True)
class Library:
    """All patterns, frames by the written forms that trigger them.

    Forms, not lemmas: a lemmatizer of any quality may stand before the patterns.
    """

    frames: Mapping[tuple[str, str], tuple[Frame, ...]]
    pairs: tuple[Pair, ...]
    forms: frozenset[str] = field(init=False, repr=False, compare=False)
    """The written forms that trigger any frame, whatever their part of speech."""
    middle: re.Pattern[str] = field(init=False, repr=False, compare=False)
    """What stands between the names of any pair: most words do not."""

    def __post_init__(self) -> None:
        middles = "|".join(f"(?:{pair.between.pattern})" for pair in self.pairs)
        object.__setattr__(self, "forms", frozenset(form for _, form in self.frames))
        object.__setattr__(self, "middle", re.compile(middles))

    def at(self, part: str, form: str, *, past: bool) -> tuple[Frame, ...]:
        """The frames that a written form triggers; in the past, "found" is no form of "to found".

        A word that looks like the infinitive but stands in the past tense belongs to another verb,
        unless the verb has one form for both ("set", "run").
        """
        if past and part == "verb":
            return tuple(f for f in self.frames.get((part, form), ()) if not f.is_bare(form))
        return self.frames.get((part, form), ())


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(value.split())
    if not isinstance(value, list):
        return ()
    return tuple("on" if one is True else str(one) for one in value)  # YAML reads `on` as true


def _checked(entry: Mapping[str, object], allowed: set[str], *, where: str) -> None:
    if unknown := sorted(set(entry) - allowed):
        raise ConfigError(f"unknown keys {', '.join(unknown)}", where=where, hint="see the others")


def _frame(
    relation: str, entry: Mapping[str, object], words: Mapping[str, object], *, where: str
) -> Frame:
    _checked(entry, _KEYS, where=where)
    part: Literal["verb", "noun"] = "verb" if "verb" in entry else "noun"
    status = entry.get("status")
    needs = entry.get("needs")
    return Frame(
        id=f"{relation}.{entry['id']}",
        relation=relation,
        lemmas=frozenset(_names(entry[part])),
        part=part,
        subject=_names(entry["subject"]),
        object=_names(entry["object"]),
        kind=str(entry.get("kind", "state")),
        precision=float(str(entry.get("precision", 0.7))),
        status=Status(str(status)) if status else None,
        subject_class=frozenset(_names(entry.get("subject_class"))),
        object_class=frozenset(_names(entry.get("object_class"))),
        needs=str(needs) if needs else None,
        unless=frozenset(_names(entry.get("unless"))),
        ends=bool(entry.get("ends", False)),
        over=str(entry["over"]) if "over" in entry else None,
        named=_named(entry, words),
    )


def _named(entry: Mapping[str, object], words: Mapping[str, object]) -> Names:
    first, second = (entry.get(f"{end}_named") for end in ("subject", "object"))
    return Names(
        re.compile(_spelled(str(first), words)) if first else None,
        re.compile(_spelled(str(second), words)) if second else None,
    )


def _pair(
    relation: str, entry: Mapping[str, object], words: Mapping[str, object], *, where: str
) -> Pair:
    _checked(entry, _PAIR_KEYS, where=where)
    around = {
        key: re.compile(str(entry[key]), re.IGNORECASE)
        for key in ("after", "before")
        if key in entry
    }
    return Pair(
        id=f"{relation}.{entry['id']}",
        relation=relation,
        between=re.compile(_spelled(str(entry["between"]), words)),
        precision=float(str(entry.get("precision", 0.7))),
        subject_class=frozenset(_names(entry.get("subject_class"))),
        object_class=frozenset(_names(entry.get("object_class"))),
        reverse=bool(entry.get("reverse", False)),
        list=bool(entry.get("list", False)),
        heads=bool(entry.get("heads", False)),
        after=around.get("after"),
        before=around.get("before"),
        named=_named(entry, words),
        status=Status(str(entry.get("status", Status.CURRENT.value))),
    )


def _spelled(expression: str, words: Mapping[str, object]) -> str:
    """Put in the parts of expressions that a file names once: `<side>`."""
    for name, part in words.items():
        expression = expression.replace(f"<{name}>", f"(?:{part})")
    return expression


def load(folder: Path) -> Library:
    """The patterns of every file in `folder`, one file a relation.

    Raises:
        ConfigError: a file that is no YAML or has keys that mean nothing.
    """
    frames: dict[tuple[str, str], list[Frame]] = {}
    pairs: list[Pair] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            content = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        except yaml.YAMLError as err:
            raise ConfigError("no YAML", where=str(path), hint="mend the file") from err
        _checked(content, {"relation", "words", "frames", "pairs"}, where=str(path))
        relation = str(content["relation"])
        words = content.get("words") or {}
        for entry in content.get("frames") or ():
            frame = _frame(relation, entry, words, where=str(path))
            for form in sorted({f for w in frame.lemmas for f in forms(w, frame.part)}):
                frames.setdefault((frame.part, form), []).append(frame)
        pairs += (_pair(relation, e, words, where=str(path)) for e in content.get("pairs") or ())
    return Library(MappingProxyType({k: tuple(v) for k, v in frames.items()}), tuple(pairs))


@cache
def library() -> Library:
    """The patterns that kg carries."""
    return load(_FOLDER)
