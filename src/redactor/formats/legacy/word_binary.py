"""Word's binary format looked at directly: the words in it (MS-DOC 2.4.1, the piece table)."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from itertools import pairwise

import olefile  # type: ignore[import-untyped]

from redactor.errors import UnreadableError

_MAGIC = 0xA5EC
_FIRST_VERSION = 0x00C1
"""Word 97; earlier versions keep their text in another way."""

_FLAGS, _SECOND_TABLE = 0x0A, 0x0200
_LENGTHS = 0x4C
"""Where the lengths of the stories stand: body, footnotes, headers, macros, comments, endnotes, boxes, header boxes."""

_LOOKED_AT = (True, True, False, False, True, True, True, False)
"""Headers are left out: those of pages that the document does not have are not converted."""

_PIECES = 0x01A2
_EIGHT_BIT = 0x40000000
_FIELD, _RESULT, _END = "\x13", "\x14", "\x15"
_MOST = 64 * 1024 * 1024
_BROKEN = (struct.error, OSError, ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError)


def word_text(data: bytes) -> str:
    """The text of a Word 97 to 2003 file, field results in place of their instructions; no headers or footers.

    Raises:
        UnreadableError: if it is older, or its piece table is broken.
    """
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            document = container.openstream("WordDocument").read(_MOST)
            magic, version = struct.unpack_from("<HH", document)
            if magic != _MAGIC or version < _FIRST_VERSION:
                raise _unknown()
            second = struct.unpack_from("<H", document, _FLAGS)[0] & _SECOND_TABLE
            table = container.openstream("1Table" if second else "0Table").read(_MOST)
        text = b"".join(_pieces(document, table))
    except _BROKEN:
        raise _unknown() from None
    stories, at = [], 0
    for length, wanted in zip(struct.unpack_from("<8i", document, _LENGTHS), _LOOKED_AT, strict=True):
        story = text[2 * at : 2 * (at + length)] if wanted else b""
        stories.append(story.decode("utf-16-le", "replace"))
        at += max(length, 0)
    return " ".join("".join(_without_instructions(story)) for story in stories)


def _unknown() -> UnreadableError:
    return UnreadableError("The Word file is broken, or too old.", next_step="Open it in Word and save it as .docx.")


def _pieces(document: bytes, table: bytes) -> Iterator[bytes]:
    """The text piece by piece, in its order, as UTF-16: lengths of stories count its units."""
    start, length = struct.unpack_from("<II", document, _PIECES)
    clx = table[start : start + length]
    at = 0
    while clx[at] == 1:  # properties of pieces stand before the table
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    size = struct.unpack_from("<I", clx, at + 1)[0]
    plc = clx[at + 5 : at + 5 + size]
    count = (size - 4) // 12
    ends = struct.unpack_from(f"<{count + 1}I", plc)
    for number, (first, last) in enumerate(pairwise(ends)):
        place = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)[0]
        characters = last - first
        if place & _EIGHT_BIT:
            offset = (place & ~_EIGHT_BIT) // 2
            yield document[offset : offset + characters].decode("cp1252", "replace").encode("utf-16-le")
        else:
            yield document[place : place + 2 * characters]


def _without_instructions(story: str) -> Iterator[str]:
    """The characters outside the instructions of fields; marks of cells, lines and the like as spaces."""
    open_fields: list[bool] = []
    for character in story:
        if character == _FIELD:
            open_fields.append(True)
        elif character == _RESULT and open_fields:
            open_fields[-1] = False
        elif character == _END and open_fields:
            open_fields.pop()
        elif not any(open_fields) and character != "\x1f":  # a hyphen shown only at the end of a line
            yield character if character >= " " else " "
