"""The order of the stages: documents in, a validated graph out. Nothing else knows it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import kg
from kg.faults import fault_nodes
from kg.iri import Namespace
from kg.link.linker import Linker, Linking
from kg.model import Document, DocumentGraph, Linked
from kg.parallel import batched, ordered
from kg.provenance import Run, describe
from kg.quickstatements import rows
from kg.rdf import document_nodes
from kg.routing import Routed, Router
from kg.serialize import DATASET_FORMATS, GRAPH_FORMATS, QuadSorter, check_writable, save, save_text
from kg.shapes import load_shapes
from kg.statements import statements
from kg.summary import Batch, Summary
from kg.terms import quads
from kg.vocab import load_prefixes, load_schema

if TYPE_CHECKING:
    from kg.extract.extractor import Extractor

__all__ = [
    "Done",
    "Settings",
    "batches",
    "export",
    "extract",
    "prefixes",
    "run",
]

_BATCH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What decides an export's bytes, beside its input.

    `shapes` None means kg's own, `link` None that nothing is looked up.
    """

    model: str | None = None
    base_iri: str = "urn:kg:"
    min_confidence: float = 0.0
    shapes: Path | None = None
    named_graphs: bool = True
    link: Linking | None = Linking()  # noqa: RUF009 - frozen

    @property
    def namespace(self) -> Namespace:
        """The namespace of the export's own nodes."""
        return Namespace(self.base_iri)


@dataclass(frozen=True, slots=True)
class _Worker:
    """The stages of one process, loaded once."""

    extractor: "Extractor"
    router: Router
    linker: Linker | None
    settings: Settings

    def graphs(self, documents: Iterable[Document]) -> Iterator[DocumentGraph]:
        found = self.extractor.extract(documents)
        return map(self.linker.link, found) if self.linker else found

    def export(self, documents: Iterable[Document]) -> Batch:
        lines: list[str] = []
        quarantine: list[str] = []
        kept: list[str] = []
        proposals: list[str] = []
        read = entities = linked = registered = aside = unsure = 0
        for graph in self.graphs(documents):
            routed = self._routed(graph)
            lines += quads(routed.nodes, routed.iri if self.settings.named_graphs else None)
            for one in routed.quarantined:
                faults = fault_nodes(one.node, one.results, one.sentence, self.settings.namespace)
                quarantine += quads((one.node, *faults), routed.iri)
            kept += (s.predicate for s in routed.kept)
            proposals += rows(
                routed.kept,
                graph.document.url,
                schema=load_schema(),
                namespace=self.settings.namespace,
            )
            read += 1
            entities += len(graph.entities)
            linked += sum(isinstance(entity.link, Linked) for entity in graph.entities)
            registered += sum(entity.registered for entity in graph.entities)
            aside += sum(bool(one.sentence) for one in routed.quarantined)
            unsure += sum(r.confidence < self.settings.min_confidence for r in graph.relations)
        return Batch(
            lines=tuple(lines),
            quarantine=tuple(quarantine),
            model=self.extractor.name,
            index=self.linker.version if self.linker else None,
            documents=read,
            entities=entities,
            linked=linked,
            registered=registered,
            kept=tuple(kept),
            aside=aside,
            unsure=unsure,
            seen=frozenset(self.router.seen),
            proposals=tuple(proposals),
        )

    def _routed(self, graph: DocumentGraph) -> Routed:
        settings = self.settings
        made = statements(
            graph, namespace=settings.namespace, min_confidence=settings.min_confidence
        )
        nodes = document_nodes(made, schema=load_schema(), namespace=settings.namespace)
        return self.router.route(nodes)


@cache
def _worker(settings: Settings) -> _Worker:
    from kg.extract.extractor import Extractor  # spaCy: too slow for commands that only read

    return _Worker(
        Extractor.load(settings.model),
        Router(load_shapes(settings.shapes)),
        Linker.open(settings.link) if settings.link else None,
        settings,
    )


def _export_batch(settings: Settings, documents: tuple[Document, ...]) -> Batch:
    return _worker(settings).export(documents)


