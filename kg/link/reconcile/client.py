"""Candidates of a reconciliation service beside those of the index; without it, the index alone."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import Any

from kg.link.candidates import CandidateSource, Found, Item, Named
from kg.link.claims import kind_of, kinds
from kg.link.index import qid_text
from kg.link.keys import key, loose
from kg.link.online.beside import Beside, joined, names
from kg.link.rank import context
from kg.link.reconcile.asking import Query, Service
from kg.link.reconcile.register import Register
from kg.link.reconcile.shapes import Offer, Type

__all__ = ["ReconciledCandidates", "beside"]

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


class ReconciledCandidates(Beside):
    """A source that asks a reconciliation service for the names of a document, batch by batch."""

    def __init__(self, offline: CandidateSource, service: Service) -> None:
        super().__init__(offline, service.http, service.cache, url=service.url)
        self._service = service
        self._offers: dict[str, tuple[Offer, ...]] = {}

    @property
    def complete(self) -> bool:
        """Whether what is not found is not there: not after the service failed."""
        return self._offline.complete and not self._service.down

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

    def _ask(self, queries: Mapping[str, Query]) -> None:
        answered = self._service.ask(queries).items()
        self._offers |= {name: tuple(o for o in a.offers if o.qid) for name, a in answered}


def beside(offline: CandidateSource, url: str) -> tuple[CandidateSource, Register | None]:
    """Open a service beside an index: more items for it, or a register of its own.

    Raises: UsageError where it is no service, OutputError without a place for answers.
    """
    with ExitStack() as opened:
        opened.callback(offline.close)
        service = Service.open(url)
        opened.pop_all()
    if service.manifest.registers:
        return offline, Register(service)
    return ReconciledCandidates(offline, service), None


def _query(form: str, one: Named, country: int | None) -> Query:
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


def _numbered(types: Sequence[Type]) -> Iterator[str]:
    return (t.id for t in types if t.id[:1] == "Q" and t.id[1:].isdigit())
