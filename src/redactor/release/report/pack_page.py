"""The check report of a sign-off pack: one page that names nobody, to be sent with the release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from redactor.release.certificate_schema import ApprovalEntry, Certificate, OverrideEntry, ReleasedFile
from redactor.release.program import program_version
from redactor.release.report.markup import Html, items, join, table, tag
from redactor.release.report.page import whole_page


def pack_page(certificate: Certificate, notes: Mapping[str, Sequence[str]], *, checked: str) -> bytes:
    """Return the check report as one self-contained page (UTF-8).

    Args:
        certificate: Of the release.
        notes: What the check that was made for the pack noted about each file, by name.
        checked: Day of that check, ISO 8601.
    """
    body = join(
        tag("header", tag("h1", "Check report"), tag("p", certificate.nature)),
        tag("main", *_facts(certificate, checked), *(_file(item, notes) for item in certificate.released)),
        tag("footer", f"redactor {program_version()}. This page names nobody."),
    )
    return whole_page("Check report", body)


def _facts(certificate: Certificate, checked: str) -> tuple[Html | None, ...]:
    facts = [
        ("Destination", certificate.destination),
        ("Released", certificate.created),
        ("Checked again for this pack", checked),
        ("Made by", certificate.program),
        ("Codes not agreed yet", ", ".join(certificate.provisional) or "none"),
        ("To be disposed of on", certificate.retention.dispose_on or "not recorded"),
        ("To be taken down on", certificate.retention.take_down_on or "not recorded"),
    ]
    files = table(
        "Files of the release",
        ("File", "Kind", "Replacements", "SHA-256"),
        [
            (item.name, item.kind.value, str(item.replacements), tag("code", item.protected or item.sha256))
            for item in certificate.released
        ],
    )
    checks = items(certificate.checks)
    made = join(tag("h2", "Checks that every file passed"), checks) if checks else None
    return tag("dl", *(join(tag("dt", name), tag("dd", words)) for name, words in facts)), files, made


def _file(item: ReleasedFile, notes: Mapping[str, Sequence[str]]) -> Html:
    return tag(
        "section",
        tag("h2", item.name),
        tag("p", f"Checks: {'; '.join(item.checks)}."),
        _approvals(item.approvals),
        _overrides(item.overrides),
        items(notes.get(item.name, ())),
    )


def _approvals(approvals: Sequence[ApprovalEntry]) -> Html | None:
    rows = [(entry.check.value, entry.role, entry.date) for entry in approvals]
    return table("Approved for publication by", ("Check", "Job title", "Day"), rows)


def _overrides(overrides: Sequence[OverrideEntry]) -> Html | None:
    rows = [(entry.finding, entry.kind, entry.code or "–", entry.reason, entry.role) for entry in overrides]
    return table("Findings let stand by decision", ("Id", "What", "Whose", "Reason", "Decided by"), rows)
