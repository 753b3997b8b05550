"""Puts the last stage together: publish a run, then write its report and drafts."""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import partial
from pathlib import Path

from redactor.case.storage import private_directory, write_private
from redactor.errors import BlockedError
from redactor.model import Status
from redactor.release.audit import AuditDetails
from redactor.release.certificate import (
    approval_entries,
    build_certificate,
    common_checks,
    override_entries,
    retention_entry,
)
from redactor.release.drafts import write_drafts, write_reviews
from redactor.release.hashing import hash_key, keyed_hash
from redactor.release.key_to_codes import KeyRow, key_rows
from redactor.release.output import Output
from redactor.release.program import program_version
from redactor.release.protecting import Protection
from redactor.release.publish import Item, Published, publish
from redactor.release.record import account
from redactor.release.report import REPORT_HTML, REPORT_JSON, html_report, json_report
from redactor.release.results import RunRecord


def publish_run(
    output: Output, record: RunRecord, *, key_to_codes: Item | None = None, protection: Protection | None = None
) -> Published:
    """Publish the released documents of a run with certificate and audit trail.

    Args:
        output: The output folder, locked (``open_output``).
        record: The run; each released document carries its ticket and its copy.
        key_to_codes: The key to codes with the ticket of ``gate.issue_for_key``.
        protection: A password for every file.

    Raises:
        BlockedError, UsageError: as ``publish``.
    """
    private_directory(record.case.confidential)
    key = hash_key(record.case.confidential)
    items = released_items(record)
    digests = [item.original_sha256 for item in record.documents if item.original_sha256]
    details = AuditDetails(
        version=program_version(),
        destination=record.destination,
        sources=tuple(keyed_hash(key, digest) for digest in digests),
        counts=tuple(sorted(Counter(item.status.value for item in record.documents).items())),
        checks=common_checks(ticket.checks for ticket, _ in items),
        approvals=approval_entries(approval for ticket, _ in items for approval in ticket.approvals),
        overrides=override_entries(override for ticket, _ in items for override in ticket.overrides),
        retention=retention_entry(record.case.retention) if items else None,
        who=keyed_hash(key, hashlib.sha256(account().encode("utf-8", "surrogatepass")).hexdigest()),
    )
    ticket = key_to_codes[0] if key_to_codes else None
    return publish(
        output,
        items,
        certificate=partial(build_certificate, record, key=key, key_to_codes=ticket),
        key_to_codes=key_to_codes,
        details=details,
        protection=protection,
    )


def released_items(record: RunRecord) -> tuple[Item, ...]:
    """The tickets and copies of the released documents.

    Raises:
        BlockedError: a document is called released but has no ticket or copy.
    """
    items: list[Item] = []
    for document in record.with_status(Status.RELEASED):
        if document.ticket is None or document.applied is None:
            raise BlockedError("A document is called released, but the gate gave it no ticket.")
        items.append((document.ticket, document.applied))
    return tuple(items)


def rows_for_key(record: RunRecord) -> tuple[KeyRow, ...]:
    """The rows of the key to codes: the codes that the released documents use."""
    released = record.with_status(Status.RELEASED)
    used = {edit.person for item in released if item.plan for edit in item.plan.replacements if edit.person}
    return key_rows(record.people, used)


def write_reports(record: RunRecord) -> Path:
    """Write ``report.html``, ``report.json`` and the drafts into the confidential folder.

    Returns:
        The path of ``report.html``.
    """
    folder = record.case.confidential
    private_directory(folder)
    write_drafts(folder, record.documents)
    write_reviews(folder, record.documents)
    write_private(folder / REPORT_JSON, json_report(record))
    path = folder / REPORT_HTML
    write_private(path, html_report(record))
    return path
