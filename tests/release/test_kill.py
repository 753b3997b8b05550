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
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from tests.release.samples import digest, make_case, released
from tests.release.test_publish import run

from redactor.release.audit import Event, read_audit, verify_audit
from redactor.release.certificate_schema import Certificate

OLD = {"a.docx": b"old a", "b.docx": b"old b"}
NEW = {"a.docx": b"new a", "c.docx": b"new c"}
KILLED = 9

DRIVER = """
import json, os, sys
from pathlib import Path
from tests.release.samples import make_case, released, unreadable
from tests.release.test_publish import run

count, limit = 0, 0
real_write, real_fsync = os.write, os.fsync

def step(partial=None):
    global count
    count += 1
    if count == limit:
        if partial:
            partial()
        os._exit(9)

def heard(event, args):
    if event in ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.truncate", "os.link"):
        step()

def write(handle, data):
    step()
    step(lambda: real_write(handle, bytes(data)[: len(data) // 2]))
    return real_write(handle, data)

def fsync(handle):
    step()
    return real_fsync(handle)

def one(folder, documents):
    os.write, os.fsync = write, fsync
    sys.addaudithook(heard)
    run(folder / "out", make_case(folder / "case"), *documents)
    real_write(1, f"{count}\\n".encode())
    os._exit(0)

what, *folders = sys.argv[1:]
new = [released("a.docx", b"new a"), released("c.docx", b"new c")] if what == "new" else [unreadable()]
for folder in folders:
    limit = int(folder.rpartition("-")[2])
    child = os.fork()
    if not child:
        one(Path(folder), new)
    _, status = os.waitpid(child, 0)
    print(limit, os.waitstatus_to_exitcode(status), flush=True)
"""


def drive(what: str, folders: Sequence[Path]) -> list[str]:
    """Publish in each folder, in a child process of its own that dies as the folder's number says."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(("src", ".")), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", DRIVER, what, *map(str, folders)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


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


def folders_for(root: Path, limits: Iterable[int]) -> list[Path]:
    return [root / f"at-{limit}" for limit in limits]


@pytest.mark.parametrize(
    ("what", "after", "ends", "least"),
    [("new", NEW, {"old", "none", "new"}, 40), ("nothing", None, {"old", "none"}, 25)],
)
def test_killed_before_every_operation(
    tmp_path: Path, what: str, after: dict[str, bytes] | None, ends: set[str], least: int
) -> None:
    start(tmp_path / "at-0")
    count, answer = drive(what, [tmp_path / "at-0"])
    assert answer == "0 0"
    assert int(count) >= least
    folders = folders_for(tmp_path, range(1, int(count) + 1))
    for folder in folders:
        start(folder)
    assert drive(what, folders) == [f"{limit} {KILLED}" for limit in range(1, int(count) + 1)]
    seen = set()
    for folder in folders:
        assert_whole(folder / "out", [OLD, None, after])
        found = standing(folder / "out")
        seen.add("none" if found is None else "old" if found == OLD else "new")
        assert_next_run_is_clean(folder)
    assert seen == ends


def test_a_first_release_killed_leaves_none_or_all(tmp_path: Path) -> None:
    count, _ = drive("new", [tmp_path / "at-0"])
    folders = folders_for(tmp_path, range(1, int(count) + 1))
    drive("new", folders)
    for folder in folders:
        assert_whole(folder / "out", [None, NEW])
        assert_next_run_is_clean(folder)


def test_the_check_of_this_file_can_fail(tmp_path: Path) -> None:
    start(tmp_path)
    (tmp_path / "out" / "release" / "a.docx").unlink()
    with pytest.raises(AssertionError):
        assert_whole(tmp_path / "out", [OLD, None, NEW])
