"""What a client reads of a reconciliation service: its manifest, its candidates.

The Reconciliation Service API, versions 0.1 and 0.2. Services differ in what they leave out and
write empty maps as lists: only what the specification requires is required here.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from kg.errors import LinkerUnavailable, UsageError
from kg.link.claims import mapping

__all__ = ["Manifest", "Offer", "Type", "manifest", "offers"]

_SPOKEN = frozenset({"0.1", "0.2"})
_BATCH, _MOST = 10, 50
_SPACE = "://www.wikidata.org/entity/"
_HIGH = 100.0
_ID = "{{id}}"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")
_ENDS = ("/", "#", ":", "=")


@dataclass(frozen=True, slots=True)
class Type:
    """A type of a service: its identifier, and what people call it."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a service says of itself: its name, and how many queries it takes at once.

    `prefix` stands before an identifier in the IRI of an entry; where there is none, the identifier
    goes into the template `view`. Both are empty for Wikidata's items. `types` are good choices.
    """

    name: str
    batch: int
    prefix: str = ""
    view: str = ""
    types: tuple[Type, ...] = ()

    @property
    def registers(self) -> bool:
        """Whether its entries are others than the items of Wikidata."""
        return bool(self.prefix or self.view)

    def iri(self, identifier: str) -> str | None:
        """Give the IRI of an entry, None where that is none; some identifiers are IRIs already."""
        if identifier.startswith(("http://", "https://")):
            return identifier if _IRI.fullmatch(identifier) else None
        if self.prefix:
            return self.prefix + quote(identifier, safe="/:")
        return self.view.replace(_ID, quote(identifier, safe=""))


@dataclass(frozen=True, slots=True)
class Offer:
    """A candidate of a service; `score` runs from 0 to 1 within its answer, `given` is its own."""

    id: str
    name: str
    description: str
    types: tuple[Type, ...]
    score: float
    given: float
    match: bool

    @property
    def qid(self) -> int:
        """The number of an item of Wikidata, 0 where it is none."""
        return int(self.id[1:]) if re.fullmatch(r"Q[1-9][0-9]*", self.id, re.ASCII) else 0


def manifest(body: Mapping[str, Any], *, where: str) -> Manifest:
    """Read a manifest; one that names no versions is of 0.1.

    Raises: UsageError where it is none, of another version, or gives its identifiers no IRIs.
    """
    name, space = body.get("name"), str(body.get("identifierSpace"))
    versions = body.get("versions") or ["0.1"]
    spoken = versions if isinstance(versions, list) else [versions]
    if not isinstance(name, str) or not _SPOKEN & {str(v) for v in spoken}:
        hint = "a reconciliation service answers a plain GET with its manifest"
        raise UsageError("is no reconciliation service 0.1 or 0.2", where=where, hint=hint)
    size = body.get("batchSize")
    batch = min(size if isinstance(size, int) and size > 0 else _BATCH, _MOST)
    if space.rstrip("/").endswith(_SPACE.rstrip("/")):
        return Manifest(name, batch)
    types = tuple(_types(body.get("defaultTypes")))
    prefix, view = _prefix(space), _view(body)
    if not prefix and not view:
        raise UsageError(f"says no IRIs of its entries, only {space}", where=where)
    return Manifest(_text(name), batch, prefix, view, types)


def _prefix(space: str) -> str:
    """Give the identifier space: "the URI namespace (i.e. prefix) for the identifiers" (0.2, 2.5).

    Of the specification's own examples some name a page there: what ends like a word is no prefix.
    """
    return space if space.endswith(_ENDS) and _IRI.fullmatch(space) else ""


def _view(body: Mapping[str, Any]) -> str:
    """Give the view template, which gives each entity "a corresponding URI" (0.2, 2.1)."""
    view = str(mapping(body.get("view")).get("url"))
    return view if _ID in view and _IRI.fullmatch(view.replace(_ID, "1")) else ""


def offers(answer: object, *, where: str) -> tuple[Offer, ...]:
    """Read the candidates of one query, the best first; what has no identifier is passed over.

    Scores have no fixed scale: those of a service that goes higher than 100 count by its highest.

    Raises: LinkerUnavailable where there is no result: that is not the same as an empty one.
    """
    listed = mapping(answer).get("result")
    if not isinstance(listed, list):
        raise LinkerUnavailable("answers without a result", where=where)
    given = [mapping(one) for one in listed]
    scores = [_score(one) for one in given]
    high = max((_HIGH, *scores))
    made = (_offer(one, score / high) for one, score in zip(given, scores, strict=True))
    found = [one for one in made if one is not None]
    # At most one should match; where several do, none is sure.
    sure = sum(one.match for one in found) == 1
    ordered = sorted(found, key=lambda one: (-one.score, one.qid, one.id))
    return tuple(replace(one, match=one.match and sure) for one in ordered)


def _offer(one: Mapping[str, Any], score: float) -> Offer | None:
    identifier = one.get("id")
    if not isinstance(identifier, str) or not identifier.strip():
        return None
    return Offer(
        id=_text(identifier),
        name=_text(one.get("name")),
        description=str(one.get("description") or ""),
        types=tuple(_types(one.get("type"))),
        score=score,
        given=_score(one),
        match=one.get("match") is True,
    )


def _types(listed: object) -> Iterator[Type]:
    for one in listed if isinstance(listed, list) else []:
        known = {"id": one} if isinstance(one, str) else mapping(one)
        yield Type(_text(known.get("id")), _text(known.get("name")))


def _text(given: object) -> str:
    """Give words on one line, without what no encoding can write."""
    return " ".join(str(given or "").encode(errors="replace").decode().split())


def _score(one: Mapping[str, Any]) -> float:
    score: object = one.get("score")
    if not isinstance(score, int | float) or not math.isfinite(score):
        return 0.0
    return max(0.0, float(score))
