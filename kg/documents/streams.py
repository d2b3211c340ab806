"""Files as streams of bytes, unpacked on the way and never further than the limits allow."""

import gzip
import io
import lzma
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from kg.documents.limits import Limits
from kg.errors import InputError

__all__ = ["open_bytes", "read_all", "reading"]

_GZIP = b"\x1f\x8b"
_XZ = b"\xfd7zXZ\x00"


class _Packed:
    """A packed stream that counts what was taken from it: a pipe cannot tell where it stands."""

    def __init__(self, file: io.BufferedReader) -> None:
        self._file = file
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        block = self._file.read(size)
        self.count += len(block)
        return block


class _Measured(io.RawIOBase):
    """An unpacked stream that refuses to grow into far more than what it was packed in."""

    def __init__(self, unpacked: BinaryIO, packed: _Packed, *, limits: Limits) -> None:
        self._unpacked = unpacked
        self._packed = packed
        self._limits = limits
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # a Buffer in typeshed
        block = self._unpacked.read(len(buffer))
        buffer[: len(block)] = block
        self._count += len(block)
        limits = self._limits
        if self._count > limits.size and self._count > limits.ratio * self._packed.count:
            raise InputError(
                f"unpacks to more than {limits.ratio} times its size",
                hint="unpack it by hand if you trust it",
            )
        return len(block)


@contextmanager
def reading(where: str) -> Iterator[None]:
    """Turn what the operating system and the unpackers raise into an InputError about `where`."""
    try:
        yield
    except InputError as err:
        raise InputError(err.what, where=err.where or where, hint=err.hint) from err
    except EOFError as err:
        raise InputError(
            "ends in the middle of its compressed data", where=where, hint="copy the file again"
        ) from err
    except (gzip.BadGzipFile, lzma.LZMAError, zlib.error) as err:
        hint = "check that the suffix tells the format"
        raise InputError(f"cannot be unpacked: {err}", where=where, hint=hint) from err
    except OSError as err:
        reason = (err.strerror or str(err)).lower()
        raise InputError(f"cannot be read: {reason}", where=where, hint="check the path") from err


@contextmanager
def open_bytes(path: Path | None, *, limits: Limits) -> Iterator[io.BufferedReader]:
    """Give the unpacked bytes of the file, or of standard input where there is no path.

    What is packed is told by its first bytes: a `.gz` that is not packed reads as it is.
    """
    if path is None:
        # Standard input stays open: it belongs to the caller.
        yield _unpacked(cast(io.BufferedReader, sys.stdin.buffer), limits=limits)
        return
    with path.open("rb") as file:
        yield _unpacked(file, limits=limits)


def _unpacked(file: io.BufferedReader, *, limits: Limits) -> io.BufferedReader:
    start = file.peek(len(_XZ))
    if not start.startswith((_GZIP, _XZ)):
        return file
    packed = _Packed(file)
    stream = cast(BinaryIO, packed)
    unpack = _gunzip if start.startswith(_GZIP) else lzma.LZMAFile
    return io.BufferedReader(_Measured(cast(BinaryIO, unpack(stream)), packed, limits=limits))


def _gunzip(stream: BinaryIO) -> gzip.GzipFile:
    return gzip.GzipFile(fileobj=stream)


def read_all(stream: io.BufferedReader, *, limits: Limits) -> bytes:
    """Give all bytes of one document.

    Raises: InputError where there are more than the limit.
    """
    content = stream.read(limits.size + 1)
    if len(content) > limits.size:
        raise InputError(
            f"is larger than {limits.size // 2**20} MB, too large for one document",
            hint="split it, or give one article a line as .jsonl",
        )
    return content
