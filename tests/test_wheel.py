"""The built wheel carries everything: installed elsewhere, from another folder, it does the job."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = [
    pytest.mark.skipif(
        not all(map(find_spec, ("build", "hatchling", "pip"))),
        reason="needs build, hatchling and pip, of the extra `test`",
    ),
]

ARTICLE = "Ana Ruiz, a spokeswoman for the Orlo Institute, said on Monday that it moved to Paris.\n"


def command(*args: str | Path, cwd: Path) -> str:
    """Give the stdout of a command that succeeds, in an environment without our checkout."""
    bare = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(
        [str(arg) for arg in args],
        cwd=cwd,
        env=bare,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    checkout = Path(__file__).resolve().parent.parent
    target = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", target]
    command(*build, checkout, cwd=target)
    (found,) = target.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of commands of an environment that has the wheel, and only sees its needs.

    A path file lends it the dependencies of this environment, so that nothing is downloaded; path
    files in there (an editable kg) are not read on the way.
    """
    home = tmp_path_factory.mktemp("elsewhere") / "env"
    venv.create(home, with_pip=False, symlinks=os.name != "nt")
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / "python"
    site = command(
        python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home
    ).strip()
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(site, "lent.pth").write_text("\n".join(sorted(lent)) + "\n", "utf-8")
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet"]
    command(*pip, "--no-deps", "--no-index", "--disable-pip-version-check", wheel, cwd=home)
    return scripts


def test_wheel_carries_shapes_queries_and_the_model(wheel: Path, checkout: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("shapes", "queries"):
        for path in (checkout / folder).iterdir():
            assert f"kg/_data/{folder}/{path.name}" in names
    for path in (checkout / "kg").rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            assert path.relative_to(checkout).as_posix() in names
    assert "kg/py.typed" in names


def test_wheel_is_small_enough_to_ship(wheel: Path) -> None:
    assert wheel.stat().st_size < 60 * 2**20


@pytest.mark.model
def test_installed_elsewhere_it_exports_validates_and_answers(
    installed: Path, tmp_path: Path
) -> None:
    (tmp_path / "news.txt").write_text(ARTICLE, "utf-8")
    where = "import kg; print(kg.__file__)"
    python = installed / "python"
    assert Path(command(python, "-c", where, cwd=tmp_path)).is_relative_to(installed.parent)
    kg = installed / "kg"
    command(kg, "export", "news.txt", "-o", "graph.ttl", cwd=tmp_path)
    assert "Orlo Institute" in (tmp_path / "graph.ttl").read_text("utf-8")
    command(kg, "validate", "graph.ttl", cwd=tmp_path)
    names = command(kg, "query", cwd=tmp_path)
    assert "who-controls-what" in names or len(names.splitlines()) >= 8
