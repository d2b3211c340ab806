"""The same input gives the same bytes, whatever the hash seed, the order and the number of jobs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.model

ARTICLES = {
    "harbour.txt": """Rebels seize harbour of Port Lasso

The Northern Front captured the town of Port Lasso on Monday, its spokesman Idris Kane said. \
“We hold the harbour,” Kane told reporters. The group is backed by France. Army General Tomas \
Weil denied that the Northern Front controls Port Lasso.
""",
    "labs.txt": """Dr. Ana Ruiz, who heads the Orlo Institute in Geneva, said it would move. \
“Geneva was too small,” she said. The Orlo Institute was founded by Paul Meyer in 1998.
""",
    "vote.txt": """LISBON, May 4, 2021 - Maria Prado, leader of the Green Alliance, won the vote. \
Rui Dias, a spokesman for the Green Alliance, said the party was ready. The Green Alliance, based \
in Lisbon, lost power in 2015.
""",
}


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def run(folder: Path, *args: str, seed: str = "0", checkout: Path) -> bytes:
    """Give what a fresh process writes to stdout."""
    code = "import sys; from kg.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code, *args],
        cwd=folder,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(checkout)},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def plain(articles: Path) -> bytes:
    checkout = Path(__file__).resolve().parent.parent
    return run(articles, "export", *ARTICLES, "-f", "trig", "-o", "-", checkout=checkout)


def test_output_has_facts(plain: bytes) -> None:
    assert plain.count(b"kg:Statement") >= 3


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_hash_seed_order_and_jobs_do_not_matter(
    articles: Path, checkout: Path, plain: bytes, jobs: str
) -> None:
    names = sorted(ARTICLES, reverse=True)
    args = ["export", *names, "-f", "trig", "-o", "-", "--jobs", jobs]
    assert run(articles, *args, seed="7", checkout=checkout) == plain


def test_one_document_never_depends_on_another(articles: Path, checkout: Path) -> None:
    alone = run(articles, "extract", "labs.txt", "-o", "-", checkout=checkout)
    whole = run(articles, "extract", *ARTICLES, "-o", "-", checkout=checkout)
    assert alone.strip() in whole.splitlines()
