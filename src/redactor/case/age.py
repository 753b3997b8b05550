"""Encryption in the age format (age-encryption.org/v1): by passphrase, or for recipients who hold a key.

What is written here the ``age`` program opens, and the other way round. Passphrases and keys come from files or from
the keyboard, never from a command line, and stand in no message.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyrage

from redactor.errors import UsageError

SHORTEST_PASSPHRASE = 12
"""Characters; a shorter passphrase can be guessed from a copy of the file."""

_LARGEST_KEY_FILE = 1 << 20
_KEY_START = "AGE-SECRET-KEY-1"
_AGE = b"age-encryption.org/v1\n"
_BY_PASSPHRASE = _AGE + b"-> scrypt "


@dataclass(frozen=True, slots=True)
class Lock:
    """Who will be able to open what is encrypted: exactly one of the two.

    Attributes:
        passphrase: Known to those who may open it.
        recipients: Public keys: ``age1…`` or OpenSSH's ``ssh-ed25519 …`` and ``ssh-rsa …``.
    """

    passphrase: str = field(default="", repr=False)
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Key:
    """What opens it: exactly one of the two.

    Attributes:
        passphrase: As it was encrypted with.
        identity: Content of a key file, as ``age-keygen`` or OpenSSH writes it.
    """

    passphrase: str = field(default="", repr=False)
    identity: bytes = field(default=b"", repr=False)


def encrypt(data: bytes, lock: Lock) -> bytes:
    """Return ``data`` as an age file.

    Raises:
        UsageError: there is neither passphrase nor recipient, the passphrase is short, or a
            recipient is not a public key.
    """
    if bool(lock.passphrase) == bool(lock.recipients):
        raise UsageError("Give either a passphrase or recipients.")
    if lock.passphrase:
        return bytes(pyrage.passphrase.encrypt(data, require_strong(lock.passphrase)))
    return bytes(pyrage.encrypt(data, [_recipient(number, text) for number, text in enumerate(lock.recipients, 1)]))


def decrypt(data: bytes, key: Key) -> bytes:
    """Return what an age file holds.

    Raises:
        UsageError: the passphrase or key is another one, or the file was altered or is none.
    """
    require_kind(data, passphrase=bool(key.passphrase))
    try:
        if key.passphrase:
            return bytes(pyrage.passphrase.decrypt(data, key.passphrase))
        return bytes(pyrage.decrypt(data, _identities(key.identity)))
    except pyrage.DecryptError:
        what = "passphrase" if key.passphrase else "key"
        raise UsageError(
            f"It does not open: the {what} is another one, or the file was altered.",
            next_step=f"Try again with the {what} it was sealed with; nothing was changed.",
        ) from None


def require_kind(data: bytes, *, passphrase: bool) -> None:
    """Check that an age file opens with a passphrase, or with a key file (age-encryption.org/v1, "scrypt recipient").

    Args:
        data: The file, or its first bytes. What is no age file passes: opening it says so.
        passphrase: Whether a passphrase is at hand, and no key file.

    Raises:
        UsageError: it takes the other one.
    """
    if not data.startswith(_AGE) or data.startswith(_BY_PASSPHRASE) == passphrase:
        return
    if passphrase:
        raise UsageError(
            "It opens with a key file, not with a passphrase.", next_step="Name the key file with --identity."
        )
    raise UsageError(
        "It opens with a passphrase, not with a key file.",
        next_step="Leave out --identity: the passphrase is asked for, or comes from --passphrase-file.",
    )


def require_strong(passphrase: str) -> str:
    """Return the passphrase if it is long enough.

    Raises:
        UsageError: it is not.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise UsageError(
            f"The passphrase is too short: it needs at least {SHORTEST_PASSPHRASE} characters.",
            next_step="Take four or five words that do not belong together.",
        )
    return passphrase


def read_passphrase(path: Path) -> str:
    """Return the passphrase in a text file: its first and only line.

    Raises:
        UsageError: the file cannot be read, is empty, or has more lines.
    """
    lines = _text(path).lstrip("\ufeff").rstrip("\r\n").splitlines()
    if len(lines) != 1 or not lines[0].strip():
        raise UsageError(
            "The passphrase file must hold the passphrase on one line and nothing else.",
            next_step="Write it with a text editor, one line.",
        )
    return lines[0]


def read_recipients(path: Path) -> tuple[str, ...]:
    """Return the public keys in a text file, one a line; empty lines and ``#`` comments do not count.

    Raises:
        UsageError: the file cannot be read or names nobody.
    """
    lines = [line.strip() for line in _text(path).lstrip("\ufeff").splitlines()]
    found = tuple(line for line in lines if line and not line.startswith("#"))
    if not found:
        raise UsageError("The recipients file names nobody.", next_step="Write one public key (age1…) on each line.")
    return found


def read_identity(path: Path) -> bytes:
    """Return the bytes of a key file.

    Raises:
        UsageError: it cannot be read.
    """
    return _text(path).encode("utf-8")


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST_KEY_FILE:
            raise UsageError("The file of the passphrase or keys is far too large.", next_step="Is it the right file?")
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise UsageError(
            "The file of the passphrase or keys cannot be read.", next_step="Look at its name, and save it as UTF-8."
        ) from None


def _recipient(number: int, text: str) -> pyrage.x25519.Recipient | pyrage.ssh.Recipient:
    try:
        if text.startswith("ssh-"):
            return pyrage.ssh.Recipient.from_str(text)
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise UsageError(
            f"Recipient {number} is not a public key.",
            next_step="Public keys begin with age1, ssh-ed25519 or ssh-rsa; copy the whole line.",
        ) from None


def _identities(data: bytes) -> Sequence[pyrage.x25519.Identity | pyrage.ssh.Identity]:
    try:
        lines = [line.strip() for line in data.decode("utf-8").splitlines()]
        keys = [line for line in lines if line.startswith(_KEY_START)]
        if keys:
            return [pyrage.x25519.Identity.from_str(line) for line in keys]
        return [pyrage.ssh.Identity.from_buffer(data)]
    except pyrage.IdentityError:
        raise UsageError(
            "The key file holds no secret key that can be used.",
            next_step="Give the file that age-keygen wrote, or an OpenSSH key without a passphrase of its own.",
        ) from None
