"""Looking at a release, or at the record of a case, as an auditor does: is it what it says it is?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from redactor.case.files import sha256_of
from redactor.errors import UsageError
from redactor.release.audit import AUDIT_NAME, AuditLine, Event, read_audit, verify_audit
from redactor.release.certificate_schema import Certificate, read_certificate
from redactor.release.previous import CERTIFICATE_NAME, RELEASE_NAME
from redactor.release.record import RECORD_NAME, RecordLine, record_lines, record_problems


@dataclass(frozen=True, slots=True)
class Examination:
    """What an examination found.

    Attributes:
        lines: The good lines of the chain, up to the first break.
        problems: What does not hold, one sentence each; empty if everything does.
    """

    lines: tuple[AuditLine, ...] | tuple[RecordLine, ...]
    problems: tuple[str, ...]


def examine(folder: Path) -> Examination:
    """Examine an output folder (audit trail, certificate, released files) or a confidential folder (its record).

    Raises:
        UsageError: it is neither.
    """
    if (folder / RECORD_NAME).exists():
        return Examination(record_lines(folder), record_problems(folder))
    if not (folder / AUDIT_NAME).exists() and not (folder / CERTIFICATE_NAME).exists():
        raise UsageError(
            "There is neither an audit trail nor a record in this folder.",
            next_step="Name the --out folder of a run, or the confidential folder of a case.",
        )
    return _release(folder)


def _release(out: Path) -> Examination:
    certificate: Certificate | None = None
    problems: list[str] = []
    if (out / CERTIFICATE_NAME).exists():
        try:
            certificate = read_certificate(out / CERTIFICATE_NAME)
        except UsageError as error:
            problems.append(error.message)
    lines = read_audit(out / AUDIT_NAME)
    problems += verify_audit(out / AUDIT_NAME, anchor=certificate.audit if certificate else "")
    if certificate is not None:
        problems += _certificate_problems(out, certificate, lines)
        problems += _file_problems(out / RELEASE_NAME, certificate)
    elif (out / RELEASE_NAME).exists():
        problems.append("There is a release without a certificate.")
    return Examination(lines, tuple(dict.fromkeys(problems)))


def _certificate_problems(out: Path, certificate: Certificate, lines: tuple[AuditLine, ...]) -> list[str]:
    """Whether the trail's last word about the certificate is this certificate."""
    seqs = [line.seq for line in lines if line.digest == certificate.audit]
    ends = [line for line in lines if seqs and line.seq > seqs[0] and line.event in (Event.PUBLISHED, Event.WITHDRAWN)]
    if not ends:
        return ["The audit trail does not say that this release was finished: the run was stopped."] if seqs else []
    problems = []
    if ends[0].certificate != sha256_of(out / CERTIFICATE_NAME):
        problems.append("The certificate was changed after the release.")
    if ends[0].released != tuple(sorted(certificate.files.values())):
        problems.append("Certificate and audit trail name different files.")
    if ends[-1] is not ends[0]:
        problems.append("The certificate is of an earlier release than the last in the audit trail.")
    return problems


def _file_problems(release: Path, certificate: Certificate) -> list[str]:
    """Whether the files on the disk are those of the certificate."""
    present = {path.name: path for path in release.iterdir()} if release.is_dir() else {}
    problems = [f"Released file missing: {name}" for name in certificate.files if name not in present]
    for name, path in sorted(present.items()):
        if name not in certificate.files:
            problems.append("There is a file in release/ that the certificate does not name.")
        elif path.is_symlink() or not path.is_file() or sha256_of(path) != certificate.files[name]:
            problems.append(f"Released file changed: {name}")
    return problems
