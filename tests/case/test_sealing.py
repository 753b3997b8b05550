"""The case's key is put away whole and comes back whole, also when the machine stops at any moment."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pyrage
import pytest

from redactor.case import load_case, sealing
from redactor.case.age import Key, Lock, decrypt, encrypt
from redactor.case.locking import LOCK_NAME, exclusive
from redactor.case.sealing import OPENING, SEALED, SEALING, SealedError, is_sealed, open_case, seal_case, settle
from redactor.case.working import working_on
from redactor.errors import UsageError

IDENTITY = pyrage.x25519.Identity.generate()
LOCK = Lock(recipients=(str(IDENTITY.to_public()),))
KEY = Key(identity=str(IDENTITY).encode())
FILES = {
    "glossary.csv": b"name,code,role,category,aliases\nLeon Brannock,Child R,subject,child,Leo\n",
    "confidential/register.csv": b"name,code,role,category,origin,since,replaced_by\n",
    "confidential/hash.key": bytes(range(32)),
    "confidential/drafts/DRAFT - A.docx": b"PK\x03\x04" + bytes(5000),
}
CASE_TOML = b'[case]\nreference = "FN-11"\nboard = "Fennshire LSCB"\nsubject = "Child R"\n'


def make(root: Path) -> Path:
    (root / "documents").mkdir(parents=True)
    (root / "documents" / "a.txt").write_bytes(b"Leo was seen.")
    (root / "case.toml").write_bytes(CASE_TOML)
    for name, data in FILES.items():
        path = root / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes(data)
    (root / "confidential" / "empty").mkdir()
    return root


def standing(root: Path) -> dict[str, bytes]:
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()}


OPEN = {"case.toml": CASE_TOML, "documents/a.txt": b"Leo was seen.", **FILES}


def is_whole(root: Path) -> str:
    """``open`` or ``sealed``; anything else is a loss."""
    found = standing(root)
    if found == OPEN:
        return "open"
    assert set(found) == {"case.toml", "documents/a.txt", SEALED}
    with ZipFile(BytesIO(decrypt(found[SEALED], KEY))) as archive:
        assert {m: archive.read(m) for m in archive.namelist() if not m.endswith("/")} == FILES
    return "sealed"


def test_seal_and_open(tmp_path: Path) -> None:
    root = make(tmp_path / "case")
    assert seal_case(root, LOCK) == ("confidential", "glossary.csv")
    assert is_sealed(root)
    assert is_whole(root) == "sealed"
    assert b"Brannock" not in b"".join(standing(root).values())
    assert open_case(root, KEY) == ("confidential", "glossary.csv")
    assert is_whole(root) == "open"
    assert (root / "confidential" / "empty").is_dir()
    assert not is_sealed(root)


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_what_was_private_is_private_again(tmp_path: Path) -> None:
    root = make(tmp_path / "case")
    seal_case(root, LOCK)
    assert stat.S_IMODE((root / SEALED).stat().st_mode) == 0o600
    open_case(root, KEY)
    for path in (root / "confidential").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    assert stat.S_IMODE((root / "confidential").stat().st_mode) == 0o700


def test_a_sealed_case_says_how_to_open_it(tmp_path: Path) -> None:
    root = make(tmp_path / "case")
    case = load_case(root)
    seal_case(root, LOCK)
    with pytest.raises(SealedError, match=r"sealed.*redactor open CASE"):
        load_case(root)
    with pytest.raises(SealedError), working_on(case):
        pytest.fail("a run would write into a sealed case")
    with pytest.raises(UsageError, match="sealed already"):
        seal_case(root, LOCK)


def test_the_wrong_key_changes_nothing(tmp_path: Path) -> None:
    root = make(tmp_path / "case")
    seal_case(root, LOCK)
    before = standing(root)
    with pytest.raises(UsageError, match="another one"):
        open_case(root, Key(identity=str(pyrage.x25519.Identity.generate()).encode()))
    assert standing(root) == before


def test_only_a_case_with_something_to_seal(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no case\.toml"):
        seal_case(tmp_path, LOCK)
    (tmp_path / "case.toml").write_bytes(CASE_TOML)
    with pytest.raises(UsageError, match="neither a glossary nor"):
        seal_case(tmp_path, LOCK)
    with pytest.raises(UsageError, match="not sealed"):
        open_case(tmp_path, KEY)


def test_the_glossary_in_capitals_is_sealed_too(tmp_path: Path) -> None:
    root = make(tmp_path / "case")
    (root / "glossary.csv").rename(root / "Glossary.CSV")
    assert seal_case(root, LOCK) == ("Glossary.CSV", "confidential")
    open_case(root, KEY)
    assert (root / "Glossary.CSV").read_bytes() == FILES["glossary.csv"]


@pytest.mark.parametrize("name", ["confidential/link", "glossary.xlsx"])
def test_links_are_not_sealed(tmp_path: Path, name: str) -> None:
    root = make(tmp_path / "case")
    (root / name).symlink_to(tmp_path)
    with pytest.raises(UsageError, match="link"):
        seal_case(root, LOCK)
    (root / name).unlink()
    assert is_whole(root) == "open"


def test_a_file_changed_meanwhile_stops_the_sealing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make(tmp_path / "case")

    def late(data: bytes, lock: Lock) -> bytes:
        (root / "glossary.csv").write_bytes(b"a later version")
        return encrypt(data, lock)

    monkeypatch.setattr(sealing, "encrypt", late)
    with pytest.raises(UsageError, match="changed in the meantime"):
        seal_case(root, LOCK)
    assert standing(root) == {**OPEN, "glossary.csv": b"a later version"}


def test_a_disk_that_forgets_stops_the_sealing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make(tmp_path / "case")
    from redactor.case.files import write_new as real

    monkeypatch.setattr(sealing, "write_new", lambda path, data: real(path, data[:-1]))
    with pytest.raises(UsageError, match="cannot be written"):
        seal_case(root, LOCK)
    assert is_whole(root) == "open"
    monkeypatch.undo()
    seal_case(root, LOCK)
    monkeypatch.setattr(sealing, "write_new", lambda path, data: real(path, data[:-1]))
    with pytest.raises(UsageError, match="in the meantime"):
        open_case(root, KEY)
    assert is_whole(root) == "sealed"


def test_a_later_glossary_is_not_overwritten(tmp_path: Path) -> None:
    root = make(tmp_path / "case")
    seal_case(root, LOCK)
    (root / "glossary.csv").write_bytes(b"a later version")
    with pytest.raises(UsageError, match=r"there is a glossary\.csv of later date"):
        open_case(root, KEY)
    assert (root / "glossary.csv").read_bytes() == b"a later version"
    (root / "glossary.csv").unlink()
    assert is_whole(root) == "sealed"


@pytest.mark.parametrize(
    "names",
    [
        ["../evil"],
        ["confidential/../../evil"],
        ["case.toml"],
        ["documents/a.txt"],
        ["confidential\\evil"],
        ["C:/evil"],
        ["glossary.csv/x"],
        ["confidential//x"],
        ["glossary.csv", "glossary.csv"],
        [],
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_sealed_file_by_others_writes_nothing(tmp_path: Path, names: list[str]) -> None:
    root = make(tmp_path / "case")
    seal_case(root, LOCK)
    path = tmp_path / "evil.zip"
    with ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, b"evil")
    (root / SEALED).write_bytes(encrypt(path.read_bytes(), LOCK))
    before = standing(tmp_path)
    with pytest.raises(UsageError, match="did not seal"):
        open_case(root, KEY)
    assert standing(tmp_path) == before


def test_what_is_no_archive_writes_nothing(tmp_path: Path) -> None:
    root = make(tmp_path / "case")
    seal_case(root, LOCK)
    (root / SEALED).write_bytes(encrypt(b"not a zip", LOCK))
    with pytest.raises(UsageError, match="did not seal"):
        open_case(root, KEY)


def test_one_at_a_time(tmp_path: Path) -> None:
    root = make(tmp_path / "case")
    with exclusive(root), pytest.raises(UsageError, match="working on this case"):
        seal_case(root, LOCK)
    case = load_case(root)
    with working_on(case), pytest.raises(UsageError, match="working on this case"):
        seal_case(root, LOCK)
    with exclusive(root), pytest.raises(UsageError, match="working on this case"), working_on(case):
        pytest.fail("two runs at once")
    assert is_whole(root) == "open"


def test_a_confidential_folder_elsewhere_locks_nothing(tmp_path: Path) -> None:
    root = make(tmp_path / "case")
    case = load_case(root, confidential=tmp_path / "elsewhere")
    reached = False
    with exclusive(root), working_on(case):
        reached = True
    assert reached
    assert not (tmp_path / "elsewhere" / LOCK_NAME).exists()


def test_a_case_that_cannot_be_written_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make(tmp_path / "case")
    case = load_case(root)

    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("redactor.case.locking.os.open", refuse)
    with pytest.raises(UsageError, match="cannot be written"), working_on(case):
        pytest.fail("it ran")
    with pytest.raises(UsageError, match="cannot be written"):
        seal_case(root, LOCK)


DRIVER = """
import json, os, shutil, sys
from io import BytesIO
from pathlib import Path
from redactor.case import sealing
from redactor.case.age import Key, Lock

