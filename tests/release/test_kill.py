"""A run killed at any moment leaves the old release or none, never half of one.

A child process publishes and is stopped with ``os._exit`` just before its n-th
operation on a file of the output folder (every open, rename, mkdir, unlink,
rmdir that Python announces to audit hooks, every flush, every write, and half
way through every write). Each n is a test of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.release.samples import digest, make_case, released
from tests.release.test_publish import run

from redactor.release.audit import Event, read_audit, verify_audit
from redactor.release.certificate_schema import Certificate
from redactor.release.output import STAGING_PREFIX

OLD = {"a.docx": b"old a", "b.docx": b"old b"}
NEW = {"a.docx": b"new a", "c.docx": b"new c"}
KILLED = 9

CHILD = """
import os, sys
from pathlib import Path
from tests.release.samples import make_case, released, unreadable
from tests.release.test_publish import run

folder, limit, what = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
case = make_case(folder / "case")
new = [released("a.docx", b"new a"), released("c.docx", b"new c")] if what == "new" else [unreadable()]
count, watched = 0, False

def step(partial=None):
    global count
    if watched:
        count += 1
        if count == limit:
            if partial:
                partial()
            os._exit(9)

def heard(event, args):
    if event in ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.truncate", "os.link"):
        step()

real_write, real_fsync = os.write, os.fsync

def write(handle, data):
    step()
    step(lambda: real_write(handle, bytes(data)[: len(data) // 2]))
    return real_write(handle, data)

def fsync(handle):
    step()
    return real_fsync(handle)

os.write, os.fsync = write, fsync
sys.addaudithook(heard)
watched = True
run(folder / "out", case, *new)
watched = False
print(count)
"""


def child(folder: Path, limit: int, what: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(("src", ".")), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", CHILD, str(folder), str(limit), what]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)


def start(folder: Path) -> None:
    case = make_case(folder / "case")
    run(folder / "out", case, released("a.docx", OLD["a.docx"]), released("b.docx", OLD["b.docx"]))


def standing(out: Path) -> dict[str, bytes] | None:
    folder = out / "release"
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else None


def assert_whole(out: Path, allowed: list[dict[str, bytes] | None]) -> None:
    """The release is one of ``allowed`` and the certificate is its own."""
    found = standing(out)
    assert found in allowed
    if found is not None:
        certificate = Certificate.model_validate(json.loads((out / "certificate.json").read_bytes()))
        assert certificate.files == {name: digest(data) for name, data in found.items()}
        assert certificate.audit in {line.digest for line in read_audit(out / "audit.jsonl")}


def assert_next_run_is_clean(folder: Path) -> None:
    out = folder / "out"
    run(out, make_case(folder / "case"), released("d.docx", b"next"))
    assert_whole(out, [{"d.docx": b"next"}])
    assert {path.name for path in out.iterdir()} == {"release", "certificate.json", "audit.jsonl"}
    assert verify_audit(out / "audit.jsonl") == ()
    events = [line.event for line in read_audit(out / "audit.jsonl") if line.event is not Event.REPAIRED]
    closed = (Event.PUBLISHED, Event.WITHDRAWN, Event.INTERRUPTED)
    assert all(event in closed for event in events[1::2])
    assert all(event is Event.PUBLISHING for event in events[::2])


@pytest.fixture(scope="module")
def operations(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """How many operations an undisturbed run makes."""
    counts = {}
    for what in ("new", "nothing"):
        folder = tmp_path_factory.mktemp(what)
        start(folder)
        done = child(folder, 0, what)
        assert done.returncode == 0, done.stderr
        counts[what] = int(done.stdout)
    return counts


@pytest.mark.slow
@pytest.mark.parametrize("what", ["new", "nothing"])
def test_killed_before_every_operation(
    tmp_path_factory: pytest.TempPathFactory, operations: dict[str, int], what: str
) -> None:
    after = NEW if what == "new" else None
    assert operations["new"] >= 40
    assert operations["nothing"] >= 25
    seen = set()
    for limit in range(1, operations[what] + 1):
        folder = tmp_path_factory.mktemp(f"{what}{limit}")
        start(folder)
        done = child(folder, limit, what)
        assert done.returncode == KILLED, (limit, done.stderr)
        assert_whole(folder / "out", [OLD, None, after])
        found = standing(folder / "out")
        seen.add("none" if found is None else "old" if found == OLD else "new")
        assert_next_run_is_clean(folder)
    assert seen == ({"old", "none", "new"} if what == "new" else {"old", "none"})


def test_a_first_release_killed_leaves_none_or_all(tmp_path_factory: pytest.TempPathFactory) -> None:
    for limit in (1, 5, 9, 13, 17, 21, 25, 29):
        folder = tmp_path_factory.mktemp(f"first{limit}")
        assert child(folder, limit, "new").returncode == KILLED
        assert_whole(folder / "out", [None, NEW])
        assert not list((folder / "out").glob(f"{STAGING_PREFIX}*/../release")) or standing(folder / "out") == NEW
        assert_next_run_is_clean(folder)
