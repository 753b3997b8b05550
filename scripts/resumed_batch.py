"""A batch that is killed three times and resumed gives what an unbroken one gives.

Usage: ``python scripts/resumed_batch.py [--cases 60] [--documents 500] [--kills 3] [--workers 2] [--into FILE]``

Makes an archive of invented cases, one document in twenty of it hostile (broken, bombs, encrypted, and three that end
the process that reads them). One copy is done without a break. The batch over the other is ended with ``kill -9`` as
often as asked, each time after a further part of the cases, and resumed. Then every document must stand in the ledger
once, with the same end in both, and every released file must be the same to the last byte. Exits with 1 if not.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.awkward.mutations import mutants  # noqa: E402  # the path is set above
from tests.batch.archives import NOTE, breaking, released, small_case  # noqa: E402

from redactor.batch.ledger import FILE as LEDGER  # noqa: E402

SEED = 20110503
HOSTILE = 20
"""One document in so many is hostile."""

ENDING = 3
"""So many of the hostile documents end the process that reads them."""

_SMALL = 200_000


def archive(root: Path, cases: int, documents: int, making: Path) -> int:
    """Make the archive; returns how many documents of it are hostile."""
    rng = random.Random(SEED)  # noqa: S311  # invented text
    count = documents // HOSTILE
    awkward = [(name, data) for name, data in mutants(making) if len(data) < _SMALL and "." in name]
    hostile: list[tuple[str, bytes]] = [(f"crash {n}.txt", b"crash") for n in range(min(ENDING, count))]
    hostile += rng.sample(awkward, count - len(hostile))
    places = [n % cases for n in range(documents)]
    broken = dict(zip(rng.sample(range(documents), count), hostile, strict=True))
    texts: dict[int, dict[str, str]] = {n: {} for n in range(cases)}
    for number, place in enumerate(places):
        if number not in broken:
            name = f"note {number}.{'docx' if number % 3 == 0 else 'txt'}"
            texts[place][name] = NOTE.format(day=1 + number % 28)
    for number in range(cases):
        small_case(root, f"{2000 + number % 10}/case {number}", texts[number])
    for number, (name, data) in broken.items():
        folder = root / f"{2000 + places[number] % 10}/case {places[number]}/documents"
        (folder / f"{number} {name}").write_bytes(data)
    return count


def command(root: Path, out: Path, workers: int, *more: str) -> list[str]:
    """The call of the program."""
    own = out.with_name(f"{out.name}-confidential")
    call = [sys.executable, "-m", "redactor", "batch", str(root), "--out", str(out), "--confidential", str(own)]
    return [*call, "--workers", str(workers), *more]


def ledger(out: Path) -> list[tuple[str, str, str]]:
    """Case, document and end of each row of the ledger."""
    path = out.with_name(f"{out.name}-confidential") / LEDGER
    if not path.is_file():
        return []
    with sqlite3.connect(path, timeout=30) as connection:
        try:
            return connection.execute("SELECT case_key, source, status FROM documents ORDER BY 1, 2").fetchall()
        except sqlite3.OperationalError:  # not made yet
            return []


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def start(call: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    """Start the program without a terminal."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(call, env=environment, **quiet)  # noqa: S603  # our own program


def killed(root: Path, out: Path, kills: int, documents: int, workers: int, environment: dict[str, str]) -> list[int]:
    """Run, kill and resume; returns how many documents the ledger held at each kill."""
    held: list[int] = []
    for number in range(kills):
        wanted = documents * (number + 1) // (kills + 1)
        process = start(command(root, out, workers, *(["--resume"] if number else [])), environment)
        while process.poll() is None and len(ledger(out)) < wanted:
            time.sleep(0.2)
        if process.poll() is not None:
            sys.exit(f"the batch ended by itself (exit code {process.returncode}) before kill {number + 1}")
        process.send_signal(signal.SIGKILL)
        process.wait()
        held.append(len(ledger(out)))
        say(f"kill -9 number {number + 1} with {held[-1]} documents in the ledger")
    process = start(command(root, out, workers, "--resume"), environment)
    process.wait()
    say(f"resumed to the end: exit code {process.returncode}")
    return held


def main() -> None:
    """Run both, compare, print one JSON object."""
    parser = argparse.ArgumentParser()
    for option, value in (("--cases", 60), ("--documents", 500), ("--kills", 3), ("--workers", 2)):
        parser.add_argument(option, type=int, default=value)
    parser.add_argument("--into", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        hostile = archive(place / "archive", asked.cases, asked.documents, place)
        shutil.copytree(place / "archive", place / "twin")
        environment = {**os.environ, **breaking(place)}
        started = time.monotonic()
        held = killed(place / "archive", place / "out", asked.kills, asked.documents, asked.workers, environment)
        seconds = time.monotonic() - started
        started = time.monotonic()
        process = start(command(place / "twin", place / "unbroken", asked.workers), environment)
        process.wait()
        unbroken = time.monotonic() - started
        mine, its = ledger(place / "out"), ledger(place / "unbroken")
        one, other = released(place / "out"), released(place / "unbroken")
    result = {
        "command": " ".join(["python scripts/resumed_batch.py", *sys.argv[1:]]),
        "cases": asked.cases,
        "documents": asked.documents,
        "hostile": hostile,
        "documents in the ledger at each kill": held,
        "rows of the ledger": len(mine),
        "different documents in the ledger": len({row[:2] for row in mine}),
        "ends": dict(sorted(Counter(row[2] for row in mine).items())),
        "same ends as the unbroken run": mine == its,
        "released files": len(one),
        "same bytes as the unbroken run": one == other,
        "seconds, killed and resumed": round(seconds),
        "seconds, unbroken": round(unbroken),
        "machine": f"{os.cpu_count()} cores, {platform.platform()}, Python {platform.python_version()}",
    }
    text = json.dumps(result, indent=2)
    say(text)
    if asked.into:
        asked.into.write_text(text + "\n", encoding="utf-8")
    once = len(mine) == len({row[:2] for row in mine}) == asked.documents
    if not (once and mine == its and one == other and one):
        sys.exit(1)


if __name__ == "__main__":
    main()
