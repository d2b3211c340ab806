"""What kind of thing the classes of items are, asked of Wikidata's query service for many at once.

An item says `commune of France`; that this is a settlement only the classes above it say.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.errors import LinkerUnavailable
from kg.link.claims import kinds, mapping
from kg.link.index import qid_text
from kg.link.online.cache import AnswerCache
from kg.link.online.http import Http

__all__ = ["QUERY_SERVICE", "Ancestry"]

QUERY_SERVICE = "https://query.wikidata.org/sparql"
_ROWS = "application/sparql-results+json"
_BATCH = 100
_QUERY = """
PREFIX wd: <http://www.wikidata.org/entity/>
PREFIX wdt: <http://www.wikidata.org/prop/direct/>
SELECT DISTINCT ?class ?root WHERE {{
  VALUES ?class {{ {classes} }}
  VALUES ?root {{ {roots} }}
  ?class wdt:P279* ?root .
}}
"""
_ENTITY = "http://www.wikidata.org/entity/Q"
_BROAD = "organization"


class Ancestry:
    """The kinds of classes: those of our own table, and those learnt of the query service."""

    def __init__(self, http: Http, cache: AnswerCache, *, url: str = QUERY_SERVICE) -> None:
        self._http = http
        self._cache = cache
        self._url = url
        self.kinds: dict[int, str] = dict(kinds())
        self._asked: set[int] = set(self.kinds)

    def learn(self, classes: Iterable[int]) -> None:
        """Find out what kinds these classes are; what is below no kind of ours has none.

        Raises: LinkerUnavailable where the service does not answer.
        """
        missing = []
        for one in sorted(set(classes) - self._asked):
            kept = self._cache.get(self._place(one), now=self._http.clock.now())
            if kept is None:
                missing.append(one)
            else:
                self._note(one, kept[0])
        for start in range(0, len(missing), _BATCH):
            self._ask(missing[start : start + _BATCH])

    def _place(self, one: int) -> str:
        return f"{self._url} kind {one}"

    def _note(self, one: int, kind: str) -> None:
        self._asked.add(one)
        if kind:
            self.kinds[one] = kind

    def _ask(self, batch: Sequence[int]) -> None:
        query = _QUERY.format(classes=_terms(batch), roots=_terms(kinds()))
        body = self._http.post(self._url, {"query": query}, accept=_ROWS)
        rows = mapping(body.get("results")).get("bindings")
        if not isinstance(rows, list):
            raise LinkerUnavailable("answers without a result", where=self._url)
        roots: dict[int, set[int]] = {one: set() for one in batch}
        for row in map(mapping, rows):
            one, root = _number(row.get("class")), _number(row.get("root"))
            if one in roots and root in kinds():
                roots[one].add(root)
        for one, above in roots.items():
            kind = _kind(above)
            self._note(one, kind)
            self._cache.put(self._place(one), kind, now=self._http.clock.now())


def _terms(items: Iterable[int]) -> str:
    return " ".join(f"wd:{qid_text(item)}" for item in items)


def _number(term: object) -> int:
    value = str(mapping(term).get("value", "")).removeprefix(_ENTITY)
    return int(value) if value.isdecimal() else 0


def _kind(roots: Iterable[int]) -> str:
    """Give the kind of the most telling root: a university is an organization as well."""
    table: Mapping[int, Any] = kinds()
    found = [kind for root, kind in table.items() if root in set(roots)]
    return min(found, key=lambda kind: kind == _BROAD, default="")
