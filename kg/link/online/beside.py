"""A service asked beside an index: what both know together; without a network, the index alone."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from kg.errors import LinkerUnavailable
from kg.link.candidates import CandidateSource, Found, Item, Named
from kg.link.keys import key
from kg.link.online.cache import AnswerCache
from kg.link.online.http import Http

__all__ = ["LOG", "Beside", "joined", "names"]

_CAP = 24
LOG = logging.getLogger("kg")


class Beside:
    """What sources that ask a service have in common; a service that failed is asked no more."""

    def __init__(
        self, offline: CandidateSource, http: Http, cache: AnswerCache, *, url: str
    ) -> None:
        self._offline = offline
        self._http = http
        self._cache = cache
        self._url = url
        self._down = False

    @property
    def version(self) -> str:
        """The index, and who was asked beside it."""
        return f"{self._offline.version} and {urlsplit(self._url).hostname}"

    @property
    def complete(self) -> bool:
        """Whether what is not found is not there: not after the network failed."""
        return self._offline.complete and not self._down

    def close(self) -> None:
        """Let go of files and connections."""
        self._http.close()
        self._cache.close()
        self._offline.close()

    def _fail(self, err: LinkerUnavailable) -> None:
        if not self._down:
            LOG.warning("%s; going on offline: what the index does not know stays unknown", err)
        self._down = True


def names(named: Iterable[Named]) -> Mapping[str, tuple[str, Named]]:
    """Give the names that will be looked up, by key, each with the entity that it is of."""
    return {key(form): (form, one) for one in named for form in one.spellings if key(form)}


def joined(known: Sequence[Found], new: Iterable[tuple[Item, int]]) -> tuple[Found, ...]:
    """Add items that a service found, and how, to those of the index, whose counts are kept."""
    found = {one.item.qid: one for one in known}
    seen = known[0].seen if known else 0
    for item, how in new:
        old = found.get(item.qid)
        if old is None:
            found[item.qid] = Found(item, how, 0.0, seen)
        elif how < old.how:
            found[item.qid] = replace(old, how=how)
    ordered = sorted(found.values(), key=lambda f: (-f.share, -f.item.pop, f.how, f.item.qid))
    return tuple(ordered[:_CAP])
