"""Frozen values that the stages hand on. Nothing here reads or writes a file."""

from redactor.model.documents import DocumentKind, Notice, Place, Segment, SegmentRole, SourceDocument
from redactor.model.findings import PERSON_MODEL, UNEXPLAINED, Finding
from redactor.model.people import Category, Gender, Origin, Person
from redactor.model.plans import CasePlan, Plan, Replacement, expected_texts, rewritten
from redactor.model.rectangles import Boxed, Rectangle, on_page, on_picture
from redactor.model.results import (
    AppliedDocument,
    Change,
    JoinableDetail,
    NounUse,
    ProperNoun,
    ReleaseTicket,
    Residual,
    Status,
    Verification,
)
from redactor.model.signoff import Approval, ApprovalCheck, Override
from redactor.model.spans import Covered, Span, substitute

__all__ = [
    "PERSON_MODEL",
    "UNEXPLAINED",
    "AppliedDocument",
    "Approval",
    "ApprovalCheck",
    "Boxed",
    "CasePlan",
    "Category",
    "Change",
    "Covered",
    "DocumentKind",
    "Finding",
    "Gender",
    "JoinableDetail",
    "Notice",
    "NounUse",
    "Origin",
    "Override",
    "Person",
    "Place",
    "Plan",
    "ProperNoun",
    "Rectangle",
    "ReleaseTicket",
    "Replacement",
    "Residual",
    "Segment",
    "SegmentRole",
    "SourceDocument",
    "Span",
    "Status",
    "Verification",
    "expected_texts",
    "on_page",
    "on_picture",
    "rewritten",
    "substitute",
]
