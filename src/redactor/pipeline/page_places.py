"""Replacements and words of a document as rectangles on its pages, for a person to look at and to draw on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from redactor.formats.base import Illustrated, Illustration, PageBox, Paged
from redactor.formats.derived import innermost
from redactor.formats.rectangles import touches
from redactor.ingest import Ingested
from redactor.model import Plan, Replacement, Segment, Span

_SAME_LINE = 0.5
_OUTSIDE = 0.35
_ADJOINING = 0.05
"""Points."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One replacement on one line of a page.

    Attributes:
        box: Where.
        number: Number of the replacement in the document, from 1, as ``laying_out`` counts.
        written: What stands there.
        edit: What becomes of it.
    """

    box: PageBox
    number: int
    written: str
    edit: Replacement


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that lie together in a segment.

    Attributes:
        segment: Where they stand.
        span: Which they are.
    """

    segment: Segment
    span: Span

    @property
    def text(self) -> str:
        """The words."""
        return self.span.of(self.segment.text)


def paged(item: Ingested) -> Paged | None:
    """The document as one of pages; ``None`` if it has none."""
    opened = innermost(item.opened)
    return opened if isinstance(opened, Paged) else None


def illustrations(item: Ingested) -> tuple[Illustration, ...]:
    """The pictures of a document, in its order."""
    opened = innermost(item.opened)
    return opened.illustrations if isinstance(opened, Illustrated) else ()


def marks_of(item: Ingested, plan: Plan | None) -> tuple[Marked, ...]:
    """Where on the pages something is replaced; empty for a document without pages."""
    document = paged(item)
    if document is None or plan is None:
        return ()
    return tuple(_marks(document, item.document.segments, plan))


def _marks(document: Paged, segments: Sequence[Segment], plan: Plan) -> Iterator[Marked]:
    edits = plan.by_segment()
    number = 0
    for segment in segments:
        own = edits.get(segment.key, ())
        if not own or not segment.text.strip():
            continue
        boxes = document.letter_boxes(segment.key)
        for edit in own:
            number += 1
            for box in _lines(boxes[edit.start : edit.end]):
                yield Marked(box, number, edit.span.of(segment.text), edit)


def _lines(boxes: Iterable[PageBox | None]) -> list[PageBox]:
    """Letters put together to one rectangle a line."""
    found: list[PageBox] = []
    for box in boxes:
        if box is None:
            continue
        last = found[-1] if found else None
        if last is not None and last.page == box.page and (_goes_on(last, box) or _goes_up_or_down(last, box)):
            found[-1] = PageBox(
                last.page,
                min(last.left, box.left),
                min(last.top, box.top),
                max(last.right, box.right),
                max(last.bottom, box.bottom),
            )
        else:
            found.append(box)
    return found


def _goes_up_or_down(last: PageBox, box: PageBox) -> bool:
    """Whether a letter of turned text stands right above or below the one before, in the same column."""
    apart = max(box.top - last.bottom, last.top - box.bottom)
    return (
        abs(apart) < _ADJOINING and abs(box.left - last.left) < _ADJOINING and abs(box.right - last.right) < _ADJOINING
    )


def _goes_on(one: PageBox, other: PageBox) -> bool:
    """Whether a letter stands on the line of those before, to the right of them."""
    if other.left < one.left:
        return False
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > _SAME_LINE * min(one.bottom - one.top, other.bottom - other.top)


def passages_in(item: Ingested, drawn: PageBox, *, touched: bool = False) -> tuple[Passage, ...]:
    """The words that lie in a rectangle drawn on a page: whole words, a passage for each stretch of them.

    Args:
        item: The document.
        drawn: The rectangle.
        touched: Whether words that lie only partly in it count, with all that no space parts from them.
    """
    document = paged(item)
    if document is None:
        return ()
    found: list[Passage] = []
    for segment in item.document.segments:
        boxes = document.letter_boxes(segment.key) if segment.place.page in (None, drawn.page, drawn.page - 1) else ()
        found += _passages(segment, boxes, drawn, touched=touched)
    return tuple(found)


def passages_on(item: Ingested, picture: Illustration, drawn: PageBox, *, touched: bool = False) -> tuple[Passage, ...]:
    """The words that lie in a rectangle drawn on a picture: whole words, a passage for each stretch of them.

    Args:
        item: The document.
        picture: One of its illustrations.
        drawn: The rectangle, in pixels of what is shown of the picture.
        touched: As of ``passages_in``.
    """
    found: list[Passage] = []
    for segment in words_on(item, picture):
        found += _passages(segment, picture.letters.get(segment.place.line or 0, ()), drawn, touched=touched)
    return tuple(found)


def words_on(item: Ingested, picture: Illustration) -> tuple[Segment, ...]:
    """What was read on a picture of a document."""
    return tuple(segment for segment in item.document.segments if segment.place.part == picture.place)


def marks_on(item: Ingested, picture: Illustration, plan: Plan | None) -> tuple[Marked, ...]:
    """Where on a picture something is replaced; the numbers count on this picture alone."""
    edits = plan.by_segment() if plan else {}
    found: list[Marked] = []
    for segment in words_on(item, picture):
        boxes = picture.letters.get(segment.place.line or 0, ())
        for edit in edits.get(segment.key, ()):
            lines = _lines(boxes[edit.start : edit.end])
            found += [Marked(box, len(found) + 1, edit.span.of(segment.text), edit) for box in lines]
    return tuple(found)


def _passages(segment: Segment, boxes: Sequence[PageBox | None], drawn: PageBox, *, touched: bool) -> list[Passage]:
    lies = _touches if touched else _lies_in
    joins = _is_no_space if touched else str.isalnum
    spans = dict.fromkeys(_whole_words(segment.text, start, end, joins) for start, end in _runs(boxes, drawn, lies))
    return [Passage(segment, span) for span in spans]


def _runs(
    boxes: Sequence[PageBox | None], drawn: PageBox, lies: Callable[[PageBox, PageBox], bool]
) -> Iterator[tuple[int, int]]:
    """Stretches of letters that lie within, with what joins them."""
    start = end = None
    for index, box in enumerate(boxes):
        if box is None:
            continue
        if lies(box, drawn):
            start, end = (index if start is None else start), index + 1
        elif start is not None and end is not None:
            yield start, end
            start = None
    if start is not None and end is not None:
        yield start, end


def _lies_in(box: PageBox, drawn: PageBox) -> bool:
    """Whether the middle of a letter's width, and most of its height, lie within."""
    middle = (box.left + box.right) / 2
    height = box.bottom - box.top
    shared = min(box.bottom, drawn.bottom) - max(box.top, drawn.top)
    return box.page == drawn.page and drawn.left <= middle <= drawn.right and shared > _OUTSIDE * height


def _touches(box: PageBox, drawn: PageBox) -> bool:
    """Whether more of a letter lies within than its edge."""
    return box.page == drawn.page and touches(drawn, box)


def _is_no_space(letter: str) -> bool:
    return not letter.isspace()


def _whole_words(text: str, start: int, end: int, joins: Callable[[str], bool]) -> Span:
    while start > 0 and joins(text[start - 1]) and joins(text[start]):
        start -= 1
    while end < len(text) and joins(text[end]) and joins(text[end - 1]):
        end += 1
    return Span(start, end)
