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


def test_missing_argument_is_one_line(kg: Run) -> None:
    outcome = kg("export")
    assert (outcome.code, outcome.out) == (2, b"")
    assert len(outcome.err.splitlines()) == 1
