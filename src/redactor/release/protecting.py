"""Released copies with a password: what was verified is encrypted, and proved to come out of it unchanged.

PDF with AES-256 (ISO 32000-2, revision 6), Office files with agile encryption (MS-OFFCRYPTO 2.3.4.10: AES-256,
SHA-512). DUR 8.127 asks for secure e-mail or password protection. The password is never written anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath

import msoffcrypto  # type: ignore[import-untyped]  # the package has no types
import pikepdf
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError  # type: ignore[import-untyped]  # as above
from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]  # as above

from redactor.errors import BlockedError

_OFFICE = frozenset({".docx", ".xlsx", ".pptx"})
_PDF = ".pdf"


@dataclass(frozen=True, slots=True)
class Protection:
    """How released copies are protected.

    Attributes:
        password: Opens every one of them.
    """

    password: str = field(repr=False)


def is_protectable(name: str) -> bool:
    """Whether a file of this name can have a password: PDF, Word, Excel, PowerPoint."""
    return _suffix(name) in (*_OFFICE, _PDF)


def protected(name: str, data: bytes, protection: Protection) -> bytes:
    """Return a verified copy with a password.

    Args:
        name: Its file name; the extension tells the format.
        data: Its bytes.
        protection: The password.

    Raises:
        BlockedError: the format has no password, or what comes out of the protected file
            is not what was verified.
    """
    if not is_protectable(name):
        raise BlockedError("A file of this format cannot have a password.")
    if _suffix(name) == _PDF:
        made = _protected_pdf(data, protection.password)
        same = _comes_out(_from_locked_pdf, made, protection.password) == _plain_pdf(data, "")
    else:
        made = _protected_office(data, protection.password)
        same = _comes_out(_plain_office, made, protection.password) == data
    if not same:
        raise BlockedError(
            "What comes out of a protected file is not what was verified; nothing was released.",
            next_step="Run again; if it happens again, run without --protect and protect what you send in another way.",
        )
    return made


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.casefold()


def _protected_pdf(data: bytes, password: str) -> bytes:
    buffer = BytesIO()
    with pikepdf.open(BytesIO(data)) as document:
        document.save(buffer, encryption=pikepdf.Encryption(user=password, owner=password, R=6, aes=True))
    return buffer.getvalue()


def _from_locked_pdf(data: bytes, password: str) -> bytes:
    """As ``_plain_pdf``, of a document that does not open without its password; else nothing."""
    try:
        pikepdf.open(BytesIO(data)).close()
    except pikepdf.PasswordError:
        return _plain_pdf(data, password)
    return b""


def _plain_pdf(data: bytes, password: str) -> bytes:
    """Every object and every decoded stream of a document in one fixed order."""
    buffer = BytesIO()
    with pikepdf.open(BytesIO(data), password=password) as document:
        document.save(
            buffer,
            static_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            force_version="2.0",
        )
    return buffer.getvalue()


def _protected_office(data: bytes, password: str) -> bytes:
    buffer = BytesIO()
    OOXMLFile(BytesIO(data)).encrypt(password, buffer)
    return buffer.getvalue()


def _plain_office(data: bytes, password: str) -> bytes:
    buffer = BytesIO()
    document = msoffcrypto.OfficeFile(BytesIO(data))
    document.load_key(password=password, verify_password=True)
    document.decrypt(buffer, verify_integrity=True)
    return buffer.getvalue()


def _comes_out(plain: Callable[[bytes, str], bytes], data: bytes, password: str) -> bytes:
    """What a protected file holds; nothing if it does not open."""
    try:
        return plain(data, password)
    except (pikepdf.PdfError, pikepdf.PasswordError, FileFormatError, DecryptionError, InvalidKeyError, OSError):
        return b""
