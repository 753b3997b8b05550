"""``python -m benchmarks``: every benchmark after the other, each in a process of its own; the whole last."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
NEEDS_ARGUMENTS = {"seeds.py"}


def main() -> None:
    """Run all benchmarks that need no argument and print what they measure."""
    failed = []
    for script in sorted(FOLDER.glob("[a-z]*.py")):
        if script.name in NEEDS_ARGUMENTS:
            continue
        print(f"== {script.stem}", flush=True)
        if subprocess.run([sys.executable, str(script)], check=False).returncode:
            failed.append(script.stem)
    print("== whole", flush=True)
    if subprocess.run([sys.executable, "-m", "benchmarks.whole"], cwd=FOLDER.parent, check=False).returncode:
        failed.append("whole")
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
