"""Parts of pages and pictures that decisions remove: found in their document, with the words in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

from redactor.case.decisions import Decision
from redactor.case.rectangles import RectanglePlace
from redactor.case.schema import Case
from redactor.formats.base import PageBox
from redactor.ingest import Ingested
from redactor.model import Boxed, Notice, Rectangle, Span
from redactor.pipeline.page_places import Passage, illustrations, paged, passages_in, passages_on

_STEP = "Open confidential/decisions.csv and write the page or picture as report.html names it, or delete the row."


def with_rectangles(item: Ingested, case: Case) -> Ingested:
    """A document with the rectangles that the case's decisions remove from its pages and pictures.

    Args:
        item: As read.
        case: Its decisions for this document count.

    Returns:
        The document with ``boxed``, without the notices of what lies in rectangles, and with a notice
        that holds for each rectangle whose page or picture is not there.

    Raises:
        HeldError: if a page cannot be drawn.
    """
    source = item.document.source
    decisions = [(d, where) for d in case.decisions if d.document == source and (where := d.rectangle) is not None]
    if not decisions:
        return item
    boxed = list(_boxed(item, decisions))
    missing = tuple(_missing(where) for _, where in decisions if _of(item, where) is None)
    notices = _notices_beside(item, [one.rectangle for one in boxed])
    return replace(item, document=replace(item.document, boxed=tuple(boxed), notices=(*notices, *missing)))


def _boxed(item: Ingested, decisions: Iterable[tuple[Decision, RectanglePlace]]) -> Iterator[Boxed]:
    for decision, where in decisions:
        size = _of(item, where)
        if size is None:
            continue
        rectangle = Rectangle(where.left, where.top, where.right, where.bottom, decision.replacement, where.page)
        if where.page is not None:
            drawn = PageBox(where.page, *rectangle.scaled(*size))
            yield Boxed(rectangle, _words(passages_in(item, drawn, touched=True)))
            continue
        for picture in illustrations(item):
            if picture.place.casefold() == where.of.casefold():
                digest = hashlib.sha256(picture.data).hexdigest()
                drawn = PageBox(1, *rectangle.scaled(*size))
                yield Boxed(replace(rectangle, picture=digest), _words(passages_on(item, picture, drawn, touched=True)))


def _words(passages: Iterable[Passage]) -> tuple[tuple[str, Span], ...]:
    return tuple((passage.segment.key, passage.span) for passage in passages)


def _of(item: Ingested, where: RectanglePlace) -> tuple[float, float] | None:
    """Width and height of the page or picture; ``None`` if the document has none such that can be read."""
    if where.page is not None:
        document = paged(item)
        return None if document is None else document.page_size(where.page)
    sizes = (picture.size for picture in illustrations(item) if picture.place.casefold() == where.of.casefold())
    return next(sizes, None)


def _notices_beside(item: Ingested, rectangles: list[Rectangle]) -> tuple[Notice, ...]:
    """The document's notices, those of its pages as they are if the rectangles are gone."""
    document = paged(item)
    if document is None or not any(rectangle.page for rectangle in rectangles):
        return item.document.notices
    before = document.notices_beside(())
    others = tuple(notice for notice in item.document.notices if notice not in before)
    return (*others, *document.notices_beside(rectangles))


def _missing(where: RectanglePlace) -> Notice:
    return Notice(
        "A decision in decisions.csv removes a part of a page or picture that this document does not have.",
        place=where.of,
        holds=True,
        next_step=_STEP,
    )
