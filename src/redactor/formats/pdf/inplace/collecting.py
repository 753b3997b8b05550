"""Garbage collection page by page: a page is hundreds of thousands of objects that hold one another.

Python looks for garbage whenever some hundreds of objects were made, and finds none before
a page is done with: an eighth of the time. So it is told when to look.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

_PAGES = 64
"""So many pages are read or written between two collections."""

Item = TypeVar("Item")


@contextmanager
def paused() -> Iterator[None]:
    """While a document is read or written, garbage is only looked for where ``by_page`` says."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def by_page(pages: Iterable[Item]) -> Iterator[Item]:
    """The same pages; while they are gone through, garbage is only looked for every few pages.

    Args:
        pages: To be gone through to the end, or closed.
    """
    with paused():
        for count, page in enumerate(pages, 1):
            yield page
            if count % _PAGES == 0:
                gc.collect(1)
