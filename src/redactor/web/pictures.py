"""The pictures of a document: each one looked at, cleared to stay, or its words removed."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PIL import Image
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.case.case_toml_edits import CaseTomlEdit
from redactor.case.decisions import Decision
from redactor.case.schema import Case
from redactor.case.tables import tidy
from redactor.errors import UsageError
from redactor.formats.base import Illustration
from redactor.formats.opc.pictures import clean_pixels
from redactor.ingest import Ingested
from redactor.pipeline.analysis import Analysis
from redactor.pipeline.page_places import illustrations, marks_on, passages_on, words_on
from redactor.web.case_pages import current_analysis, desk_of, saved, with_analysis
from redactor.web.documents import document_of, document_values
from redactor.web.drawn import drawn_box, place_of, remove_drawn
from redactor.web.routing import get, post, render, state_of, text_of

_LARGEST = (1000, 1000)
_JUDGED = {
    "clear": ("picture-cleared", "a picture may stay", CaseTomlEdit.clear_picture),
    "cover": ("picture-covered", "a picture does not stay", CaseTomlEdit.cover_picture),
    "leave": ("picture-left", "a picture is left to the rules", CaseTomlEdit.leave_picture),
}


def routes() -> Sequence[Route]:
    """The pages of this module."""
    return (
        get("/case/{key}/documents/{document}/pictures", pictures),
        get("/case/{key}/documents/{document}/pictures/{picture}", one),
        post("/case/{key}/documents/{document}/pictures/{picture}/clear", clear),
        post("/case/{key}/documents/{document}/pictures/{picture}/words", remove_words),
        post("/case/{key}/documents/{document}/pictures/{picture}/box", box),
        post("/case/{key}/documents/{document}/pictures/{picture}/box/remove", remove_box),
    )


def pictures(request: Request) -> Response:
    """Every picture of a document, and what becomes of it."""

    def make(analysis: Analysis) -> dict[str, Any]:
        item = document_of(request, analysis)
        opaque = state_of(request).session.opaque
        plan = analysis.plan_of(item.document.source)
        edits = plan.by_segment() if plan else {}
        rows = []
        for found in illustrations(item):
            digest = _digest(found)
            words = words_on(item, found)
            names = sum(len(edits.get(segment.key, ())) for segment in words)
            case = analysis.case
            judged = (
                "cleared" if digest in case.cleared_pictures else "covered" if digest in case.covered_pictures else ""
            )
            rows.append((opaque("picture", digest), found, judged, words, names, marks_on(item, found, plan)))
        return {**document_values(request, analysis, item), "pictures": rows, "view": "pictures"}

    return with_analysis(request, "pictures.html", make)


def _digest(picture: Illustration) -> str:
    return hashlib.sha256(picture.data).hexdigest()


def _picture(request: Request, item: Ingested) -> Illustration:
    """The picture that the address names.

    Raises:
        HTTPException: 404 if there is none.
    """
    by_digest = {_digest(found): found for found in illustrations(item)}
    digest = state_of(request).session.find(request.path_params["picture"], "picture", by_digest)
    if digest is None:
        raise HTTPException(404)
    return by_digest[digest]


def one(request: Request) -> Response:
    """A picture, drawn anew from its pixels: nothing else of the file reaches the browser."""
    found = _picture(request, document_of(request, current_analysis(desk_of(request))))
    pixels = clean_pixels(found.data, found.crop)
    if pixels is None:
        raise HTTPException(404)
    image = pixels[0]
    image.thumbnail(_LARGEST)
    ground = Image.new("RGB", image.size, "white")
    rgba = image.convert("RGBA")
    ground.paste(rgba, mask=rgba.getchannel("A"))
    out = io.BytesIO()
    ground.save(out, "PNG", compress_level=1)
    return Response(out.getvalue(), media_type="image/png")


def clear(request: Request, form: FormData) -> Response:
    """Let a picture stay that somebody has looked at, cover one that may not stay, or take that back.

    Raises:
        UsageError: nobody says that they looked.
    """
    desk = desk_of(request)
    digest = _digest(_picture(request, document_of(request, current_analysis(desk))))
    what = text_of(form, "what")
    if what not in _JUDGED:
        raise HTTPException(404)
    if what == "clear" and not text_of(form, "looked"):
        raise UsageError("Look at the picture first, and tick that it leads to nobody.")
    word, words, change = _JUDGED[what]

    def files(case: Case) -> Mapping[Path, bytes | None]:
        del case
        return desk.case_toml_with(lambda toml: change(toml, digest))

    desk.decide(word, words, files)
    return saved(request, f"Saved: {words}.")


def remove_words(request: Request, form: FormData) -> Response:
    """Remove everything that is written on a picture, with a reason.

    Raises:
        UsageError: nothing is written on it, or no reason is given.
    """
    desk = desk_of(request)
    item = document_of(request, current_analysis(desk))
    words = words_on(item, _picture(request, item))
    reason = tidy(text_of(form, "reason"))
    if not words:
        raise UsageError("Nothing can be read on this picture.")
    if not reason:
        raise UsageError("Say why it is removed.", next_step="A few words, for example: medical detail.")
    made = [Decision(item.document.source, str(s.place), "", "remove", "", reason) for s in words]
    desk.decide("removed", "the words on a picture were removed", lambda case: desk.decisions_with(case, *made))
    return saved(request, f"Saved: the words on the picture become [removed: {reason}].")


def box(request: Request, form: FormData) -> Response:
    """The words in a rectangle that was drawn on a picture, to be looked at before they are removed."""
    item = document_of(request, current_analysis(desk_of(request)))
    shown = _picture(request, item)
    drawn = drawn_box(form, lambda _: shown.size)
    found = passages_on(item, shown, drawn)
    return render(
        request, "_box.html", action=f"{request.url.path}/remove", on="the picture", drawn=drawn, passages=found
    )


def remove_box(request: Request, form: FormData) -> Response:
    """Remove what is in a rectangle on a picture, with a reason.

    Raises:
        UsageError: it is none, or no reason is given.
    """
    desk = desk_of(request)
    item = document_of(request, current_analysis(desk))
    shown = _picture(request, item)
    drawn = drawn_box(form, lambda _: shown.size)
    where = place_of(drawn, shown.size, shown.place)
    return remove_drawn(request, form, desk, item, passages_on(item, shown, drawn), where)
