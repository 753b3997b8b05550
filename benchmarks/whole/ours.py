"""Runs one case and prints how long each stage took: ``python -m benchmarks.whole.ours CASE OUT``."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from redactor.pipeline import run_case


def spent() -> float:
    """Processor seconds of this process and of the programs it called."""
    called = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + called.ru_utime + called.ru_stime


class Stages:
    """Notes the processor time and the time of each stage."""

    def __init__(self) -> None:
        self.found: dict[str, list[float]] = {"starting": [spent(), 0.0]}
        self._name, self._since, self._clock = "loading the case", spent(), time.monotonic()

    def stage(self, name: str, total: int) -> None:
        """The next stage begins."""
        del total
        self.end()
        self._name = name

    def step(self) -> None:
        """Nothing to note."""

    def document(self, source: str) -> None:
        """Nothing to note."""

    def end(self) -> None:
        """The stage at hand ends."""
        now, clock = spent(), time.monotonic()
        self.found[self._name] = [now - self._since, clock - self._clock]
        self._since, self._clock = now, clock


def main() -> None:
    """Run the case and print one JSON object."""
    stages = Stages()
    result = run_case(Path(sys.argv[1]), Path(sys.argv[2]), progress=stages)
    stages.end()
    ends = {item.source: [str(item.status), *item.reasons] for item in result.documents}
    sys.stdout.write(json.dumps({"stages": stages.found, "ends": ends}) + "\n")


if __name__ == "__main__":
    main()
