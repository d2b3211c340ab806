"""Web pages: trafilatura finds the article, its title, date and address."""

import logging
import re

from kg.documents.article import Article
from kg.documents.dates import iso_date
from kg.errors import InputError

__all__ = ["read_html"]

_LATEST = "2100-01-01"
_LINE_END = re.compile(r"\s*\n\s*")


def read_html(text: str) -> Article:
    """Give the article of a page, its paragraphs parted by blank lines.

    Raises: InputError where there is no article on the page.
    """
    # Slow to import, and many runs read no page.
    import trafilatura
    from trafilatura.settings import Document

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    dates = {
        "extensive_search": False,
        "original_date": True,
        "max_date": _LATEST,  # its default is the clock: the same page would read differently
    }
    page = trafilatura.bare_extraction(
        text,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=dates,
    )
    words = (page.text or "").strip() if isinstance(page, Document) else ""
    if not isinstance(page, Document) or not words:
        raise InputError("holds no article text", hint="give the text as .txt")
    return Article(
        text=_LINE_END.sub("\n\n", words),
        title=page.title or None,
        date=iso_date(page.date),
        url=page.url or None,
    )
