"""``python -m benchmarks.whole``: measure, count what is left, write ``docs/benchmarks.md``."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any

from benchmarks.whole.inputs import SOUGHT, make_case
from benchmarks.whole.measuring import Measured, measured
from benchmarks.whole.others import PEERS, environment, version
from benchmarks.whole.page import OURS, write_page
from benchmarks.whole.scan import left
from benchmarks.whole.throughput import gains

ROOT = Path(__file__).resolve().parent.parent.parent
KINDS = ("docx", "pdf", "txt")
_PAGES_OF_A_CASE = 10
"""In the batch that measures workers."""


def say(line: str) -> None:
    """Print at once."""
    print(line, flush=True)


def entry(tool: str, kind: str, pages: int, found: Measured, written: Path | None, **more: Any) -> dict[str, Any]:
    """One row of the results; a tool that ended badly or wrote nothing has failed."""
    failed = ""
    if found.code:
        failed = f"ended with exit code {found.code}"
    elif written is None or not written.is_file():
        failed = "wrote nothing"
    row = {
        "tool": tool, "kind": kind, "pages": pages, "failed": failed, "version": "", "note": "",
        "cpu": round(found.cpu, 2), "wall": round(found.wall, 2), "memory": round(found.memory),
        "left": left(written, SOUGHT) if written and not failed else None,
    } | more  # fmt: skip
    said = failed or f"{found.cpu:.1f} s of processor, {row['left']} left"
    say(f"{tool}, {kind}, {pages} pages: {said}")
    return row


def ours(folder: Path, kind: str, pages: int) -> dict[str, Any]:
    """This program on one case."""
    make_case(folder / "case", kind, pages)
    call = [sys.executable, "-m", "benchmarks.whole.ours", str(folder / "case"), str(folder / "out")]
    found = measured(call, cwd=ROOT, seconds=3600)
    written = sorted((folder / "out" / "release").glob(f"*.{kind}"))
    stages: dict[str, Any] = {}
    if not found.code:
        stages = json.loads(found.output.splitlines()[-1])["stages"]
    shown = f"redactor {installed('redactor')}, Python {platform.python_version()}"
    return entry(OURS, kind, pages, found, written[0] if written else None, stages=stages, version=shown)


def others(place: Path, environments: Path, pages: list[int]) -> Iterator[dict[str, Any]]:
    """Every peer on every format that it takes."""
    sources = {(kind, n): make_case(place / f"{kind} {n}", kind, n) for kind in KINDS for n in pages}
    for peer in PEERS:
        try:
            python = environment(peer, environments)
        except subprocess.CalledProcessError as error:
            say(f"{peer.name} could not be installed: {error}")
            none = Measured(error.returncode, 0, 0, 0, "")
            yield from (
                entry(peer.name, kind, n, none, None, note="not installed") for kind in peer.kinds for n in pages
            )
            continue
        for kind in peer.kinds:
            for n in pages:
                with tempfile.TemporaryDirectory() as folder:
                    found, written = peer.run(python, sources[kind, n], Path(folder))
                    yield entry(peer.name, kind, n, found, written, version=version(python), note=peer.note)


def machine() -> str:
    """The machine, the system, the day."""
    cores = len(os.sched_getaffinity(0))
    cpuinfo = Path("/proc/cpuinfo")
    names = [line.split(":", 1)[1].strip() for line in cpuinfo.read_text().splitlines() if "model name" in line]
    load = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    when = datetime.now(UTC).date().isoformat()
    return (
        f"{when}, {cores} cores ({names[0] if names else platform.processor()}), {platform.system()}, "
        f"Python {platform.python_version()}. Load of the machine when it began (1, 5, 15 minutes): {load}."
    )


def plots(environments: Path, docs: Path) -> None:
    """Draw the plots, with matplotlib in an environment of its own."""
    place = environments / "matplotlib"
    if not (place / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    python = str(place / "bin" / "python")
    subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "matplotlib"], check=True)
    script = Path(__file__).with_name("plots.py")
    folder = docs / "benchmarks"
    subprocess.run([python, str(script), str(folder / "results.json"), str(folder)], check=True)


def main() -> None:
    """Measure everything that was asked for and write the page."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--peer-pages", type=int, nargs="+", default=[10, 100])
    parser.add_argument(
        "--cases", type=int, default=48, help="cases of ten pages of the batch that measures workers; 0 for none"
    )
    parser.add_argument("--environments", type=Path, default=ROOT / ".venv-bench")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs")
    asked = parser.parse_args()
    results: dict[str, Any] = {"machine": machine(), "runs": []}
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for pages in asked.pages:
            for kind in ("docx", "pdf"):
                results["runs"].append(ours(place / f"ours {kind} {pages}", kind, pages))
                write_page(results, asked.docs)
        for row in others(place / "peers", asked.environments, asked.peer_pages):
            results["runs"].append(row)
            write_page(results, asked.docs)  # what is measured stands, if the rest is broken off
        results["load"] = f"{os.getloadavg()[0]:.1f}"
        if asked.cases:
            results["batch pages"] = asked.cases * _PAGES_OF_A_CASE
            found = gains(place / "batch", asked.cases, _PAGES_OF_A_CASE, 3)
            for what, by_workers in zip(("batches", "control"), found, strict=True):
                results[what] = {str(count): rate for count, rate in by_workers.items()}
        results["load after"] = f"{os.getloadavg()[0]:.1f}"
    write_page(results, asked.docs)
    plots(asked.environments, asked.docs)
    say(f"written: {asked.docs / 'benchmarks.md'}")


if __name__ == "__main__":
    main()
