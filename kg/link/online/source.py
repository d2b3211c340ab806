"""Candidates of the live Wikidata beside those of the index; without a network, the index alone."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kg.errors import LinkerUnavailable
from kg.link.candidates import CandidateSource, Found, Item
from kg.link.claims import item_of, kinds, mapping
from kg.link.keys import key
from kg.link.online.cache import AnswerCache, cache_place
from kg.link.online.http import Http, contact

__all__ = ["WIKIDATA", "OnlineCandidates"]

WIKIDATA = "https://www.wikidata.org/w/api.php"
_BATCH = 50
_HITS = "10"
_CAP = 24
_LOG = logging.getLogger("kg")


class OnlineCandidates:
    """A source that asks Wikidata for each name once, and details of items fifty at a time."""

    def __init__(
        self, offline: CandidateSource, http: Http, cache: AnswerCache, *, url: str = WIKIDATA
    ) -> None:
        self._offline = offline
        self._http = http
        self._cache = cache
        self._url = url
        self._items: dict[str, Item | None] = {}
        self._hits: dict[str, tuple[tuple[str, int], ...]] = {}
        self._down = False

    @classmethod
    def open(cls, offline: CandidateSource, *, cache: Path | None = None) -> "OnlineCandidates":
        """Open the live Wikidata beside an index.

        Raises: UsageError without a contact address, OutputError without a place for answers.
        """
        return cls(offline, Http(contact()), AnswerCache(cache or cache_place()))

    @property
    def version(self) -> str:
        """The index, and who was asked beside it."""
        return f"{self._offline.version} and {urlsplit(self._url).hostname}"

    @property
    def complete(self) -> bool:
        """Whether what is not found is not there: not after the network failed."""
        return not self._down

    def close(self) -> None:
        """Let go of files and connections."""
        self._http.close()
        self._cache.close()
        self._offline.close()

    def label(self, item: str) -> str:
        """Give the label of an item, of the index first."""
        known = self._items.get(item)
        return self._offline.label(item) or (known.label if known else "")

    def expect(self, names: Iterable[str]) -> None:
        """Ask for all names of a document, then for the details of all hits together."""
        asked = sorted({key(name): name for name in names if key(name)}.items())
        self._offline.expect(name for _, name in asked)
        try:
            found = [hit for _, name in asked for hit, _ in self._search(name)]
            self._fetch(found)
        except LinkerUnavailable as err:
            self._fail(err)

    def find(self, name: str) -> Sequence[Found]:
        """Give the items of a name, the index's counts kept; without a network, the index's."""
        known = tuple(self._offline.find(name))
        try:
            hits = self._search(name)
            self._fetch([item for item, _ in hits])
        except LinkerUnavailable as err:
            self._fail(err)
            return known
        return self._joined(known, hits)

    def _joined(self, known: Sequence[Found], hits: Sequence[tuple[str, int]]) -> tuple[Found, ...]:
        found = {one.item.qid: one for one in known}
        seen = known[0].seen if known else 0
        for name, how in hits:
            item = self._items.get(name)
            if item is None:
                continue
            old = found.get(item.qid)
            if old is None:
                found[item.qid] = Found(item, how, 0.0, seen)
            elif how < old.how:
                found[item.qid] = replace(old, how=how)
        ordered = sorted(found.values(), key=lambda f: (-f.share, -f.item.pop, f.how, f.item.qid))
        return tuple(ordered[:_CAP])

    def _fail(self, err: LinkerUnavailable) -> None:
        if not self._down:
            _LOG.warning("%s; going on offline: what the index does not know stays unknown", err)
        self._down = True

    def _get(self, fields: Mapping[str, str]) -> Mapping[str, Any]:
        if self._down:
            raise LinkerUnavailable("does not answer", where=self._url)
        return self._http.get(self._url, {**fields, "format": "json", "maxlag": "5"})

    def _search(self, name: str) -> tuple[tuple[str, int], ...]:
        """Give the items whose label (0) or alias (1) is the name: a search is for beginnings."""
        folded = key(name)
        if folded not in self._hits:
            asked, now = f"{self._url} search {folded}", self._http.clock.now()
            kept = self._cache.get(asked, now=now)
            if kept is None:
                kept = [[[h, how] for h, how in self._ask(name, folded)]]
                self._cache.put(asked, kept[0], now=now)
            self._hits[folded] = tuple((str(h), int(how)) for h, how in kept[0])
        return self._hits[folded]

    def _ask(self, name: str, folded: str) -> list[tuple[str, int]]:
        fields = {"action": "wbsearchentities", "search": name, "language": "en", "uselang": "en"}
        body = self._get({**fields, "type": "item", "limit": _HITS})
        if not isinstance(body.get("search"), list):
            raise LinkerUnavailable("answers without a result", where=self._url)
        found = []
        for hit in map(mapping, body["search"]):
            match = mapping(hit.get("match"))
            if key(str(match.get("text", ""))) == folded:
                found.append((str(hit.get("id", "")), int(match.get("type") != "label")))
        return found

    def _fetch(self, items: Iterable[str]) -> None:
        """Read the details of items, from the cache or fifty at a time."""
        now, missing = self._http.clock.now(), []
        for item in sorted({i for i in items if i not in self._items}):
            kept = self._cache.get(f"{self._url} item {item}", now=now)
            if kept is None:
                missing.append(item)
            else:
                self._items[item] = Item(**kept[0]) if kept[0] else None
        for start in range(0, len(missing), _BATCH):
            self._details(missing[start : start + _BATCH])

    def _details(self, batch: Sequence[str]) -> None:
        fields = {"action": "wbgetentities", "ids": "|".join(batch), "languages": "en"}
        props = "labels|descriptions|claims|sitelinks"
        body = self._get({**fields, "props": props, "redirects": "yes"})
        entities = mapping(body.get("entities"))
        if any(item not in entities for item in batch):
            raise LinkerUnavailable("answers without what was asked for", where=self._url)
        for item in batch:
            made = self._items[item] = item_of(mapping(entities[item]), "en", kinds())
            stored = {n: getattr(made, n) for n in Item.__slots__} if made else None
            self._cache.put(f"{self._url} item {item}", stored, now=self._http.clock.now())
