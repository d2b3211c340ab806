"""Where the files that travel with the code live: beside it in a checkout, inside it in a wheel."""

from pathlib import Path

__all__ = ["model_dir", "queries_dir", "shape_files", "shapes_dir"]

_PACKAGE = Path(__file__).resolve().parent


def _directory(name: str) -> Path:
    packed = _PACKAGE / "_data" / name
    return packed if packed.is_dir() else _PACKAGE.parent / name


def shapes_dir() -> Path:
    """The vocabulary, the prefixes and the shapes."""
    return _directory("shapes")


def shape_files() -> list[Path]:
    """The files of shapes, in order."""
    others = {"vocab.ttl", "prefixes.ttl"}
    return sorted(file for file in shapes_dir().glob("*.ttl") if file.name not in others)


def queries_dir() -> Path:
    """The stored SPARQL queries."""
    return _directory("queries")


def model_dir() -> Path:
    """The language pipeline that kg ships."""
    return _PACKAGE / "models" / "en"
