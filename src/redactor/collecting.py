"""When Python looks for garbage: seldom, while documents are worked on, which are millions of small objects."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_NEW_OBJECTS: Final = 50_000
"""So many objects are made between two looks at the youngest; Python's own number is 700."""


@contextmanager
def seldom() -> Iterator[None]:
    """Look for garbage seldom, and as before afterwards. Most of what a document leaves is let go without a look."""
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], _NEW_OBJECTS) if before[0] else 0, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
