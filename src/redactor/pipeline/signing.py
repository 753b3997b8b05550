"""People put their names to a copy: approvals before publication, and findings that are let stand."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from redactor.case import load_case
from redactor.case.checks import says_reference
from redactor.case.files import sha256_of
from redactor.case.listed_names import ListedNames
from redactor.case.schema import Case
from redactor.case.working import working_on
from redactor.errors import BlockedError, UsageError
from redactor.model import Approval, ApprovalCheck, Override, ReleaseTicket, Verification
from redactor.profiles.schema import load_profile
from redactor.release import record
from redactor.release.drafts import FOLDER_NAME as DRAFTS
from redactor.release.overriding import finding_ids, is_overridable
from redactor.release.report import REPORT_JSON
from redactor.release.results import RunRecord

_ROLE = re.compile(r"[A-Za-z][A-Za-z ,&'’()/-]{1,59}")
_LONGEST_NAME, _SHORTEST_REASON, _LONGEST_REASON = 80, 10, 200
_LINE = re.compile(r"[^\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who puts their name to something.

    Attributes:
        name: Their own name; stays in the case's confidential folder.
        role: Their job title; stands in certificate and audit trail.
    """

    name: str = field(repr=False)
    role: str


@dataclass(frozen=True, slots=True)
class Overriding:
    """Findings that somebody lets stand.

    Attributes:
        findings: Their ids, as in ``report.json``.
        reason: Why, in one line that names nobody.
        by: Who decides it.
    """

    findings: tuple[str, ...]
    reason: str
    by: Signatory


@dataclass(frozen=True, slots=True)
class Waiting:
    """A held copy that can be approved.

    Attributes:
        source: The original's path below ``documents/``.
        draft: The draft's path.
        sha256: Its digest.
        reasons: Why it is held.
        approvals: Those on record for exactly this copy.
    """

    source: str
    draft: Path
    sha256: str
    reasons: tuple[str, ...]
    approvals: tuple[Approval, ...]


def waiting(case: Case | Path | str, *, confidential: Path | None = None) -> tuple[Waiting, ...]:
    """Return the drafts of the last run that wait for an approval.

    Raises:
        UsageError: there was no run, or its destination asks for no approval.
        BlockedError: the record of the case was changed.
    """
    loaded = _loaded(case, confidential)
    report = _last_report(loaded.confidential)
    destination = str(report["destination"])
    if not load_profile(destination).data_protection_check:
        raise UsageError(
            f"The last run was for {destination}, which asks for no approval.",
            next_step="Run the case with --destination website first, and have its drafts read.",
        )
    approvals = record.approvals_in(record.read_record(loaded.confidential))
    return tuple(
        Waiting(
            source=str(item["source"]),
            draft=loaded.confidential / DRAFTS / str(item["draft"]),
            sha256=str(item["sha256"]),
            reasons=tuple(map(str, item["reasons"])),
            approvals=tuple(a for a in approvals if a.sha256 == item["sha256"] and a.destination == destination),
        )
        for item in report["documents"]
        if item["status"] == "held" and item.get("draft") and item.get("sha256")
    )


def approve(
    case: Case | Path | str,
    documents: Sequence[str],
    *,
    check: ApprovalCheck | str,
    by: Signatory,
    confidential: Path | None = None,
) -> tuple[Waiting, ...]:
    """Put on record that somebody has read drafts of the last run and approves them for publication.

    Args:
        case: A loaded case or its folder.
        documents: Originals by their path below ``documents/``, or drafts by their file name; none means all that wait.
        check: ``data-protection`` or ``second``.
        by: Who has read them.
        confidential: Where the program keeps what it writes about identities.

    Returns:
        What was approved.

    Raises:
        UsageError: nothing waits, a document is none of those that wait, name or role are not acceptable,
            or the second person is the first.
        BlockedError: a draft was changed after the run, or the record of the case was changed.
    """
    kind = ApprovalCheck(check)
    with working_on(_loaded(case, confidential)):
        loaded = _loaded(case, confidential)  # only now does nobody else write into the case
        require_signatory(by, loaded)
        there = waiting(loaded)
        chosen = _chosen(there, documents)
        for item in chosen:
            if not item.draft.is_file() or sha256_of(item.draft) != item.sha256:
                raise BlockedError(
                    "A draft was changed after the run, or is not there; nothing was approved.",
                    next_step="Run the case again, and read the new drafts.",
                )
            _require_other_person(item, kind, by)
        destination = str(_last_report(loaded.confidential)["destination"])
        for item in chosen:
            record.add(
                loaded.confidential,
                record.Deed.APPROVED,
                check=kind,
                name=by.name,
                role=by.role,
                document=item.source,
                sha256=item.sha256,
                destination=destination,
            )
    return chosen


def require_signatory(by: Signatory, case: Case) -> None:
    """Check a name and a job title; the title leaves the board in certificate and audit trail.

    Raises:
        UsageError: the name is empty, or the title is not one or says a name of the case or the person's own.
    """
    if not 2 <= len(by.name.strip()) <= _LONGEST_NAME or not _LINE.fullmatch(by.name):
        raise UsageError("Give the name of the person with --name.", next_step='For example --name "Kay Underhill".')
    if not _ROLE.fullmatch(by.role):
        raise UsageError(
            "Give the person's job title with --role: words of at most 60 letters.",
            next_step='For example --role "information governance manager".',
        )
    if ListedNames({"signatory": [by.name]}, ["signatory"]).said_in(by.role) or _says_secret(by.role, case):
        raise UsageError("The job title says a name; it would stand in the certificate.", next_step="Leave it out.")


