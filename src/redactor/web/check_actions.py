"""What a person answers to a check: a word that nothing explains, a detail that could lead to somebody."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.case.agreements import Agreed
from redactor.case.decisions import Decision
from redactor.case.glossary_edits import RowEdit
from redactor.case.tables import tidy
from redactor.errors import UsageError
from redactor.model import Category
from redactor.web.case_pages import desk_of, saved
from redactor.web.desk import Desk
from redactor.web.routing import post, state_of, text_of


def routes() -> Sequence[Route]:
    """The actions of this module."""
    return (post("/case/{key}/checks/noun", noun), post("/case/{key}/checks/detail", detail))


def noun(request: Request, form: FormData) -> Response:
    """A word that nothing explains: somebody of the case, or nobody."""
    desk, text = desk_of(request), tidy(text_of(form, "text"))
    if not text:
        raise HTTPException(404)
    if text_of(form, "what") == "add":
        category = text_of(form, "category")
        if category not in list(Category):
            raise UsageError("Choose what it is.")
        row = Agreed(text, tidy(text_of(form, "code")), tidy(text_of(form, "role")), Category(category))
        files = desk.glossary_with([RowEdit(None, row.cells())])
        desk.decide("added", f"“{text}” was added to the glossary", lambda case: files)  # noqa: ARG005
        return saved(request, f"Saved: “{text}” is in the glossary. Check everything again.")
    kept = Decision("", "", text, "keep", "", _reason(form))
    desk.decide("word-kept", f"“{text}” is nobody of the case", lambda case: desk.decisions_with(case, kept))
    return saved(request, f"Saved: “{text}” is nobody of the case. Check everything again.")


def detail(request: Request, form: FormData) -> Response:
    """A detail that a stranger could join with others: put in general words, or left with a reason."""
    desk, text = desk_of(request), text_of(form, "text")
    source = _source(request, form, desk)
    if text_of(form, "what") == "generalise":
        words = tidy(text_of(form, "words"))
        if not words:
            raise UsageError("Write what is to stand there instead.", next_step="For example: in March 2011.")
        made = Decision(source, "", text, "generalise", words, _reason(form, "could lead to somebody"))
        said = f"“{text}” becomes “{words}”"
    else:
        made = Decision(source, "", text, "accept", "", _reason(form))
        said = f"“{text}” may stand"
    desk.decide("detail", said, lambda case: desk.decisions_with(case, made))
    return saved(request, f"Saved: {said}. Check everything again.")


def _reason(form: FormData, default: str = "") -> str:
    reason = tidy(text_of(form, "reason")) or default
    if not reason:
        raise UsageError("Say why; it stays on record.", next_step="For example: name of a published report.")
    return reason


def _source(request: Request, form: FormData, desk: Desk) -> str:
    sources = [item.source for checked in desk.records.values() for item in checked.record.documents]
    source = state_of(request).session.find(text_of(form, "document"), "document", sources)
    if source is None:
        raise HTTPException(404, "This document was not checked.")
    return source
