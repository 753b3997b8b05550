"""ICC profiles without the words in them: who made them, when, for what (ICC.1:2022, 7)."""

from __future__ import annotations

import struct

_HEADER = 128
_ENTRY = 12
_MOST_TAGS = 200
_CREATED, _PROFILE_ID, _SOFTWARE = slice(24, 36), slice(84, 100), ((4, 8), (48, 56), (80, 84))


def blank_profile(data: bytes) -> bytes:
    """Overwrite the texts, dates and identifiers of a profile with blanks; its colours stay as they are.

    A profile that is broken is answered as it is: its bytes are searched by the verifier.
    """
    if len(data) < _HEADER + 4 or data[36:40] != b"acsp":
        return data
    new = bytearray(data)
    new[_CREATED] = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    new[_PROFILE_ID] = bytes(16)
    for start, end in _SOFTWARE:
        new[start:end] = bytes(end - start)
    (count,) = struct.unpack_from(">I", data, _HEADER)
    for number in range(min(count, _MOST_TAGS)):
        at = _HEADER + 4 + number * _ENTRY
        if at + _ENTRY > len(data):
            break
        offset, size = struct.unpack_from(">II", data, at + 4)
        if offset + size <= len(data):
            _blank(new, offset, size)
    return bytes(new)


def _blank(new: bytearray, offset: int, size: int) -> None:
    kind = bytes(new[offset : offset + 4])
    if kind == b"text":
        start, end = offset + 8, offset + size - 1
    elif kind == b"desc" and size > 12:
        (length,) = struct.unpack_from(">I", new, offset + 8)
        start, end = offset + 12, min(offset + 12 + max(length, 1) - 1, offset + size)
        rest = slice(min(offset + 12 + length, offset + size), offset + size)
        new[rest] = bytes(rest.stop - rest.start)
    elif kind == b"mluc" and size > 16:
        (records,) = struct.unpack_from(">I", new, offset + 8)
        start, end = offset + 16 + 12 * min(records, size // 12), offset + size
        new[start:end] = (b"\0 " * ((end - start) // 2 + 1))[: max(end - start, 0)]
        return
    else:
        return
    if end > start:
        new[start:end] = b" " * (end - start)
