"""What a client reads of a reconciliation service: its manifest, its candidates.

The Reconciliation Service API, versions 0.1 and 0.2. Services differ in what they leave out and
write empty maps as lists: only what the specification requires is required here.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import LinkerUnavailable, UsageError
from kg.link.claims import mapping

__all__ = ["Manifest", "Offer", "manifest", "offers"]

_SPOKEN = frozenset({"0.1", "0.2"})
_BATCH, _MOST = 10, 50
_SPACE = "://www.wikidata.org/entity/"
_HIGH = 100.0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a service says of itself: its name, and how many queries it takes at once."""

    name: str
    batch: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A candidate of a service; `score` runs from 0 to 1 within its answer."""

    qid: int
    name: str
    description: str
    types: tuple[str, ...]
    score: float
    match: bool


def manifest(body: Mapping[str, Any], *, where: str) -> Manifest:
    """Read a manifest; one that names no versions is of 0.1.

    Raises: UsageError where it is none, of another version, or of other things than items.
    """
    name, space = body.get("name"), body.get("identifierSpace")
    versions = body.get("versions") or ["0.1"]
    spoken = versions if isinstance(versions, list) else [versions]
    if not isinstance(name, str) or not _SPOKEN & {str(v) for v in spoken}:
        hint = "a reconciliation service answers a plain GET with its manifest"
        raise UsageError("is no reconciliation service 0.1 or 0.2", where=where, hint=hint)
    if not str(space).rstrip("/").endswith(_SPACE.rstrip("/")):
        raise UsageError(f"knows no items of Wikidata, but of {space}", where=where)
    size = body.get("batchSize")
    batch = size if isinstance(size, int) and size > 0 else _BATCH
    return Manifest(name, min(batch, _MOST))


def offers(answer: object, *, where: str) -> tuple[Offer, ...]:
    """Read the candidates of one query, the best first; what is no item is passed over.

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
    ordered = sorted(found, key=lambda one: (-one.score, one.qid))
    return tuple(
        Offer(o.qid, o.name, o.description, o.types, o.score, o.match and sure) for o in ordered
    )


def _offer(one: Mapping[str, Any], score: float) -> Offer | None:
    name = str(one.get("id", ""))
    if name[:1] != "Q" or not name[1:].isdigit():
        return None
    return Offer(
        int(name[1:]),
        str(one.get("name") or ""),
        str(one.get("description") or ""),
        tuple(_types(one.get("type"))),
        score,
        one.get("match") is True,
    )


def _types(listed: object) -> Iterator[str]:
    for one in listed if isinstance(listed, list) else []:
        yield str(one if isinstance(one, str) else mapping(one).get("id", ""))


def _score(one: Mapping[str, Any]) -> float:
    score: object = one.get("score")
    if not isinstance(score, int | float) or not math.isfinite(score):
        return 0.0
    return max(0.0, float(score))
