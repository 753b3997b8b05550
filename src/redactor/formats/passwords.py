"""Files with a password: the list of passwords, and a file without its protection.

Passwords are never logged, shown or kept with a document; what is released is never
protected. Office files open through msoffcrypto, PDF through pikepdf. OpenDocument has a
protection of its own that is not opened here.
"""

from __future__ import annotations

import io
import logging
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from xml.parsers.expat import ExpatError

import msoffcrypto  # type: ignore[import-untyped]
import olefile  # type: ignore[import-untyped]
import pikepdf
from msoffcrypto.exceptions import (  # type: ignore[import-untyped]
    DecryptionError,
    EncryptionError,
    FileFormatError,
    InvalidKeyError,
    ParseError,
)

from redactor.errors import UnreadableError, UsageError
from redactor.formats.unlocking import Outcome, open_apart
from redactor.model import Change

OFFICE_DEFAULT = "VelvetSweatshop"
"""Files that Excel protects against changes only are encrypted with it; they open without a question."""

CHANGE = Change("removed", "the password of the file")
MAX_PASSWORDS = 500
_MAX_LIST_BYTES = 1024 * 1024
_MAX_SPINS = 2_000_000
"""Rounds of hashing per password; Office uses 100,000. More would only waste time."""

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OLDER = frozenset({"worddocument", "workbook", "powerpoint document"})
_NAMED = re.compile(r"(?P<name>[^\t]*?\.[A-Za-z]{2,5})[ ]*[\t:][ \t]*(?P<password>.+)")
_SPINS = re.compile(rb"spinCount=\"(\d{1,12})\"")
_BROKEN = (
    *(ParseError, DecryptionError, EncryptionError, FileFormatError, zipfile.BadZipFile, zlib.error, struct.error),
    *(OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, AssertionError, ArithmeticError),
    *(MemoryError, RecursionError, NotImplementedError, ExpatError),
)
"""What a damaged container raises in the libraries that read it."""

