"""JBIG2 pictures without the segments that hold comments (ISO/IEC 14492 7.2 and 7.4.15)."""

from __future__ import annotations

import struct

from redactor.formats.pdf.container.record import ContainerError

_EXTENSION = 62
_UNKNOWN = 0xFFFFFFFF


def clean_jbig2(data: bytes) -> bytes:
    """The segments of an embedded JBIG2 stream, all but extensions; bytes after the last one are dropped.

    Raises:
        ContainerError: if the segments cannot be followed.
    """
    out = bytearray()
    at = 0
    try:
        while at + 11 <= len(data):
            start = at
            number, flags, counts = struct.unpack_from(">IBB", data, at)
            at += 5
            count = counts >> 5
            if count == 7:
                (count,) = struct.unpack_from(">I", data, at)
                count &= 0x1FFFFFFF
                at += 4 + (count + 8) // 8
            else:
                at += 1
            at += count * (1 if number <= 256 else 2 if number <= 65536 else 4)
            at += 4 if flags & 0x40 else 1
            (length,) = struct.unpack_from(">I", data, at)
            at += 4
            if length == _UNKNOWN:
                return bytes(out + data[start:])
            at += length
            if at > len(data):
                raise ContainerError("A JBIG2 picture of the PDF is broken.")
            if flags & 0x3F != _EXTENSION:
                out += data[start:at]
    except struct.error:
        raise ContainerError("A JBIG2 picture of the PDF is broken.") from None
    return bytes(out)
