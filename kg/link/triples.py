"""Items of the truthy N-Triples dump of Wikidata, in the shape that its JSON has.

The dump has one line a triple, all lines of an item together, the best ranks only, and no links to
articles: how many spellings its labels have tells how far an item is known. (How many languages
does not: programs copy the names of the unknown from language to language.)
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.errors import InputError

__all__ = ["items_of_triples"]

_ITEM = b"<http://www.wikidata.org/entity/"
_DIRECT = "http://www.wikidata.org/prop/direct/"
_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
_TEXTS = {
    _LABEL: "labels",
    "http://www.w3.org/2004/02/skos/core#altLabel": "aliases",
    "http://schema.org/description": "descriptions",
}
_READ = {f"{_DIRECT}{prop}": prop for prop in ("P31", "P279", "P17", "P625")}
_TARGET = re.compile(r"<http://www\.wikidata\.org/entity/(Q\d+)>")
_POINT = re.compile(r'"Point\((-?[\d.]+) (-?[\d.]+)\)"')
_LITERAL = re.compile(r'"(.*)"@([A-Za-z0-9-]+)', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}


def items_of_triples(
    lines: Iterable[bytes], *, language: str, first: int, name: str
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Give each item with the number of lines since the one before.

    Raises: InputError with the line that is no triple.
    """
    gathered: dict[str, Any] = {}
    count = 0
    for number, line in enumerate(lines, start=first):
        try:
            triple = _triple(line)
        except ValueError as err:
            raise InputError("is no N-Triples", where=f"{name} line {number}") from err
        if triple and triple[0] != gathered.get("id"):
            if gathered:
                yield count, gathered
                count = 0
            gathered = {"id": triple[0], "sitelinks": {}, "claims": {}}
        count += 1
        if triple:
            _add(gathered, triple[1], triple[2], language)
    if count:
        yield count, gathered


def _triple(line: bytes) -> tuple[str, str, str] | None:
    """Read a line: item, predicate and object; None where it is of something else.

    Raises: ValueError where it is no triple.
    """
    if not line.startswith(_ITEM + b"Q"):
        if line.strip() and not line.startswith((b"<", b"_:", b"#")):
            raise ValueError(line)
        return None
    parts = line.rstrip().split(b" ", 2)
    if len(parts) != 3 or not parts[2].endswith(b"."):
        raise ValueError(line)
    subject, predicate = parts[0][len(_ITEM) : -1], parts[1][1:-1]
    return subject.decode(), predicate.decode(), parts[2][:-1].rstrip().decode()


def _add(item: dict[str, Any], predicate: str, value: str, language: str) -> None:
    if predicate in _TEXTS:
        _add_text(item, predicate, value, language)
    elif predicate in _READ:
        claim = _claim(value)
        if claim is not None:
            listed = item["claims"].setdefault(_READ[predicate], [])
            listed.append({"mainsnak": {"datavalue": {"value": claim}}, "rank": "normal"})


def _add_text(item: dict[str, Any], predicate: str, value: str, language: str) -> None:
    literal = _LITERAL.fullmatch(value)
    if literal is None:
        return
    if predicate == _LABEL:
        item["sitelinks"][literal[1]] = {}
    if literal[2] == language:
        text = {"value": _ESCAPE.sub(_unescaped, literal[1])}
        if _TEXTS[predicate] == "aliases":
            item.setdefault("aliases", {}).setdefault(language, []).append(text)
        else:
            item[_TEXTS[predicate]] = {language: text}


def _claim(value: str) -> Mapping[str, Any] | None:
    target, point = _TARGET.fullmatch(value), _POINT.match(value)
    if target:
        return {"id": target[1]}
    return {"longitude": float(point[1]), "latitude": float(point[2])} if point else None


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1] or found[2] or "0", 16)
    if code:
        return chr(code) if code <= sys.maxunicode else ""
    return _CONTROLS.get(found[3] or "", found[3] or "")
