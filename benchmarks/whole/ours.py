"""Runs one case and prints how long each stage took: ``python -m benchmarks.whole.ours CASE OUT``.

As ``redactor run`` does, with a second process where there are two cores.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from pathlib import Path

from redactor.beside import SecondProcess
from redactor.pipeline.beside import process_for_run


def spent(beside: SecondProcess | None) -> float:
    """Processor seconds of this process, of the second one, and of the programs that it called (Linux)."""
    called = resource.getrusage(resource.RUSAGE_CHILDREN)
    other = 0.0
    if beside is not None:
        fields = Path(f"/proc/{beside.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        other = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return time.process_time() + called.ru_utime + called.ru_stime + other


class Stages:
    """Notes the processor time and the time of each stage."""

    def __init__(self, beside: SecondProcess | None, began: float) -> None:
        self._beside = beside
        clock = time.monotonic()
        self.found: dict[str, list[float]] = {"starting": [spent(beside), clock - began]}
        self._name, self._since, self._clock = "loading the case", spent(beside), clock

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
        now, clock = spent(self._beside), time.monotonic()
        self.found[self._name] = [now - self._since, clock - self._clock]
        self._since, self._clock = now, clock


def main() -> None:
    """Run the case and print one JSON object."""
    began = time.monotonic()
    with process_for_run() as beside:
        from redactor.pipeline import run_case  # takes a while, in which the second process starts

        stages = Stages(beside, began)
        result = run_case(Path(sys.argv[1]), Path(sys.argv[2]), progress=stages, beside=beside)
        stages.end()
    ends = {item.source: [str(item.status), *item.reasons] for item in result.documents}
    sys.stdout.write(json.dumps({"stages": stages.found, "ends": ends}) + "\n")


if __name__ == "__main__":
    main()
