"""What the pages of one case share: the desk, what its tabs count, progress, taking back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from redactor.case.intake import add_document
from redactor.errors import UsageError
from redactor.model import Origin
from redactor.pipeline.analysis import Analysis, Entry
from redactor.web.desk import Desk, NoDocumentsError
from redactor.web.routing import go_to, post, render, state_of, text_of

_TICK = 0.25


def routes() -> Sequence[Route]:
    """The pages of this module."""
    return (
        Route("/case/{key}/progress", _progress, methods=["GET"]),
        post("/case/{key}/stop", stop),
        post("/case/{key}/again", again),
        post("/case/{key}/undo", undo),
        post("/case/{key}/add", add),
        post("/case/{key}/password", password),
    )


def desk_of(request: Request) -> Desk:
    """The open case that the address names.

    Raises:
        HTTPException: 404 if there is none.
    """
    desk = state_of(request).desks.get(request.path_params["key"])
    if desk is None:
        raise HTTPException(404)
    return desk


def render_case(request: Request, template: str, desk: Desk, **values: Any) -> Response:
    """A page of a case."""
    return render(request, template, desk=desk, key=request.path_params["key"], **values)


def with_analysis(request: Request, template: str, make: Callable[[Analysis], dict[str, Any]]) -> Response:
    """A page that needs the analysis; until it is there, how far the reading is."""
    desk = desk_of(request)
    try:
        analysis = desk.analysis()
    except NoDocumentsError:
        return render_case(request, "empty.html", desk)
    if analysis is None:
        return waiting(request, desk)
    return render_case(request, template, desk, **make(analysis))


def current_analysis(desk: Desk) -> Analysis:
    """The analysis that an action rests on.

    Raises:
        UsageError: if the documents are still being read.
    """
    analysis = desk.analysis()
    if analysis is None:
        raise UsageError("The documents are being read.", next_step="Wait a moment and try again.")
    return analysis


def waiting(request: Request, desk: Desk) -> Response:
    """How far the work under way is; the page goes on by itself."""
    view = desk.given_up or (desk.job.view if desk.job else None)
    return render_case(request, "waiting.html", desk, job=view)


def waiting_people(analysis: Analysis) -> list[Entry]:
    """The people and places whose code nobody has agreed yet."""
    return [entry for entry in analysis.entries if entry.person.origin is Origin.PROVISIONAL]


async def _progress(request: Request) -> Response:
    desk = desk_of(request)
    return StreamingResponse(_events(desk, request), media_type="text/event-stream")


async def _events(desk: Desk, request: Request) -> AsyncIterator[str]:
    """How far the work is, as server-sent events, until it ended or the page is gone."""
    while not await request.is_disconnected():
        job = desk.job
        if job is None:
            yield 'data: {"state": "done"}\n\n'
            return
        view = job.view
        said = {"state": view.state, "stage": view.stage, "done": view.done, "total": view.total}
        yield f"data: {json.dumps(said)}\n\n"
        if not job.running:
            return
        await asyncio.sleep(_TICK)


def stop(request: Request, form: FormData) -> Response:
    """Stop the work under way."""
    desk = desk_of(request)
    if desk.job is not None:
        desk.job.stop()
        desk.job.wait(10)
    return go_to(request, text_of(form, "to") or "/")


def again(request: Request, form: FormData) -> Response:
    """Read the documents once more after that failed or was stopped."""
    desk_of(request).read_again()
    return go_to(request, text_of(form, "to") or f"/case/{request.path_params['key']}/people")


def undo(request: Request, form: FormData) -> Response:
    """Take the last decision back."""
    words = desk_of(request).take_back()
    if request.headers.get("hx-request"):
        return saved(request, f"Taken back: {words}")
    return go_to(request, text_of(form, "page") or f"/case/{request.path_params['key']}/people")


def saved(request: Request, words: str, *, person: str = "") -> Response:
    """A message within the page; whatever shows the case loads itself anew.

    Args:
        request: The request.
        words: What was saved.
        person: Key of the person to be shown then; empty if nobody in particular.
    """
    answer = render(request, "_message.html", message=words, step="", problems=(), bad=False)
    shown = {"person": state_of(request).session.opaque("person", person)} if person else None
    answer.headers["HX-Trigger"] = json.dumps({"case-changed": shown}) if shown else "case-changed"
    return answer


def add(request: Request, form: FormData) -> Response:
    """Add documents to the case."""
    desk = desk_of(request)
    added = 0
    for upload in form.getlist("documents"):
        if isinstance(upload, UploadFile) and upload.filename:
            add_document(desk.root, upload.filename, upload.file)
            added += 1
    if not added:
        raise UsageError("No file was chosen.", next_step="Choose the documents, then add them.")
    return go_to(request, f"/case/{request.path_params['key']}/documents")


def password(request: Request, form: FormData) -> Response:
    """Take a password for a protected file."""
    desk = desk_of(request)
    given = form.get("password")
    if not isinstance(given, str) or not given:
        raise UsageError("No password was typed.")
    sources = [path.relative_to(desk.root / "documents").as_posix() for path in (desk.root / "documents").rglob("*")]
    source = state_of(request).session.find(text_of(form, "document"), "document", sources)
    if source is None:
        raise HTTPException(404)
    desk.use_password(source, given)
    return go_to(request, f"/case/{request.path_params['key']}/documents")
