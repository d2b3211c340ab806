"""Shapes graphs: kg's own, or a user's, which are tried before anything is judged by them."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node as Term

from kg.errors import InputError, ShapesError
from kg.readrdf import read_graph
from kg.resources import shape_files, shapes_dir
from kg.serialize import FORMATS
from kg.validate import validate

__all__ = ["load_shapes"]

_PROBE = URIRef("urn:kg:probe")


@cache
def load_shapes(path: Path | None = None) -> Graph:
    """The shapes graph of a file or of a folder's Turtle files; kg's own where none is given.

    Raises:
        ShapesError: nothing there, broken Turtle, no shape in it, or one that is no valid SHACL.
    """
    place = path or shapes_dir()
    if not place.exists():
        raise ShapesError("no such file or folder", where=str(place), hint="give shapes in Turtle")
    if path is None:
        files = shape_files()
    else:
        files = sorted(path.glob("*.ttl")) if path.is_dir() else [path]
    graphs = {file: _read(file, number) for number, file in enumerate(files, start=1)}
    shapes = Graph(bind_namespaces="none")
    for graph in graphs.values():
        shapes += graph
    if not any((None, RDF.type, kind) in shapes for kind in (SH.NodeShape, SH.PropertyShape)):
        raise ShapesError("no shape in it", where=str(place), hint="give a SHACL shapes graph")
    if path is not None:
        _try(shapes, graphs, where=str(place))
    return shapes


def _read(file: Path, number: int) -> Graph:
    known = file.suffix.removeprefix(".") in FORMATS
    try:
        # Named apart from each other, and from those of the data.
        return read_graph([file], format=None if known else "ttl", nameless=f"s{number}x")
    except InputError as err:
        raise ShapesError(err.what, where=err.where, hint="mend the shapes file") from err


def _try(shapes: Graph, graphs: Mapping[Path, Graph], *, where: str) -> None:
    """Ask every shape once, so that what is wrong with it shows before a long run."""
    for shape in sorted(shapes.subjects(SH.sparql), key=str):
        raise ShapesError(
            f"{shape} asks SPARQL, which kg does not run for a shape",
            where=_place(shape, graphs) or where,
            hint="use constraints of SHACL core",
        )
    probe = _probe(shapes)
    try:
        validate(probe, shapes)
    except ShapesError as err:
        culprit = _culprit(probe, shapes, err.what)
        named = f"{culprit}: {err.what}" if culprit is not None else err.what
        place = _place(culprit, graphs) or where
        raise ShapesError(named, where=place, hint="mend the shape") from err


def _probe(shapes: Graph) -> Graph:
    """A node of all classes that has a value of each kind on each path that a shape looks at."""
    probe = Graph(bind_namespaces="none")
    for target in shapes.objects(None, SH.targetClass):
        probe.add((_PROBE, RDF.type, target))
    for path in shapes.objects(None, SH.path):
        if isinstance(path, URIRef):
            probe.add((_PROBE, path, Literal("probe")))
            probe.add((_PROBE, path, _PROBE))
    return probe


def _culprit(probe: Graph, shapes: Graph, fault: str) -> Term | None:
    """The shape that has the same fault when it is alone."""
    for shape in sorted(set(shapes.subjects(SH.targetClass)), key=str):
        try:
            validate(probe, shapes.cbd(shape))
        except ShapesError as err:
            if err.what == fault:
                return shape
    return None


def _place(shape: Term | None, graphs: Mapping[Path, Graph]) -> str | None:
    """The file that describes a shape, with the line where its name first begins one."""
    for file, graph in graphs.items():
        if (shape, None, None) in graph:
            local = re.escape(re.split(r"[#/:]", str(shape))[-1])
            subject = re.compile(rf"^\s*(?:<[^>\s]*{local}>|[\w.-]*:{local})(?=\s)", re.MULTILINE)
            text = file.read_text(encoding="utf-8", errors="replace")
            found = subject.search(text) if isinstance(shape, URIRef) else None
            line = text.count("\n", 0, found.end()) + 1 if found else None
            return f"{file}:{line}" if line else str(file)
    return None
