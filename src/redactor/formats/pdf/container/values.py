"""Plain values out of PDF objects that may be anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

_ESCAPE = re.compile("\x1b[A-Za-z]{2,4}\x1b?")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_DEEPEST = 40


def text_of(value: object) -> str:
    """A text string (ISO 32000-2 7.9.2) without language escapes and control characters; ``""`` for anything else."""
    if not isinstance(value, String):
        return ""
    try:
        text = str(value)
    except UnicodeDecodeError:
        text = bytes(value).decode("latin-1")
    return _CONTROL.sub("", _ESCAPE.sub("", text)).strip()


def name_of(value: object) -> str:
    """A name with its slash, whatever bytes it is made of; ``""`` for anything else."""
    if not isinstance(value, Name):
        return ""
    try:
        return str(value)
    except UnicodeDecodeError:
        return "/?"


def is_number(value: object) -> bool:
    """Whether it is a PDF number (and no truth value)."""
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


def numbers_of(value: object, count: int) -> list[float] | None:
    """The numbers of an array of that length, or ``None``."""
    if not isinstance(value, Array) or len(value) != count or not all(is_number(item) for item in value):
        return None
    return [float(item) for item in value]


def items_of(value: object) -> list[Any]:
    """The items of an array; of anything else none."""
    return list(value) if isinstance(value, Array) else []


def mapping_of(value: object) -> Any:
    """A dictionary, or an empty one."""
    return value if isinstance(value, Dictionary) else Dictionary()


def identity(value: object) -> tuple[int, int] | None:
    """Object and generation number of an indirect object, or ``None``."""
    if isinstance(value, pikepdf.Object) and value.is_indirect:
        return value.objgen
    return None


def named_pairs(tree: object) -> Iterator[tuple[str, object]]:
    """Names and values of a name tree (ISO 32000-2 7.9.6)."""
    for key, value in _pairs(tree, "/Names"):
        if isinstance(key, String):
            yield text_of(key), value


def numbered_pairs(tree: object) -> Iterator[tuple[int, object]]:
    """Numbers and values of a number tree (ISO 32000-2 7.9.7)."""
    for key, value in _pairs(tree, "/Nums"):
        if isinstance(key, int):
            yield key, value


def _pairs(tree: object, key: str) -> Iterator[tuple[object, object]]:
    todo: list[tuple[object, int]] = [(tree, 0)]
    seen: set[tuple[int, int]] = set()
    while todo:
        node, depth = todo.pop(0)
        number = identity(node)
        if not isinstance(node, Dictionary) or depth > _DEEPEST or (number is not None and number in seen):
            continue
        if number is not None:
            seen.add(number)
        flat = items_of(node.get(key))
        yield from zip(flat[::2], flat[1::2], strict=False)
        todo[:0] = [(kid, depth + 1) for kid in items_of(node.get("/Kids"))]


def stream_bytes(stream: Stream) -> bytes | None:
    """The decoded bytes of a stream, or ``None`` if a filter of pictures or a damage is in the way."""
    try:
        return stream.read_bytes()
    except (pikepdf.PdfError, RuntimeError, ValueError):
        return None
