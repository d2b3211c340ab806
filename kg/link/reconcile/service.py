"""What a reconciliation service answers, over the index: pure, without any server.

The specification is the Reconciliation Service API 0.2 of the W3C community group.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.errors import InputError
from kg.link.candidates import Found, Item
from kg.link.claims import kinds
from kg.link.index import Index, qid_text
from kg.link.keys import key
from kg.link.reconcile.properties import PROPERTIES, extended, property_named, values

__all__ = ["BATCH", "Service"]

BATCH = 50
_LIMIT = 10
_LEVELS = (100.0, 85.0, 60.0, 60.0, 50.0)
_SURE, _CLEAR, _WRONG = 85.0, 15.0, 0.5
_ITEM = re.compile(r"Q[1-9][0-9]{0,11}")
_WIDTH, _HEIGHT = 400, 100


@dataclass(frozen=True, slots=True)
class Service:
    """The answers of one index, which stands at `place`."""

    index: Index
    place: str

    def manifest(self) -> dict[str, Any]:
        """Say what the service can do, and nothing more."""
        paths = {name: f"/suggest/{name}" for name in ("entity", "type", "property")}
        propose = {"service_url": self.place, "service_path": "/properties"}
        preview = f"{self.place}/preview?id={{{{id}}}}"
        return {
            "versions": ["0.1", "0.2"],
            "name": f"kg index of Wikidata, {self.index.version}",
            "identifierSpace": "http://www.wikidata.org/entity/",
            "schemaSpace": "http://www.wikidata.org/prop/direct/",
            "defaultTypes": [_type(kind) for kind in sorted(set(kinds().values()))],
            "view": {"url": "https://www.wikidata.org/wiki/{{id}}"},
            "preview": {"url": preview, "width": _WIDTH, "height": _HEIGHT},
            "suggest": {
                name: {"service_url": self.place, "service_path": path}
                for name, path in paths.items()
            },
            "extend": {"propose_properties": propose, "property_settings": []},
            "batchSize": BATCH,
        }

    def reconcile(self, queries: str) -> dict[str, Any]:
        """Answer a batch of queries.

        Raises: InputError where the batch is no batch.
        """
        batch = _parsed(queries, "queries")
        if not all(_is_query(query) for query in batch.values()):
            raise InputError("is no object of queries", where="queries")
        return {name: {"result": self._candidates(query)} for name, query in batch.items()}

    def _candidates(self, query: Mapping[str, Any]) -> list[dict[str, Any]]:
        wanted = query.get("type") or []
        types = frozenset([wanted] if isinstance(wanted, str) else map(str, wanted))
        # `all` cannot be met by two types: an item has one kind here.
        must = query.get("type_strict", "should") != "should"
        found = [
            f for f in self._named(str(query.get("query") or "")) if not must or _typed(f, types)
        ]
        scored = [(_score(f, types) * _agreeing(f.item, query), f) for f in found]
        scored.sort(key=lambda one: (-one[0], one[1].item.qid))
        second = scored[1][0] if len(scored) > 1 else 0.0
        answers = [_candidate(f, score) for score, f in scored[: _limit(query.get("limit"))]]
        if answers and scored[0][0] >= _SURE and scored[0][0] - second >= _CLEAR:
            answers[0]["match"] = True
        return answers

    def _named(self, name: str) -> Sequence[Found]:
        """Give the items of a name, or the item of an identifier."""
        known = self.index.item(int(name[1:])) if _is_item(name) else None
        return (Found(known, 0, 1.0, 1),) if known else self.index.find(name)

    def suggest_entity(self, prefix: str, skipped: int = 0) -> dict[str, Any]:
        """Give items whose names begin with what was typed, the best known first."""
        found = [f.item for f in self._named(prefix)] if _is_item(prefix) else []
        items = found or self.index.beginning(prefix, limit=skipped + _LIMIT)[skipped:]
        return {
            "result": [
                {
                    "id": qid_text(item.qid),
                    "name": item.label,
                    "description": item.description,
                    "notable": [_type(item.kind)],
                }
                for item in items
            ]
        }

    def suggest_type(self, prefix: str, skipped: int = 0) -> dict[str, Any]:
        """Give the types whose name begins with what was typed."""
        named = [_type(kind) for kind in sorted(set(kinds().values()))]
        return {"result": [one for one in named if _begins(one, prefix)][skipped:]}

    def suggest_property(self, prefix: str, skipped: int = 0) -> dict[str, Any]:
        """Give the properties whose name begins with what was typed."""
        named = [property_named(one) for one in PROPERTIES]
        return {"result": [one for one in named if _begins(one, prefix)][skipped:]}

    def propose(self, kind: str) -> dict[str, Any]:
        """Give the properties that items of a type may have here: all that there are."""
        return {"type": kind, "properties": [property_named(one) for one in PROPERTIES]}

    def extend(self, asked: str) -> dict[str, Any]:
        """Give properties of items.

        Raises: InputError where the question is none.
        """
        query = _parsed(asked, "extend")
        items, properties = query.get("ids"), query.get("properties")
        if not isinstance(items, list) or not isinstance(properties, list):
            raise InputError("asks for no properties of items", where="extend")
        known = {str(i): self.index.item(int(i[1:])) if _is_item(i) else None for i in items}
        asked_for = [str(one["id"]) for one in properties if isinstance(one, dict) and "id" in one]
        return extended(known, asked_for, self.index)

    def preview(self, item: str) -> str | None:
        """Give a small page on an item, None where the index does not have it."""
        known = self.index.item(int(item[1:])) if _is_item(item) else None
        if known is None:
            return None
        said = [known.label, qid_text(known.qid), known.description or known.kind]
        name, number, text = (html.escape(part) for part in said)
        return (
            f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{name}</title>'
            f"</head><body><p><b>{name}</b> ({number})</p><p>{text}</p></body></html>"
        )


def _parsed(text: str, where: str) -> Mapping[str, Any]:
    try:
        body = json.loads(text)
    except ValueError as err:
        raise InputError("is no JSON", where=where) from err
    if not isinstance(body, dict):
        raise InputError("is no object", where=where)
    return body


def _is_item(name: object) -> bool:
    return isinstance(name, str) and _ITEM.fullmatch(name) is not None


def _is_query(query: object) -> bool:
    """Whether a query is one: it has a name, or properties."""
    if not isinstance(query, dict) or not isinstance(query.get("type", ""), str | list | None):
        return False
    named = query.get("query")
    return isinstance(named, str) or (named is None and bool(query.get("properties")))


def _limit(asked: object) -> int:
    return asked if isinstance(asked, int) and 0 < asked < _LIMIT else _LIMIT


def _ids(kind: str) -> Sequence[str]:
    return [qid_text(item) for item, known in kinds().items() if known == kind]


def _type(kind: str) -> dict[str, str]:
    return {"id": next(iter(_ids(kind)), kind), "name": kind}


def _begins(one: Mapping[str, str], prefix: str) -> bool:
    return one["id"] == prefix or key(one["name"]).startswith(key(prefix))


def _typed(found: Found, types: frozenset[str]) -> bool:
    return not types or bool(types & {found.item.kind, *_ids(found.item.kind)})


def _score(found: Found, types: frozenset[str]) -> float:
    """Score a candidate, 0 to 100: how it was found, how known it is, whether the type fits."""
    known = max(found.share, found.item.pop)
    base = _LEVELS[found.how] * (0.6 + 0.4 * known)
    return round(base if _typed(found, types) else base * _WRONG, 2)


def _agreeing(item: Item, query: Mapping[str, Any]) -> float:
    """Weigh the properties asked for: what the index does not know of an item is no objection."""
    share = 1.0
    for pid, wanted in _conditions(query):
        known = values(item, pid)
        if known and not any(value in wanted for value in known):
            share *= _WRONG
    return share


def _conditions(query: Mapping[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    asked = query.get("properties")
    for one in asked if isinstance(asked, list) else []:
        if isinstance(one, dict):
            wanted = one.get("v")
            many = wanted if isinstance(wanted, list) else [wanted]
            yield str(one.get("pid")), [v.get("id") if isinstance(v, dict) else v for v in many]


def _candidate(found: Found, score: float) -> dict[str, Any]:
    return {
        "id": qid_text(found.item.qid),
        "name": found.item.label,
        "description": found.item.description,
        "type": [_type(found.item.kind)],
        "score": round(score, 2),
        "match": False,
        "features": [{"id": "prior", "value": found.item.pop}],
    }
