"""Streams of a PDF found in its bytes, whatever its tables say: what a reader of raw bytes would find."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator

from redactor.verify.readers.base import RawBytes

_STREAM = re.compile(rb"stream(?:\r\n|\n|\r)")
_END = b"endstream"
_LARGEST = 1 << 28


def carved(data: bytes, known: Iterable[RawBytes]) -> Iterator[RawBytes]:
    """Yield every unpacked stream between ``stream`` and ``endstream`` that is not known yet.

    Args:
        data: The file.
        known: Streams that were reached through the tables of the file.
    """
    seen = {_digest(raw.data) for raw in known}
    for number, match in enumerate(_STREAM.finditer(data), start=1):
        if data[max(0, match.start() - 3) : match.start()] == b"end":
            continue
        end = data.find(_END, match.end())
        if end < 0:
            continue
        for unpacked in _unpacked(data[match.end() : end]):
            digest = _digest(unpacked)
            if digest not in seen:
                seen.add(digest)
                yield RawBytes(f"stream {number} in the bytes of the file", unpacked)


def _unpacked(packed: bytes) -> Iterator[bytes]:
    """What comes out of a stream, unpacked twice if it was packed twice; nothing for one that is not packed."""
    for _ in range(2):
        try:
            packed = zlib.decompressobj().decompress(packed, _LARGEST)
        except zlib.error:
            return
        yield packed


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()
