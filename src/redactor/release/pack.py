"""The sign-off pack: one zip file with everything that is sent, and nothing else.

It holds the certificate, a check report that names nobody, the released files and the hash of each. The zip is the same
bytes for the same content; with a password (AES-256) or age it is not, and is proved to open to the same bytes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pyzipper

from redactor.errors import BlockedError, UsageError
from redactor.release.audit import AUDIT_NAME, verify_audit
from redactor.release.certificate_schema import Certificate
from redactor.release.previous import CERTIFICATE_NAME, RELEASE_NAME, read_previous

CHECK_REPORT = "check-report.html"
HASHES = "SHA256SUMS"
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Standing:
    """A release as it lies on the disk, proved to be what its certificate says.

    Attributes:
        certificate: The certificate.
        raw: Its bytes.
        files: The released files' bytes by name.
    """

    certificate: Certificate
    raw: bytes
    files: Mapping[str, bytes]


def standing_release(out: Path) -> Standing:
    """Read the release in an output folder.

    Raises:
        UsageError: there is none, or things lie in it that no certificate names.
        BlockedError: a file, the certificate or the audit trail was changed.
    """
    previous = read_previous(out)
    if previous.certificate is None or not previous.exists:
        raise UsageError(
            "There is no release with a certificate in this folder.", next_step="Name the --out folder of a run."
        )
    certificate = previous.certificate
    broken = verify_audit(out / AUDIT_NAME, anchor=certificate.audit)
    if broken:
        raise BlockedError(
            f"The audit trail of the release does not hold: {broken[0]}", next_step="Run the case again."
        )
    names = sorted(certificate.files)
    files = {name: (out / RELEASE_NAME / name).read_bytes() for name in names if (out / RELEASE_NAME / name).is_file()}
    if {name: _sha256(data) for name, data in files.items()} != certificate.files:
        raise BlockedError(
            "A file of the release is not what its certificate says: it was changed or is missing.",
            next_step="Run the case again.",
        )
    return Standing(certificate, (out / CERTIFICATE_NAME).read_bytes(), files)


def build_pack(standing: Standing, report: bytes) -> bytes:
    """Return the pack as a zip file; the same bytes for the same release and report.

    Args:
        standing: The release.
        report: The check report (HTML).
    """
    members = {CERTIFICATE_NAME: standing.raw, CHECK_REPORT: report}
    members |= {f"{RELEASE_NAME}/{name}": data for name, data in standing.files.items()}
    lines = [f"{_sha256(data)}  {name}\n" for name, data in sorted(members.items())]
    members[HASHES] = "".join(lines).encode("utf-8")
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, data in sorted(members.items()):
            archive.writestr(_member(ZipInfo(name, _EPOCH)), data)
    return buffer.getvalue()


def with_password(pack: bytes, password: str) -> bytes:
    """Return the same members in a zip file that asks for a password (WinZip AES-256; 7-Zip and WinZip open it).

    Raises:
        BlockedError: what comes out is not what went in.
    """
    with ZipFile(BytesIO(pack)) as plain:
        members = {name: plain.read(name) for name in plain.namelist()}
    buffer, key = BytesIO(), password.encode("utf-8")
    with pyzipper.AESZipFile(buffer, "w", ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as locked:
        locked.setpassword(key)
        locked.setencryption(pyzipper.WZ_AES, nbits=256)
        for name, data in members.items():
            locked.writestr(pyzipper.zipfile_aes.AESZipInfo(name, _EPOCH), data)
    made = buffer.getvalue()
    with pyzipper.AESZipFile(BytesIO(made)) as again:
        again.setpassword(key)
        if {name: again.read(name) for name in again.namelist()} != members:
            raise BlockedError("What comes out of the protected pack is not what went in; nothing was written.")
    return made


def _member(info: ZipInfo) -> ZipInfo:
    info.compress_type = ZIP_DEFLATED
    info.create_system = 0
    info.external_attr = 0o600 << 16
    return info


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
