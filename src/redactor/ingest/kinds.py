"""What kind of document it is: declared, or announced by its title or its file name.

Only the title, the lines of a cover page and the first headings are asked. A
chronology is *mentioned* in every overview report; words deep in the text decide
nothing. The words themselves are in ``lexicon.kinds``, which the verifier shares.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from redactor.lexicon.kinds import kind_from_titles
from redactor.model import DocumentKind, Segment, SegmentRole

_APART = frozenset({SegmentRole.ATTRIBUTE, SegmentRole.HEADER, SegmentRole.FOOTER, SegmentRole.NOTE})
_LOOKED_AT = 12
_TITLE_LENGTH = 160
_SECTION = re.compile(
    r"\s*(?:#+\s*)?(?:\d+[.):]?(?:\d+)*\s|contents\b|table of contents|introduction\b)", re.IGNORECASE
)
_MARKUP = re.compile(r"^[\s#*_>=-]+|[*_#=\s-]+$|</?[bu]>")


def decide_kind(source: str, segments: Sequence[Segment], declared: DocumentKind | None) -> tuple[DocumentKind, str]:
    """Decide what a document is.

    Args:
        source: Path below ``documents/``.
        segments: The document's segments, in reading order.
        declared: What ``case.toml`` says; it wins.

    Returns:
        The kind, and how it is known: ``"case.toml"``, ``"title"``,
        ``"file name"`` or ``"undecided"``. Titles and file name that disagree
        take the stricter kind.
    """
    if declared is not None:
        return declared, "case.toml"
    return kind_from_titles(_titles(segments), source)


def _titles(segments: Sequence[Segment]) -> tuple[str, ...]:
    """Title property, title paragraphs, and the lines that open the document."""
    titles = [s.text for s in segments if s.role is SegmentRole.ATTRIBUTE and s.place.part == "document title"]
    opening = [s for s in segments if s.role not in _APART][:_LOOKED_AT]
    titles += [s.text for s in opening if s.role is SegmentRole.TITLE]
    titles += [s.text for s in _cover(opening)]
    lines = (_MARKUP.sub("", line) for title in titles for line in title.splitlines())
    return tuple(line for line in lines if line and len(line) <= _TITLE_LENGTH)


def _cover(opening: Sequence[Segment]) -> list[Segment]:
    """Lines at the very start, up to a numbered section, a table of contents or running text."""
    lines: list[Segment] = []
    for segment in opening:
        text = segment.text.strip()
        titled = any(line.role in (SegmentRole.TITLE, SegmentRole.HEADING) for line in lines)
        sentence = text.endswith((".", ";")) and (titled or len(text.split()) > 8)
        running = len(text) > _TITLE_LENGTH or sentence
        if running or _SECTION.match(text):
            break
        lines.append(segment)
        if segment.role is SegmentRole.HEADING and len(lines) > 1 and lines[-2].role is SegmentRole.HEADING:
            break
    return [line for line in lines if line.role is not SegmentRole.CELL or line.label == ""]
