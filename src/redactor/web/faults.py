"""What is told of a fault of the program: its kind and where in the code, never its message."""

from __future__ import annotations

import sys
import traceback


def tell_fault(error: Exception) -> None:
    """The kind of a fault and the lines of code it passed through; never its message."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    lines = [f"  {frame.filename.replace(chr(92), '/').rsplit('/', 1)[-1]}:{frame.lineno}" for frame in frames]
    sys.stderr.write(
        "\n".join(["A fault of the program (it holds nothing of your documents):", f"  {type(error).__name__}", *lines])
        + "\n"
    )
