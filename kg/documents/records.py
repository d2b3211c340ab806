"""JSON lines: one article a line, a bad line an error of its own."""

import io
import json
from collections.abc import Iterator

from kg.documents.article import Article
from kg.documents.dates import iso_date
from kg.documents.limits import Limits
from kg.errors import InputError
from kg.records import Record

__all__ = ["read_records"]

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_records(
    stream: io.BufferedReader, *, limits: Limits
) -> Iterator[tuple[int, str | None, Article | InputError]]:
    """Give line number, id and article of each line, or what is wrong with it.

    An error is given, not raised: the caller decides whether the other lines still count.
    """
    encoding = "utf-16" if stream.peek(2).startswith(_UTF16) else "utf-8-sig"
    # Bytes that are no UTF-8 come out as lone surrogates, and are found line by line.
    text = io.TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline="\n")
    try:
        for number, line in _lines(text, limits=limits):
            if not line.strip():
                continue
            try:
                yield number, *_article(line, number=number, limits=limits)
            except InputError as err:
                yield number, None, err
    finally:
        text.detach()


def _lines(text: io.TextIOWrapper, *, limits: Limits) -> Iterator[tuple[int, str]]:
    """Give the lines with their numbers; of one that is too long only as much as shows it."""
    number = 0
    while line := text.readline(limits.size + 1):
        number += 1
        yield number, line
        while len(line) > limits.size and not line.endswith("\n"):
            line = text.readline(limits.size + 1)


def _article(line: str, *, number: int, limits: Limits) -> tuple[str | None, Article]:
    where = f"line {number}"
    if len(line) > limits.size:
        raise InputError(f"is longer than {limits.size // 2**20} MB", where=where, hint="split it")
    try:
        line.encode("utf-8")
        value = json.loads(line)
    except UnicodeEncodeError as err:
        raise InputError("is not valid UTF-8", where=where, hint="save it as UTF-8") from err
    except (ValueError, RecursionError) as err:
        raise InputError("is not JSON", where=where, hint="give one object a line") from err
    if not isinstance(value, dict):
        raise InputError("is not a JSON object", where=where, hint='give {"id": …, "text": …}')
    record = Record(value, where)
    text = record.text("text")
    if not text.strip():
        raise InputError("has an empty text", where=where, hint="remove the line")
    return _identifier(record), Article(
        text=text,
        title=record.text_or_none("title") or None,
        date=iso_date(record.text_or_none("date")),
        url=record.text_or_none("url") or None,
        lang=record.text_or_none("lang") or "en",
    )


def _identifier(record: Record) -> str | None:
    value = record.fields.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return record.text_or_none("id") or None
