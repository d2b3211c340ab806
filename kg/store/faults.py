"""What servers and networks do wrong, as errors that say what to do, and when to try again."""

import http.client
import socket
import time
import urllib.error
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import httpx

from kg.errors import KgError, QueryError, StoreError

__all__ = ["Retries", "TooLargeError", "TransientError", "network_faults", "status_fault"]

T = TypeVar("T")
_BUSY = (429, 502, 503, 504)
_MEANINGS = {
    401: ("a login is needed or was refused (401)", "set KG_USER and KG_PASSWORD, or KG_TOKEN"),
    403: ("this login may not do that (403)", "ask for the right to write, or use another login"),
    404: ("nothing answers at this address (404)", "check the endpoint's path"),
    405: ("this address does not take such requests (405)", "check the endpoint's path"),
    414: ("the request is too long for the server (414)", None),
}


class TransientError(StoreError):
    """A failure that may pass: busy servers and broken connections."""

    def __init__(self, what: str, *, where: str, after: float | None = None) -> None:
        super().__init__(what, where=where, hint="try again later; what was sent may be sent again")
        self.after = after


class TooLargeError(StoreError):
    """A request body that the server does not take (413)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retries:
    """How often and how patiently to try again: 0.5 s, 1 s, 2 s … or what the server asks for."""

    attempts: int = 5
    first: float = 0.5
    longest: float = 60.0
    sleep: Callable[[float], None] = time.sleep

    def run(self, call: Callable[[], T]) -> T:
        """The result of `call`, which is tried again after each Transient failure."""
        for attempt in range(self.attempts - 1):
            try:
                return call()
            except TransientError as err:
                wait = self.first * 2**attempt if err.after is None else err.after
                self.sleep(min(wait, self.longest))
        return call()


def status_fault(status: int, *, body: str, retry_after: str | None, where: str) -> KgError:
    """The error that an HTTP status of 400 or more stands for."""
    if status in _BUSY:
        return TransientError(
            f"the server is busy ({status})", where=where, after=_seconds(retry_after)
        )
    if status == 413:
        return TooLargeError("the request is too large for the server (413)", where=where)
    if status in _MEANINGS:
        what, hint = _MEANINGS[status]
        return StoreError(what, where=where, hint=hint)
    said = f": {_first_line(body)}" if _first_line(body) else ""
    if status == 400:
        return QueryError(f"the server refused the request (400){said}", where=where)
    return StoreError(f"the server failed ({status}){said}", where=where)


@contextmanager
def network_faults(where: str, *, seconds: float | None = None) -> Iterator[None]:
    """Turns what urllib, http.client and httpx raise into store errors."""
    try:
        yield
    except (TimeoutError, httpx.TimeoutException) as err:
        raise _timeout(where, seconds) from err
    except (ConnectionRefusedError, socket.gaierror, httpx.ConnectError) as err:
        raise _unreachable(where, err) from err
    except urllib.error.URLError as err:
        if isinstance(err.reason, TimeoutError):
            raise _timeout(where, seconds) from err
        if isinstance(err.reason, ConnectionResetError | BrokenPipeError):
            raise _broken(where) from err
        raise _unreachable(where, err.reason) from err
    except (http.client.HTTPException, ConnectionError, httpx.TransportError) as err:
        raise _broken(where) from err


def _timeout(where: str, seconds: float | None) -> StoreError:
    limit = f" within {seconds:g} s" if seconds else ""
    return StoreError(f"no answer{limit}", where=where, hint="ask for less, or raise --timeout")


def _unreachable(where: str, reason: object) -> StoreError:
    return StoreError(f"cannot be reached: {reason}", where=where, hint="is the server running?")


def _broken(where: str) -> TransientError:
    return TransientError("the connection broke", where=where)


def _first_line(body: str) -> str:
    text = " ".join(body.split())
    return "" if text.startswith("<") else text[:200]


def _seconds(text: str | None) -> float | None:
    return float(text) if text and text.strip().isdigit() else None
