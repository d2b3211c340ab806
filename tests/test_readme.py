"""The README shows what its commands print today."""

from pathlib import Path

import pytest

from tests.readme import BLOCK, README, runner, settled
from tests.store.servers import oxigraph_binary, virtuoso_binary


@pytest.mark.model
def test_readme_shows_what_its_commands_print(tmp_path: Path) -> None:
    if not (oxigraph_binary() and virtuoso_binary()):
        pytest.skip("the README's servers, Oxigraph and Virtuoso, are not both installed")
    blocks = list(BLOCK.finditer(README.read_text("utf-8")))
    assert blocks
    with runner(tmp_path) as run:
        for block in blocks:
            printed = settled(run(block["command"]))
            assert printed in settled(block["body"]), "run python -m tests.readme"
