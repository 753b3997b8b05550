"""Encryption in the age format, and with the age program itself."""

from __future__ import annotations

import contextlib
import os
import pty
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest

from redactor.case.age import (
    Key,
    Lock,
    decrypt,
    encrypt,
    read_identity,
    read_passphrase,
    read_recipients,
    require_strong,
)
from redactor.errors import UsageError

WORDS = "lantern gravel otter nine"
OTHER = "something else entirely"
SHORT = "elevenchars"
needs_age = pytest.mark.skipif(shutil.which("age") is None, reason="age is not installed")


@pytest.fixture
def key_file(tmp_path: Path) -> tuple[Path, str]:
    """A key file as age-keygen writes one, and its public key."""
    identity = pyrage.x25519.Identity.generate()
    path = tmp_path / "key.txt"
    public = str(identity.to_public())
    path.write_text(f"# created: 2012-03-04\n# public key: {public}\n{identity}\n", encoding="utf-8")
    return path, public


def test_a_passphrase_opens_what_it_closed_and_another_does_not() -> None:
    sealed = encrypt(b"names", Lock(passphrase=WORDS))
    assert sealed.startswith(b"age-encryption.org/v1\n")
    assert b"names" not in sealed
    assert decrypt(sealed, Key(passphrase=WORDS)) == b"names"
    with pytest.raises(UsageError) as stopped:
        decrypt(sealed, Key(passphrase=OTHER))
    assert "passphrase is another one" in stopped.value.message
    assert OTHER not in str(stopped.value)


def test_secrets_are_not_shown() -> None:
    assert "otter" not in repr(Key(passphrase=WORDS)) + repr(Key(identity=b"otter")) + repr(Lock(passphrase=WORDS))


def test_every_recipient_opens_it_and_nobody_else(key_file: tuple[Path, str]) -> None:
    path, public = key_file
    other = pyrage.x25519.Identity.generate()
    sealed = encrypt(b"names", Lock(recipients=(public, str(other.to_public()))))
    assert decrypt(sealed, Key(identity=read_identity(path))) == b"names"
    assert decrypt(sealed, Key(identity=str(other).encode())) == b"names"
    with pytest.raises(UsageError, match="another one"):
        decrypt(sealed, Key(identity=str(pyrage.x25519.Identity.generate()).encode()))


def test_the_other_kind_of_key_is_named(key_file: tuple[Path, str]) -> None:
    path, recipient = key_file
    identity = Key(identity=path.read_bytes())
    with pytest.raises(UsageError, match="opens with a key file") as caught:
        decrypt(encrypt(b"names", Lock(recipients=(recipient,))), Key(passphrase=WORDS))
    assert "--identity" in caught.value.next_step
    with pytest.raises(UsageError, match="opens with a passphrase") as caught:
        decrypt(encrypt(b"names", Lock(passphrase=WORDS)), identity)
    assert "--passphrase-file" in caught.value.next_step


@pytest.mark.parametrize(
    "change", [lambda d: d[:-4], lambda d: d[:-1] + bytes([d[-1] ^ 1]), lambda d: b"", lambda d: b"no"]
)
def test_an_altered_file_does_not_open(change: Callable[[bytes], bytes], key_file: tuple[Path, str]) -> None:
    path, public = key_file
    sealed = encrypt(b"names" * 1000, Lock(recipients=(public,)))
    with pytest.raises(UsageError, match="altered") as stopped:
        decrypt(change(sealed), Key(identity=read_identity(path)))
    assert "nothing was changed" in stopped.value.next_step


