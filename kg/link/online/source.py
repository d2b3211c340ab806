"""Candidates of the live Wikidata beside those of the index; without a network, the index alone."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from kg.errors import LinkerUnavailable
from kg.link.candidates import UNKNOWN, CandidateSource, Found, Item, Named
from kg.link.claims import item_of, kind_of, mapping, targets
from kg.link.index import qid_text
from kg.link.keys import key
from kg.link.online.ancestry import Ancestry
from kg.link.online.beside import LOG, Beside, joined, names
from kg.link.online.cache import AnswerCache, cache_place
from kg.link.online.http import Http, contact

__all__ = ["WIKIDATA", "OnlineCandidates"]

WIKIDATA = "https://www.wikidata.org/w/api.php"
_BATCH = 50
_HITS = "10"


class OnlineCandidates(Beside):
    """A source that asks Wikidata for each name once, and details of items fifty at a time."""

    def __init__(
        self,
        offline: CandidateSource,
        http: Http,
        cache: AnswerCache,
        *,
        url: str = WIKIDATA,
        ancestry: Ancestry | None = None,
    ) -> None:
        super().__init__(offline, http, cache, url=url)
        self._ancestry = ancestry or Ancestry(http, cache)
        self._vague = False
        self._items: dict[str, Item | None] = {}
        self._hits: dict[str, tuple[tuple[str, int], ...]] = {}

    @classmethod
    def open(cls, offline: CandidateSource, *, cache: Path | None = None) -> "OnlineCandidates":
        """Open the live Wikidata beside an index.

        Raises: UsageError without a contact address, OutputError without a place for answers.
        """
        return cls(offline, Http(contact()), AnswerCache(cache or cache_place()))

    def item(self, number: int) -> Item | None:
        """Give an item, of the index first."""
        known = self._offline.item(number)
        if known is None and not self._down:
            try:
                self._fetch([qid_text(number)])
            except LinkerUnavailable as err:
                self._fail(err)
        return known or self._items.get(qid_text(number))

    def expect(self, named: Sequence[Named]) -> None:
        """Ask for all names of a document, then for the details of all hits together."""
        self._offline.expect(named)
        try:
            asked = sorted((folded, form) for folded, (form, _) in names(named).items())
            self._fetch([hit for _, name in asked for hit, _ in self._search(name)])
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
        found = ((self._items.get(hit), how) for hit, how in hits)
        return joined(known, ((item, how) for item, how in found if item))

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
        self._learn([mapping(entities[item]) for item in batch])
        for item in batch:
            made = item_of(mapping(entities[item]), "en", self._ancestry.kinds)
            self._items[item] = made
            if not (made and made.kind == UNKNOWN and self._vague):
                stored = {n: getattr(made, n) for n in Item.__slots__} if made else None
                self._cache.put(f"{self._url} item {item}", stored, now=self._http.clock.now())

    def _learn(self, entities: Iterable[Mapping[str, Any]]) -> None:
        """Find out what kinds the classes of items are, as far as the query service tells."""
        classes = [targets(entity, "P31") for entity in entities]
        known = self._ancestry.kinds
        vague = {one for some in classes if kind_of(some, known) == UNKNOWN for one in some}
        if self._vague or not vague:
            return
        try:
            self._ancestry.learn(vague)
        except LinkerUnavailable as err:
            LOG.warning("%s; going on without the kinds of some items", err)
            self._vague = True
