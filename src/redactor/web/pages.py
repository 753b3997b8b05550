"""Pages as pictures: what is replaced in boxes, original and anonymised, and rectangles drawn by a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.formats.base import Paged
from redactor.ingest import Ingested
from redactor.pipeline.analysis import Analysis
from redactor.pipeline.laying_out import blocks_of
from redactor.pipeline.page_places import Marked, paged, passages_in
from redactor.web.case_pages import current_analysis, desk_of, with_analysis
from redactor.web.desk import Desk
from redactor.web.documents import document_of, document_values, findings_of, part_number
from redactor.web.drawn import drawn_box, place_of, remove_drawn
from redactor.web.routing import get, post, render, state_of

PAGES_AT_ONCE = 10


def routes() -> Sequence[Route]:
    """The pages of this module."""
    return (
        get("/case/{key}/documents/{document}/pages", pages),
        get("/case/{key}/documents/{document}/pages/{side}/{number}", picture),
        post("/case/{key}/documents/{document}/box", box),
        post("/case/{key}/documents/{document}/box/remove", remove_box),
    )


def pages(request: Request) -> Response:
    """Some pages of a document, with boxes over what is replaced."""
    desk = desk_of(request)

    def make(analysis: Analysis) -> dict[str, Any]:
        item = document_of(request, analysis)
        sizes = state_of(request).drawing.sizes(_paged(item).drawable)
        parts = -(-len(sizes) // PAGES_AT_ONCE)
        chosen = part_number(request, parts)
        plan = analysis.plan_of(item.document.source)
        blocks = blocks_of(item.document, plan)
        marks = desk.marks(item, plan)
        first = (chosen - 1) * PAGES_AT_ONCE
        shown = range(first + 1, min(first + PAGES_AT_ONCE, len(sizes)) + 1)
        by_page: dict[int, list[Marked]] = {number: [] for number in shown}
        for mark in marks:
            if mark.box.page in by_page:
                by_page[mark.box.page].append(mark)
        side = request.query_params.get("side", "both")
        return {
            **document_values(request, analysis, item, blocks),
            "sheets": [(number, *sizes[number - 1], by_page[number]) for number in shown],
            "side": side if side in ("before", "after") else "both",
            "part": chosen,
            "parts": parts,
            "view": "pages",
            "findings": findings_of(blocks, {m.number: (m.box.page - 1) // PAGES_AT_ONCE + 1 for m in marks}),
            "page_names": [_range(n, len(sizes)) for n in range(parts)],
        }

    return with_analysis(request, "pages.html", make)


def _range(part: int, pages: int) -> str:
    first, last = part * PAGES_AT_ONCE + 1, min((part + 1) * PAGES_AT_ONCE, pages)
    return f"{first}–{last}" if last > first else str(first)


def _paged(item: Ingested) -> Paged:
    document = paged(item)
    if document is None:
        raise HTTPException(404)
    return document


def picture(request: Request) -> Response:
    """One page as a picture, as it is or as it will be; never kept by the browser."""
    desk = desk_of(request)
    analysis = current_analysis(desk)
    item = document_of(request, analysis)
    number, side = request.path_params["number"], request.path_params["side"]
    if not number.isdecimal() or side not in ("before", "after"):
        raise HTTPException(404)
    data = _paged(item).drawable if side == "before" else _anonymised(desk, analysis, item)
    drawing = state_of(request).drawing
    if not 1 <= int(number) <= len(drawing.sizes(data)):
        raise HTTPException(404)
    return Response(drawing.page(data, int(number)), media_type="image/png")


def _anonymised(desk: Desk, analysis: Analysis, item: Ingested) -> bytes:
    plan = analysis.plan_of(item.document.source)
    if plan is None:
        raise HTTPException(404)
    return desk.copy_of(item, plan, analysis.case)


def box(request: Request, form: FormData) -> Response:
    """The words in a rectangle that was drawn on a page, to be looked at before they are removed."""
    item = document_of(request, current_analysis(desk_of(request)))
    drawn = drawn_box(form, _paged(item).page_size)
    found, where = passages_in(item, drawn), f"page {drawn.page}"
    return render(request, "_box.html", action=f"{request.url.path}/remove", on=where, drawn=drawn, passages=found)


def remove_box(request: Request, form: FormData) -> Response:
    """Remove what is in a rectangle on a page, with a reason.

    Raises:
        UsageError: it is none, or no reason is given.
    """
    desk = desk_of(request)
    item = document_of(request, current_analysis(desk))
    drawn = drawn_box(form, _paged(item).page_size)
    where = place_of(drawn, _paged(item).page_size(drawn.page), f"page {drawn.page}")
    return remove_drawn(request, form, desk, item, passages_in(item, drawn), where)
