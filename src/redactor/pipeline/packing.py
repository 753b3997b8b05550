"""A release is checked once more and packed to be sent; for whom and why goes on record (DUR 8.132)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from redactor.case import load_case
from redactor.case.age import Lock, encrypt, require_strong
from redactor.case.files import move, write_new
from redactor.case.schema import Case
from redactor.case.working import working_on
from redactor.errors import BlockedError, HeldError, UsageError
from redactor.pipeline.check import check_files
from redactor.pipeline.check_results import CheckedFile, CheckStatus
from redactor.pipeline.progress import Progress
from redactor.pipeline.signing import Signatory, require_signatory
from redactor.release import record
from redactor.release.certificate_schema import Certificate
from redactor.release.overriding import finding_ids
from redactor.release.pack import Standing, build_pack, standing_release, with_password
from redactor.release.report.pack_page import pack_page

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Sending:
    """For whom a pack is made.

    Attributes:
        recipients: Each of them, as the board writes it.
        reason: Why they get it.
        by: Who sends it.
    """

    recipients: tuple[str, ...]
    reason: str
    by: Signatory


@dataclass(frozen=True, slots=True)
class Packed:
    """A pack that was written.

    Attributes:
        path: Where.
        sha256: Its digest.
        files: Names of the released files in it.
    """

    path: Path
    sha256: str
    files: tuple[str, ...] = field(default=())


def pack_release(
    case: Case | Path | str,
    out: Path,
    target: Path,
    sending: Sending,
    *,
    lock: Lock | None = None,
    password: str = "",
    password_file: Path | None = None,
    confidential: Path | None = None,
    progress: Progress | None = None,
) -> Packed:
    """Check a release again and write it, with certificate, check report and hashes, as one file.

    Args:
        case: A loaded case or its folder.
        out: The output folder of the run.
        target: The file to write: ``.zip``, or ``.zip.age`` with ``lock``. It must not exist.
        sending: For whom and why.
        lock: Encrypts the pack with age.
        password: Encrypts the members of the zip with AES-256.
        password_file: Passwords of protected released files, as for ``check_files``.
        confidential: Where the record of the case is.
        progress: Is told how far the check is.

    Raises:
        UsageError: there is no release, the target is not acceptable, or nobody is named.
        BlockedError: the release was changed, or something is left in it.
        HeldError: a file could not be checked.
    """
    loaded = case if isinstance(case, Case) else load_case(case, confidential=confidential, need_documents=False)
    require_sending(sending, loaded)
    _require_target(target, loaded, out, lock=lock, password=password)
    standing = standing_release(out)
    notes = _checked(standing, out, loaded, password_file, progress)
    report = pack_page(standing.certificate, notes, checked=datetime.now(UTC).date().isoformat())
    data = build_pack(standing, report)
    if lock is not None:
        data = encrypt(data, lock)
    elif password:
        data = with_password(data, require_strong(password))
    digest = hashlib.sha256(data).hexdigest()
    with working_on(loaded):
        _write(target, data, lambda: _on_record(loaded, standing, sending, digest))
    return Packed(target, digest, tuple(standing.files))


def _on_record(case: Case, standing: Standing, sending: Sending, digest: str) -> None:
    record.add(
        case.confidential,
        record.Deed.PACKED,
        name=sending.by.name,
        role=sending.by.role,
        sha256=digest,
        destination=standing.certificate.destination,
        recipients=sending.recipients,
        reason=sending.reason,
        files=tuple(sorted(standing.certificate.files.values())),
    )


def _write(target: Path, data: bytes, before: Callable[[], None]) -> None:
    """Write a new file for its owner only; what it is for is on record before it appears under its name."""
    temporary = target.with_name(f".tmp-{secrets.token_hex(8)}")
    try:
        write_new(temporary, data)
        before()
        move(temporary, target)
    except OSError as error:
        raise UsageError(
            f"The pack cannot be written ({error.strerror or type(error).__name__}).",
            next_step="Look at free space and permissions.",
        ) from None
    finally:
        temporary.unlink(missing_ok=True)


def require_sending(sending: Sending, case: Case) -> None:
    """Check for whom a pack is, why, and who sends it.

    Raises:
        UsageError: somebody or something is missing, or too long.
    """
    require_signatory(sending.by, case)
    recipients = [item.strip() for item in sending.recipients]
    if not recipients or not all(0 < len(item) <= _LONGEST and item.isprintable() for item in recipients):
        raise UsageError("Say for whom the pack is, with --to.", next_step='For example --to "Ofsted".')
    if not 0 < len(sending.reason.strip()) <= _LONGEST or not sending.reason.isprintable():
        raise UsageError(
            "Say why it is sent, with --reason, in one line.",
            next_step='For example --reason "evaluation of the review".',
        )


def _require_target(target: Path, case: Case, out: Path, *, lock: Lock | None, password: str) -> None:
    if lock is not None and password:
        raise UsageError("Protect the pack either with age or with a password, not both.")
    ending = ".zip.age" if lock is not None else ".zip"
    if not target.name.casefold().endswith(ending):
        raise UsageError(f"The name of this pack must end in {ending}.", next_step="Give another --output.")
    if target.exists() or target.is_symlink():
        raise UsageError("There is a file of this name already.", next_step="Give another --output.")
    if not target.parent.is_dir():
        raise UsageError("The folder of the pack is not there.", next_step="Make it, or name another.")
    place = target.resolve()
    for folder in (case.documents, case.confidential, out / "release"):
        if place.is_relative_to(folder.resolve()):
            raise UsageError(
                "The pack may not lie among the originals, in the confidential folder or in release/.",
                next_step="Give another --output.",
            )


def _checked(
    standing: Standing, out: Path, case: Case, password_file: Path | None, progress: Progress | None
) -> dict[str, tuple[str, ...]]:
    """Notes of a new check of each file.

    Raises:
        BlockedError: something is left that nobody let stand.
        HeldError: a file could not be checked.
    """
    certificate = standing.certificate
    paths = [out / "release" / name for name in standing.files]
    answer = check_files(
        paths, case, destination=certificate.destination, password_file=password_file, progress=progress
    )
    notes: dict[str, tuple[str, ...]] = {}
    for path, item in zip(paths, answer.documents, strict=True):
        if item.status is CheckStatus.RESIDUAL and _let_stand(certificate, path.name, item):
            pass
        elif item.status in (CheckStatus.RESIDUAL, CheckStatus.REFUSED):
            raise BlockedError(
                "The check of the release found something that was not there before, or that is not taken there.",
                next_step="redactor check on the folder release/ says what; run the case again.",
            )
        elif item.status is not CheckStatus.CLEAN:
            step = next((note.next_step for note in item.notes if note.holds and note.next_step), "")
            raise HeldError(
                "A released file could not be checked again, or something is left to decide; no pack was made.",
                next_step=step or "redactor check on the folder release/ says what.",
            )
        notes[path.name] = tuple(note.message for note in item.notes)
    return notes


def _let_stand(certificate: Certificate, name: str, item: CheckedFile) -> bool:
    """Whether everything that the check found is in the certificate as let stand."""
    known = {entry.finding for file in certificate.released if file.name == name for entry in file.overrides}
    found: Sequence[str] = finding_ids(certificate.contents[name], item.residuals)
    return bool(found) and set(found) <= known