asked = json.load(sys.stdin)
sealing.encrypt = lambda data, lock: bytes.fromhex(asked["sealed"])
sealing.decrypt = lambda data, key: bytes.fromhex(asked["plain"])
count, limit = 0, 0
real_write = os.write

def step(partial=None):
    global count
    count += 1
    if count == limit:
        if partial:
            partial()
        os._exit(9)

def heard(event, args):
    if event in ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir"):
        step()

def write(handle, data):
    step(lambda: real_write(handle, bytes(data)[: len(data) // 2]))
    return real_write(handle, data)

def fsync(handle):
    step()  # a killed process does not need the disk itself

def one(what, folder):
    os.write, os.fsync = write, fsync
    sys.addaudithook(heard)
    if what == "seal":
        sealing.seal_case(folder, Lock(passphrase="x"))
    else:
        sealing.open_case(folder, Key(passphrase="x"))
    os._exit(0)

for what, model in asked["models"].items():
    limit, code = 0, 9
    while code == 9:
        limit += 1
        folder = Path(f"{model}-at-{limit}")
        shutil.copytree(model, folder)
        child = os.fork()
        if not child:
            one(what, folder)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(what, limit, code, flush=True)
"""


def drive(models: dict[str, Path], plain: bytes) -> list[list[str]]:
    """Seal or open copies of the models, killed before the first, second, … operation, until one is not killed."""
    asked = {
        "models": {what: str(model) for what, model in models.items()},
        "plain": plain.hex(),
        "sealed": encrypt(plain, LOCK).hex(),
    }
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(("src", ".")), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", DRIVER],
        input=json.dumps(asked),
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [line.split() for line in done.stdout.splitlines()]


@pytest.mark.skipif(os.name != "posix", reason="forks")
def test_killed_before_every_operation_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", lambda handle: None)  # what is looked at is the order of operations
    models = {"seal": make(tmp_path / "seal"), "open": make(tmp_path / "open")}
    plain = sealing._packed(sealing._content(models["seal"], ("confidential", "glossary.csv")))
    seal_case(models["open"], LOCK)
    for what, count, code in drive(models, plain):
        assert code == "0"
        assert int(count) > 30
        ends = {killed(tmp_path / f"{what}-at-{number}") for number in range(1, int(count))}
        assert ends == {"open", "sealed"}
        assert is_whole(tmp_path / f"{what}-at-{count}") == {"seal": "sealed", "open": "open"}[what]


def killed(root: Path) -> str:
    """How a killed case stands after it was put in order; it can then be worked with."""
    interrupted = (root / SEALING).exists() or (root / OPENING).exists()
    if interrupted:
        with pytest.raises(SealedError, match=r"interrupted.*redactor open CASE"):
            load_case(root)
    assert settle(root) is interrupted
    assert settle(root) is False
    end = is_whole(root)
    if end == "open":
        seal_case(root, LOCK)
    open_case(root, KEY)
    assert is_whole(root) == "open"
    return end
