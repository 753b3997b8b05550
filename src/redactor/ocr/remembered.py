"""What this process has read in pictures."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from redactor.ocr.page import OcrPage

MOST: Final = 512
known: OrderedDict[tuple[str, int, int], OcrPage] = OrderedDict()
"""Pages by digest, width and height of their pixels, the one that was asked for last behind all others."""
lock: Final = threading.Lock()
"""To be held by who reads or changes ``known``."""


def has_read() -> bool:
    """Whether this process remembers any picture."""
    return bool(known)