@pytest.mark.parametrize(
    ("lock", "said"),
    [
        (Lock(), "either a passphrase or recipients"),
        (Lock(passphrase=WORDS, recipients=("age1x",)), "either a passphrase or recipients"),
        (Lock(passphrase=SHORT), "too short"),
        (Lock(recipients=("age1nonsense",)), "Recipient 1 is not a public key"),
        (Lock(recipients=("ssh-ed25519 nonsense",)), "Recipient 1 is not a public key"),
    ],
)
def test_a_bad_lock_is_refused(lock: Lock, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        encrypt(b"names", lock)


def test_twelve_characters_are_enough() -> None:
    assert require_strong("twelve chars") == "twelve chars"


@pytest.mark.parametrize("identity", [b"nonsense", b"AGE-SECRET-KEY-1NONSENSE", b""])
def test_a_bad_key_file_is_refused(identity: bytes, key_file: tuple[Path, str]) -> None:
    sealed = encrypt(b"names", Lock(recipients=(key_file[1],)))
    with pytest.raises(UsageError, match="no secret key"):
        decrypt(sealed, Key(identity=identity))


@pytest.mark.parametrize("text", [f"{WORDS}\n", WORDS, f"\ufeff{WORDS}\r\n"])
def test_a_passphrase_file_is_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "passphrase.txt"
    path.write_bytes(text.encode())
    assert read_passphrase(path) == WORDS


@pytest.mark.parametrize("data", [b"", b"\n", b"  \n", b"one line of words\nanother line\n", b"\xff\xfe"])
def test_another_passphrase_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "passphrase.txt"
    path.write_bytes(data)
    with pytest.raises(UsageError):
        read_passphrase(path)


def test_files_that_are_missing_or_huge_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_passphrase(tmp_path / "missing.txt")
    (tmp_path / "huge").write_bytes(b"x" * ((1 << 20) + 1))
    with pytest.raises(UsageError, match="far too large"):
        read_identity(tmp_path / "huge")


def test_recipients_are_read_without_comments(tmp_path: Path) -> None:
    path = tmp_path / "recipients.txt"
    path.write_text("# the officer\nage1aaa\n\n  age1bbb \n", encoding="utf-8")
    assert read_recipients(path) == ("age1aaa", "age1bbb")
    path.write_text("# nobody\n", encoding="utf-8")
    with pytest.raises(UsageError, match="names nobody"):
        read_recipients(path)


@needs_age
def test_the_age_program_opens_ours(tmp_path: Path) -> None:
    key = tmp_path / "key.txt"
    subprocess.run(["age-keygen", "-o", key], check=True, capture_output=True)
    public = subprocess.run(["age-keygen", "-y", key], check=True, capture_output=True, text=True).stdout.strip()
    (tmp_path / "ours.age").write_bytes(encrypt(b"names \x00\xff", Lock(recipients=(public,))))
    command = ["age", "--decrypt", "-i", str(key), str(tmp_path / "ours.age")]
    assert subprocess.run(command, check=True, capture_output=True).stdout == b"names \x00\xff"
    theirs = subprocess.run(["age", "-r", public], input=b"theirs", check=True, capture_output=True).stdout
    assert decrypt(theirs, Key(identity=read_identity(key))) == b"theirs"


@needs_age
@pytest.mark.slow  # both programs make passphrases slow to try on purpose
def test_the_age_program_opens_our_passphrase_and_we_open_its(tmp_path: Path) -> None:
    (tmp_path / "ours.age").write_bytes(encrypt(b"names", Lock(passphrase=WORDS)))
    typed(tmp_path, ["age", "--decrypt", "-o", "ours.txt", "ours.age"], times=1)
    assert (tmp_path / "ours.txt").read_bytes() == b"names"
    (tmp_path / "theirs.txt").write_bytes(b"theirs")
    typed(tmp_path, ["age", "--encrypt", "--passphrase", "-o", "theirs.age", "theirs.txt"], times=2)
    assert decrypt((tmp_path / "theirs.age").read_bytes(), Key(passphrase=WORDS)) == b"theirs"


@needs_age
def test_openssh_keys(tmp_path: Path) -> None:
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen is not installed")
    key = tmp_path / "id_ed25519"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    public = key.with_suffix(".pub").read_text(encoding="utf-8").strip()
    sealed = encrypt(b"names", Lock(recipients=(public,)))
    assert decrypt(sealed, Key(identity=read_identity(key))) == b"names"
    command = ["age", "--decrypt", "-i", str(key)]
    assert subprocess.run(command, input=sealed, check=True, capture_output=True).stdout == b"names"


def typed(folder: Path, command: list[str], *, times: int) -> None:
    """Run a program that asks for a passphrase on its terminal, once or twice."""
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover - the other process
        os.chdir(folder)
        os.execvp(command[0], command)  # noqa: S606 - the program under test
    for _ in range(times):
        said = b""
        while b"passphrase" not in said.lower():
            said += os.read(terminal, 1024)
        os.write(terminal, f"{WORDS}\n".encode())
    with contextlib.suppress(OSError):  # the terminal ends with the program
        while os.read(terminal, 1024):
            pass
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    assert os.waitstatus_to_exitcode(status) == 0
