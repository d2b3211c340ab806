import pickle

import pytest

from kg import errors
from kg.errors import InputError, KgError

KINDS = [getattr(errors, name) for name in errors.__all__]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_survives_the_way_from_a_worker_process(kind: type[KgError]) -> None:
    error = kind("is broken", where="a.txt", hint="mend it")
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert (type(back), str(back)) == (kind, "a.txt: is broken; mend it")


def test_message_is_one_line() -> None:
    assert str(InputError("first\n second", where="a")) == "a: first second"


def test_every_kind_has_an_exit_code_of_the_table() -> None:
    assert {kind.exit_code for kind in KINDS if kind is not KgError} == {2, 3, 4}
