"""Builds ``certificate.json`` from a run.

Guarantee: the certificate holds no protected name, no file name of an original
and no case reference; it is searched for them before it is handed out.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path
from typing import Literal

from redactor.case.publication import Retention as CaseRetention
from redactor.errors import BlockedError
from redactor.model import Approval, Origin, Override, Person, ReleaseTicket, Replacement, Status
from redactor.release.certificate_schema import (
    ApprovalEntry,
    Certificate,
    KeyToCodes,
    NotReleased,
    OverrideEntry,
    ReleasedFile,
    Retention,
    read_certificate,
)
from redactor.release.hashing import keyed_hash
from redactor.release.program import program_version
from redactor.release.results import DocumentResult, RunRecord

NATURE_PSEUDONYMISED = (
    "pseudonymised: people are replaced by codes, and the board holds the key to the codes; this is still personal data"
)
NATURE_ANONYMISED = (
    "anonymised for publication: names, identifiers and exact dates of case events are removed; "
    "the board has recorded its data-protection check"
)

PreviousRelease = Literal["none", "replaced", "removed"]


@dataclass(frozen=True, slots=True)
class Publication:
    """What only publishing knows, and the certificate must say.

    Attributes:
        audit: Digest of the audit line of this release.
        previous_release: What becomes of the release that stood in the folder.
        protected: SHA-256 of each file as it lies in ``release/`` with a password, by name.
    """

    audit: str
    previous_release: PreviousRelease
    protected: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReleasedCopies:
    """What a certificate says was released.

    Attributes:
        names: File name below ``release/`` by SHA-256, of the file itself and of what its password protects.
    """

    names: Mapping[str, str]

    @classmethod
    def read(cls, path: Path) -> ReleasedCopies:
        """Read a ``certificate.json``.

        Raises:
            UsageError: it cannot be opened, or this program did not write it.
        """
        found = read_certificate(path)
        return cls({sha256: name for part in (found.contents, found.files) for name, sha256 in part.items()})

    def name_of(self, data: bytes) -> str:
        """The name under which exactly these bytes were released; empty if they were not."""
        return self.names.get(hashlib.sha256(data).hexdigest(), "")

    def is_released(self, data: bytes) -> bool:
        """Whether exactly these bytes were released."""
        return bool(self.name_of(data))


def build_certificate(
    record: RunRecord,
    publication: Publication,
    *,
    key: bytes,
    key_to_codes: ReleaseTicket | None = None,
) -> Certificate:
    """Return the certificate of a run.

    Args:
        record: The run; its released documents carry their tickets.
        publication: What publishing adds.
        key: The case's hash key (``hashing.hash_key``).
        key_to_codes: The ticket of the key to codes, if it is in the release.

    Raises:
        BlockedError: a name or the case reference would stand in it.
    """
    released = record.with_status(Status.RELEASED)
    locked = publication.protected
    files = tuple(sorted((_released(item, key, locked) for item in released), key=lambda entry: entry.name))
    others = [_not_released(item, record, key) for item in record.documents if item.status is not Status.RELEASED]
    edits = [edit for item in released if item.plan for edit in item.plan.replacements]
    codes, identifiers = _counts(edits, record.people)
    provisional = {p.code for p in record.people if p.origin is Origin.PROVISIONAL and p.code in codes}
    certificate = Certificate(
        program=f"redactor {program_version()}",
        created=record.started.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        destination=record.destination,
        nature=NATURE_PSEUDONYMISED if record.profile.pseudonymised else NATURE_ANONYMISED,
        released=files,
        key_to_codes=_key_entry(key_to_codes, locked) if key_to_codes else None,
        not_released=tuple(sorted(others, key=_order)),
        missing_from_pack=tuple(kind for kind in record.profile.pack if kind not in {item.kind for item in released}),
        provisional=tuple(sorted(provisional)),
        codes=codes,
        identifiers=identifiers,
        removed=sum(edit.kind == "removed" for edit in edits),
        checks=common_checks(entry.checks for entry in files),
        previous_release=publication.previous_release,
        retention=retention_entry(record.case.retention),
        audit=publication.audit,
    )
    _refuse_names(certificate, record)
    return certificate


def _key_entry(ticket: ReleaseTicket, locked: Mapping[str, str]) -> KeyToCodes:
    return KeyToCodes(name=ticket.output_name, sha256=ticket.sha256, protected=locked.get(ticket.output_name))


def _released(item: DocumentResult, key: bytes, locked: Mapping[str, str]) -> ReleasedFile:
    if item.ticket is None or item.plan is None or item.applied is None:
        raise BlockedError("A document is called released, but the gate gave it no ticket.")
    return ReleasedFile(
        name=item.ticket.output_name,
        sha256=item.ticket.sha256,
        protected=locked.get(item.ticket.output_name),
        kind=item.plan.kind,
        source=keyed_hash(key, item.original_sha256),
        retypeset=item.applied.retypeset,
        replacements=len(item.plan.replacements),
        checks=item.ticket.checks,
        approvals=approval_entries(item.ticket.approvals),
        overrides=override_entries(item.ticket.overrides),
    )


def approval_entries(approvals: Iterable[Approval]) -> tuple[ApprovalEntry, ...]:
    """Approvals as certificate and audit trail show them: without names."""
    return tuple(ApprovalEntry(check=a.check, role=a.role, date=a.date, sha256=a.sha256) for a in approvals)


def override_entries(overrides: Iterable[Override]) -> tuple[OverrideEntry, ...]:
    """Overrides as certificate and audit trail show them: without names."""
    return tuple(
        OverrideEntry(finding=o.finding, kind=o.kind, code=o.code, check=o.check, reason=o.reason, role=o.role)
        for o in overrides
    )


def retention_entry(retention: CaseRetention) -> Retention:
    """The case's dates as certificate and audit trail show them."""
    dispose, down = retention.dispose_on, retention.take_down_on
    return Retention(
        dispose_on=dispose.isoformat() if dispose else None, take_down_on=down.isoformat() if down else None
    )


