"""What a reconciliation service answers, over the index: pure, without any server.

The specification is the Reconciliation Service API 0.2. It allows that the properties of a query
are not used, as here.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors import InputError
from kg.link.candidates import CandidateSource, Found
from kg.link.claims import kinds
from kg.link.index import qid_text
from kg.link.keys import key

__all__ = ["BATCH", "Service"]

BATCH = 50
_LIMIT = 10
_LEVELS = (100.0, 85.0, 60.0, 60.0, 50.0)
_SURE, _CLEAR = 85.0, 15.0


@dataclass(frozen=True, slots=True)
class Service:
    """The answers of one index, which stands at `place`."""

    source: CandidateSource
    place: str

    def manifest(self) -> dict[str, Any]:
        """Say what the service can do, and nothing more."""
        suggest = {"service_url": self.place}
        return {
            "versions": ["0.1", "0.2"],
            "name": f"kg index of Wikidata, {self.source.version}",
            "identifierSpace": "http://www.wikidata.org/entity/",
            "schemaSpace": "http://www.wikidata.org/prop/direct/",
            "defaultTypes": [_type(kind) for kind in sorted(set(kinds().values()))],
            "view": {"url": "https://www.wikidata.org/wiki/{{id}}"},
            "suggest": {
                "entity": {**suggest, "service_path": "/suggest/entity"},
                "type": {**suggest, "service_path": "/suggest/type"},
            },
            "batchSize": BATCH,
        }

    def reconcile(self, queries: str) -> dict[str, Any]:
        """Answer a batch of queries.

        Raises: InputError where the batch is no batch.
        """
        try:
            batch = json.loads(queries)
        except ValueError as err:
            raise InputError("is no JSON", where="queries") from err
        if not isinstance(batch, dict) or not all(_is_query(q) for q in batch.values()):
            raise InputError("is no object of queries", where="queries")
        return {name: {"result": self._candidates(query)} for name, query in batch.items()}

    def _candidates(self, query: Mapping[str, Any]) -> list[dict[str, Any]]:
        wanted = query.get("type") or []
        types = frozenset([wanted] if isinstance(wanted, str) else map(str, wanted))
        # `all` cannot be met by two types: an item has one kind here.
        must = query.get("type_strict", "should") != "should"
        found = self.source.find(str(query["query"]))
        scored = [(_score(f, types), f) for f in found if not must or _typed(f, types)]
        scored.sort(key=lambda one: (-one[0], one[1].item.qid))
        second = scored[1][0] if len(scored) > 1 else 0.0
        answers = [_candidate(f, score) for score, f in scored[: _limit(query.get("limit"))]]
        if answers and scored[0][0] >= _SURE and scored[0][0] - second >= _CLEAR:
            answers[0]["match"] = True
        return answers

    def suggest_entity(self, prefix: str) -> dict[str, Any]:
        """Give items for what was typed: for whole names, as the index has them."""
        return {
            "result": [
                {
                    "id": qid_text(f.item.qid),
                    "name": f.item.label,
                    "description": f.item.description,
                    "notable": [_type(f.item.kind)],
                }
                for f in self.source.find(prefix)[:_LIMIT]
            ]
        }

    def suggest_type(self, prefix: str) -> dict[str, Any]:
        """Give the types whose name begins with what was typed."""
        begun = key(prefix)
        named = sorted(set(kinds().values()))
        return {"result": [_type(kind) for kind in named if kind.startswith(begun)]}


def _is_query(query: object) -> bool:
    if not isinstance(query, dict) or not isinstance(query.get("query"), str):
        return False
    return isinstance(query.get("type", ""), str | list | None)


def _limit(asked: object) -> int:
    return asked if isinstance(asked, int) and 0 < asked < _LIMIT else _LIMIT


def _ids(kind: str) -> Sequence[str]:
    return [qid_text(item) for item, known in kinds().items() if known == kind]


def _type(kind: str) -> dict[str, str]:
    return {"id": next(iter(_ids(kind)), kind), "name": kind}


def _typed(found: Found, types: frozenset[str]) -> bool:
    return not types or bool(types & {found.item.kind, *_ids(found.item.kind)})


def _score(found: Found, types: frozenset[str]) -> float:
    """Score a candidate, 0 to 100: how it was found, how known it is, whether the type fits."""
    known = max(found.share, found.item.pop)
    base = _LEVELS[found.how] * (0.6 + 0.4 * known)
    return round(base if _typed(found, types) else base / 2, 2)


def _candidate(found: Found, score: float) -> dict[str, Any]:
    return {
        "id": qid_text(found.item.qid),
        "name": found.item.label,
        "description": found.item.description,
        "type": [_type(found.item.kind)],
        "score": score,
        "match": False,
        "features": [{"id": "prior", "value": found.item.pop}],
    }
