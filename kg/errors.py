"""What can go wrong, as types, each with the exit code that the command line gives it.

KgError                      exit code
├── UsageError        2      wrong flag or argument
├── ConfigError       3      a configuration file: path, line or key, what was expected
├── InputError        3      unreadable text, undecodable bytes, broken Turtle
├── OutputError       3      a file that cannot be written
├── ModelError        3      a language pipeline that cannot be loaded or used
├── ShapesError       3      shapes graph does not load or is not valid SHACL
├── QueryError        3      parse error, missing or ill-typed parameter, forbidden clause
├── LinkerUnavailable 4      network, rate limit, timeout
└── StoreError        4
"""

from functools import partial

__all__ = [
    "ConfigError",
    "InputError",
    "KgError",
    "LinkerUnavailable",
    "ModelError",
    "OutputError",
    "QueryError",
    "ShapesError",
    "StoreError",
    "UsageError",
]


class KgError(Exception):
    """Any failure that kg expects: one line that says what, where and what to do.

    `what` is the failure, `where` the path, line, key or parameter it is about, `hint` what to do.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(what, where, hint)
        self.what = what
        self.where = where
        self.hint = hint

    def __reduce__(self) -> tuple[object, ...]:
        # Errors of worker processes come back pickled, and these take keywords.
        return partial(type(self), where=self.where, hint=self.hint), (self.what,)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f"; {self.hint}" if self.hint else ""
        return " ".join(f"{place}{self.what}{advice}".split())


class UsageError(KgError):
    """A wrong flag or argument."""

    exit_code = 2


class ConfigError(KgError):
    """A configuration file that does not say what it should."""

    exit_code = 3


class InputError(KgError):
    """An input that cannot be read as what it claims to be."""

    exit_code = 3


class OutputError(KgError):
    """An output that cannot be written."""

    exit_code = 3


class ModelError(KgError):
    """A language pipeline that cannot be loaded or used."""

    exit_code = 3


class ShapesError(KgError):
    """A shapes graph that does not load or is no valid SHACL."""

    exit_code = 3


class QueryError(KgError):
    """A stored or ad-hoc query that cannot be run as asked."""

    exit_code = 3


class LinkerUnavailable(KgError):
    """A linking service that did not answer: not the same as an entity that is not there."""

    exit_code = 4


class StoreError(KgError):
    """A triple store that refused, failed or did not answer."""

    exit_code = 4
