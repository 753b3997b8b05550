"""As much of protobuf's encoding as an ONNX file needs: fields in, fields out (protobuf.dev, "Encoding")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

VARINT: Final = 0
BYTES: Final = 2
_EIGHT: Final = 1
_FOUR: Final = 5


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a message: its number, where it begins, and the half-open range of its value."""

    number: int
    begins: int
    start: int
    end: int


def fields(message: memoryview, start: int, end: int) -> Iterator[Field]:
    """The fields of a message that lies in ``message[start:end]``, in order.

    Raises:
        ValueError: if it is no protobuf message.
    """
    at = start
    while at < end:
        begins = at
        tag, at = number_at(message, at, end)
        kind = tag & 7
        if kind == VARINT:
            _, stop = number_at(message, at, end)
        elif kind == BYTES:
            size, at = number_at(message, at, end)
            stop = at + size
        elif kind in (_EIGHT, _FOUR):
            stop = at + (8 if kind == _EIGHT else 4)
        else:
            raise ValueError("no protobuf message")
        if stop > end:
            raise ValueError("a field ends behind its message")
        yield Field(tag >> 3, begins, at, stop)
        at = stop


def number_at(message: memoryview, at: int, end: int) -> tuple[int, int]:
    """A number in base 128, lowest digits first, and where it ends.

    Raises:
        ValueError: if it does not end before ``end``.
    """
    value = shift = 0
    while at < end:
        byte = message[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7
    raise ValueError("a number without an end")


def number(field: int, value: int) -> bytes:
    """A field that holds a number, not below zero."""
    return _varint(field << 3 | VARINT) + _varint(value)


def content(field: int, value: bytes) -> bytes:
    """A field that holds bytes, a text or a message."""
    return _varint(field << 3 | BYTES) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    written = bytearray()
    while value > 0x7F:
        written.append(value & 0x7F | 0x80)
        value >>= 7
    written.append(value)
    return bytes(written)
