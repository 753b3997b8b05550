"""Invented values that the tests of this folder share."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from redactor.case.publication import Publication
from redactor.case.register import Register
from redactor.case.schema import Case
from redactor.model import (
    AppliedDocument,
    Approval,
    ApprovalCheck,
    Category,
    Change,
    DocumentKind,
    Notice,
    Origin,
    Person,
    Place,
    Plan,
    ReleaseTicket,
    Replacement,
    Residual,
    Segment,
    SourceDocument,
    Status,
    Verification,
)
from redactor.profiles.schema import load_profile
from redactor.release import gate
from redactor.release.results import DocumentResult, RunRecord

STARTED = datetime(2012, 3, 4, 9, 30, tzinfo=UTC)
CHECKS = ("read again by separate code", "full names as written", "text compared both ways")

CHILD = Person("g2", "Poppy Oldroyd", "Child R", Category.CHILD, role="subject", aliases=("Pops",))
WORKER = Person("g3", "Karen Oldroyd", "SW1", Category.PROFESSIONAL, role="social worker, Fennshire CSC")
SECOND = Person("g4", "Marek Wisniowski", "SW10", Category.PROFESSIONAL)
SCHOOL = Person("g5", "Brannock Hill School", "Primary School 1", Category.PLACE)
NEWCOMER = Person("p:ada quillfeather", "Ada Quillfeather", "HV1", Category.PROFESSIONAL, origin=Origin.PROVISIONAL)
AUTHOR = Person(
    "a1", "Frances Tolland", "", Category.PROFESSIONAL, role="overview report author", origin=Origin.ALLOWED
)
PEOPLE = (CHILD, WORKER, SECOND, SCHOOL, NEWCOMER, AUTHOR)


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def make_case(root: Path) -> Case:
    (root / "documents").mkdir(parents=True, exist_ok=True)
    return Case(
        root=root,
        reference="FN-11",
        board="Fennshire LSCB",
        subject="Child R",
        incident=None,
        allowed=(AUTHOR,),
        roles_not_held={},
        publication=Publication(),
        document_kinds={},
        cleared_pictures=frozenset(),
        people=(CHILD, WORKER, SECOND, SCHOOL, AUTHOR),
        decisions=(),
        confidential=root / "confidential",
        register=Register(),
    )


def make_document(
    source: str = "IMR Health.docx", kind: DocumentKind = DocumentKind.IMR, sentences: int = 1
) -> SourceDocument:
    text = "On Monday health visitor Ada Quillfeather rang Karen Oldroyd about Poppy."
    segments = tuple(Segment(f"s{n}", text, Place(page=1, paragraph=n + 1)) for n in range(sentences))
    return SourceDocument(source, "docx", kind, digest(source.encode()), segments, "title")


def make_plan(document: SourceDocument, output_name: str = "IMR Health.docx") -> Plan:
    edits: list[Replacement] = []
    for segment in document.segments:
        for name, person in (("Ada Quillfeather", NEWCOMER), ("Karen Oldroyd", WORKER), ("Poppy", CHILD)):
            start = segment.text.index(name)
            edits.append(
                Replacement(
                    segment.key,
                    start,
                    start + len(name),
                    person.code,
                    "person",
                    "glossary",
                    "full name",
                    person.key,
                )
            )
    return Plan(document.source, document.sha256, document.kind, output_name, tuple(edits))


def make_applied(plan: Plan, data: bytes = b"coded text", *, retypeset: bool = False) -> AppliedDocument:
    changes = (Change("removed", "comments", "body", 3), Change("rewritten", "author and company properties"))
    return AppliedDocument(plan.source, plan.output_name, data, digest(data), changes, retypeset)


def make_verification(applied: AppliedDocument, kind: DocumentKind = DocumentKind.IMR) -> Verification:
    return Verification(applied.output_name, applied.sha256, kind, checks=CHECKS)


def approval(
    data: bytes = b"coded text",
    destination: str = "website",
    check: ApprovalCheck = ApprovalCheck.DATA_PROTECTION,
    person: str = "kay underhill",
    source: str = "IMR Health.docx",
) -> Approval:
    return Approval(check, "data protection officer", "2012-03-03", digest(data), destination, source, person)


def ticket_with(ticket: ReleaseTicket, **values: str) -> ReleaseTicket:
    """A ticket with other values that the gate would have sealed: what stands behind the gate is to be shown."""
    changed = replace(ticket, **values)  # type: ignore[arg-type]
    return replace(changed, seal=gate._seal(changed))


def released(
    source: str = "IMR Health.docx",
    data: bytes = b"coded text",
    kind: DocumentKind = DocumentKind.IMR,
    destination: str = "ofsted",
    sentences: int = 1,
    output_name: str = "",
) -> DocumentResult:
    document = make_document(source, kind, sentences)
    plan = make_plan(document, output_name or source)
    applied = make_applied(plan, data)
    verification = make_verification(applied, kind)
    approvals = (approval(data, destination),)
    ticket = gate.issue(plan, applied, verification, profile=load_profile(destination), approvals=approvals)
    return DocumentResult(
        source,
        kind,
        Status.RELEASED,
        output=plan.output_name,
        plan=plan,
        applied=applied,
        verification=verification,
        document=document,
        ticket=ticket,
    )


def blocked(source: str = "Overview of the case.docx") -> DocumentResult:
    document = make_document(source, DocumentKind.OVERVIEW)
    plan = make_plan(document, "Overview.docx")
    applied = make_applied(plan, b"draft bytes", retypeset=True)
    verification = replace(
        make_verification(applied, DocumentKind.OVERVIEW),
        residuals=(Residual("header", "person", "SW1", "full names", "Report by Karen Oldroyd"),),
        lost=("paragraph 4 is missing.",),
        unchecked=(Notice("A picture could not be read.", "page 2", next_step="Look at it."),),
    )
    return DocumentResult(
        source,
        DocumentKind.OVERVIEW,
        Status.BLOCKED,
        reasons=("Left in the written copy, header: person (SW1).",),
        next_steps=("List the person in the glossary.",),
        plan=plan,
        applied=applied,
        verification=verification,
        document=document,
    )


def unreadable(source: str = "Scan of a letter.pdf") -> DocumentResult:
    return DocumentResult(
        source,
        None,
        Status.UNREADABLE,
        reasons=("The file is empty.",),
        next_steps=("Ask for the file again.",),
    )


def make_record(
    case: Case, *documents: DocumentResult, destination: str = "ofsted", people: tuple[Person, ...] = PEOPLE
) -> RunRecord:
    return RunRecord(
        case=case,
        profile=load_profile(destination),
        destination=destination,
        documents=documents,
        people=people,
        mentions={"g2": 1, "g3": 1, "p:ada quillfeather": 1, "a1": 2},
        skipped=("Thumbs.db: not a document",),
        warnings=("The glossary has no row for the subject.",),
        started=STARTED,
    )