def require_overriding(overriding: Overriding, case: Case) -> None:
    """Check an override before anything is done.

    Raises:
        UsageError: no finding is named, the reason is too short or long, or it says a name of the case.
    """
    require_signatory(overriding.by, case)
    reason = overriding.reason
    if not overriding.findings:
        raise UsageError(
            "Name the findings with --finding ID.", next_step="Their ids are in report.html and report.json."
        )
    if not _LINE.fullmatch(reason) or not _SHORTEST_REASON <= len(reason.strip()) <= _LONGEST_REASON:
        raise UsageError(
            f"The reason must be one line of {_SHORTEST_REASON} to {_LONGEST_REASON} characters.",
            next_step='For example --override "Ward is the name of the hospital ward here, not of a person".',
        )
    if _says_secret(reason, case):
        raise UsageError(
            "The reason says a name of the case or its reference; it would stand in the certificate.",
            next_step="Write it without names.",
        )


def overrides_for(overriding: Overriding | None, verification: Verification) -> dict[str, Override]:
    """The overrides that concern one copy, by id."""
    if overriding is None:
        return {}
    ids = finding_ids(verification.sha256, verification.residuals)
    return {
        name: Override(name, item.kind, item.code, item.check, overriding.reason, overriding.by.role)
        for name, item in zip(ids, verification.residuals, strict=True)
        if name in overriding.findings
    }


def require_known_findings(overriding: Overriding, run: RunRecord) -> None:
    """Check that every finding that was named is there and may be let stand.

    Raises:
        UsageError: an id is of no finding of this run.
        BlockedError: a finding can never be let stand.
    """
    found = {
        name: item
        for document in run.documents
        if document.verification is not None
        for name, item in zip(
            finding_ids(document.verification.sha256, document.verification.residuals),
            document.verification.residuals,
            strict=True,
        )
    }
    unknown = [name for name in overriding.findings if name not in found]
    if unknown:
        raise UsageError(
            f"This run has no finding {', '.join(unknown)}; nothing was released.",
            next_step="Copies that changed have other ids: run again, and look at report.html.",
        )
    never = [name for name in overriding.findings if not is_overridable(found[name])]
    if never:
        raise BlockedError(
            f"{', '.join(never)} can never be let stand ({found[never[0]].check}); nothing was released.",
            next_step="Mend the glossary or the document, and run again.",
        )


def keep_overrides(overriding: Overriding, run: RunRecord) -> None:
    """Put on record what was let stand, before anything is published."""
    for document in run.documents:
        used = _used(document.ticket, overriding)
        if used and document.ticket is not None:
            record.add(
                run.case.confidential,
                record.Deed.OVERRIDDEN,
                name=overriding.by.name,
                role=overriding.by.role,
                document=document.source,
                sha256=document.ticket.sha256,
                destination=run.destination,
                findings=tuple(item.finding for item in used),
                reason=overriding.reason,
            )


def _used(ticket: ReleaseTicket | None, overriding: Overriding) -> tuple[Override, ...]:
    """What a ticket lets stand because of this override and no other."""
    return tuple(item for item in ticket.overrides if item.finding in overriding.findings) if ticket is not None else ()


def _loaded(case: Case | Path | str, confidential: Path | None) -> Case:
    if isinstance(case, Case):
        return case
    return load_case(Path(case), confidential=confidential, need_documents=False)


def _last_report(confidential: Path) -> Mapping[str, Any]:
    try:
        value = json.loads((confidential / REPORT_JSON).read_text(encoding="utf-8"))
        if isinstance(value, dict) and isinstance(value.get("documents"), list) and value.get("destination"):
            return value
    except (OSError, ValueError):
        pass
    raise UsageError(
        "There is no report of a run in the confidential folder.",
        next_step="Run the case with --destination website first; its drafts are what is read and approved.",
    )


def _chosen(there: Sequence[Waiting], documents: Iterable[str]) -> tuple[Waiting, ...]:
    names = {name: item for item in there for name in (item.source, item.draft.name)}
    unknown = [name for name in documents if name not in names]
    if unknown or not there:
        listed = "; ".join(item.source for item in there) or "none"
        raise UsageError(
            f"No draft waits for an approval under the name “{unknown[0]}”."
            if unknown
            else "No draft waits for an approval.",
            next_step=f"Those that wait: {listed}.",
        )
    return tuple(dict.fromkeys(names[name] for name in documents)) or tuple(there)


def _require_other_person(item: Waiting, check: ApprovalCheck, by: Signatory) -> None:
    key = record.person_key(by.name)
    if any(a.person == key and a.check is not check for a in item.approvals):
        raise UsageError(
            "The second approval must be another person's than the data-protection check.",
            next_step="Have somebody else read the draft.",
        )


def _says_secret(text: str, case: Case) -> bool:
    names: dict[str, tuple[str, ...]] = {p.key: p.names for p in case.people if p.is_protected}
    names |= {f"r:{row.code}": (row.name,) for row in case.unlisted}
    human = [p.key for p in case.people if p.is_protected and p.category.is_person]
    human += [f"r:{row.code}" for row in case.unlisted if row.category.is_person]
    return ListedNames(names, human).said_in(text) is not None or says_reference(text, case.reference)
