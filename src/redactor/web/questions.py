"""Questions to agencies: slips about people whom nobody listed go out, and come back answered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.case.answers import with_answers
from redactor.case.storage import private_directory
from redactor.errors import UsageError
from redactor.pipeline.analysis import Analysis
from redactor.pipeline.query import FOLDER, ReadBack, decisions_of, read_back, slips_of, write_slips
from redactor.web.case_pages import current_analysis, desk_of, render_case, with_analysis
from redactor.web.desk import Desk
from redactor.web.downloads import download
from redactor.web.routing import get, go_to, post, state_of
from redactor.web.uploads import stored


def routes() -> Sequence[Route]:
    """The pages of this module."""
    return (
        get("/case/{key}/questions", questions),
        post("/case/{key}/questions", write),
        get("/case/{key}/questions/{slip}", one),
        post("/case/{key}/answers", answers),
    )


def questions(request: Request) -> Response:
    """Who is to be asked about, the slips that were written, and where answers come back."""
    desk = desk_of(request)
    return with_analysis(request, "questions.html", lambda analysis: _values(request, desk, analysis))


def _values(request: Request, desk: Desk, analysis: Analysis) -> dict[str, Any]:
    opaque = state_of(request).session.opaque
    return {
        "asked": [person for person in analysis.found.provisional if person.category.is_person],
        "slips": [(opaque("slip", path.name), path) for path in _written(desk)],
    }


def _written(desk: Desk) -> list[Path]:
    folder = desk.confidential / FOLDER
    return sorted(folder.glob("*.xlsx")) if folder.is_dir() else []


def write(request: Request, form: FormData) -> Response:  # noqa: ARG001  # the token was checked
    """Write one Excel file for each document that names somebody unlisted; older ones give way."""
    desk = desk_of(request)
    analysis = current_analysis(desk)
    slips = slips_of(analysis.found, analysis.plan)
    if not slips:
        raise UsageError("There is nobody to ask about: everybody has an agreed code.")
    for path in _written(desk):
        path.unlink()
    write_slips(slips, private_directory(desk.confidential) / FOLDER)
    return go_to(request, f"/case/{request.path_params['key']}/questions")


def one(request: Request) -> Response:
    """One slip, to be sent to the agency."""
    by_name = {path.name: path for path in _written(desk_of(request))}
    name = state_of(request).session.find(request.path_params["slip"], "slip", by_name)
    if name is None:
        raise HTTPException(404)
    return download(by_name[name].read_bytes(), name)


def answers(request: Request, form: FormData) -> Response:
    """Read answered slips into the glossary; one mistake in one of them, and nothing is written.

    Raises:
        CaseError: with every mistake, by file and row.
        UsageError: no file was chosen, or there is no glossary to write into.
    """
    desk = desk_of(request)
    with stored(form, "slips", step="Choose the Excel files that came back.") as paths:
        read = read_back(desk.case(), paths)
    if read.answers:
        _into_glossary(desk, read)
    made, open_still = decisions_of(desk.case(), read.choices)
    if made:
        words = f"{len(made)} shared names were decided by agencies"
        desk.decide("answered", words, lambda case: desk.decisions_with(case, *made))
    return render_case(request, "answered.html", desk, read=read, decided=made, open_still=open_still)


def _into_glossary(desk: Desk, read: ReadBack) -> None:
    path = read.glossary
    files = {path: with_answers(path.read_bytes(), path.name, read.answers)}
    words = f"{len(read.answers)} answers of agencies were added to the glossary"
    desk.decide("answered", words, lambda case: files)  # noqa: ARG005  # read from the file as it is
