"""The README shows what the commands print today."""

from pathlib import Path

import pytest

from tests.readme import BLOCK, README, output, settled


@pytest.mark.model
def test_readme_shows_what_its_commands_print(tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(README.parent / "seeds")
    blocks = list(BLOCK.finditer(README.read_text("utf-8")))
    assert blocks
    for block in blocks:
        printed = settled(output(block["command"], tmp_path))
        assert printed in settled(block["body"]), "run python -m tests.readme"
