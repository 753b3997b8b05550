"""Rectangles that a person drew on a page or on a picture, and the words in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from redactor.case.decisions import Decision
from redactor.case.rectangles import RectanglePlace, rectangle_of
from redactor.case.tables import tidy
from redactor.errors import UsageError
from redactor.formats.base import PageBox
from redactor.ingest import Ingested
from redactor.pipeline.page_places import Passage
from redactor.web.case_pages import saved
from redactor.web.desk import Desk
from redactor.web.routing import text_of

_MOST_PASSAGES = 200


def drawn_box(form: FormData, size_of: Callable[[int], tuple[float, float] | None]) -> PageBox:
    """The rectangle of a form, in points of a page or pixels of a picture.

    Args:
        form: Its sides in points or pixels, or in per cent if it says so.
        size_of: Width and height of a page, or of the picture; ``None`` if it is not there.

    Raises:
        UsageError: it is none.
    """
    try:
        page = int(text_of(form, "page"))
        left, top, right, bottom = (float(text_of(form, name)) for name in ("left", "top", "right", "bottom"))
    except ValueError:
        raise UsageError("Draw a box first.") from None
    width, height = size_of(page) or (0.0, 0.0)
    if text_of(form, "unit") == "percent":
        left, right, top, bottom = left * width / 100, right * width / 100, top * height / 100, bottom * height / 100
    return PageBox(page, min(left, right), min(top, bottom), max(left, right), max(top, bottom))


def remove_drawn(
    request: Request,
    form: FormData,
    desk: Desk,
    item: Ingested,
    found: Sequence[Passage],
    where: RectanglePlace,
) -> Response:
    """Remove what is in a rectangle, with a reason: its words, or everything where it has none or where that is asked.

    Args:
        request: The request.
        form: With the reason, and ``cover`` if everything goes.
        desk: Of the case.
        item: The document.
        found: The words in the rectangle.
        where: The rectangle.

    Raises:
        UsageError: it holds too much, or no reason is given.
    """
    reason = tidy(text_of(form, "reason"))
    if len(found) > _MOST_PASSAGES:
        raise UsageError("This box holds too much at once.", next_step="Draw smaller ones.")
    if not reason:
        raise UsageError("Say why it is removed.", next_step="A few words, for example: medical detail.")
    source = item.document.source
    if found and not text_of(form, "cover"):
        made = [Decision(source, str(p.segment.place), p.text, "remove", "", reason) for p in found]
        what = "the words in the box become"
    else:
        made = [Decision(source, str(where), "", "remove", "", reason)]
        what = "what is in the box becomes"
    desk.decide("removed", "what is in a box was removed", lambda case: desk.decisions_with(case, *made))
    return saved(request, f"Saved: {what} [removed: {reason}].")


def place_of(drawn: PageBox, size: tuple[float, float] | None, of: str) -> RectanglePlace:
    """A drawn rectangle as the place of a decision.

    Args:
        drawn: The rectangle.
        size: Width and height of the page or picture, in its units; ``None`` if there is none.
        of: What it is called.

    Raises:
        UsageError: nothing of it lies on the page or picture.
    """
    width, height = size or (0.0, 0.0)
    left, right = (min(max(side / width, 0.0), 1.0) if width else 0.0 for side in (drawn.left, drawn.right))
    top, bottom = (min(max(side / height, 0.0), 1.0) if height else 0.0 for side in (drawn.top, drawn.bottom))
    place = RectanglePlace(of, left, top, right, bottom)
    if rectangle_of(str(place)) is None:
        raise UsageError("Draw a larger box.")
    return place
