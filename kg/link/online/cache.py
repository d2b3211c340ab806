"""Answers kept on disk with their age: nothing found is forgotten sooner than what was found."""

import json
import sqlite3
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from kg.errors import OutputError

__all__ = ["AnswerCache", "cache_place"]

_DAY = 86_400.0
_FULL, _EMPTY = 30 * _DAY, _DAY


def cache_place() -> Path:
    """Where answers of the live services are kept."""
    return user_cache_path("kg", appauthor=False) / "answers-1.sqlite"


class AnswerCache:
    """Answers by what was asked. Only answers come here: an error is none."""

    def __init__(self, path: Path) -> None:
        """Open a cache.

        Raises: OutputError where it cannot be written.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, timeout=30)
            self._connection.execute(
                "CREATE TABLE IF NOT EXISTS answer(asked TEXT PRIMARY KEY, body TEXT, at REAL)"
            )
        except (OSError, sqlite3.Error) as err:
            raise OutputError(f"cannot be a cache: {err}", where=str(path)) from err

    def get(self, asked: str, *, now: float) -> Any | None:
        """Give an answer that is young enough, wrapped in a list; None where there is none."""
        row = self._connection.execute(
            "SELECT body, at FROM answer WHERE asked = ?", (asked,)
        ).fetchone()
        if row is None:
            return None
        body = json.loads(row[0])
        return [body] if now - row[1] <= (_FULL if body else _EMPTY) else None

    def put(self, asked: str, body: object, *, now: float) -> None:
        """Keep an answer."""
        with self._connection:
            text = json.dumps(body, ensure_ascii=False)
            self._connection.execute("REPLACE INTO answer VALUES (?,?,?)", (asked, text, now))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()
