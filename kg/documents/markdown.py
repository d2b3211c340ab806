r"""Markdown: words as they would be shown, front matter as metadata, markup lines marked.

Links and emphasis are read as a browser shows them: an address inside a sentence would tear it
apart. Whole lines of markup (images, rules, tables of front matter) stay and are marked.
"""

import re
from dataclasses import replace

import yaml

from kg.documents.article import Article
from kg.documents.dates import iso_date
from kg.documents.lines import lines

__all__ = ["read_markdown"]

_FRONT = re.compile(
    r"\A---[ \t]*\n(?P<fields>.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL
)
_LINK = re.compile(
    r"(?<![!\\])\[(?P<words>[^\[\]\n]{1,500})\](?:\([^()\s]{0,2000}(?:\s\"[^\"\n]*\")?\)|\[[^\]\n]{0,100}\])"
)
_AUTOLINK = re.compile(r"<(?:https?|mailto):[^>\s]{1,2000}>")
_STRONG = re.compile(
    r"(?<![\\\w*])(\*\*\*|\*\*|\*|__)(?=[^\s*_])(?P<words>[^*\n]{1,1000}?)(?<=[^\s*_])\1(?![\w*])"
)
_HEADING = re.compile(r"^#{1,6}[ \t]+(?P<words>.*?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)
_MARKUP_LINE = re.compile(
    r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])|\[!\[.*|\[[^\]]+\]:\s*\S+.*|<!--.*-->|</?[a-z][^>]*>"
    r"|(?:[-*_]\s*){3,}|={3,}|`{3,}.*|~{3,}.*|\|?[\s:|-]*-{3,}[\s:|-]*",
    re.IGNORECASE,
)


def read_markdown(text: str) -> Article:
    """Give the words of a Markdown file with the title, date and address of its front matter."""
    front = _FRONT.match(text)
    body = text[front.end() :] if front else text
    article = _metadata(front.group("fields")) if front else Article(text="")
    words = _shown(body)
    heading = _HEADING.match(words.lstrip("\n"))
    title = article.title or (heading.group("words") if heading else None)
    words = _HEADING.sub(lambda found: found.group("words"), words)
    markup = tuple(line.span for line in lines(words) if _MARKUP_LINE.fullmatch(line.text))
    return replace(article, text=words, title=title, markup=markup)


def _shown(text: str) -> str:
    text = _LINK.sub(lambda found: found.group("words"), text)
    text = _AUTOLINK.sub("", text)
    for _ in range(2):  # emphasis inside emphasis
        text = _STRONG.sub(lambda found: found.group("words"), text)
    return text


def _metadata(fields: str) -> Article:
    """Give what the front matter says; what is no YAML says nothing."""
    try:
        found = yaml.load(fields, Loader=yaml.BaseLoader)  # noqa: S506 # builds strings only
    except (yaml.YAMLError, RecursionError):
        found = None
    if not isinstance(found, dict):
        return Article(text="")
    texts = {key: value for key, value in found.items() if isinstance(value, str)}
    return Article(
        text="",
        title=texts.get("title") or None,
        date=iso_date(texts.get("date")),
        url=texts.get("url") or None,
        lang=texts.get("lang") or "en",
    )
