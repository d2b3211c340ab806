"""The command line: thin edges that parse, call one function and render."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command of `sys.argv`."""
    try:
        from kg.cli.application import main as run  # slow to import: somebody may press Ctrl-C
    except KeyboardInterrupt:
        sys.exit(130)
    run()
