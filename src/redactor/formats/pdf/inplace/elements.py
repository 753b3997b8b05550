"""The elements of ``TJ`` arrays and what stands for them (ISO 32000-2 9.4.3).

A page has thousands of them, most of them alike: what was met before is known.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from redactor.formats.pdf.container.operators import elements

_SHORT = 16
"""Bytes: longer elements are whole words or lines, which hardly come twice."""
_MOST_KNOWN = 20_000

Value = TypeVar("Value")


def looked_up(array: bytes, known: dict[bytes, Value], work: Callable[[bytes], Value]) -> list[Value]:
    """What stands for each element of an array.

    Args:
        array: Strings and numbers, as they are written.
        known: What stands for elements that were met; short new ones are added.
        work: From an element as it is written (``<0a>``, ``(Report)``, ``-12.5``) to what stands for it.

    Raises:
        ValueError: if an element is neither a string nor a number.
    """
    parts = elements(array)
    found = list(map(known.get, parts))
    if None in found:
        return [_worked(part, known, work) for part in parts]
    return found  # type: ignore[return-value]  # none of them is None


def _worked(part: bytes, known: dict[bytes, Value], work: Callable[[bytes], Value]) -> Value:
    found = known.get(part)
    if found is None:
        found = work(part)
        if len(part) <= _SHORT and len(known) < _MOST_KNOWN:
            known[part] = found
    return found