def _extract_batch(
    settings: Settings, documents: tuple[Document, ...]
) -> tuple[DocumentGraph, ...]:
    return tuple(_worker(settings).graphs(documents))


def _prepare(settings: Settings, jobs: int) -> None:
    """Let one process build what is built at the first run, before its workers look for it."""
    if settings.link and jobs > 1:
        Linker.open(settings.link).close()


def prefixes(namespace: Namespace) -> dict[str, str]:
    """The prefix map of an export: the declared ones, and those of its own nodes."""
    own = {kind: namespace.of(kind) for kind in ("doc", "ent", "ev", "men", "quo", "run", "stm")}
    return {**load_prefixes(), **own}


def extract(
    documents: Iterable[Document], settings: Settings, *, jobs: int = 1
) -> Iterator[DocumentGraph]:
    """Each document's graph, in order, with all that was found, however sure."""
    _prepare(settings, jobs)
    some = batched(documents, _BATCH)
    for graphs in ordered(partial(_extract_batch, settings), some, jobs=jobs):
        yield from graphs


def batches(documents: Iterable[Document], settings: Settings, *, jobs: int = 1) -> Iterator[Batch]:
    """What each few documents become, in order."""
    _prepare(settings, jobs)
    yield from ordered(partial(_export_batch, settings), batched(documents, _BATCH), jobs=jobs)


@dataclass(frozen=True, slots=True)
class Done:
    """A finished run: sorted N-Quads lines of what conforms and of what was set aside."""

    graph: QuadSorter
    quarantine: QuadSorter
    summary: Summary
    proposals: tuple[str, ...] = ()


@contextmanager
def run(
    documents: Iterable[Document], settings: Settings, *, by_graph: bool = True, jobs: int = 1
) -> Iterator[Done]:
    """The graph of `documents`, held sorted in bounded memory while the context lasts."""
    summary, seen = Summary(), frozenset[str]()
    proposals: set[str] = set()
    with QuadSorter(by_graph=by_graph) as graph, QuadSorter(by_graph=True) as quarantine:
        for batch in batches(documents, settings, jobs=jobs):
            graph.add(batch.lines)
            quarantine.add(batch.quarantine)
            summary, seen = summary.plus(batch), seen | batch.seen
            proposals.update(batch.proposals)
        router = Router(load_shapes(settings.shapes), seen=set(seen))
        summary = replace(summary, vacuous=tuple(router.vacuous()))
        if summary.documents:
            graph.add(_description(summary, settings.namespace))
        yield Done(graph, quarantine, summary, tuple(sorted(proposals)))


def export(
    documents: Iterable[Document],
    output: str,
    settings: Settings,
    *,
    format: str = "ttl",
    jobs: int = 1,
    wikidata: str | None = None,
) -> Summary:
    """Writes the graph of `documents` to `output` (`-` is stdout), and returns it in numbers.

    What breaks a shape goes to `<output>.quarantine.trig`; for stdout it is only counted. Rows for
    those who edit Wikidata go to the file `wikidata`.

    Raises:
        KgError: of any stage; then no file is written.
    """
    known = prefixes(settings.namespace)
    check_writable(output)
    if wikidata is not None:
        check_writable(wikidata)
    settings = replace(settings, named_graphs=format in DATASET_FORMATS)
    with run(documents, settings, by_graph=format in GRAPH_FORMATS, jobs=jobs) as done:
        if not done.summary.documents:
            return done.summary
        save(done.graph, output, format=format, prefixes=known)
        if wikidata is not None:
            save_text(done.proposals, wikidata)
        if output != "-":
            aside = quarantine_path(output)
            Path(aside).unlink(missing_ok=True)
            if done.summary.quarantined:
                save(done.quarantine, aside, format="trig", prefixes=known)
        return done.summary


def quarantine_path(output: str) -> str:
    """Where an export to `output` sets aside what breaks a shape."""
    return f"{output}.quarantine.trig"


def _description(summary: Summary, namespace: Namespace) -> Iterator[str]:
    run = Run(version=kg.__version__, model=summary.model, index=summary.index)
    found = describe(
        run,
        documents=summary.documents,
        statements=summary.statements.total(),
        namespace=namespace,
    )
    return quads(found, None)
