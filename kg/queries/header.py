"""The `#+` header of a stored query: what it is for and which parameters it takes."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import yaml

from kg.errors import QueryError

__all__ = ["Header", "Parameter", "ParameterType", "read_header"]

_LINE = re.compile(r"^#\+ ?(.*)$", re.MULTILINE)
_NAME = re.compile(r"[a-z][a-z0-9]*")
_HEADER_KEYS = {"summary", "description", "params", "returns", "tags", "online"}
_PARAMETER_KEYS = {"type", "description", "default", "example", "required"}


class ParameterType(StrEnum):
    """What a parameter's text is read as."""

    IRI = "iri"
    STRING = "string"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    CLASS = "class"
    RELATION = "relation"
    ENTITY = "entity"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One parameter. Without default and not required, it stays open and matches anything."""

    name: str
    type: ParameterType
    description: str = ""
    default: str | None = None
    example: str | None = None
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a stored query says about itself. `online` ones need the network to run."""

    summary: str
    description: str = ""
    parameters: tuple[Parameter, ...] = ()
    returns: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    online: bool = False


def read_header(text: str, *, where: str) -> Header:
    """The header of a query's text; a query without one has its file name as summary.

    Raises: QueryError where the YAML is broken or has a key that nobody reads.
    """
    source = "\n".join(_LINE.findall(text))
    try:
        raw = yaml.load(source, Loader=yaml.CSafeLoader) if source.strip() else {}
    except yaml.YAMLError as err:
        raise QueryError(f"the #+ header is no YAML: {err}", where=where) from err
    if not isinstance(raw, dict):
        raise QueryError("the #+ header is no mapping", where=where)
    _only(raw, _HEADER_KEYS, where=where)
    return Header(
        summary=str(raw.get("summary") or where).strip(),
        description=str(raw.get("description") or "").strip(),
        parameters=tuple(
            _parameter(str(name), value, where=where)
            for name, value in _mapping(raw.get("params"), "params", where=where).items()
        ),
        returns=tuple(
            (str(name), str(value))
            for name, value in _mapping(raw.get("returns"), "returns", where=where).items()
        ),
        tags=tuple(str(tag) for tag in raw.get("tags") or ()),
        online=bool(raw.get("online", False)),
    )


def _parameter(name: str, raw: Any, *, where: str) -> Parameter:
    if not _NAME.fullmatch(name):
        raise QueryError("a parameter's name is lower-case letters and digits", where=name)
    options = {"type": raw} if isinstance(raw, str) else _mapping(raw, name, where=where)
    _only(options, _PARAMETER_KEYS, where=f"{where}: {name}")
    try:
        kind = ParameterType(str(options.get("type", "string")))
    except ValueError as err:
        known = ", ".join(ParameterType)
        raise QueryError(f"unknown type; one of {known}", where=f"{where}: {name}") from err
    return Parameter(
        name=name,
        type=kind,
        description=str(options.get("description") or "").strip(),
        default=_text(options.get("default")),
        example=_text(options.get("example")),
        required=bool(options.get("required", False)),
    )


def _mapping(raw: Any, key: str, *, where: str) -> dict[Any, Any]:
    if raw is None:
        return {}
    if not isinstance(raw, dict):
        raise QueryError(f"`{key}` is no mapping", where=where)
    return raw


def _only(raw: dict[Any, Any], known: set[str], *, where: str) -> None:
    if unknown := sorted(str(key) for key in raw if key not in known):
        raise QueryError(f"unknown key `{unknown[0]}` in the #+ header", where=where)


def _text(raw: Any) -> str | None:
    return None if raw is None else str(raw)
