"""Entries of other registers than Wikidata, by their reconciliation services: beside every link.

They change no name, no statement and no link: an entry is stated as the same thing only where the
service itself calls it the match and nothing speaks against it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlsplit

from kg.link.compatibility import coarse
from kg.link.reconcile.asking import Answer, Query, Service
from kg.link.reconcile.shapes import Offer, Type
from kg.model import Entity, Entry

__all__ = ["Register"]

_LIMIT, _OFFERED, _LONGEST = 5, 3, 100
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
# What registers call their types, in words; a type may be of several kinds.
_KINDS: Mapping[str, str] = {
    **dict.fromkeys("person persons people human personal individual".split(), "person"),
    **dict.fromkeys("organization organisation corporate company institution".split(), "org"),
    **dict.fromkeys("organizations organisations companies institutions agency".split(), "org"),
    **dict.fromkeys("place places location geographic city country territorial".split(), "place"),
    **dict.fromkeys("work works book".split(), "work"),
    **dict.fromkeys("event events conference".split(), "event"),
}


class Register:
    """A register that a service stands for, asked for the names of a document, batch by batch."""

    def __init__(self, service: Service) -> None:
        self._service = service

    @property
    def place(self) -> str:
        """The address of the service, as a graph may tell it: without passwords and keys."""
        parts = urlsplit(self._service.url)
        path = quote(parts.path, safe="/:@!$&'()*+,;=%~")
        return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{path}"

    @property
    def complete(self) -> bool:
        """Whether the service has answered all that it was asked."""
        return not self._service.down

    def close(self) -> None:
        """Let go of files and connections."""
        self._service.close()

    def entered(self, entities: Sequence[Entity], *, unsure: bool) -> tuple[Entity, ...]:
        """Give the entities of a document with their entries, the unsure ones where asked for."""
        queries = {entity.id: self._query(entity) for entity in entities}
        answers = self._service.ask(queries)
        return tuple(
            replace(e, entries=tuple(self._entries(e, answers[e.id], unsure=unsure)))
            if e.id in answers
            else e
            for e in entities
        )

    def _query(self, entity: Entity) -> Query:
        query: dict[str, Any] = {"query": _name(entity), "limit": _LIMIT}
        wanted = {coarse(entity.type)}
        types = [one.id for one in self._service.manifest.types if _kinds([one]) == wanted]
        if types:
            query |= {"type": types if len(types) > 1 else types[0], "type_strict": "should"}
        return query

    def _entries(self, entity: Entity, answer: Answer, *, unsure: bool) -> Iterable[Entry]:
        manifest = self._service.manifest
        likely = sorted(answer.offers, key=lambda offer: not offer.match)
        for offer in likely[:_OFFERED]:
            iri, doubt = manifest.iri(offer.id), self._doubt(entity, offer)
            if iri is not None and (unsure or doubt is None):
                yield Entry(
                    iri=iri,
                    label=offer.name or offer.id,
                    score=offer.given,
                    sure=doubt is None,
                    reason=doubt or "the service calls it the match",
                    register=manifest.name,
                    service=self.place,
                    date=answer.date,
                )

    def _doubt(self, entity: Entity, offer: Offer) -> str | None:
        """Say what speaks against an entry, None where nothing does."""
        if not offer.match:
            return "the service is not sure of it"
        only = self._service.manifest.types
        kinds = _kinds(offer.types or (only if len(only) == 1 else ()))
        if kinds and coarse(entity.type) not in kinds:
            return "the service calls it the match, of another class"
        if entity.type == "Person" and " " not in _name(entity):
            return "the service calls it the match, by one name alone"
        return None


def _name(entity: Entity) -> str:
    return " ".join(entity.name.split())[:_LONGEST]


def _kinds(types: Iterable[Type]) -> set[str]:
    """Give what types are by their words: nothing where no word is known."""
    texts = (t for one in types for t in (re.split(r"[/#:]", one.id)[-1], one.name))
    words = (w.lower() for text in texts for w in _WORD.findall(text))
    return {_KINDS[word] for word in words if word in _KINDS}
