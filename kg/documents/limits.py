"""How large an input may be: a hostile file ends in a clear error, not in a full memory."""

from dataclasses import dataclass

__all__ = ["DEFAULT", "Limits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one document may be at most.

    `size` counts the bytes of a file, or of one line of JSON lines, after decompression;
    `characters` the text that goes into the graph. A compressed stream may not unpack to more
    than `ratio` times its own size once it is past `size`: news text packs 3 to 10 times.
    """

    size: int = 16 * 2**20
    characters: int = 1_000_000
    ratio: int = 200


DEFAULT = Limits()
