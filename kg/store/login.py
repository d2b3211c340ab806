"""Who we are to a server: from the environment or netrc, never from the command line."""

import netrc
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from kg.errors import ConfigError, UsageError

__all__ = ["ChallengeAuth", "Login", "read_login"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """A user with a password, or a bearer token; neither is shown when printed."""

    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)


def read_login(url: str, environ: Mapping[str, str], *, netrc_file: Path | None = None) -> Login:
    """The login for a server: KG_TOKEN, or KG_USER with KG_PASSWORD, or the host's netrc entry.

    Raises: UsageError where the URL itself has a password, ConfigError for a broken netrc.
    """
    parts = urlsplit(url)
    if parts.username or parts.password:
        raise UsageError(
            "a login in the URL is seen by every user of the machine",
            hint="set KG_USER and KG_PASSWORD, or use netrc",
        )
    if token := environ.get("KG_TOKEN"):
        return Login(token=token)
    if user := environ.get("KG_USER"):
        return Login(user=user, password=environ.get("KG_PASSWORD", ""))
    return _from_netrc(parts.hostname or "", netrc_file or _netrc_path(environ))


def _netrc_path(environ: Mapping[str, str]) -> Path:
    return Path(environ["NETRC"]) if environ.get("NETRC") else Path.home() / ".netrc"


def _from_netrc(host: str, path: Path) -> Login:
    if not path.is_file():
        return Login()
    try:
        entry = netrc.netrc(str(path)).authenticators(host)
    except (netrc.NetrcParseError, OSError, UnicodeDecodeError) as err:
        raise ConfigError("a netrc file that cannot be read", where=str(path)) from err
    return Login(user=entry[0], password=entry[2]) if entry else Login()


class ChallengeAuth(httpx.Auth):
    """Answers what the server asks for: Digest or Basic after a 401; a token goes at once."""

    requires_response_body = False

    def __init__(self, login: Login) -> None:
        self._login = login
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send once without a secret, then as challenged; later requests go straight."""
        if self._login.token:
            request.headers["Authorization"] = f"Bearer {self._login.token}"
            yield request
            return
        if self._chosen is None:
            response = yield request
            if response.status_code != 401 or self._login.user is None:
                return
            self._chosen = _answering(response.headers.get("WWW-Authenticate", ""), self._login)
        yield from self._chosen.auth_flow(request)


def _answering(challenge: str, login: Login) -> httpx.Auth:
    name, word = login.user or "", login.password or ""
    if challenge.lower().startswith("digest"):
        return httpx.DigestAuth(name, word)
    return httpx.BasicAuth(name, word)
