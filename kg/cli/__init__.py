"""The command line: thin edges that parse, call one function and render."""

from kg.cli.main import main

__all__ = ["main"]
