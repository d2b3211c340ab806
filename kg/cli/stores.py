"""The store that `--in`, `--store`, `--endpoint` or `--into` names."""

import re
from collections.abc import Iterable
from contextlib import closing
from functools import partial
from pathlib import Path

from kg.aside import Aside
from kg.errors import UsageError
from kg.model import Document
from kg.pipeline import Settings, batches
from kg.store.base import Store
from kg.store.oxigraph import OxigraphStore
from kg.store.remote import open_endpoint
from kg.update import Update, update

__all__ = ["aside_path", "export_into", "open_for_reading", "open_for_writing", "open_named"]


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


def open_for_writing(*, store: Path | None, endpoint: str | None, make: bool = True) -> Store:
    """The one store to change; a folder that is not there is one only where it is to `make`.

    Raises: UsageError where none or both are named.
    """
    if (store is None) == (endpoint is None):
        raise UsageError("name where to write: --store DIR or --endpoint URL, one of them")
    if store is not None:
        return OxigraphStore.open(store, make=make)
    return open_endpoint(endpoint or "")


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
        run = partial(batches, settings=settings, jobs=jobs)
        return update(documents, store, aside=Aside(aside_path(name)), export=run)


def aside_path(name: str) -> Path:
    """Where an export into a store sets aside what breaks a shape: beside it, or here."""
    if name.startswith(("http://", "https://")):
        name = re.sub(r"[^A-Za-z0-9]+", "-", name.split("//", 1)[1]).strip("-")
    return Path(f"{name.rstrip('/')}.quarantine.nq")
