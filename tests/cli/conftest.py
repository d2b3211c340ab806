"""The server that the commands talk to."""

from tests.store.conftest import oxigraph_url

__all__ = ["oxigraph_url"]