def _not_released(item: DocumentResult, record: RunRecord, key: bytes) -> NotReleased:
    residuals = item.verification.residuals if item.verification else ()
    by_key = {person.key: person for person in record.people}
    named = [by_key[edit.person] for edit in (item.plan.replacements if item.plan else ()) if edit.person in by_key]
    provisional = {person.code for person in named if person.origin is Origin.PROVISIONAL}
    digest = item.original_sha256
    return NotReleased(
        source=keyed_hash(key, digest) if digest else None,
        kind=item.kind,
        status=item.status,
        left=dict(sorted(Counter(entry.kind for entry in residuals).items())),
        codes=tuple(sorted({entry.code for entry in residuals if entry.code} | provisional)),
    )


def _order(entry: NotReleased) -> tuple[str, str, str]:
    """By what may be known, never by file name."""
    return (entry.status, entry.kind or "", entry.source or "")


def _counts(edits: list[Replacement], people: tuple[Person, ...]) -> tuple[dict[str, int], dict[str, int]]:
    code_of = {person.key: person.code for person in people}
    codes: Counter[str] = Counter()
    identifiers: Counter[str] = Counter()
    for edit in edits:
        code = code_of.get(edit.person, "")
        if code:
            codes[code] += 1
        elif edit.kind != "removed":
            identifiers[edit.kind] += 1
    return dict(sorted(codes.items())), dict(sorted(identifiers.items()))


def common_checks(files: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The checks that every released file passed, in the order of the first."""
    first, *others = tuple(files) or ((),)
    return tuple(check for check in first if all(check in checks for checks in others))


def _refuse_names(certificate: Certificate, record: RunRecord) -> None:
    text = " ".join(certificate.to_bytes().decode("utf-8").casefold().split())
    found = any(_stands_in(name, text) for name in _secrets(record))
    if found:
        raise BlockedError(
            "The certificate would hold a name or the case reference.",
            next_step="Look at the codes and the output file names: one of them holds a listed name.",
        )


def _secrets(record: RunRecord) -> list[str]:
    """Full names as written, numbers of identifiers, the reference: what can be searched exactly."""
    names = [name for person in record.people if person.is_coded for name in person.names]
    names.append(record.case.reference)
    return [
        name
        for name in (" ".join(item.casefold().split()) for item in names)
        if " " in name or (len(name) >= 4 and any(char.isdigit() for char in name))
    ]


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
