"""From bytes to the text of a page: one encoding, chosen as browsers choose it, and strictly.

A byte-order mark wins, then what the page declares, then UTF-8, then Windows
1252. Bytes that the chosen encoding does not have make the page unreadable: a
name in a wrongly guessed encoding is a name that no search finds.
"""

from __future__ import annotations

import codecs
import re

from redactor.errors import UnreadableError

MAX_BYTES = 64 * 1024 * 1024
_HEAD_BYTES = 64 * 1024
_SAVE_AGAIN = "Open the page in a browser and save it again, or save it as UTF-8 in an editor."

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, ""),
    (codecs.BOM_UTF32_BE, ""),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_AS_BROWSERS = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "l1": "cp1252",
    "iso-8859-9": "cp1254",
    "latin5": "cp1254",
    "utf8": "utf-8",
    "unicode": "utf-8",
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "macintosh": "mac-roman",
    "x-mac-roman": "mac-roman",
}
"""Labels that browsers read as something else (the web's encoding standard)."""

_PLAIN = re.compile(r"utf-8|mac-roman|koi8-[ru]|iso-8859-(?:[2-8]|1[03-6])|(?:windows-|cp)125[0-8]")
"""Encodings in which every byte or sequence means one character, whatever came before it."""

_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f]")
_OPENING = 1024
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_DECLARED = re.compile(
    rb"""<\?xml[^<>]{0,500}?encoding\s*=\s*["']?\s*([\w.:-]+) | <meta\b[^<>]{0,500}?charset\s*=\s*["']?\s*([\w.:-]+)""",
    re.IGNORECASE | re.VERBOSE,
)


def decode(untrusted: bytes) -> str:
    """Decode a page; line endings become line feeds.

    Raises:
        UnreadableError: if it is too large, not text, or not in the encoding it declares.
    """
    if len(untrusted) > MAX_BYTES:
        raise UnreadableError("The page is larger than 64 MB.", next_step="Take the pictures out, or split the page.")
    codec, skip = _codec(untrusted)
    try:
        text = untrusted[skip:].decode(codec)
    except UnicodeDecodeError:
        raise UnreadableError("The page is not in the encoding that it says.", next_step=_SAVE_AGAIN) from None
    if "\0" in text or _CONTROL.search(text, 0, _OPENING):
        raise UnreadableError("The file holds bytes that are no text: it is not a web page.", next_step=_SAVE_AGAIN)
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")


def _codec(data: bytes) -> tuple[str, int]:
    """The codec's name and the length of the byte-order mark."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            if not name:
                raise UnreadableError("The page is UTF-32.", next_step=_SAVE_AGAIN)
            return name, len(mark)
    declared = _DECLARED.search(_COMMENT.sub(b"", data[:_HEAD_BYTES]))
    if declared is None:
        return ("utf-8" if _is_utf8(data) else "cp1252"), 0
    label = (declared[1] or declared[2]).decode("ascii", "replace").lower()
    name = _AS_BROWSERS.get(label, label)
    if not _PLAIN.fullmatch(name):
        raise UnreadableError("The page is in an encoding that is not read here.", next_step=_SAVE_AGAIN)
    return name, 0


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
