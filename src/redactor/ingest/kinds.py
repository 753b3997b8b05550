"""What kind of document it is: declared, or read from its title or its file name.

Only the title, the first headings and the file name are asked. A chronology is
*mentioned* in every overview report; words deep in the text decide nothing.
When several titles disagree the stricter kind wins (WOB 1, DUR 8.85: review
reports of agencies, referrals and interviews are never published).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from redactor.model import DocumentKind, Segment, SegmentRole

STRICTNESS: tuple[DocumentKind, ...] = (
    DocumentKind.IMR,
    DocumentKind.CHRONOLOGY,
    DocumentKind.INTERVIEW_RECORD,
    DocumentKind.NOTIFICATION,
    DocumentKind.REFERRAL,
    DocumentKind.HEALTH_OVERVIEW,
    DocumentKind.LETTER,
    DocumentKind.MINUTES,
    DocumentKind.TERMS_OF_REFERENCE,
    DocumentKind.PRESENTATION,
    DocumentKind.OVERVIEW,
    DocumentKind.EXECUTIVE_SUMMARY,
    DocumentKind.ACTIONS_TAKEN,
    DocumentKind.ACTION_PLAN,
    DocumentKind.WEB_PAGE,
    DocumentKind.OTHER,
)
"""From the strictest to the freest."""

_WORDS: tuple[tuple[DocumentKind, str], ...] = (
    (
        DocumentKind.IMR,
        r"individual management reviews?|individual agency (?:management )?(?:review|report)s?|\bimrs?\b|"
        r"agency (?:review )?report|single agency (?:review|report)|information report",
    ),
    (DocumentKind.CHRONOLOGY, r"chronolog(?:y|ies)\b|\btimeline of (?:events|contacts?)"),
    (
        DocumentKind.INTERVIEW_RECORD,
        r"(?:summary|record|notes?|transcript)s? of (?:the )?(?:staff )?interviews?|"
        r"interview (?:summary|records?|notes?|transcript)",
    ),
    (
        DocumentKind.NOTIFICATION,
        r"(?:initial |serious )*(?:incident |child death )?notification(?: (?:form|of|to)\b|$)|"
        r"notification of (?:a )?(?:serious )?(?:incident|child death)",
    ),
    (
        DocumentKind.REFERRAL,
        r"(?:referral|request) (?:form )?for (?:the )?consideration|referral form|"
        r"(?:serious case review|scr|case) referral|referral (?:to|for|of)\b",
    ),
    (DocumentKind.HEALTH_OVERVIEW, r"health overview"),
    (DocumentKind.MINUTES, r"\bminutes\b|notes of (?:the )?meeting"),
    (DocumentKind.TERMS_OF_REFERENCE, r"terms of reference|scoping (?:document|report)"),
    (DocumentKind.PRESENTATION, r"\bpresentation\b|\bslides\b|learning event|briefing"),
    (DocumentKind.EXECUTIVE_SUMMARY, r"executive summary|\bexec(?:utive)?[ _-]*summ(?:ary)?\b"),
    (DocumentKind.OVERVIEW, r"overview report|(?:serious case|scr) overview|\boverview\b"),
    (DocumentKind.ACTIONS_TAKEN, r"actions? taken|progress (?:report|against)|response to the (?:review|serious)"),
    (DocumentKind.ACTION_PLAN, r"action plan"),
    (DocumentKind.LETTER, r"\bletter\b"),
)
_PATTERNS = tuple((kind, re.compile(words)) for kind, words in _WORDS)
_HEALTH_OVERVIEW_ONLY = frozenset({DocumentKind.HEALTH_OVERVIEW, DocumentKind.OVERVIEW})
_LOOKED_AT = 12
_TITLE_LENGTH = 160
_HEADINGS = 3


def decide_kind(
    source: str, segments: Sequence[Segment], declared: DocumentKind | None
) -> tuple[DocumentKind, str]:
    """Decide what a document is.

    Args:
        source: Path below ``documents/``.
        segments: The document's segments, in reading order.
        declared: What ``case.toml`` says; it wins.

    Returns:
        The kind, and how it is known: ``"case.toml"``, ``"title"``,
        ``"file name"`` or ``"undecided"``. Title and file name that disagree take
        the stricter kind.
    """
    if declared is not None:
        return declared, "case.toml"
    path = PurePosixPath(source)
    if path.suffix.lower() in (".html", ".htm"):
        return DocumentKind.WEB_PAGE, "file name"
    by_title = _strictest(_titles(segments))
    by_name = _strictest((re.sub(r"[_\-.]+", " ", path.stem),))
    if by_title is None and by_name is None:
        return DocumentKind.OTHER, "undecided"
    if by_title is None or (by_name is not None and _rank(by_name) < _rank(by_title)):
        return by_name or DocumentKind.OTHER, "file name"
    return by_title, "title"


def _rank(kind: DocumentKind) -> int:
    return STRICTNESS.index(kind)


def _strictest(titles: Sequence[str]) -> DocumentKind | None:
    found: set[DocumentKind] = set()
    for title in titles:
        found |= _kinds_in(title)
    return min(found, key=_rank, default=None)


def _kinds_in(title: str) -> set[DocumentKind]:
    text = re.sub(r"\s+", " ", title).strip().lower()
    found = {kind for kind, pattern in _PATTERNS if pattern.search(text)}
    if found >= _HEALTH_OVERVIEW_ONLY:
        found.discard(DocumentKind.OVERVIEW)
    if DocumentKind.EXECUTIVE_SUMMARY in found and "executive summary of" in text:
        return {DocumentKind.EXECUTIVE_SUMMARY}
    return found


def _titles(segments: Sequence[Segment]) -> tuple[str, ...]:
    """The title: property, title paragraphs, first headings, or short opening lines."""
    shown = [s for s in segments if s.role is not SegmentRole.ATTRIBUTE]
    titles = [s.text for s in segments if s.role is SegmentRole.ATTRIBUTE and s.place.part == "document title"]
    opening = [s for s in shown if s.role not in (SegmentRole.HEADER, SegmentRole.FOOTER, SegmentRole.NOTE)]
    opening = opening[:_LOOKED_AT]
    titles += [s.text for s in opening if s.role is SegmentRole.TITLE]
    headings = [s for s in opening if s.role is SegmentRole.HEADING][:_HEADINGS]
    if headings:
        first = headings[0].level
        titles += [s.text for s in headings if s is headings[0] or s.level < first or s.level == 1]
    if not titles or not _strictest(titles):
        titles += [s.text for s in _cover_lines(opening)]
    return tuple(title for title in titles if len(title) <= _TITLE_LENGTH)


def _cover_lines(opening: Sequence[Segment]) -> list[Segment]:
    """Short lines at the very start, up to the first sentence of running text."""
    lines: list[Segment] = []
    for segment in opening[:5]:
        if len(segment.text) > _TITLE_LENGTH or segment.text.rstrip().endswith((".", ";", ",")):
            break
        lines.append(segment)
    return lines
