"""Validation with SHACL: the shapes that kg carries or any others, by pySHACL alone.

A report is a result, not an error: `conforms` is False where the data break a shape.
SHACL core, https://www.w3.org/TR/shacl/.
"""

import re
import warnings
from collections.abc import Iterator, Sequence
from functools import lru_cache

import pyshacl
from pyshacl.errors import ReportableRuntimeError, ShapeRecursionWarning
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node as Term

from kg.errors import ShapesError
from kg.report import ValidationReport, ValidationResult

__all__ = ["report_turtle", "validate"]


def validate(data: Graph, shapes: Graph, *, only: Sequence[str] | None = None) -> ValidationReport:
    """What `shapes` say of `data`; neither is changed.

    `only` names the shapes that need be asked: node shapes, and their properties that have names.

    Raises:
        ShapesError: the shapes graph is no valid SHACL.
    """
    try:
        report = _report(data, shapes, None if only is None else list(only))
    except re.error as err:
        raise _unfit(f"a sh:pattern that is no regular expression: {err}") from err
    except (ReportableRuntimeError, ValueError) as err:
        raise _unfit(_with_names(str(err).rstrip("."), shapes)) from err
    results = tuple(sorted(_results(report, shapes)))
    return ValidationReport(
        conforms=not results, results=results, vacuous=tuple(_vacuous(data, shapes))
    )


def _report(data: Graph, shapes: Graph, only: list[str | URIRef] | None) -> Graph:
    with warnings.catch_warnings():
        # SHACL leaves recursion open; pySHACL stops where a shape comes back to itself.
        warnings.simplefilter("ignore", ShapeRecursionWarning)
        _, report, _ = pyshacl.validate(
            data,
            shacl_graph=_copied(shapes, len(shapes)),
            inference="none",
            advanced=False,
            inplace=False,
            use_shapes=only,
        )
    if not isinstance(report, Graph):  # it gives the failure in the report's place
        raise ReportableRuntimeError(str(report))
    return report


@lru_cache(maxsize=2)
def _copied(shapes: Graph, _: int) -> Graph:
    """A copy, since pySHACL adds triples of its own to the shapes that it gets."""
    copy = Graph(bind_namespaces="none")
    copy += shapes
    return copy


def _unfit(why: str) -> ShapesError:
    return ShapesError(f"no valid SHACL: {why}", where="shapes", hint="mend the shapes graph")


def _with_names(words: str, shapes: Graph) -> str:
    """`words` with the node shape that each nameless node belongs to in the node's place."""
    for node in sorted(node for node in set(shapes.subjects()) if isinstance(node, BNode)):
        if str(node) in words:
            named = f"a property of {_named(node, shapes) or 'a shape without a name'}"
            words = words.replace(f"'{node}'", named).replace(str(node), named)
    return words


def _results(report: Graph, shapes: Graph) -> Iterator[ValidationResult]:
    for node in report.subjects(RDF.type, SH.ValidationResult):
        source = report.value(node, SH.sourceShape)
        yield ValidationResult(
            shape=_text(_named(source, shapes)),
            component=_text(report.value(node, SH.sourceConstraintComponent)),
            path=_iri(report.value(node, SH.resultPath)),
            focus=_text(report.value(node, SH.focusNode)),
            value=_text(report.value(node, SH.value)),
            message=" ".join(sorted(str(m) for m in report.objects(node, SH.resultMessage))),
            severity=_text(report.value(node, SH.resultSeverity)),
        )


def _text(term: Term | None) -> str:
    if isinstance(term, BNode):
        return f"_:{term}"
    return "" if term is None else str(term)


def _iri(term: Term | None) -> str:
    return str(term) if isinstance(term, URIRef) else ""


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
                # A report cannot point at a node without a name: it gives it one.
                named = iri.replace("_:", "urn:kg:report:node:", 1)
                graph.add((result, predicate, URIRef(named if iri.startswith("_:") else iri)))
        graph.add((result, SH.resultMessage, Literal(one.message)))
        if one.value:
            graph.add((result, SH.value, Literal(one.value)))
    return graph.serialize(format="turtle")
