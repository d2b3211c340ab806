"""From what the user named to documents, one at a time."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from kg.documents.article import Article
from kg.documents.dates import date_of, iso_date
from kg.documents.encoding import clean, decode, unify_line_ends
from kg.documents.furniture import furniture, spans
from kg.documents.headline import headline
from kg.documents.html import read_html
from kg.documents.inputs import ErrorHandler, Input, inputs
from kg.documents.limits import DEFAULT, Limits
from kg.documents.lines import lines
from kg.documents.markdown import read_markdown
from kg.documents.records import read_records
from kg.documents.speakers import speakers
from kg.documents.streams import open_bytes, read_all, reading
from kg.errors import InputError
from kg.model import Document

__all__ = ["document", "read"]

_READERS: dict[str, Callable[[str], Article]] = {
    "text": lambda text: Article(text=text),
    "markdown": read_markdown,
    "html": read_html,
}
_PAGE = ("<!doctype html", "<html", "<?xml")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a document was found, for the error about a second one with its id."""

    file: str
    where: str
    sha256: str


def read(
    named: Sequence[str],
    *,
    on_error: ErrorHandler | None = None,
    limits: Limits = DEFAULT,
) -> Iterator[Document]:
    """Give the documents of files, folders, globs and `-` (standard input), in a stable order.

    Only one article is in memory at a time. Without `on_error` the first bad input is raised; with
    it each goes there and the others are still read. An article that stands in two files under
    one id is read once; two different ones under one id are an error.
    """
    report = on_error or _raise
    seen: dict[str, _Place] = {}
    for one in inputs(named, on_error=report):
        for where, found in _found(one, limits=limits):
            if isinstance(found, InputError):
                report(found)
                continue
            place = _Place(one.shown, where, found.sha256)
            first = seen.setdefault(found.id, place)
            if first is place:
                yield found
            elif first.file == place.file or first.sha256 != place.sha256:
                report(_clash(found.id, first=first, second=place))


def document(  # noqa: PLR0913 # the metadata that a document may have
    text: str,
    *,
    id: str,
    source: str | None = None,
    title: str | None = None,
    date: str | None = None,
    url: str | None = None,
    lang: str = "en",
) -> Document:
    """Give the document of a text, with furniture, speakers, headline and date found in it.

    The text keeps its length: only control characters become spaces. Metadata that are given beat
    what the text says.

    Raises: InputError where the text is empty or too long for one document.
    """
    article = Article(text=text, title=title, date=iso_date(date), url=url, lang=lang)
    return _document(article, id=id, source=source or id, limits=DEFAULT)


def _raise(err: InputError) -> None:
    raise err


def _clash(name: str, *, first: _Place, second: _Place) -> InputError:
    return InputError(
        f"has the id {name!r} of {first.where}", where=second.where, hint="rename one of the two"
    )


def _found(one: Input, *, limits: Limits) -> Iterator[tuple[str, Document | InputError]]:
    """Give what is in the file, and the error that ends it, if one does."""
    try:
        with reading(one.shown), open_bytes(one.path, limits=limits) as stream:
            yield from _documents(one, stream, limits=limits)
    except InputError as err:
        yield one.shown, err


def _documents(
    one: Input, stream: io.BufferedReader, *, limits: Limits
) -> Iterator[tuple[str, Document | InputError]]:
    kind = one.format
    if kind == "unknown":
        kind = "records" if stream.peek(1).lstrip()[:1] == b"{" else "text"
    if kind == "records":
        yield from _records(one, stream, limits=limits)
        return
    content = read_all(stream, limits=limits)
    text = unify_line_ends(decode(content, markup=kind == "html"))
    if one.format == "unknown" and text.lstrip()[:20].lower().startswith(_PAGE):
        kind = "html"
    article = _READERS[kind](clean(text))
    yield one.shown, _document(article, id=one.id, source=one.name, limits=limits)


def _records(
    one: Input, stream: io.BufferedReader, *, limits: Limits
) -> Iterator[tuple[str, Document | InputError]]:
    """Give the articles of JSON lines; each bad line is an error of its own."""
    empty = True
    for number, name, article in read_records(stream, limits=limits):
        empty = False
        where = f"{one.shown} line {number}"
        try:
            if isinstance(article, InputError):
                raise article
            own = name or f"{one.id}-{number}"
            yield where, _document(article, id=own, source=f"{one.name}#{own}", limits=limits)
        except InputError as err:
            yield where, InputError(err.what, where=where, hint=err.hint)
    if empty:
        raise InputError("is empty", hint="remove it or give it a record")


def _document(article: Article, *, id: str, source: str, limits: Limits) -> Document:
    text = clean(article.text)
    if not text.strip():
        raise InputError("is empty", where=source, hint="remove it or give it a text")
    if len(text) > limits.characters:
        raise InputError(
            f"has more than {limits.characters:,} characters, too many for one document",
            where=source,
            hint="split it, or give one article a line as .jsonl",
        )
    found = lines(text)
    labels = speakers(found)
    starts = frozenset(label.start for label in labels)
    marked = furniture(found, speakers=starts)
    words = [line for place, line in enumerate(found) if place not in marked]
    return Document(
        id=id,
        text=text,
        source=source,
        sha256=sha256(text.encode("utf-8")).hexdigest(),
        lang=article.lang,
        title=article.title or headline(words, labels=starts),
        date=article.date or date_of(found),
        url=article.url,
        furniture=tuple(sorted({*spans(found, marked), *article.markup})),
        speakers=labels,
    )
