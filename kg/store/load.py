"""RDF files brought into a store, so that a load that broke off can simply be run again."""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, NamedNode

from kg.errors import InputError, StoreError
from kg.store.base import Store
from kg.store.oxigraph import OxigraphStore
from kg.store.rdffiles import format_of, read_quads

__all__ = ["Loaded", "load"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What a load did: files read, and what the store holds after it.

    A server also holds graphs of its own, which Virtuoso counts as any other: of a server it is
    what the files' graphs hold.
    """

    files: int
    graphs: int
    total: int


def load(
    paths: Sequence[Path],
    store: Store,
    *,
    replace: bool = False,
    tick: Callable[[int], None] = lambda done: None,
) -> Loaded:
    """Add the files' quads; with `replace`, each of their named graphs becomes what they say.

    `tick` hears of each file (a store on disk) or of the triples sent (a server).
    Raises: InputError for a broken file, before anything is sent; StoreError where the store fails
    or holds less than was sent.
    """
    for path in paths:
        format_of(path)
        if not path.is_file():
            raise InputError("no such file", where=str(path))
    if isinstance(store, OxigraphStore) and not replace:
        _load_embedded(paths, store, tick)
        return Loaded(files=len(paths), graphs=store.graph_count(), total=len(store))
    with _staged(paths) as staging:
        return _send(staging, store, files=len(paths), replace=replace, tick=tick)


def _load_embedded(
    paths: Sequence[Path], store: OxigraphStore, tick: Callable[[int], None]
) -> None:
    """Bulk loading writes as it reads: a broken file must be found before, or undone after."""
    was_empty = store.is_empty()
    if not was_empty:
        for path in paths:
            for _ in read_quads(path):
                pass
    try:
        for path in paths:
            store.load(path)
            tick(1)
    except InputError:
        if was_empty:
            store.clear()
        raise


@contextmanager
def _staged(paths: Sequence[Path]) -> Iterator[OxigraphStore]:
    """The files in a store of their own: checked, without doubles, and in order of graphs."""
    with (
        tempfile.TemporaryDirectory(prefix="kg-load-", ignore_cleanup_errors=True) as folder,
        closing(OxigraphStore.open(Path(folder) / "store")) as staging,
    ):
        for path in paths:
            staging.load(path)
        yield staging


def _send(
    staging: OxigraphStore,
    store: Store,
    *,
    files: int,
    replace: bool,
    tick: Callable[[int], None],
) -> Loaded:
    wanted = staging.counts()
    before = store.counts()
    store.add(staging.quads(DefaultGraph()))
    tick(wanted[""])
    for name in sorted(filter(None, wanted)):
        graph = NamedNode(name)
        if replace:
            store.replace(graph, staging.quads(graph))
        else:
            store.add(staging.quads(graph))
        tick(wanted[name])
    after = store.counts()
    _check(wanted, before=before, after=after, replace=replace)
    return Loaded(
        files=files,
        graphs=len(wanted) - 1,
        total=sum(after[name] for name, count in wanted.items() if count),
    )


def _check(
    wanted: Mapping[str, int],
    *,
    before: Mapping[str, int],
    after: Mapping[str, int],
    replace: bool,
) -> None:
    """Every graph holds at least what was sent; exactly that, where it was new or replaced."""
    for name, count in sorted(wanted.items()):
        found = after.get(name, 0)
        exact = bool(name) and (replace or not before.get(name))
        if found < count or (exact and found != count):
            raise StoreError(
                f"{found:,} triples where {count:,} were sent",
                where=name or "default graph",
                hint="load again, with --replace",
            )
