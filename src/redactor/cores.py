"""How many processors this process may use; a batch gives each of its workers a share."""

from __future__ import annotations

import os
from typing import Final

VARIABLE: Final = "REDACTOR_THREADS"
"""Environment variable that a batch sets for its workers; anybody may set it to leave processors to other programs."""


def allowed_cores() -> int:
    """The number in ``REDACTOR_THREADS``, or else the cores that the system lets this process run on; at least 1."""
    given = os.environ.get(VARIABLE, "")
    if given.isascii() and given.isdigit() and int(given) > 0:
        return int(given)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
