"""Results written as table, CSV, TSV, JSON, Markdown, Turtle and JSON-LD."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.errors import UsageError
from kg.queries.own import short
from kg.store.base import Answer, Result, Rows, Term, Triples
from kg.vocab import load_prefixes

__all__ = ["FORMATS", "write"]

_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_WIDEST = 10_000
_NUMBERS = ("integer", "decimal", "double")
_XSD = "http://www.w3.org/2001/XMLSchema#"


def write(result: Result, format_name: str, *, width: int | None = None) -> str:
    """The result as text in one of `FORMATS`; a table is `width` characters wide at most.

    Raises: UsageError where the format is unknown or does not suit the query's form.
    """
    if format_name not in FORMATS:
        raise UsageError(f"unknown format {format_name!r}", hint=f"one of {', '.join(FORMATS)}")
    if isinstance(result, Triples):
        return _graph(result, format_name)
    if format_name in _GRAPH_FORMATS:
        raise UsageError(f"{format_name} is for CONSTRUCT and DESCRIBE", hint="try json or csv")
    if isinstance(result, Answer) and format_name == "json":
        return json.dumps({"head": {}, "boolean": result.yes}) + "\n"
    rows = _as_rows(result) if isinstance(result, Answer) else result
    return _table(rows, width) if format_name == "table" else _ROW_WRITERS[format_name](rows)


def _as_rows(answer: Answer) -> Rows:
    yes = Literal("true" if answer.yes else "false", datatype=NamedNode(f"{_XSD}boolean"))
    return Rows(variables=("answer",), rows=((yes,),))


def _graph(result: Triples, format_name: str) -> str:
    rdf_format = _GRAPH_FORMATS.get(format_name)
    if rdf_format is None and format_name != "table":
        rows = Rows(
            variables=("subject", "predicate", "object"),
            rows=tuple((each.subject, each.predicate, each.object) for each in result.triples),
        )
        return _ROW_WRITERS[format_name](rows)
    triples = sorted(result.triples, key=str)
    prefixes = load_prefixes() if rdf_format is not RdfFormat.JSON_LD else None
    written = serialize(
        triples, format=rdf_format or RdfFormat.TURTLE, prefixes=_used(prefixes, triples)
    )
    return (written or b"").decode("utf-8")


def _used(prefixes: Mapping[str, str] | None, triples: list[Triple]) -> dict[str, str] | None:
    if prefixes is None:
        return None
    text = "\n".join(map(str, triples))
    return {name: iri for name, iri in sorted(prefixes.items()) if f"<{iri}" in text}


def _plain(term: Term | None) -> str:
    """The value as people read it: full IRIs, literals without quotes."""
    if term is None:
        return ""
    if isinstance(term, NamedNode | Literal):
        return term.value
    return str(term)


def _short(term: Term | None) -> str:
    """The value on a terminal: IRIs by prefix, nothing that moves the cursor or flips the text."""
    text = _plain(term)
    if isinstance(term, NamedNode) and (own := short(text)):
        text = own
    elif isinstance(term, NamedNode):
        prefixes = sorted(load_prefixes().items(), key=lambda pair: (-len(pair[1]), pair[0]))
        for name, iri in prefixes:
            if text.startswith(iri) and len(text) > len(iri):
                text = f"{name}:{text.removeprefix(iri)}"
                break
    return _UNSAFE.sub("�", text)


def _table(result: Rows, width: int | None = None) -> str:
    table = Table(box=None, pad_edge=False, header_style="bold", show_edge=False)
    for at, name in enumerate(result.variables):
        table.add_column(name, justify="right" if _numeric(result, at) else "left", overflow="fold")
    for row in result.rows:
        table.add_row(*(Text(_short(term)) for term in row))
    out = io.StringIO()
    console = Console(file=out, highlight=False, width=width or _WIDEST, color_system=None)
    console.print(table)
    lines = [line.rstrip() for line in out.getvalue().splitlines()]
    return "\n".join(lines) + "\n"


def _numeric(result: Rows, column: int) -> bool:
    terms = [row[column] for row in result.rows if row[column] is not None]
    return bool(terms) and all(
        isinstance(term, Literal) and term.datatype.value.removeprefix(_XSD) in _NUMBERS
        for term in terms
    )


def _csv(result: Rows) -> str:
    """SPARQL 1.1 Query Results CSV: values only, CRLF."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(result.variables)
    writer.writerows([_plain(term) for term in row] for row in result.rows)
    return out.getvalue()


def _tsv(result: Rows) -> str:
    """SPARQL 1.1 Query Results TSV: terms as in Turtle, none where unbound."""
    lines = ["\t".join(f"?{name}" for name in result.variables)]
    lines += [
        "\t".join("" if term is None else _turtle(term) for term in row) for row in result.rows
    ]
    return "\n".join(lines) + "\n"


def _turtle(term: Term) -> str:
    return str(term).replace("\t", "\\t")


def _markdown(result: Rows) -> str:
    lines = ["| " + " | ".join(result.variables) + " |"]
    lines.append("|" + "|".join(" --- " for _ in result.variables) + "|")
    for row in result.rows:
        cells = (
            re.sub(r"([\\|<>*_`\[\]])", r"\\\1", " ".join(_short(term).split())) for term in row
        )
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def _json(result: Rows) -> str:
    """SPARQL 1.1 Query Results JSON."""
    bindings = [
        {
            name: _json_term(term)
            for name, term in zip(result.variables, row, strict=True)
            if term is not None
        }
        for row in result.rows
    ]
    document = {"head": {"vars": list(result.variables)}, "results": {"bindings": bindings}}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, str]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        return {"type": "literal", "value": str(term)}
    made = {"type": "literal", "value": term.value}
    if term.language:
        made["xml:lang"] = term.language
    elif term.datatype.value != f"{_XSD}string":
        made["datatype"] = term.datatype.value
    return made


_ROW_WRITERS: Mapping[str, Callable[[Rows], str]] = {
    "table": _table,
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
    "markdown": _markdown,
}
_GRAPH_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "nt": RdfFormat.N_TRIPLES,
}
FORMATS = (*_ROW_WRITERS, *_GRAPH_FORMATS)
