"""RDF files as pyoxigraph reads them: the format by suffix, `.gz` opened on the way."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from pyoxigraph import Quad, RdfFormat, parse

from kg.errors import InputError

__all__ = ["format_of", "open_rdf", "read_quads", "reading"]

_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
}


def format_of(path: Path) -> RdfFormat:
    """The RDF format that a file name announces.

    Raises: InputError where it announces none.
    """
    suffix = Path(path.name.removesuffix(".gz")).suffix.lower()
    if suffix not in _FORMATS:
        known = ", ".join(_FORMATS)
        raise InputError("unknown RDF format", where=str(path), hint=f"one of {known}, or .gz")
    return _FORMATS[suffix]


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Makes what goes wrong while a file is read an InputError naming it."""
    try:
        yield
    except FileNotFoundError as err:
        raise InputError("no such file", where=str(path)) from err
    except SyntaxError as err:
        raise InputError(f"broken RDF: {err.msg}", where=str(path)) from err
    except (OSError, EOFError, ValueError) as err:
        raise InputError(f"cannot be read: {err}", where=str(path)) from err


@contextmanager
def open_rdf(path: Path) -> Iterator[IO[bytes]]:
    """The file's bytes, unpacked."""
    opener = gzip.open if path.suffix == ".gz" else Path.open
    with reading(path), cast(IO[bytes], opener(path, "rb")) as stream:
        yield stream


def read_quads(path: Path) -> Iterator[Quad]:
    """The quads of a file, streamed.

    Raises: InputError where it is missing or broken.
    """
    rdf_format = format_of(path)
    with open_rdf(path) as stream:
        yield from parse(stream, format=rdf_format)
