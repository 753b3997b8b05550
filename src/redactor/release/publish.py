"""Publishing: the only way into ``release/``, and it takes nothing without a ticket.

Guarantee: killed at any moment, the output folder holds the old release with
its certificate, or the new release with its certificate, or no release. New
files are written and flushed in a private folder of the same file system, read
back and hashed, and come in with one rename. In this order:

1. the old release is moved away,
2. the certificate is replaced,
3. the new release is renamed in (the commit),
4. the old release is deleted.

Residual risk: a file system that reorders renames across a power cut although
it was told to flush; the next run reports files that no certificate names.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from redactor.case.files import move, remove_tree, sha256_of, sync_directory, write_new
from redactor.errors import BlockedError
from redactor.model import AppliedDocument, ReleaseTicket
from redactor.release import audit, gate
from redactor.release.audit import AuditDetails, Event
from redactor.release.certificate import PreviousRelease, Publication
from redactor.release.certificate_schema import Certificate
from redactor.release.names import require_safe_and_unique
from redactor.release.output import STAGING_PREFIX, Output, as_usage_error
from redactor.release.previous import CERTIFICATE_NAME, RELEASE_NAME
from redactor.release.protecting import Protection, protected

Item = tuple[ReleaseTicket, AppliedDocument]
_OLD_NAME = "old"
_ALTERED = "A file was altered between verification and release; nothing was released."
_ALTERED_STEP = "Run the case again; if it happens again, have the computer looked at."


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did.

    Attributes:
        release: The folder of the released copies; ``None`` if nothing was released.
        certificate: Path of the certificate.
        previous_release: What became of the release that stood there.
    """

    release: Path | None
    certificate: Path
    previous_release: PreviousRelease


def publish(
    output: Output,
    items: Sequence[Item],
    *,
    certificate: Callable[[Publication], Certificate],
    key_to_codes: Item | None = None,
    details: AuditDetails,
    protection: Protection | None = None,
) -> Published:
    """Replace the release in ``output`` by ``items``.

    Args:
        output: The folder, locked (``open_output``).
        items: Each released copy with its ticket. If empty, the old release is
            removed all the same: it would be mistaken for the new one.
        certificate: Builds the certificate from what only publishing knows.
        key_to_codes: The key to codes with its ticket, to be put beside them.
        details: What the audit trail says; the digests of the released files are added.
        protection: A password for every file: what was verified is encrypted then.

    Raises:
        BlockedError: bytes differ from what was verified, a name is not safe, or
            the certificate does not name exactly the files of the release.
        UsageError: the folder cannot be written.
    """
    everything = [*items, *([key_to_codes] if key_to_codes else [])]
    _require_tickets(everything)
    verified = {ticket.output_name: ticket.sha256 for ticket, _ in everything}
    files = {applied.output_name: applied.data for _, applied in everything}
    locked: dict[str, str] = {}
    if protection is not None:
        files = {name: protected(name, data, protection) for name, data in files.items()}
        locked = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    expected = locked or verified
    fate = _fate(output, expected)
    with as_usage_error():
        staging = Path(tempfile.mkdtemp(prefix=STAGING_PREFIX, dir=output.folder))
    try:
        with as_usage_error():
            _stage(staging / RELEASE_NAME, files)
            details = replace(details, released=tuple(expected.values()))
            line = audit.append(output.audit, Event.PUBLISHING, details)
            made = certificate(Publication(audit=line.digest, previous_release=fate, protected=locked))
            if made.files != expected or made.contents != verified or made.audit != line.digest:
                raise BlockedError("The certificate does not name exactly the files of this release.")
            data = made.to_bytes()
            write_new(staging / CERTIFICATE_NAME, data, mode=0o644)
            sync_directory(staging)
            _require_as_verified(staging / RELEASE_NAME, expected)
            _swap(output, staging, release=bool(expected))
            event = Event.PUBLISHED if expected else Event.WITHDRAWN
            audit.append(output.audit, event, replace(details, certificate=hashlib.sha256(data).hexdigest()))
    finally:
        with suppress(OSError):  # a file of the old release is open: the next run removes the folder
            remove_tree(staging)
    return Published(output.release if expected else None, output.certificate, fate)


def _fate(output: Output, expected: dict[str, str]) -> PreviousRelease:
    if not output.previous.exists:
        return "none"
    return "replaced" if expected else "removed"


def _require_tickets(items: Sequence[Item]) -> None:
    for ticket, applied in items:
        gate.require_genuine(ticket)
        same = (ticket.source, ticket.output_name) == (applied.source, applied.output_name)
        digest = hashlib.sha256(applied.data).hexdigest()
        if not same or digest != ticket.sha256:
            raise BlockedError(_ALTERED, next_step=_ALTERED_STEP)
    require_safe_and_unique(ticket.output_name for ticket, _ in items)


def _stage(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(mode=0o700)
    for name, data in files.items():
        write_new(folder / name, data)
    sync_directory(folder)


def _require_as_verified(folder: Path, expected: dict[str, str]) -> None:
    """Read back what the disk holds: exactly these names with these digests."""
    present = {path.name: sha256_of(path) for path in folder.iterdir() if path.is_file() and not path.is_symlink()}
    if present != expected or len(list(folder.iterdir())) != len(expected):
        raise BlockedError(_ALTERED, next_step=_ALTERED_STEP)


def _swap(output: Output, staging: Path, *, release: bool) -> None:
    old = staging / _OLD_NAME
    if output.previous.exists:
        move(output.release, old)
    try:
        move(staging / CERTIFICATE_NAME, output.certificate)
    except OSError:
        if output.previous.exists and (staging / CERTIFICATE_NAME).exists():
            move(old, output.release)  # the old certificate still stands
        raise
    if release:
        move(staging / RELEASE_NAME, output.release)
