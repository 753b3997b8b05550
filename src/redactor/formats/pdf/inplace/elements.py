"""The elements of ``TJ`` arrays, read and written as bytes (ISO 32000-2 9.4.3).

A page has thousands of them, and each costs a call into the library if it is asked for
by itself. So an array is taken as the library writes it, and what was met before is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import pikepdf

_ELEMENT = re.compile(
    rb"<[0-9A-Fa-f]*>|\((?:[^()\\]|\\.)*\)|[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)",
    re.DOTALL,
)
_SHORT = 16
"""Bytes: longer elements are whole words or lines, which hardly come twice."""
_MOST_KNOWN = 20_000

Value = TypeVar("Value")


def looked_up(array: pikepdf.Object, known: dict[bytes, Value], work: Callable[[bytes], Value]) -> list[Value]:
    """What stands for each element of an array.

    Args:
        array: Strings and numbers.
        known: What stands for elements that were met; short new ones are added.
        work: From an element as it is written (``<0a>``, ``(Report)``, ``-12.5``) to what stands for it.

    Raises:
        TypeError: if an element is neither a string nor a number.
    """
    data = array.unparse()
    parts = data.split(b" ")[1:-1]
    found = [known.get(part) for part in parts]
    if None not in found:
        return found  # type: ignore[return-value]  # none of them is None
    if all(_ELEMENT.fullmatch(part) for part, value in zip(parts, found, strict=True) if value is None):
        pairs = zip(parts, found, strict=True)
        return [_worked(part, known, work) if value is None else value for part, value in pairs]
    return [_worked(part, known, work) for part in _elements(data[1:-1])]


def _elements(inner: bytes) -> Sequence[bytes]:
    """The elements of an array, each a string or a number, though strings have spaces."""
    if _ELEMENT.sub(b"", inner).strip():
        raise TypeError("neither a string nor a number")
    return _ELEMENT.findall(inner)


def _worked(part: bytes, known: dict[bytes, Value], work: Callable[[bytes], Value]) -> Value:
    found = known.get(part)
    if found is None:
        found = work(part)
        if len(part) <= _SHORT and len(known) < _MOST_KNOWN:
            known[part] = found
    return found


def string_of(part: bytes) -> bytes | None:
    """The bytes of an element that is a string; ``None`` for a number."""
    return bytes(pikepdf.Object.parse(part)) if part[:1] in (b"<", b"(") else None


def array_of(parts: Iterable[bytes]) -> Any:
    """An array of elements as they are written."""
    return pikepdf.Object.parse(b"[ %b ]" % b" ".join(parts))


def written(element: bytes | float) -> bytes:
    """A string or a number (to six decimals) as it is written."""
    if isinstance(element, bytes):
        return b"<%b>" % element.hex().encode()
    return (f"{element:.6f}".rstrip("0").rstrip(".") or "0").encode()
