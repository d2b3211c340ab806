"""One JSON object from outside, read field by field: what is missing or ill-typed is named.

The only place where a line of JSON lines is a dictionary; everything behind it is typed.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.model import Span

__all__ = ["Record", "as_span", "read_records", "records"]


@dataclass(frozen=True, slots=True)
class Record:
    """A JSON object and where it stands, such as `gold.jsonl line 3` or `… entities[2]`."""

    fields: Mapping[str, object]
    where: str

    def text(self, key: str) -> str:
        """Give the string under the key.

        Raises: InputError where there is none.
        """
        value = self.text_or_none(key)
        if value is None:
            raise InputError(f"lacks the string {key!r}", where=self.where)
        return value

    def text_or_none(self, key: str) -> str | None:
        """Give the string under the key, None where it is absent or null."""
        value = self.fields.get(key)
        if value is None or isinstance(value, str):
            return value
        raise self._unfit(key, "a string", value)

    def number(self, key: str, *, default: float) -> float:
        """Give the number under the key."""
        value = self.fields.get(key, default)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
        raise self._unfit(key, "a number", value)

    def flag(self, key: str) -> bool:
        """Whether the key is there and true."""
        return self.fields.get(key) is True

    def items(self, key: str) -> list[object]:
        """Give the array under the key, empty where it is absent or null."""
        value = self.fields.get(key)
        if value is None:
            return []
        if isinstance(value, list):
            return value
        raise self._unfit(key, "an array", value)

    def records(self, key: str) -> "Iterator[Record]":
        """Give the objects of the array under the key."""
        for number, value in enumerate(self.items(key)):
            where = f"{self.where}: {key}[{number}]"
            if not isinstance(value, dict):
                raise InputError(f"expected an object, found {_short(value)}", where=where)
            yield Record(value, where)

    def record_or_none(self, key: str) -> "Record | None":
        """Give the object under the key, None where there is none."""
        value = self.fields.get(key)
        return Record(value, f"{self.where}: {key}") if isinstance(value, dict) else None

    def span(self, key: str, *, within: str) -> Span:
        """Give the `[start, end]` under the key.

        Raises: InputError where it does not fit into the text.
        """
        span = as_span(self.fields.get(key), within=within)
        if span is None:
            raise self._unfit(key, "[start, end] inside the text", self.fields.get(key))
        return span

    def spans(self, key: str, *, within: str) -> tuple[Span, ...]:
        """Give all spans of the array under the key.

        Raises: InputError where one does not fit into the text.
        """
        found = [as_span(value, within=within) for value in self.items(key)]
        if None in found:
            unfit = self.items(key)[found.index(None)]
            raise self._unfit(key, "[start, end] inside the text", unfit)
        return tuple(span for span in found if span is not None)

    def _unfit(self, key: str, expected: str, value: object) -> InputError:
        return InputError(f"{key!r} should be {expected}, found {_short(value)}", where=self.where)


def as_span(value: object, *, within: str) -> Span | None:
    """Give the span that `[start, end]` stands for, None where it is none of this text."""
    match value:
        case [int(start), int(end)] if not isinstance(start, bool) and not isinstance(end, bool):
            return Span(start, end) if 0 <= start < end <= len(within) else None
    return None


def records(lines: Iterator[str], *, source: str) -> Iterator[Record]:
    """Give the object of each line that is not blank.

    Raises: InputError naming the line that is no JSON object.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{source} line {number}"
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as err:
            raise InputError("this is no JSON", where=where) from err
        if not isinstance(value, dict):
            raise InputError(f"expected an object, found {_short(value)}", where=where)
        yield Record(value, where)


def read_records(path: Path) -> Iterator[Record]:
    """Give the object of each line of a file.

    Raises: InputError where the file or a line of it cannot be used.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            yield from records(lines, source=path.name)
    except OSError as err:
        raise InputError((err.strerror or "cannot be read").lower(), where=str(path)) from err
    except UnicodeDecodeError as err:
        raise InputError("this is no UTF-8 text", where=str(path)) from err


def _short(value: object) -> str:
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= 40 else shown[:39] + "…"