# These libraries write derived keys into their debug log.
logging.getLogger("msoffcrypto").setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class Passwords:
    """Passwords to try; its text form shows none of them.

    Attributes:
        for_all: Tried on every protected file, in order.
        by_name: By file name in lower case, with or without its folders.
    """

    for_all: tuple[str, ...] = field(default=(), repr=False)
    by_name: Mapping[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def __bool__(self) -> bool:
        return bool(self.for_all or self.by_name)

    def candidates(self, source: str) -> Iterator[str]:
        """The passwords for a file, each once: its own first, then those for all.

        Args:
            source: Its name, with or without folders.
        """
        path = source.replace("\\", "/").lower()
        own = (*self.by_name.get(path, ()), *self.by_name.get(PurePosixPath(path).name, ()))
        yield from dict.fromkeys((*own, *self.for_all))


NONE = Passwords()


def read_passwords(path: Path) -> Passwords:
    """Read a list of passwords: a text file, each line a password, or a file name, a tab or colon, and its password.

    What stands before a tab or colon is a file name if it ends in an extension.

    Raises:
        UsageError: if it cannot be read, is no text, or holds no password or too many.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(_MAX_LIST_BYTES + 1)
    except OSError as error:
        raise UsageError(
            f"The password file cannot be opened ({error.strerror or 'unknown reason'}).",
            next_step="Look at the path that --password-file gives.",
        ) from None
    lines = [line for line in _text(data).splitlines() if line.strip()]
    if not 0 < len(lines) <= MAX_PASSWORDS:
        raise UsageError(
            f"The password file must hold between 1 and {MAX_PASSWORDS} lines.",
            next_step="Write one password on each line.",
        )
    return _parsed(lines)


def _text(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        if len(data) <= _MAX_LIST_BYTES:
            text = data.decode(encoding)
            if "\0" not in text:
                return text
    except UnicodeDecodeError:
        pass
    raise UsageError(
        "The password file is not a text file.", next_step="Save it from a text editor as plain text (UTF-8)."
    )


def _parsed(lines: Iterable[str]) -> Passwords:
    for_all: list[str] = []
    by_name: dict[str, tuple[str, ...]] = {}
    for line in lines:
        named = _NAMED.fullmatch(line)
        if named is None:
            for_all.append(line)
        else:
            name = named["name"].strip().replace("\\", "/").lower()
            by_name[name] = (*by_name.get(name, ()), named["password"])
    return Passwords(tuple(for_all), by_name)


def unlocked(source: str, untrusted_data: bytes, passwords: Passwords = NONE) -> bytes | None:
    """Take the protection off a file.

    Args:
        source: Its name; passwords may be for this file only.
        untrusted_data: The whole file.
        passwords: What to try, beside Office's default password.

    Returns:
        The file without protection; ``None`` if it has none that keeps it from being read.

    Raises:
        UnreadableError: if no password opens it, or the protection is broken or unknown.
    """
    if untrusted_data.startswith(_OLE):
        return _unlocked_office(source, untrusted_data, passwords)
    if b"%PDF-" in untrusted_data[:1024] and b"/Encrypt" in untrusted_data:
        return _unlocked_pdf(source, untrusted_data, passwords)
    return None


def _unlocked_office(source: str, data: bytes, passwords: Passwords) -> bytes | None:
    streams = _streams(data)
    if "encryptioninfo" in streams:
        return _unlocked_package(source, data, passwords)
    if not streams & _OLDER:
        return None  # an Outlook message, or nothing that can be told: its adapter says so
    outcome, plain = open_apart(data, (OFFICE_DEFAULT, *passwords.candidates(source)))
    if outcome is Outcome.LOCKED:
        raise _locked(passwords)
    return plain if outcome is Outcome.OPENED else None  # broken: its adapter says so


def _streams(data: bytes) -> frozenset[str]:
    """The streams at the top of an OLE container, in lower case; none if it is broken."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            return frozenset(path[0].lower() for path in container.listdir() if len(path) == 1)
    except _BROKEN:
        return frozenset()


def _unlocked_package(source: str, data: bytes, passwords: Passwords) -> bytes:
    """A file of the new kind, encrypted as a whole."""
    if max((int(n) for n in _SPINS.findall(data)), default=0) > _MAX_SPINS:
        raise _unknown_protection()
    for password in (OFFICE_DEFAULT, *passwords.candidates(source)):
        out = io.BytesIO()
        try:
            office: Any = msoffcrypto.OfficeFile(io.BytesIO(data))
            office.load_key(password=password, verify_password=True)
            office.decrypt(out)
        except InvalidKeyError:
            continue
        except _BROKEN:
            raise _unknown_protection() from None
        return out.getvalue()
    raise _locked(passwords)


def _unlocked_pdf(source: str, data: bytes, passwords: Passwords) -> bytes | None:
    for password in ("", *passwords.candidates(source)):
        try:
            with pikepdf.open(io.BytesIO(data), password=password) as pdf:
                if not password:
                    return None  # only printing or copying is forbidden: it opens as it is
                out = io.BytesIO()
                pdf.save(out, encryption=False, deterministic_id=True)
                return out.getvalue()
        except pikepdf.PasswordError:
            continue
        except (pikepdf.PdfError, RuntimeError, ValueError, OSError):
            return None  # broken: its adapter says so
    raise _locked(passwords)


def _locked(passwords: Passwords) -> UnreadableError:
    if passwords:
        return UnreadableError(
            "The file is protected with a password, and none of those in the password file opens it.",
            next_step="Add its password to the file that --password-file names.",
        )
    return UnreadableError(
        "The file is protected with a password.",
        next_step="Write the password into a text file and name that with --password-file, "
        "or open the file in its program, take the password off and save it again.",
    )


def _unknown_protection() -> UnreadableError:
    return UnreadableError(
        "The file is broken, or protected in a way that cannot be opened here.",
        next_step="Open it in its program, take the password off and save it again.",
    )
