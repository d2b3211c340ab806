"""The store that `--in`, `--store`, `--endpoint` or `--into` names."""

from collections.abc import Iterable
from contextlib import closing
from functools import partial
from pathlib import Path

from kg.errors import UsageError
from kg.model import Document
from kg.pipeline import Settings, batches
from kg.store.base import Store
from kg.store.oxigraph import OxigraphStore
from kg.store.remote import open_endpoint
from kg.update import Update, update

__all__ = ["export_into", "open_for_reading", "open_for_writing", "open_named"]


def open_for_reading(files: list[Path], *, store: Path | None, endpoint: str | None) -> Store:
    """The one source of answers.

    Raises: UsageError where none or several are named.
    """
    if sum((bool(files), store is not None, endpoint is not None)) != 1:
        raise UsageError("name what to ask: --in FILE, --store DIR or --endpoint URL, one of them")
    if endpoint is not None:
        return open_endpoint(endpoint)
    if store is not None:
        return OxigraphStore.open(store, read_only=True)
    return OxigraphStore.memory(files)


def open_for_writing(*, store: Path | None, endpoint: str | None) -> Store:
    """The one store to change.

    Raises: UsageError where none or both are named.
    """
    if (store is None) == (endpoint is None):
        raise UsageError("name where to write: --store DIR or --endpoint URL, one of them")
    return OxigraphStore.open(store) if store is not None else open_endpoint(endpoint or "")


def open_named(name: str) -> Store:
    """A store for reading by whatever names it: an endpoint's URL, a folder, an RDF file."""
    if name.startswith(("http://", "https://")):
        return open_endpoint(name)
    path = Path(name)
    return (
        OxigraphStore.open(path, read_only=True) if path.is_dir() else OxigraphStore.memory([path])
    )


def export_into(
    documents: Iterable[Document], name: str, settings: Settings, *, jobs: int
) -> Update:
    """Bring the store of a folder or an endpoint up to date with the documents."""
    is_url = name.startswith(("http://", "https://"))
    opened = open_endpoint(name) if is_url else OxigraphStore.open(Path(name))
    with closing(opened) as store:
        return update(documents, store, export=partial(batches, settings=settings, jobs=jobs))
