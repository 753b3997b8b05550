"""Rectangles that a person drew on a page or on a picture, and the words in them."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from redactor.case.decisions import Decision
from redactor.case.tables import tidy
from redactor.errors import UsageError
from redactor.formats.base import PageBox
from redactor.ingest import Ingested
from redactor.pipeline.page_places import Passage
from redactor.web.case_pages import saved
from redactor.web.desk import Desk
from redactor.web.routing import text_of

_MOST_PASSAGES = 200


def drawn_box(form: FormData) -> PageBox:
    """The rectangle of a form, in points of a page or pixels of a picture.

    Raises:
        UsageError: it is none.
    """
    try:
        page = int(text_of(form, "page"))
        left, top, right, bottom = (float(text_of(form, name)) for name in ("left", "top", "right", "bottom"))
    except ValueError:
        raise UsageError("Draw a box first.") from None
    return PageBox(page, min(left, right), min(top, bottom), max(left, right), max(top, bottom))


def remove_passages(request: Request, form: FormData, desk: Desk, item: Ingested, found: Sequence[Passage]) -> Response:
    """Remove the words in a rectangle, with a reason: one decision for each stretch of words.

    Raises:
        UsageError: there are no words in it, or no reason is given.
    """
    reason = tidy(text_of(form, "reason"))
    if not found:
        raise UsageError("There are no words in this box.", next_step="Draw it around words.")
    if len(found) > _MOST_PASSAGES:
        raise UsageError("This box holds too much at once.", next_step="Draw smaller ones.")
    if not reason:
        raise UsageError("Say why it is removed.", next_step="A few words, for example: medical detail.")
    source = item.document.source
    made = [Decision(source, str(p.segment.place), p.text, "remove", "", reason) for p in found]
    desk.decide("removed", "words in a box were removed", lambda case: desk.decisions_with(case, *made))
    return saved(request, f"Saved: the words in the box become [removed: {reason}].")
