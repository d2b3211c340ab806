"""Bytes to text: byte order marks, declared and guessed encodings, line ends, control characters.

UTF-8 first; then what the file declares; then what news files are in when they are not UTF-8.
A file that is UTF-8 but for a broken place is an error, not a guess: guessing would turn each of
its accents into two wrong letters.
"""

import codecs
import re

from charset_normalizer import from_bytes

from kg.errors import InputError

__all__ = ["clean", "decode", "unify_line_ends"]

_MARKS = (
    # UTF-32's little-endian mark begins with that of UTF-16: the longer one first.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KNOWN_BINARY = (
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a ZIP file or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I
)
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_ODD = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\v\x1b")
_HIGH = re.compile(rb"[\x80-\xff]")
_WESTERN = frozenset(
    "‘’“”‚„–—…•€£¥§©®°±´·«»¡¿¼½¾ªº\xa0\xad"
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿŒœŠšŽžŸ"
)
_CONTROL = {
    # Unlike a line end, none of these may stand in XML; a space keeps every offset.
    **{code: " " for code in range(0x20) if chr(code) not in "\t\n\r\f\v"},
    **dict.fromkeys(range(127, 160), " "),
    **dict.fromkeys((11, 12, 133), "\n"),
    **dict.fromkeys(range(55296, 57344), "�"),
    **dict.fromkeys((65534, 65535), "�"),
}
_UNCLEAN = re.compile("[" + "".join(map(re.escape, map(chr, _CONTROL))) + "]")


def decode(content: bytes, *, markup: bool = False) -> str:
    """Give the text that the bytes stand for; `markup` trusts an encoding declared in a tag.

    Raises: InputError for empty and binary content and for bytes in no encoding that can be told.
    """
    if not content.strip(b" \t\r\n\0"):
        raise InputError("is empty", hint="remove it or give it a text")
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _strictly(content, name)
    _refuse_binary(content)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as err:
        declared = _declared(content) if markup else None
        return declared or _guessed(content, broken_at=err.start)


def unify_line_ends(text: str) -> str:
    r"""Give the text with `\n` for every line end, without a byte order mark at its start."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return lines.replace("\u2028", "\n").replace("\u2029", "\n").removeprefix("\ufeff")


def clean(text: str) -> str:
    """Give the text with a space for each control character, as long as it was."""
    return text.translate(_CONTROL) if _UNCLEAN.search(text) else text


def _strictly(content: bytes, name: str) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as err:
        raise InputError(
            f"is not valid {name.removesuffix('-sig').upper()}: byte {err.start} cannot be read",
            hint="save it as UTF-8",
        ) from err


def _refuse_binary(content: bytes) -> None:
    for start, kind in _KNOWN_BINARY:
        if content.startswith(start):
            raise InputError(f"is {kind}, not text", hint="convert it to text first")
    head = content[:65536]
    odd = len(head) - len(head.translate(None, _ODD))
    if odd > max(2, len(head) // 100) and not _is_utf16(head):
        raise InputError("is a binary file, not text", hint="give text, Markdown, HTML or JSONL")


def _is_utf16(head: bytes) -> bool:
    """Whether every other byte is zero, as in English text in UTF-16 without a mark."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    return max(even, odd) > 0.8 * half and min(even, odd) < 0.05 * half


def _declared(content: bytes) -> str | None:
    found = _DECLARED.search(content[:4096])
    try:
        return content.decode(found.group(1).decode("ascii")) if found else None
    except (LookupError, ValueError):
        return None  # it declares what it is not


def _guessed(content: bytes, *, broken_at: int) -> str:
    if _is_utf16(content[:65536]):
        little = content[1::2].count(0) > content[::2].count(0)
        return _strictly(content, "utf-16-le" if little else "utf-16-be")
    high = len(_HIGH.findall(content))
    if 2 * sum(map(len, _MULTIBYTE.findall(content))) >= high:
        raise InputError(
            f"is not valid UTF-8: byte {broken_at} cannot be read", hint="save it as UTF-8"
        )
    western = _western(content)
    if western is not None:
        return western
    best = from_bytes(content).best()
    if best is None:
        raise InputError("is in no encoding that can be told", hint="save it as UTF-8")
    return str(best)


def _western(content: bytes) -> str | None:
    """Give the text read as Windows-1252 where only letters and marks of English news come out."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return None
    foreign = [char for char in text if ord(char) > 127]
    usual = all(char in _WESTERN for char in foreign)
    return text if usual and len(foreign) < 0.1 * len(text) else None
