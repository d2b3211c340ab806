"""A reconciliation service: who it is, and what it answers, batch by batch, kept with the date."""

import json
import logging
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from kg.errors import LinkerUnavailable
from kg.link.online.cache import AnswerCache, cache_place
from kg.link.online.http import Http, TooLarge, signature
from kg.link.reconcile.shapes import Manifest, Offer, manifest, offers

__all__ = ["Answer", "Query", "Service"]

_LOG = logging.getLogger("kg")
Query = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service offers for one query, the best first, and the day on which it said so."""

    offers: tuple[Offer, ...]
    date: str


class Service:
    """Asks a service one batch at a time; one that failed is asked no more."""

    def __init__(self, http: Http, cache: AnswerCache, *, url: str) -> None:
        """Ask the service who it is.

        Raises: UsageError where it is no reconciliation service that can be used.
        """
        self.http = http
        self.cache = cache
        self.url = url
        self.down = False
        self.manifest = Manifest("", 1)
        try:
            body = http.get(url, {})
        except LinkerUnavailable as err:
            self._fail(err)
        else:
            self.manifest = manifest(body, where=url)

    @classmethod
    def open(cls, url: str) -> "Service":
        """Open a service with the answers that are at hand.

        Raises: UsageError where it is none, OutputError without a place for answers.
        """
        with ExitStack() as opened:
            http = Http(signature(url))
            opened.callback(http.close)
            cache = AnswerCache(cache_place())
            opened.callback(cache.close)
            made = cls(http, cache, url=url)
            opened.pop_all()
        return made

    def ask(self, queries: Mapping[str, Query]) -> Mapping[str, Answer]:
        """Give the answers by what they were asked for; a failure is warned of once."""
        found: dict[str, Answer] = {}
        try:
            for name, query in queries.items():
                kept = self._kept(query)
                if kept is not None:
                    found[name] = kept
            missing = {n: q for n, q in queries.items() if n not in found}
            while missing:
                found |= self._some(dict(islice(missing.items(), self.manifest.batch)))
                missing = {n: q for n, q in missing.items() if n not in found}
        except LinkerUnavailable as err:
            self._fail(err)
        return found

    def close(self) -> None:
        """Let go of files and connections."""
        self.http.close()
        self.cache.close()

    def _fail(self, err: LinkerUnavailable) -> None:
        if not self.down:
            _LOG.warning("%s; going on offline: what the index does not know stays unknown", err)
        self.down = True

    def _some(self, batch: Mapping[str, Query]) -> Mapping[str, Answer]:
        """Ask a batch, or nothing yet where the service takes less at once."""
        try:
            return self._send(batch)
        except TooLarge:
            if len(batch) == 1:
                raise
            self.manifest = replace(self.manifest, batch=len(batch) // 2)
            return {}

    def _kept(self, query: Query) -> Answer | None:
        kept = self.cache.get(self._place(query), now=self.http.clock.now())
        if kept is None:
            return None
        date, result = kept[0] or ("", [])
        return Answer(offers({"result": result}, where=self.url), date)

    def _place(self, query: Query) -> str:
        return f"{self.url} {self.manifest.name} answer {json.dumps(query, sort_keys=True)}"

    def _send(self, batch: Mapping[str, Query]) -> Mapping[str, Answer]:
        """Ask a batch. Only what has a result is kept; where one has none, the service failed."""
        if self.down:
            raise LinkerUnavailable("does not answer", where=self.url)
        numbered = {f"q{n}": name for n, name in enumerate(batch)}
        queries = json.dumps({number: batch[name] for number, name in numbered.items()})
        body = self.http.post(self.http.home(self.url), {"queries": queries})
        now = self.http.clock.now()
        date = datetime.fromtimestamp(now, UTC).date().isoformat()
        found = {}
        for number, name in numbered.items():
            found[name] = Answer(offers(body.get(number), where=self.url), date)
            result = body[number]["result"]
            self.cache.put(self._place(batch[name]), [date, result] if result else [], now=now)
        return found
