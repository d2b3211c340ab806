"""The servers and stores that the contracts run on."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from kg.store.base import Store
from kg.store.login import Login
from kg.store.oxigraph import OxigraphStore
from kg.store.remote import open_endpoint
from tests.store import servers

KINDS = ("memory", "disk", "oxigraph-server", "virtuoso")


@pytest.fixture(scope="session")
def oxigraph_url() -> Iterator[str]:
    if servers.oxigraph_binary() is None:
        pytest.skip("the `oxigraph` package's server is not installed")
    with servers.oxigraph_server() as url:
        yield url


@pytest.fixture(scope="session")
def virtuoso_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if servers.virtuoso_binary() is None:
        pytest.skip("Virtuoso is not installed (apt: virtuoso-opensource-7-bin and -common)")
    with servers.virtuoso_server(tmp_path_factory.mktemp("virtuoso")) as url:
        yield url


@pytest.fixture(scope="module", params=KINDS)
def store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Store]:
    """An empty store of each kind; what a module leaves in a server is dropped."""
    made = _MAKERS[request.param](request, tmp_path_factory.mktemp("store"))
    yield made
    for name in made.counts():
        if name.startswith("urn:kg:"):
            made.drop(NamedNode(name))
    made.close()


def _oxigraph(request: pytest.FixtureRequest, folder: Path) -> Store:
    del folder
    return open_endpoint(request.getfixturevalue("oxigraph_url"), login=Login())


def _virtuoso(request: pytest.FixtureRequest, folder: Path) -> Store:
    del folder
    login = Login(user="dba", password="dba")  # noqa: S106  # the default of a fresh database
    return open_endpoint(request.getfixturevalue("virtuoso_url"), login=login)


_MAKERS: dict[str, Callable[[pytest.FixtureRequest, Path], Store]] = {
    "memory": lambda request, folder: OxigraphStore.memory(),
    "disk": lambda request, folder: OxigraphStore.open(folder / "store"),
    "oxigraph-server": _oxigraph,
    "virtuoso": _virtuoso,
}
