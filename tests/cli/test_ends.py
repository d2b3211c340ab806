"""How a command ends that somebody stops: by Ctrl-C, or by closing the pipe it writes to."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT

LINES = "".join(f"<urn:s{n}> <urn:p> <urn:o> .\n" for n in range(20_000))


def start(*arguments: str | Path) -> "subprocess.Popen[bytes]":
    """`python -m kg` in a group of its own, which takes Ctrl-C as a terminal's programs do."""
    return subprocess.Popen(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_is_one_line_and_leaves_no_file(tmp_path: Path) -> None:
    source = tmp_path / "waiting.txt"
    os.mkfifo(source)  # the command waits for its input
    target = tmp_path / "graph.ttl"
    running = start("export", source, "--no-link", "-o", target)
    with source.open("wb"):
        os.killpg(running.pid, signal.SIGINT)
        out, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert out == b""
    assert err.decode().splitlines() == ["kg: error: interrupted; no file was left half-written"]
    assert [path.name for path in tmp_path.iterdir()] == ["waiting.txt"]


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_a_pipe_that_closes_early_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "graph.nt"
    path.write_text(LINES, encoding="utf-8")
    running = start("query", "-e", "SELECT * { ?s ?p ?o }", "--in", path, "-f", "csv")
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.read(10)
    running.stdout.close()
    err = running.stderr.read()
    running.stderr.close()
    assert (running.wait(timeout=60), err) == (0, b"")
