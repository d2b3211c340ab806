"""Requests as the services' rules of conduct ask for: named, one at a time, patient, bounded."""

import os
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import yaml
from platformdirs import user_config_path

import kg
from kg.errors import ConfigError, LinkerUnavailable, UsageError

__all__ = ["Clock", "Http", "TooLarge", "contact", "signature"]

_BUSY = frozenset({429, 500, 502, 503, 504})
_BUSY_CODES = frozenset({"maxlag", "ratelimited", "readonly"})
_TRIES, _FIRST, _LONGEST, _LAG = 5, 1.0, 60.0, 5.0
_APART = 0.2  # seconds from one request to the next
_SECONDS = 20.0
_JSON = "application/json"
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})


def contact(*, config: Path | None = None) -> str:
    """Give the address that requests are signed with: KG_CONTACT, or the configuration's.

    Raises: UsageError where there is none, ConfigError where the file is broken.
    """
    found = os.environ.get("KG_CONTACT", "").strip()
    path = config or user_config_path("kg", appauthor=False) / "config.yaml"
    if not found and path.is_file():
        try:
            stored = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
            found = str(stored.get("contact", "")).strip()
        except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError) as err:
            raise ConfigError("is no map of settings", where=str(path)) from err
    if "@" not in found and "://" not in found:
        raise UsageError(
            "public services ask who is asking", hint="set KG_CONTACT to a mail address or a URL"
        )
    return found


def signature(url: str) -> str:
    """Give what requests to a service are signed with; on this machine nobody needs to know.

    Raises: UsageError where a service elsewhere would not learn who asks.
    """
    return "this machine" if urlsplit(url).hostname in _HERE else contact()


@dataclass(frozen=True, slots=True)
class Clock:
    """The time, and how to let it pass."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = field(default=random.random)


class TooLarge(LinkerUnavailable):
    """The server takes less at once."""


class _Again(Exception):
    """A failure that may pass, and how long the server asks to wait."""

    def __init__(self, what: str, after: float | None = None) -> None:
        super().__init__(what)
        self.after = after


class Http:
    """One polite client; whatever goes wrong in the end is LinkerUnavailable."""

    def __init__(self, signed: str, *, clock: Clock | None = None, seconds: float = _SECONDS):
        agent = f"kg-exporter/{kg.__version__} ({signed}) httpx/{httpx.__version__}"
        self._client = httpx.Client(
            headers={"User-Agent": agent, "Accept": _JSON},
            timeout=seconds,
            follow_redirects=True,
        )
        self.clock = clock or Clock()
        self._last = float("-inf")
        self._landed: dict[str, str] = {}

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def get(self, url: str, fields: Mapping[str, str]) -> Mapping[str, Any]:
        """Give the JSON object that a GET brings."""
        # An empty map would take away what the address itself asks.
        return self._patiently(url, lambda: self._client.get(url, params=dict(fields) or None))

    def post(
        self, url: str, fields: Mapping[str, str], *, accept: str = _JSON
    ) -> Mapping[str, Any]:
        """Give the JSON object that a form brings."""
        wanted = {"Accept": accept}
        return self._patiently(
            url, lambda: self._client.post(url, data=dict(fields), headers=wanted)
        )

    def home(self, url: str) -> str:
        """Give where the last answer of an address came from: a form does not survive a move."""
        return self._landed.get(url, url)

    def _patiently(self, url: str, send: Callable[[], httpx.Response]) -> Mapping[str, Any]:
        for attempt in range(_TRIES):
            try:
                return self._once(url, send)
            except _Again as err:
                reason = str(err)
                wait = _FIRST * 2**attempt * (1 + self.clock.jitter() / 2)
                wait = wait if err.after is None else err.after
                if err.after is not None and err.after > _LONGEST:
                    break  # to come back sooner than asked is what clients are banned for
                if attempt < _TRIES - 1:
                    self.clock.sleep(min(wait, _LONGEST))
        raise LinkerUnavailable(reason, where=url)

    def _once(self, url: str, send: Callable[[], httpx.Response]) -> Mapping[str, Any]:
        pause = self._last + _APART - self.clock.now()
        if pause > 0:
            self.clock.sleep(min(pause, _APART))
        self._last = self.clock.now()
        try:
            response = send()
        except httpx.TooManyRedirects as err:
            raise LinkerUnavailable("redirects without end", where=url) from err
        except httpx.TransportError as err:
            raise _Again(f"cannot be reached: {err or type(err).__name__}") from err
        after = self._after(response.headers.get("Retry-After"))
        if response.status_code in _BUSY:
            raise _Again(f"the server is busy ({response.status_code})", after)
        if response.status_code == 413:
            raise TooLarge("the server takes less at once (413)", where=url)
        if response.status_code != 200:
            raise LinkerUnavailable(f"the server refused ({response.status_code})", where=url)
        self._landed[url] = str(response.url)
        return _object(response, after, url)

    def _after(self, text: str | None) -> float | None:
        """Read Retry-After: seconds, or a date."""
        if text is None or text.strip().isdigit():
            return float(text) if text else None
        try:
            return max(0.0, parsedate_to_datetime(text).timestamp() - self.clock.now())
        except ValueError:
            return None


def _object(response: httpx.Response, after: float | None, url: str) -> Mapping[str, Any]:
    """Read an answer; an error inside a success is an error."""
    try:
        body = response.json()
    except ValueError as err:
        raise _Again("the answer is no JSON") from err
    if not isinstance(body, dict):
        raise LinkerUnavailable("the answer is no object", where=url)
    error = body.get("error")
    if error:
        code = str(error.get("code", "")) if isinstance(error, dict) else str(error)
        if code in _BUSY_CODES:
            raise _Again(f"the server asks to wait ({code})", _LAG if after is None else after)
        raise LinkerUnavailable(f"the server answers with an error: {code}", where=url)
    return body
