"""A picture that is a file of its own: beside a saved web page, or sent alone."""

from __future__ import annotations

from redactor.verify.readers.base import Collector, RawBytes, ReadFile, Structure

_STARTS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\0", b"MM\0*")


def is_picture(data: bytes) -> bool:
    """Whether bytes begin like a picture that is read as pixels."""
    return data.startswith(_STARTS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def read_picture(data: bytes) -> ReadFile:
    """Read the text on a picture and in its metadata; one that cannot be read is unchecked."""
    found = Collector(raw=[RawBytes("file", data)])
    found.picture(data, "picture")
    return ReadFile(
        format="picture",
        blocks=tuple(found.blocks),
        raw=tuple(found.raw),
        pictures=tuple(found.pictures),
        unchecked=tuple(found.unchecked),
        notes=tuple(found.notes),
        structure=Structure(images=tuple(found.images)),
    )
