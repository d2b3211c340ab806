"""What the user named (files, folders, globs, `-`) as the files to read, in stable order."""

import glob
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError

__all__ = ["FORMATS", "Input", "inputs"]

FORMATS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "records",
    ".ndjson": "records",
}
_PACKED = (".gz", ".xz")
_MAGIC = frozenset("*?[")
_KNOWN = ".txt, .md, .html, .jsonl, each also as .gz or .xz"

ErrorHandler = Callable[[InputError], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A file to read. `name` is its path below what the user named, `path` None for stdin."""

    id: str
    name: str
    format: str
    path: Path | None
    shown: str


def inputs(named: Sequence[str], *, on_error: ErrorHandler) -> list[Input]:
    """Give every file that the arguments stand for once, folders by path, JSON lines last.

    JSON lines come last so that an article that stands in both is read from its own file.
    """
    found: dict[str, Input] = {}
    for argument in named:
        try:
            for one in _expanded(argument):
                key = str(one.path.resolve()) if one.path else "-"
                found.setdefault(key, one)
        except InputError as err:
            on_error(err)
    return sorted(found.values(), key=lambda one: one.format == "records")


def _expanded(argument: str) -> Iterable[Input]:
    if argument == "-":
        return [Input(id="stdin", name="stdin", format="unknown", path=None, shown="stdin")]
    path = Path(argument)
    try:
        if path.is_dir():
            return _folder(path, shown=argument)
        if path.exists():
            return [_file(path)]
    except (OSError, ValueError) as err:
        raise InputError(f"is no path: {err}", where=argument[:200]) from err
    if _MAGIC.intersection(argument):
        return _matches(argument)
    raise InputError("there is no such file or folder", where=argument[:200], hint="check the path")


def _file(path: Path) -> Input:
    kind = _format(path)
    if not path.is_file() and not path.is_fifo():
        raise InputError("is no regular file", where=str(path))
    if kind is None:
        raise InputError(
            f"has an unknown suffix {path.suffix!r}", where=str(path), hint=f"kg reads {_KNOWN}"
        )
    return _input(path, base=path.parent, kind=kind)


def _folder(path: Path, *, shown: str) -> list[Input]:
    found = list(_below(path, base=path))
    if not found:
        raise InputError("holds no file to read", where=shown, hint=f"kg reads {_KNOWN}")
    return found


def _matches(pattern: str) -> list[Input]:
    """Give the files that the pattern matches; ids are relative to its part without wildcards."""
    base = Path(pattern)
    while _MAGIC.intersection(str(base)):
        base = base.parent
    found: list[Input] = []
    # Path.glob knows neither absolute patterns nor `..`.
    for match in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207
        path = Path(match)
        if path.is_dir():
            if "**" not in pattern:
                found.extend(_below(path, base=base))
        elif kind := _format(path):
            found.append(_input(path, base=base, kind=kind))
    if not found:
        raise InputError("matches no file to read", where=pattern, hint=f"kg reads {_KNOWN}")
    return found


def _below(folder: Path, *, base: Path) -> Iterator[Input]:
    """Give the files in a folder and its folders, by path; hidden ones are left out."""
    paths = []
    for where, folders, names in os.walk(folder, onerror=_unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths += [Path(where, name) for name in names if not name.startswith(".")]
    for path in sorted(paths, key=lambda one: one.relative_to(base).as_posix()):
        kind = _format(path)
        if kind and path.is_file():
            yield _input(path, base=base, kind=kind)


def _unreadable(err: OSError) -> None:
    reason = (err.strerror or str(err)).lower()
    raise InputError(
        f"cannot be read: {reason}", where=str(err.filename), hint="check its permissions"
    ) from err


def _input(path: Path, *, base: Path, kind: str) -> Input:
    name = path.relative_to(base).as_posix()
    return Input(id=_without_suffixes(name), name=name, format=kind, path=path, shown=str(path))


def _format(path: Path) -> str | None:
    name = path.name.lower()
    for packed in _PACKED:
        name = name.removesuffix(packed)
    return FORMATS.get(Path(name).suffix)


def _without_suffixes(name: str) -> str:
    lower = name.lower()
    for packed in _PACKED:
        if lower.endswith(packed):
            name, lower = name[: -len(packed)], lower[: -len(packed)]
    return name[: -len(Path(lower).suffix)]
