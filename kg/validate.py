"""Validation with SHACL: the shapes that kg carries or any others, by pySHACL alone.

A report is a result, not an error: `conforms` is False where the data break a shape.
SHACL core, https://www.w3.org/TR/shacl/.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pyshacl
from pyshacl.errors import ReportableRuntimeError, ShapeLoadError
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.plugins.parsers.notation3 import BadSyntax
from rdflib.term import Node as Term

from kg.errors import ShapesError
from kg.report import ValidationReport, ValidationResult
from kg.resources import shapes_dir

__all__ = ["load_shapes", "report_turtle", "validate"]

_NAMELESS = re.compile(r"'(n[0-9a-f]{32}b[0-9]+)'")


def _read_shapes(files: Iterable[Path]) -> Graph:
    shapes = Graph(bind_namespaces="none")
    for file in files:
        try:
            shapes.parse(data=file.read_bytes(), format="turtle")
        except (BadSyntax, UnicodeDecodeError) as err:
            line = getattr(err, "lines", None)
            where = f"{file}:{line + 1}" if line is not None else str(file)
            raise ShapesError("broken Turtle", where=where, hint="mend the shapes file") from err
        except OSError as err:
            raise ShapesError(err.strerror or str(err), where=str(file)) from err
    return shapes


@cache
def load_shapes(path: Path | None = None) -> Graph:
    """The shapes graph of a file or of a folder's Turtle files; kg's own where none is given.

    Raises:
        ShapesError: nothing there, broken Turtle, or no shape in it.
    """
    place = path or shapes_dir()
    if not place.exists():
        raise ShapesError("no such file or folder", where=str(place), hint="give shapes in Turtle")
    files = sorted(place.glob("*.ttl")) if place.is_dir() else [place]
    skip = {"vocab.ttl", "prefixes.ttl"} if path is None else set()
    shapes = _read_shapes(f for f in files if f.name not in skip)
    if not any(shapes.triples((None, RDF.type, SH.NodeShape))) and not any(
        shapes.triples((None, RDF.type, SH.PropertyShape))
    ):
        raise ShapesError("no shape in it", where=str(place), hint="give a SHACL shapes graph")
    return shapes


def validate(data: Graph, shapes: Graph, *, only: Sequence[str] | None = None) -> ValidationReport:
    """What `shapes` say of `data`; neither is changed. `only` names those that need be asked.

    Raises:
        ShapesError: the shapes graph is no valid SHACL.
    """
    try:
        conforms, report, _ = pyshacl.validate(
            data,
            shacl_graph=shapes,
            inference="none",
            advanced=False,
            inplace=False,
            use_shapes=None if only is None else list(only),
        )
    except (ShapeLoadError, ReportableRuntimeError) as err:
        raise ShapesError(
            f"no valid SHACL: {_with_names(str(err), shapes)}",
            where="shapes",
            hint="mend the shapes graph",
        ) from err
    results = tuple(sorted(_results(report, shapes)))
    return ValidationReport(
        conforms=bool(conforms), results=results, vacuous=tuple(_vacuous(data, shapes))
    )


def _with_names(words: str, shapes: Graph) -> str:
    """`words` with the node shape that each nameless node belongs to in the node's place."""
    return _NAMELESS.sub(lambda m: f"a property of {_named(BNode(m[1]), shapes) or m[1]}", words)


def _results(report: Graph, shapes: Graph) -> Iterator[ValidationResult]:
    for node in report.subjects(RDF.type, SH.ValidationResult):
        source = report.value(node, SH.sourceShape)
        yield ValidationResult(
            shape=_text(_named(source, shapes)),
            component=_text(report.value(node, SH.sourceConstraintComponent)),
            path=_text(report.value(node, SH.resultPath)),
            focus=_text(report.value(node, SH.focusNode)),
            value=_text(report.value(node, SH.value)),
            message=" ".join(sorted(str(m) for m in report.objects(node, SH.resultMessage))),
            severity=_text(report.value(node, SH.resultSeverity)),
        )


def _text(term: Term | None) -> str:
    return "" if term is None else str(term)


def _named(shape: Term | None, shapes: Graph) -> Term | None:
    """The node shape that a property shape without a name belongs to."""
    while shape is not None and not isinstance(shape, URIRef):
        shape = next(shapes.subjects(SH.property, shape), None)
    return shape


def _vacuous(data: Graph, shapes: Graph) -> Iterator[str]:
    """Shapes whose target classes have no instance in `data`."""
    for shape in sorted(set(shapes.subjects(SH.targetClass)), key=str):
        targets = shapes.objects(shape, SH.targetClass)
        if not any((None, RDF.type, target) in data for target in targets):
            yield str(shape)


def report_turtle(report: ValidationReport) -> str:
    """The report as a sh:ValidationReport in Turtle, without blank nodes."""
    graph = Graph(bind_namespaces="none")
    graph.bind("sh", SH)
    node = URIRef("urn:kg:report")
    graph.add((node, RDF.type, SH.ValidationReport))
    graph.add((node, SH.conforms, Literal(report.conforms)))
    for number, one in enumerate(report.results):
        result = URIRef(f"urn:kg:report:{number}")
        graph.add((node, SH.result, result))
        graph.add((result, RDF.type, SH.ValidationResult))
        for predicate, iri in (
            (SH.focusNode, one.focus),
            (SH.resultPath, one.path),
            (SH.sourceConstraintComponent, one.component),
            (SH.sourceShape, one.shape),
            (SH.resultSeverity, one.severity),
        ):
            if iri:
                graph.add((result, predicate, URIRef(iri)))
        graph.add((result, SH.resultMessage, Literal(one.message)))
        if one.value:
            graph.add((result, SH.value, Literal(one.value)))
    return graph.serialize(format="turtle")
