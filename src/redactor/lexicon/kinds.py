"""What kind of document a title and a file name announce.

One table of words, shared by ingest (which decides the kind of a case document)
and the verifier (which decides the kind of a finished file). The caller chooses
which lines count as titles: the title, the lines of a cover page, the headings
before the first running text. Section headings of a long report do not, since
an overview report has a section called "Chronology".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from redactor.model import DocumentKind

_LONGEST_TITLE = 300
_SUMMARY = DocumentKind.EXECUTIVE_SUMMARY

_PHRASES: tuple[tuple[str, DocumentKind], ...] = (
    (r"individual (?:agency )?management reviews?(?: report)?", DocumentKind.IMR),
    (r"(?:internal|agency) management reviews?(?: report)?", DocumentKind.IMR),
    (r"management review (?:report|author)", DocumentKind.IMR),
    (r"(?:single |individual )?agency (?:learning )?(?:report|review)", DocumentKind.IMR),
    (r"imrs?", DocumentKind.IMR),
    (r"health (?:services |economy |commissioning )?overview(?: report)?", DocumentKind.HEALTH_OVERVIEW),
    (
        r"(?:executive|exec) summar(?:y|ies)(?: of (?:the )?(?:\w+ ){0,6}overview report)?",
        DocumentKind.EXECUTIVE_SUMMARY,
    ),
    (r"summary of (?:the )?overview report", _SUMMARY),
    (r"overview(?: report)?", DocumentKind.OVERVIEW),
    (r"serious case review (?:final )?report", DocumentKind.OVERVIEW),
    (r"(?:child )?safeguarding practice review (?:final )?report", DocumentKind.OVERVIEW),
    (r"chronolog(?:y|ies)", DocumentKind.CHRONOLOGY),
    (r"time ?line of (?:events|contacts?|involvement)", DocumentKind.CHRONOLOGY),
    (r"action ?plans?", DocumentKind.ACTION_PLAN),
    (r"actions? taken", DocumentKind.ACTIONS_TAKEN),
    (r"progress (?:on|against|with) (?:the )?(?:actions|recommendations)", DocumentKind.ACTIONS_TAKEN),
    (r"terms of reference", DocumentKind.TERMS_OF_REFERENCE),
    (r"notifications?", DocumentKind.NOTIFICATION),
    (r"notifiable incidents?", DocumentKind.NOTIFICATION),
    (r"referrals?(?: form)?", DocumentKind.REFERRAL),
    (r"(?:record|summary|notes?|transcript) of (?:the |an )?interview", DocumentKind.INTERVIEW_RECORD),
    (r"interview (?:record|summary|notes?|transcript|with)", DocumentKind.INTERVIEW_RECORD),
    (r"(?:presentation|slides)", DocumentKind.PRESENTATION),
    (r"letters?", DocumentKind.LETTER),
    (r"(?:minutes|notes of (?:the |a )?meeting|meeting notes)", DocumentKind.MINUTES),
)
_TABLE = tuple((re.compile(rf"(?<!\w){pattern}(?!\w)"), kind) for pattern, kind in _PHRASES)

STRICTNESS: tuple[DocumentKind, ...] = (
    DocumentKind.INTERVIEW_RECORD,
    DocumentKind.REFERRAL,
    DocumentKind.NOTIFICATION,
    DocumentKind.IMR,
    DocumentKind.CHRONOLOGY,
    DocumentKind.HEALTH_OVERVIEW,
    DocumentKind.MINUTES,
    DocumentKind.LETTER,
    DocumentKind.TERMS_OF_REFERENCE,
    DocumentKind.PRESENTATION,
    DocumentKind.OTHER,
    DocumentKind.EXECUTIVE_SUMMARY,
    DocumentKind.ACTIONS_TAKEN,
    DocumentKind.ACTION_PLAN,
    DocumentKind.OVERVIEW,
    DocumentKind.WEB_PAGE,
)
"""Strictest first: what is never published, what is not asked for, what may be (domain: DUR 8.81-8.85)."""

_NEVER_PUBLISHED = frozenset(STRICTNESS[:5])
_WEB_SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".mht", ".mhtml"})
_SLIDE_SUFFIXES = frozenset({".ppt", ".pptx", ".pptm", ".odp"})


def kind_from_titles(titles: Sequence[str], file_name: str) -> tuple[DocumentKind, str]:
    """Return the kind that titles and file name announce, and which of them did.

    Conflicting titles take the stricter kind, and so does a file name that
    contradicts the titles. HTML is a web page unless it announces itself as
    something that is never published. "Serious Case Review" alone decides
    nothing: agencies write it over every document of a case.

    Args:
        titles: Lines that are titles, in any order; longer ones than 300 code
            points are running text and do not count.
        file_name: Name of the file, with or without folders.

    Returns:
        The kind, and ``"title"``, ``"file name"`` or ``"undecided"`` (then the
        kind is ``other``).
    """
    path = PurePosixPath(file_name.replace("\\", "/"))
    suffix = path.suffix.casefold()
    stem = path.name[: len(path.name) - len(path.suffix)] if suffix else path.name
    from_titles = set().union(*(_kinds_in(_normal(title)) for title in titles))
    from_name = _kinds_in(_normal(_words_of_name(stem)))
    kind = _strictest(from_titles | from_name)
    if suffix in _WEB_SUFFIXES and kind not in _NEVER_PUBLISHED:
        return DocumentKind.WEB_PAGE, "file name"
    if kind is not None:
        return kind, "title" if kind in from_titles else "file name"
    if suffix in _SLIDE_SUFFIXES:
        return DocumentKind.PRESENTATION, "file name"
    return DocumentKind.OTHER, "undecided"


def _strictest(kinds: Iterable[DocumentKind]) -> DocumentKind | None:
    """Return the first of the kinds in the order of strictness; ``None`` for none."""
    return min(kinds, key=STRICTNESS.index, default=None)


def _kinds_in(text: str) -> set[DocumentKind]:
    """Return the kinds whose words occur in one normalised title, leftmost longest."""
    if len(text) > _LONGEST_TITLE:
        return set()
    found: set[DocumentKind] = set()
    taken_to = 0
    for start, end, kind in sorted(_matches(text), key=lambda m: (m[0], -m[1])):
        if start >= taken_to:
            found.add(kind)
            taken_to = end
    return found


def _matches(text: str) -> Iterator[tuple[int, int, DocumentKind]]:
    for pattern, kind in _TABLE:
        for match in pattern.finditer(text):
            yield match.start(), match.end(), kind


def _normal(text: str) -> str:
    """Lower case, compatibility forms resolved, invisible characters gone, single spaces."""
    visible = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return " ".join(re.sub(r"[-_‐-―]", " ", visible).casefold().split())


def _words_of_name(stem: str) -> str:
    """Put spaces where a file name joins words: ``IMR_Police``, ``OverviewReport``, ``IMRPolice``."""
    spaced = re.sub(r"[_.,()\[\]+-]|%20", " ", stem)
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", spaced)
    return re.sub(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])", " ", spaced)
