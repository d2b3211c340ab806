"""Runs the commands of the README and writes their output into it: `python -m tests.readme`."""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

__all__ = ["BLOCK", "README", "main", "output", "settled"]

README = Path(__file__).resolve().parent.parent / "README.md"
BLOCK = re.compile(r"<!-- run: (?P<command>.+?) -->\n(?P<body>.*?)<!-- end -->", re.DOTALL)
_SECONDS = re.compile(r"\d+\.\d s\b")


def output(command: str, folder: Path) -> str:
    """What `command` prints on stdout and stderr, run in `folder` by this interpreter."""
    program, *arguments = shlex.split(command)
    if program != "kg":
        raise ValueError(f"only kg runs here: {command}")
    code = "from kg.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(README.parent), "COLUMNS": "160", "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    )
    return "\n".join(line.rstrip() for line in done.stdout.rstrip().splitlines())


def settled(text: str) -> str:
    """`text` without what differs from run to run: seconds."""
    return _SECONDS.sub("… s", text)


def _block(command: str, folder: Path) -> str:
    shown = output(command, folder)
    if command.endswith("markdown"):
        body = f"`{command}` says:\n\n{shown}\n"
    else:
        body = f"```console\n$ {command}\n{shown}\n```\n"
    return f"<!-- run: {command} -->\n{body}<!-- end -->"


def main() -> None:
    """Rewrite the README's outputs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "seeds").symlink_to(README.parent / "seeds")
        text = README.read_text("utf-8")
        README.write_text(BLOCK.sub(lambda m: _block(m["command"], folder), text), "utf-8")


if __name__ == "__main__":
    main()
