"""PDFs of released Word files, as documents of the run: made, verified and released in their own right."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from redactor.errors import HeldError, UnreadableError, UnsupportedFormatError
from redactor.formats.pdf.from_word import pdf_of_word
from redactor.model import AppliedDocument, Approval, Plan, SegmentRole, Status, rewritten
from redactor.profiles.schema import Profile
from redactor.release import gate
from redactor.release.results import DocumentResult
from redactor.verify import Knowledge
from redactor.verify.pdf_copy import verify_pdf_copy

LABEL = " (as PDF)"
"""What follows the name of the source in the report."""

_STEP = "The Word file is released; make the PDF of it in Word (Save as PDF), and check that file."


def has_pdf_copy(result: DocumentResult) -> bool:
    """Whether a document is a released Word file."""
    return result.status is Status.RELEASED and str(result.output).lower().endswith(".docx")


def pdf_name(output: str) -> str:
    """The name of the PDF of a Word file."""
    return f"{PurePosixPath(output).stem}.pdf"


def pdf_copy(
    result: DocumentResult,
    name: str,
    knowledge: Knowledge,
    profile: Profile,
    *,
    approvals: Sequence[Approval] = (),
    two_people: bool = False,
) -> DocumentResult:
    """Make, verify and judge the PDF of a released Word file.

    Args:
        result: Of the Word file, with its copy, plan and ticket.
        name: File name of the PDF.
        knowledge: The case and the destination.
        profile: The destination's rules.
        approvals: Those on record in the case: the PDF is read and approved in its own right.
        two_people: Whether the case asks for a second person's.

    Returns:
        A result of its own: released, or held or blocked with the reasons. The Word file
        is released all the same.
    """
    if result.applied is None or result.plan is None:
        raise ValueError("the Word file was not written")
    plan = replace(result.plan, source=result.source + LABEL, output_name=name, notices=())
    base = replace(
        result, source=plan.source, status=Status.HELD, output=None, ticket=None, review=None, applied=None, plan=plan,
        verification=None, document=None, sha256=result.original_sha256,
    )  # fmt: skip
    try:
        made = pdf_of_word(result.applied.data, title=_title(result))
        digest = hashlib.sha256(made.data).hexdigest()
        applied = AppliedDocument(plan.source, name, made.data, digest, made.changes, made.retypeset)
        verification = verify_pdf_copy(name, made.data, result.applied.data, kind=plan.kind, knowledge=knowledge)
    except (UnsupportedFormatError, UnreadableError, HeldError) as error:
        return replace(base, reasons=(error.message,), next_steps=(error.next_step or _STEP,))
    whole = replace(base, applied=applied, verification=verification)
    return _judged(whole, plan, applied, profile, approvals, two_people)


def _judged(
    result: DocumentResult,
    plan: Plan,
    applied: AppliedDocument,
    profile: Profile,
    approvals: Sequence[Approval],
    two_people: bool,
) -> DocumentResult:
    if result.verification is None:
        raise ValueError("the PDF was not verified")
    try:
        ticket = gate.issue(
            plan, applied, result.verification, profile=profile, approvals=approvals, two_people=two_people
        )
    except gate.ReleaseBlockedError as error:
        return replace(result, status=Status.BLOCKED, reasons=error.reasons, next_steps=error.next_steps)
    except gate.ReleaseHeldError as error:
        return replace(result, reasons=error.reasons, next_steps=error.next_steps)
    return replace(result, status=Status.RELEASED, output=ticket.output_name, ticket=ticket)


def _title(result: DocumentResult) -> str:
    """The title or first heading of the document, as released."""
    if result.document is None or result.plan is None:
        return ""
    edits = result.plan.by_segment()
    for segment in result.document.segments:
        if segment.role in (SegmentRole.TITLE, SegmentRole.HEADING) and segment.text.strip():
            return " ".join(rewritten(segment.text, edits.get(segment.key, ())).split())
    return ""
