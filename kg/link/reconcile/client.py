"""Candidates of a reconciliation service beside those of the index; without it, the index alone."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import islice
from typing import Any

from kg.errors import LinkerUnavailable
from kg.link.candidates import CandidateSource, Found, Item, Named
from kg.link.claims import kind_of, kinds
from kg.link.index import qid_text
from kg.link.keys import key, loose
from kg.link.online.beside import Beside, joined, names
from kg.link.online.cache import AnswerCache, cache_place
from kg.link.online.http import Http, TooLarge, signature
from kg.link.rank import context
from kg.link.reconcile.shapes import Manifest, Offer, manifest, offers

__all__ = ["ReconciledCandidates"]

_LIMIT = 10
_ASKED: Mapping[str, str] = {
    "Person": "person",
    "City": "city",
    "Country": "country",
    "Region": "admin1",
    **dict.fromkeys(
        "Organization ArmedGroup GovernmentBody MediaOrganization".split(), "organization"
    ),
}
_PLACES = frozenset({"City", "Region", "Place"})
_COUNTRY = "P17"
# What a service does not call a match is a suggestion: it is not told by its score alone.
_SUGGESTED = 0.25
_Query = Mapping[str, Any]


class ReconciledCandidates(Beside):
    """A source that asks a reconciliation service for the names of a document, batch by batch."""

    def __init__(
        self, offline: CandidateSource, http: Http, cache: AnswerCache, *, url: str
    ) -> None:
        """Ask the service who it is.

        Raises: UsageError where it is no service of Wikidata's items.
        """
        super().__init__(offline, http, cache, url=url)
        self._offers: dict[str, tuple[Offer, ...]] = {}
        self._manifest = Manifest("", 1)
        try:
            body = http.get(url, {})
        except LinkerUnavailable as err:
            self._fail(err)
        else:
            self._manifest = manifest(body, where=url)

    @classmethod
    def open(cls, offline: CandidateSource, url: str) -> "ReconciledCandidates":
        """Open a service beside an index.

        Raises: UsageError where it is none, OutputError without a place for answers.
        """
        with ExitStack() as opened:
            opened.callback(offline.close)
            http = Http(signature(url))
            opened.callback(http.close)
            cache = AnswerCache(cache_place())
            opened.callback(cache.close)
            made = cls(offline, http, cache, url=url)
            opened.pop_all()
        return made

    def item(self, number: int) -> Item | None:
        """Give an item as the index knows it, or the service."""
        known = self._offline.item(number)
        found = (o for some in self._offers.values() for o in some if o.qid == number)
        offered = next(found, None)
        return _item(offered) if known is None and offered else known

    def expect(self, named: Sequence[Named]) -> None:
        """Ask for all names of a document together, each with its class and country."""
        self._offline.expect(named)
        around = context("", named, self._offline).countries
        country = next((c for c, share in around.items() if len(around) == 1), None)
        asked = sorted(names(named).items())
        self._ask({folded: _query(form, one, country) for folded, (form, one) in asked})

    def find(self, name: str) -> Sequence[Found]:
        """Give the items of a name; where the service does not answer, the index's."""
        known = tuple(self._offline.find(name))
        folded = key(name)
        if folded and folded not in self._offers:
            self._ask({folded: _query(name, Named("", (name,)), None)})
        offered = [(o, _how(o, folded)) for o in self._offers.get(folded, ())]
        return joined(known, ((self._known(o), how) for o, how in offered if how is not None))

    def _known(self, offer: Offer) -> Item:
        return self._offline.item(offer.qid) or _item(offer)

    def _ask(self, queries: Mapping[str, _Query]) -> None:
        """Ask what no answer is at hand for; a failure is warned of once."""
        try:
            missing = {n: q for n, q in queries.items() if not self._kept(n, q)}
            while missing:
                batch = dict(islice(missing.items(), self._manifest.batch))
                try:
                    self._send(batch)
                except TooLarge:
                    if len(batch) == 1:
                        raise
                    self._manifest = Manifest(self._manifest.name, len(batch) // 2)
                    continue
                missing = {n: q for n, q in missing.items() if n not in batch}
        except LinkerUnavailable as err:
            self._fail(err)

    def _kept(self, folded: str, query: _Query) -> bool:
        kept = self._cache.get(self._place(query), now=self._http.clock.now())
        if kept is not None:
            self._offers[folded] = offers({"result": kept[0]}, where=self._url)
        return kept is not None

    def _place(self, query: _Query) -> str:
        return f"{self._url} {self._manifest.name} query {json.dumps(query, sort_keys=True)}"

    def _send(self, batch: Mapping[str, _Query]) -> None:
        """Ask a batch. Only what has a result is kept; where one has none, the service failed."""
        if self._down:
            raise LinkerUnavailable("does not answer", where=self._url)
        numbered = {f"q{n}": folded for n, folded in enumerate(batch)}
        queries = json.dumps({number: batch[folded] for number, folded in numbered.items()})
        body = self._http.post(self._http.home(self._url), {"queries": queries})
        for number, folded in numbered.items():
            self._offers[folded] = offers(body.get(number), where=self._url)
            result = body[number]["result"]
            self._cache.put(self._place(batch[folded]), result, now=self._http.clock.now())


def _query(form: str, one: Named, country: int | None) -> _Query:
    query: dict[str, Any] = {"query": form, "limit": _LIMIT}
    types = [qid_text(item) for item, kind in kinds().items() if kind == _ASKED.get(one.type)]
    if types:
        query |= {"type": types if len(types) > 1 else types[0], "type_strict": "should"}
    if country and one.type in _PLACES:
        query["properties"] = [{"pid": _COUNTRY, "v": {"id": qid_text(country)}}]
    return query


def _how(offer: Offer, folded: str) -> int | None:
    """Tell by which name a service found an item: its label, another one, or hardly at all."""
    if key(offer.name) == folded:
        return 0
    if offer.match:
        return 1
    return 2 if loose(key(offer.name)) == loose(folded) else None


def _item(offer: Offer) -> Item:
    kind = kind_of([int(t[1:]) for t in _numbered(offer.types)], kinds())
    known = offer.score * (1.0 if offer.match else _SUGGESTED)
    return Item(
        offer.qid, offer.name, kind, round(known, 4), 0, None, None, None, offer.description
    )


def _numbered(types: Sequence[str]) -> Iterator[str]:
    return (t for t in types if t[:1] == "Q" and t[1:].isdigit())
