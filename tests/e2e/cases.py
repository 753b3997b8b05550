"""Runs the program as a person does, on copies of the example case."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.example import COMMITTED

from redactor.pipeline import Signatory, approve, run_case
from redactor.release.results import RunResult

SUMMARY = "Executive summary.docx"
NOTE = "interviews/K Oldroyd interview 2011-12-06.txt"
CHRONOLOGY = "FN-11 integrated chronology.docx"
PLAN = "Multi-agency action plan.docx"

# Loaded by every Python that starts: a connection is refused, and written down in case it is tried again.
_NO_NETWORK = """
import os, socket
def _refuse(*args, **kwargs):
    with open(os.environ["NETWORK_LOG"], "a") as log:
        log.write(repr(args[1:]) + "\\n")
    raise OSError("no network in this test")
socket.socket.connect = socket.socket.connect_ex = _refuse
socket.getaddrinfo = socket.create_connection = _refuse
"""


@dataclass(frozen=True)
class Outcome:
    """How one call of the program ended."""

    code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> dict[str, Any]:
        """What ``--json`` printed: one object and nothing else."""
        assert self.stdout, f"nothing was printed, exit code {self.code}: {self.stderr}"
        value = json.loads(self.stdout)
        assert isinstance(value, dict)
        return value

    def documents(self) -> dict[str, dict[str, Any]]:
        """The documents of ``--json``, by source."""
        return {item["source"]: item for item in self.json["documents"]}


def environment(tmp: Path) -> dict[str, str]:
    """An environment without network; what is tried is written to ``network.log``."""
    folder = tmp / "no-network"
    folder.mkdir(exist_ok=True)
    (folder / "sitecustomize.py").write_text(_NO_NETWORK, encoding="utf-8")
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, (str(folder), os.environ.get("PYTHONPATH")))),
        "NETWORK_LOG": str(tmp / "network.log"),
        "NO_COLOR": "1",
        "COLUMNS": "400",
    }


def redactor(tmp: Path, *arguments: str | Path) -> Outcome:
    """Call the program."""
    run = subprocess.run(
        [sys.executable, "-m", "redactor", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env=environment(tmp),
        timeout=300,
        check=False,
    )
    return Outcome(run.returncode, run.stdout, run.stderr)


def copy_case(to: Path, only: Iterable[str] | None = None) -> Path:
    """Copy the example case; with ``only``, no more than these documents of it."""
    shutil.copytree(COMMITTED, to, ignore=shutil.ignore_patterns("gold.json"))
    if only is not None:
        keep = set(only)
        for path in sorted((to / "documents").rglob("*"), reverse=True):
            if path.is_file() and path.relative_to(to / "documents").as_posix() not in keep:
                path.unlink()
            elif path.is_dir() and not any(path.iterdir()):
                path.rmdir()
        _forget_declared_kinds(to / "case.toml", keep)
    return to


def _forget_declared_kinds(path: Path, keep: set[str]) -> None:
    kept, skipping = [], False
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            skipping = line.startswith("[documents.") and line.split('"')[1] not in keep
        if not skipping:
            kept.append(line)
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")


def without_row(case: Path, name: str) -> None:
    """Take one person out of the glossary."""
    path = case / "glossary.csv"
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    left = [line for line in lines if not line.startswith(f"{name},")]
    assert len(left) == len(lines) - 1
    path.write_text("\n".join(left) + "\n", encoding="utf-8")


def with_rows_on_top(case: Path, rows: Iterable[str]) -> None:
    """Put rows above all others of the glossary."""
    path = case / "glossary.csv"
    head, *rest = path.read_text(encoding="utf-8-sig").splitlines()
    path.write_text("\n".join([head, *rows, *rest]) + "\n", encoding="utf-8")


def run_read(case: Path, out: Path, destination: str) -> RunResult:
    """Run a case; for the website the data-protection officer reads the drafts, agrees, and it is run again."""
    result = run_case(case, out, destination=destination)
    if destination != "website":
        return result
    approve(case, (), check="data-protection", by=Signatory("Kay Underhill", "data protection officer"))
    return run_case(case, out, destination=destination)


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def certificate(out: Path) -> dict[str, Any]:
    """The certificate of a run."""
    value = json.loads((out / "certificate.json").read_text(encoding="utf-8"))
    assert isinstance(value, dict)
    return value


def certified(out: Path) -> dict[str, str]:
    """SHA-256 of every file that the certificate names, by name."""
    value = certificate(out)
    files = {item["name"]: item["sha256"] for item in value["released"]}
    if value["key_to_codes"]:
        files[value["key_to_codes"]["name"]] = value["key_to_codes"]["sha256"]
    return files


def register(case: Path) -> dict[str, str]:
    """Code by name, as the case's register has it."""
    with (case / "confidential" / "register.csv").open(encoding="utf-8-sig", newline="") as stream:
        return {row["name"]: row["code"] for row in csv.DictReader(stream)}
