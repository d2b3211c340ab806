"""What a reader finds in one file: the text and what its metadata say."""

from dataclasses import dataclass

from kg.model import Span

__all__ = ["Article"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text with the metadata of its format; `markup` are stretches of it that are no words."""

    text: str
    title: str | None = None
    date: str | None = None
    url: str | None = None
    lang: str = "en"
    markup: tuple[Span, ...] = ()
