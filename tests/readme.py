"""Runs the commands of the README and writes their output into it: `python -m tests.readme`.

A command that names one of the `SERVERS` is run against a real one, started for it.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

from tests.store import servers

__all__ = ["BLOCK", "README", "Runner", "main", "runner", "settled"]

README = Path(__file__).resolve().parent.parent / "README.md"
BLOCK = re.compile(r"<!-- run: (?P<command>.+?) -->\n(?P<body>.*?)<!-- end -->", re.DOTALL)
_SECONDS = re.compile(r"\d+\.\d s\b")


_SERVERS: dict[str, Callable[[Path], AbstractContextManager[str]]] = {
    "http://127.0.0.1:7878/query": lambda folder: servers.oxigraph_server(),
    "http://127.0.0.1:8890/sparql": servers.virtuoso_server,
}
_LOGIN = {"KG_USER": "dba", "KG_PASSWORD": "dba"}


class Runner:
    """Runs commands of kg in one folder; servers live as long as it does."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self._folder = folder
        self._stack = stack
        self._started: dict[str, str] = {}

    def __call__(self, command: str) -> str:
        """What `command` prints on stdout and stderr, run by this interpreter."""
        program, *arguments = shlex.split(command)
        if program != "kg":
            raise ValueError(f"only kg runs here: {command}")
        for shown in _SERVERS:
            if shown in arguments and shown not in self._started:
                made = self._folder / f"server-{len(self._started)}"
                made.mkdir()
                self._started[shown] = self._stack.enter_context(_SERVERS[shown](made))
        printed = self._run([self._started.get(argument, argument) for argument in arguments])
        for shown, real in self._started.items():
            printed = printed.replace(real, shown)
        return "\n".join(line.rstrip() for line in printed.rstrip().splitlines())

    def _run(self, arguments: list[str]) -> str:
        wide = {"PYTHONPATH": str(README.parent), "COLUMNS": "160", "NO_COLOR": "1"}
        done = subprocess.run(
            [sys.executable, "-c", "from kg.cli import main; main()", *arguments],
            cwd=self._folder,
            env={**os.environ, **wide, **_LOGIN},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=True,
        )
        return done.stdout


@contextmanager
def runner(folder: Path) -> Iterator[Runner]:
    """Commands run in `folder`, beside the sample articles."""
    (folder / "seeds").symlink_to(README.parent / "seeds")
    with ExitStack() as stack:
        yield Runner(folder, stack)


def settled(text: str) -> str:
    """`text` without what differs from run to run: seconds."""
    return _SECONDS.sub("… s", text)


def _block(command: str, run: Runner) -> str:
    shown = run(command)
    if command.endswith("markdown"):
        body = f"`{command}` says:\n\n{shown}\n"
    else:
        body = f"```console\n$ {command}\n{shown}\n```\n"
    return f"<!-- run: {command} -->\n{body}<!-- end -->"


def main() -> None:
    """Rewrite the README's outputs."""
    with tempfile.TemporaryDirectory() as name, runner(Path(name)) as run:
        text = README.read_text("utf-8")
        README.write_text(BLOCK.sub(lambda m: _block(m["command"], run), text), "utf-8")


if __name__ == "__main__":
    main()
