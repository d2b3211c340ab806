"""kg from Python: text in, plain types or an rdflib dataset out."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib import Dataset

from kg.documents import document, read
from kg.link.linker import Linking
from kg.model import Document, DocumentGraph
from kg.pipeline import Settings, prefixes, run
from kg.readrdf import term
from kg.summary import Summary

__all__ = ["Export", "export", "extract"]


class Export(Dataset):
    """The graph of some texts as an rdflib dataset, one named graph for each.

    `quarantine` is a dataset too: what broke a shape, with the reasons. `summary` counts.
    """

    def __init__(self, summary: Summary, quarantine: Dataset) -> None:
        super().__init__()
        self.summary = summary
        self.quarantine = quarantine


def extract(text: str | Document, *, model: str | None = None) -> DocumentGraph:
    """What one text says: its entities and relations, as plain types.

    `model` is a spaCy pipeline by name or path, in place of kg's own.

    Raises:
        KgError: the text or the pipeline cannot be used.
    """
    from kg.pipeline import extract as run_extract  # the same name, another room

    given = text if isinstance(text, Document) else document(text, id="text")
    return next(run_extract([given], Settings(model=model, link=None)))


def export(
    sources: str | Path | Document | Iterable[str | Path | Document],
    *,
    model: str | None = None,
    base_iri: str = "urn:kg:",
    min_confidence: float = 0.0,
    link: Linking | None = Linking(),  # noqa: B008 - frozen
) -> Export:
    """The validated graph of `sources`: a `str` is a text, a `Path` a file or a folder of texts.

    Entities are linked to Wikidata, offline, unless `link` is None.

    Raises:
        KgError: a source cannot be read, or the pipeline cannot be used.
    """
    given = [sources] if isinstance(sources, str | Path | Document) else list(sources)
    settings = Settings(model=model, base_iri=base_iri, min_confidence=min_confidence, link=link)
    with run(_documents(given), settings) as done:
        known = prefixes(settings.namespace)
        quarantine = _loaded(Dataset(), done.quarantine, known)
        return cast("Export", _loaded(Export(done.summary, quarantine), done.graph, known))


def _documents(sources: Iterable[str | Path | Document]) -> Iterator[Document]:
    for number, source in enumerate(sources, start=1):
        match source:
            case Document():
                yield source
            case Path():
                yield from read([str(source)])
            case str():
                yield document(source, id=f"text-{number}")


def _loaded(dataset: Dataset, lines: Iterable[str], known: dict[str, str]) -> Dataset:
    for quad in parse("".join(lines), format=RdfFormat.N_QUADS):
        name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else None
        graph = dataset.graph(name) if name else dataset.default_graph
        graph.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    for prefix, namespace in known.items():
        dataset.bind(prefix, namespace)
    return dataset
