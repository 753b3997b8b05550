"""The second half of a run: what was judged is put on record and published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from redactor.case.age import read_passphrase, require_strong
from redactor.case.register import FILE as REGISTER
from redactor.case.storage import private_directory, write_private
from redactor.case.working import working_on
from redactor.errors import BlockedError
from redactor.model import AppliedDocument, DocumentKind, ReleaseTicket, Status
from redactor.pipeline.signing import Overriding, keep_overrides, require_known_findings
from redactor.release import gate
from redactor.release.finish import publish_run, rows_for_key, write_reports
from redactor.release.key_to_codes import build_key
from redactor.release.output import Output
from redactor.release.protecting import Protection, is_protectable
from redactor.release.results import DocumentResult, RunRecord, RunResult
from redactor.verify import Knowledge, check_file


def publish_record(
    output: Output,
    record: RunRecord,
    *,
    key_to_codes: bool = False,
    report_folder: str = "",
    overriding: Sequence[Overriding] = (),
    protection: Protection | None = None,
) -> RunResult:
    """Write register, release and reports of a finished run.

    Args:
        output: The output folder, locked.
        record: The run.
        key_to_codes: Whether the key to codes goes with it.
        report_folder: A folder of its own for the reports, below the confidential one.
        overriding: Findings that somebody lets stand.
        protection: A password for every released file; a file that cannot have one is held.

    Raises:
        UsageError, BlockedError: a finding that is let stand is none, or can never be.
    """
    for one in overriding:
        require_known_findings(one, record)
    if protection is not None:
        record = replace(record, documents=tuple(map(_held_if_open, record.documents)))
    _keep_codes(record)
    for one in overriding:
        keep_overrides(one, record)
    key = _key_to_codes(record) if key_to_codes else None
    published = publish_run(output, record, key_to_codes=key, protection=protection)
    own = replace(record.case, confidential=record.case.confidential / report_folder)
    report = write_reports(replace(record, case=own))
    return RunResult(record, release=published.release, certificate=published.certificate, report=report)


def keep_copies(record: RunRecord) -> Path:
    """Write register, report and drafts of a dry run, so that people can read the copies; nothing is released.

    Args:
        record: The dry run.

    Returns:
        The path of ``report.html``.

    Raises:
        UsageError: if another process works on the case.
    """
    with working_on(record.case):
        _keep_codes(record)
        return write_reports(record)


def _held_if_open(item: DocumentResult) -> DocumentResult:
    """A document whose format has no password does not go out without one."""
    if item.status is not Status.RELEASED or item.output is None or is_protectable(item.output):
        return item
    return replace(
        item,
        status=Status.HELD,
        output=None,
        ticket=None,
        reasons=("A file of this format cannot have a password, and --protect asks for one.",),
        next_steps=("Run without --protect, and send it in a protected pack: redactor pack.",),
    )


def _keep_codes(record: RunRecord) -> None:
    """Write the register before anything is published: a code that left the board is never given again."""
    folder = private_directory(record.case.confidential)
    register = record.case.register.with_people(record.people, since=record.started.date().isoformat())
    write_private(folder / REGISTER, register.to_csv())


def _key_to_codes(record: RunRecord) -> tuple[ReleaseTicket, AppliedDocument] | None:
    """The verified key to codes, if anything is released that uses codes."""
    rows = rows_for_key(record)
    if not rows:
        return None
    key = build_key(rows)
    knowledge = Knowledge.of(record.case, record.people, record.profile)
    verification = check_file(key.output_name, key.data, knowledge=knowledge, declared_kind=DocumentKind.OTHER)
    try:
        return gate.issue_for_key(key, verification, profile=record.profile), key
    except (gate.ReleaseBlockedError, gate.ReleaseHeldError) as error:
        raise BlockedError(
            f"The key to codes cannot be released. {error.message}",
            next_step="Look at the role column of the glossary, or run without --key-to-codes. Nothing was released.",
        ) from None


def protection_from(path: Path | None) -> Protection | None:
    """The password for released files in a text file; ``None`` where no file is named.

    Raises:
        UsageError: the file cannot be read, holds more than one line, or its password is short.
    """
    return Protection(require_strong(read_passphrase(path))) if path is not None else None
