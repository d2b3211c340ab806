"""A Wikidata that answers by a script, and what asks it."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kg.link.candidates import Found, Item, Named
from kg.link.online.ancestry import Ancestry
from kg.link.online.cache import AnswerCache
from kg.link.online.http import Clock, Http
from kg.link.online.source import OnlineCandidates
from tests.store.faulty import Script, Step, faulty_server

__all__ = ["DETAILS", "PARIS", "SEARCH", "World", "answer", "claim", "hit", "world"]


class _Nothing:
    version = "none"
    complete = True

    def expect(self, named: Sequence[Named]) -> None: ...

    def find(self, name: str) -> Sequence[Found]:
        return ()

    def item(self, number: int) -> Item | None:
        return None

    def close(self) -> None: ...


def answer(body: object, **more: object) -> Step:
    return Step(body=json.dumps(body).encode(), media_type="application/json", **more)  # type: ignore[arg-type]


def hit(item: str, text: str, kind: str = "label") -> dict[str, object]:
    return {"id": item, "match": {"type": kind, "language": "en", "text": text}}


def claim(item: int, rank: str = "normal") -> dict[str, object]:
    value = {"entity-type": "item", "numeric-id": item, "id": f"Q{item}"}
    return {"mainsnak": {"datavalue": {"value": value}}, "rank": rank}


SEARCH = answer({"search": [hit("Q90", "Paris"), hit("Q1", "Parish")], "success": 1})
PARIS = {
    "id": "Q90",
    "labels": {"en": {"language": "en", "value": "Paris"}},
    "descriptions": [],
    "claims": {"P31": [claim(515)], "P17": [claim(142)]},
    "sitelinks": {"enwiki": {"site": "enwiki", "title": "Paris"}},
}
DETAILS = answer({"entities": {"Q90": PARIS}, "success": 1})


class World:
    def __init__(self, script: Script, folder: Path) -> None:
        self.slept: list[float] = []
        self.time = 1_000_000.0
        self.script = script
        self.folder = folder

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds

    def open(self, seconds: float = 5) -> OnlineCandidates:
        clock = Clock(lambda: self.time, self.sleep, lambda: 0.0)
        http = Http("test@example.org", clock=clock, seconds=seconds)
        cache = AnswerCache(self.folder / "answers.sqlite")
        ancestry = Ancestry(http, cache, url=f"{self.script.url}/sparql")
        return OnlineCandidates(_Nothing(), http, cache, url=self.script.url, ancestry=ancestry)


@contextmanager
def world(folder: Path, *steps: Step, usual: Step | None = None) -> Iterator[World]:
    with faulty_server(*steps, usual=usual or answer({"error": {"code": "other"}})) as script:
        yield World(script, folder)
