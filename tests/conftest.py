"""What every test runs under: no network but loopback, and skips for what is not there."""

import importlib.util
import socket
from pathlib import Path

import pytest

from tests.command import Run, runner

CHECKOUT = Path(__file__).resolve().parent.parent
SHARED = CHECKOUT.parent / "shared"
MODEL = CHECKOUT / "kg" / "models" / "en"

_LOOPBACK = {"localhost", "127.0.0.1", "::1", "0.0.0.0", ""}  # noqa: S104 - compared, not bound


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs the corpora or the trained model where there are none."""
    no_shared = pytest.mark.skip(reason="needs the shared corpora beside the checkout")
    no_model = pytest.mark.skip(reason="needs the shipped language model in kg/models/en")
    for item in items:
        if "shared" in item.keywords and not SHARED.is_dir():
            item.add_marker(no_shared)
        if "model" in item.keywords and not has_model():
            item.add_marker(no_model)


def has_model() -> bool:
    """Whether the shipped pipeline stands in the checkout."""
    return (MODEL / "config.cfg").is_file() and importlib.util.find_spec("spacy") is not None


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no socket connect to anything but this machine."""
    connect, connect_ex = socket.socket.connect, socket.socket.connect_ex

    def checked_connect(self: socket.socket, address: object) -> None:
        _refuse_far(self, address)
        connect(self, address)  # type: ignore[arg-type]

    def checked_connect_ex(self: socket.socket, address: object) -> int:
        _refuse_far(self, address)
        return connect_ex(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", checked_connect)
    monkeypatch.setattr(socket.socket, "connect_ex", checked_connect_ex)


def _refuse_far(one: socket.socket, address: object) -> None:
    near = one.family == getattr(socket, "AF_UNIX", None)
    if not near and isinstance(address, tuple) and address[0] not in _LOOPBACK:
        raise AssertionError(f"a test reached for the network: {address!r}")


@pytest.fixture
def shared() -> Path:
    """The folder of shared corpora; the test carries the marker `shared`."""
    return SHARED


@pytest.fixture
def checkout() -> Path:
    """The top of the project's checkout."""
    return CHECKOUT


@pytest.fixture
def kg(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run the command line: `kg("validate", path).code`."""
    return runner(monkeypatch, capfdbinary)
