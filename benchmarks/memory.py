"""Memory of one process over many documents, and of the detect stage's words in particular.

Usage: ``python benchmarks/memory.py [DOCUMENTS]`` (10,000 by default). Every document has words that no other has, as
real files do; a pipeline that keeps each word it met would grow without end. Prints resident memory after each tenth.
What is remembered on purpose has a limit, reached within the first half (16,384 texts of six in each document); from
there on nothing may grow: the last tenth must not lie more than 2 % above the fifth.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path

from redactor.detect import Detector
from redactor.model import DocumentKind, Place, Segment, SourceDocument

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LIMIT = 1.02
_FULL = 4
"""Index of the tenth by which everything that is remembered is full."""


def resident() -> float:
    """Resident memory of this process in MiB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def document(number: int) -> SourceDocument:
    """A short document whose names and words occur in no other."""
    rng = random.Random(number)  # noqa: S311  # invented text

    def word() -> str:
        return "".join(rng.choice(_LETTERS) for _ in range(rng.randint(4, 9)))

    lines = [
        f"Ms {word().title()} told {word().title()} {word().title()} about {word()} and {word()}." for _ in range(6)
    ]
    segments = tuple(Segment(f"s{n}", line, Place(line=n + 1)) for n, line in enumerate(lines))
    return SourceDocument(f"{number}.txt", "text", DocumentKind.OTHER, "0" * 64, segments)


def main() -> None:
    """Print memory after each tenth of the documents."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    detector = Detector(None)
    sizes: list[float] = []
    started = time.perf_counter()
    for number in range(count):
        detector.detect(document(number))
        if (number + 1) % max(1, count // 10) == 0:
            sizes.append(resident())
            sys.stdout.write(
                f"{number + 1:>6} documents, {time.perf_counter() - started:7.1f} s, {sizes[-1]:7.1f} MiB\n"
            )
    if len(sizes) > _FULL and sizes[-1] > sizes[_FULL] * _LIMIT:
        sys.exit(f"memory grew from {sizes[_FULL]:.1f} to {sizes[-1]:.1f} MiB")


if __name__ == "__main__":
    main()
