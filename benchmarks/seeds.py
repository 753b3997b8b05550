"""How the general rules of ``check`` fare on public procedures: counts by kind and file.

Usage: ``python benchmarks/seeds.py FOLDER [--show]``. ``--show`` prints the places and
excerpts too: keep that output to yourself, it holds names.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from redactor.verify import check_file


def main() -> int:
    """Check every text file of a folder without a case and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true")
    arguments = parser.parse_args()
    for path in sorted(arguments.folder.glob("*.txt")):
        started = time.perf_counter()
        found = check_file(path.name, path.read_bytes(), knowledge=None)
        counts = Counter(item.kind for item in found.residuals)
        counts["institution (note)"] = sum("school" in note.message for note in found.notes)
        told = ", ".join(f"{kind} {count}" for kind, count in sorted(counts.items()) if count) or "nothing"
        sys.stdout.write(f"{path.name}: {told} ({time.perf_counter() - started:.1f} s)\n")
        if arguments.show:
            for item in found.residuals:
                sys.stdout.write(f"  {item.place}: {item.kind}: {item.excerpt}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
