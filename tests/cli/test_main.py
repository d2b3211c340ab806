import pytest

from kg import __version__
from tests.command import Run


def test_without_a_command_it_shows_what_there_is(kg: Run) -> None:
    outcome = kg()
    assert (outcome.code, outcome.err) == (0, "")
    assert b"export" in outcome.out


def test_version(kg: Run) -> None:
    assert kg("--version").out == f"kg {__version__}\n".encode()


def test_wrong_command_is_one_line(kg: Run) -> None:
    outcome = kg("exprt")
    assert (outcome.code, outcome.out) == (2, b"")
    assert outcome.err == "kg: error: No such command 'exprt'. Did you mean 'export'?\n"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("export", "a.txt", "--min-confidence", "2"), "--min-confidence"),
        (("export", "a.txt", "--jobs", "none"), "--jobs"),
        (("export", "a.txt", "--jbos", "2"), "--jobs"),
        (("export",), "inputs"),
    ],
)
def test_wrong_value_names_its_option(kg: Run, arguments: tuple[str, ...], named: str) -> None:
    outcome = kg(*arguments)
    assert (outcome.code, outcome.out) == (2, b"")
    (line,) = outcome.err.splitlines()
    assert named in line.lower()


def test_missing_argument_is_one_line(kg: Run) -> None:
    outcome = kg("export")
    assert (outcome.code, outcome.out) == (2, b"")
    assert len(outcome.err.splitlines()) == 1
