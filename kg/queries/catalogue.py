"""Where stored queries are found: the library, folders of the user's own, a plain file."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from kg.errors import QueryError
from kg.queries.header import Header, read_header
from kg.resources import queries_dir

__all__ = ["StoredQuery", "catalogue", "find", "load"]

_LARGEST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredQuery:
    """A query file: its name, its header and its SPARQL, unchanged.

    `shipped` says that it is one of kg's own, which the tests have parsed.
    """

    name: str
    text: str
    header: Header
    shipped: bool = False


def load(path: Path) -> StoredQuery:
    """A query from a file.

    Raises: QueryError where it cannot be read or its header is broken.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise QueryError("too large for a query", where=str(path))
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as err:
        raise QueryError(f"the query cannot be read: {err}", where=str(path)) from err
    header = read_header(text, where=path.name)
    return StoredQuery(
        name=path.stem, text=text, header=header, shipped=path.parent == queries_dir()
    )


def catalogue(folders: Iterable[Path] = ()) -> tuple[StoredQuery, ...]:
    """Every stored query by name; one in the user's folder goes before the library's."""
    found: dict[str, StoredQuery] = {}
    for path in _paths(folders).values():
        query = load(path)
        found[query.name] = query
    return tuple(found[name] for name in sorted(found))


def find(name: str, *, folders: Iterable[Path] = ()) -> StoredQuery:
    """The query of a name, or in a file of that path.

    Raises: QueryError with close names where there is none.
    """
    if name.endswith((".rq", ".sparql")):
        return load(Path(name))
    paths = _paths(folders)
    if name in paths:
        return load(paths[name])
    close = get_close_matches(name, sorted(paths), n=3, cutoff=0.5)
    hint = f"did you mean {', '.join(close)}?" if close else "`kg query` lists them"
    raise QueryError(f"no stored query is called {name!r}", hint=hint)


def _paths(folders: Iterable[Path]) -> dict[str, Path]:
    paths: dict[str, Path] = {}
    for folder in (queries_dir(), *folders):
        if not folder.is_dir():
            raise QueryError("no such folder of queries", where=str(folder))
        paths |= {path.stem: path for path in sorted(folder.glob("*.rq"))}
    return paths
