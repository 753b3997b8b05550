"""What ingest hands on: documents cut into segments that know where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from redactor.model.rectangles import Boxed
from redactor.model.spans import Span


class DocumentKind(StrEnum):
    """What a document is, in the terms of the guidance (design: ``[documents]``)."""

    IMR = "imr"
    OVERVIEW = "overview"
    EXECUTIVE_SUMMARY = "executive-summary"
    CHRONOLOGY = "chronology"
    ACTION_PLAN = "action-plan"
    ACTIONS_TAKEN = "actions-taken"
    HEALTH_OVERVIEW = "health-overview"
    TERMS_OF_REFERENCE = "terms-of-reference"
    NOTIFICATION = "notification"
    REFERRAL = "referral"
    INTERVIEW_RECORD = "interview-record"
    PRESENTATION = "presentation"
    LETTER = "letter"
    MINUTES = "minutes"
    WEB_PAGE = "web-page"
    OTHER = "other"


class SegmentRole(StrEnum):
    """What a segment is in its document."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list item"
    CELL = "cell"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"
    ATTRIBUTE = "attribute"
    """Text that a reader does not see at once: alternative text, a link target, a bookmark name."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a segment stands, in words that a person can follow.

    Attributes:
        part: The story, e.g. ``"body"``, ``"header"``, ``"footnote"``, ``"link target"``.
        page, paragraph, table, row, column, line: Counted from 1; ``None`` if not known.
    """

    part: str = "body"
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    paragraph: int | None = None
    line: int | None = None

    def __str__(self) -> str:
        words = [] if self.part == "body" else [self.part]
        for name in ("page", "table", "row", "column", "paragraph", "line"):
            number = getattr(self, name)
            if number is not None:
                words.append(f"{name} {number}")
        return ", ".join(words) or "body"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that is read, searched and replaced as one.

    Attributes:
        key: Unique in its document and the same every time the same bytes are read.
        text: The text, in the order a reader reads it; offsets count its code points.
        place: Where it stands.
        role: What it is.
        level: Heading level 1 to 9; 0 for everything else.
        label: What stands beside it: the heading of a cell's column, or the first
            cell of its row ("Name", "Date of birth", "Source"); may be empty.
        hidden: The stretches of ``text`` that a reader does not see (hidden text, sheet, row or slide).
    """

    key: str
    text: str
    place: Place
    role: SegmentRole = SegmentRole.PARAGRAPH
    level: int = 0
    label: str = ""
    hidden: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about a document that a person should know.

    Attributes:
        message: One sentence, without document text.
        place: Where, in words; may be empty.
        holds: Whether the document cannot be released because of it.
        next_step: What to do about it; may be empty.
    """

    message: str
    place: str = ""
    holds: bool = False
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """One document as read, before anything was decided.

    Attributes:
        source: Its path below ``documents/``, with forward slashes.
        format: The adapter's name: ``"docx"``, ``"pdf"``, ``"text"``.
        kind: What it is.
        kind_reason: How the kind is known: ``"case.toml"``, ``"title"``, ``"file name"``, ``"undecided"``.
        sha256: Hexadecimal digest of the original bytes.
        segments: In reading order.
        notices: What could not be read, what will be dropped, what a person must look at.
        boxed: Parts of pages and pictures that a decision removes, with the words in them.
    """

    source: str
    format: str
    kind: DocumentKind
    sha256: str
    segments: tuple[Segment, ...]
    kind_reason: str = ""
    notices: tuple[Notice, ...] = ()
    boxed: tuple[Boxed, ...] = ()
