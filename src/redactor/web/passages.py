"""What a person says about words of a document: another name of somebody, to be removed, or to stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.case.agreements import Agreed, also
from redactor.case.decisions import Decision
from redactor.case.glossary_edits import RowEdit
from redactor.case.schema import Case
from redactor.case.tables import tidy
from redactor.errors import UsageError
from redactor.ingest import Ingested
from redactor.model import Category
from redactor.web.case_pages import current_analysis, desk_of, saved
from redactor.web.desk import Desk
from redactor.web.documents import decision_of, document_of
from redactor.web.people import entry_of
from redactor.web.routing import post, text_of


def routes() -> Sequence[Route]:
    """The actions of this module."""
    return (
        post("/case/{key}/documents/{document}/passage", passage),
        post("/case/{key}/documents/{document}/decision", take_back),
    )


def passage(request: Request, form: FormData) -> Response:
    """A passage that a person marked: another name of somebody, to be removed, or to stay."""
    desk = desk_of(request)
    analysis = current_analysis(desk)
    item = document_of(request, analysis)
    text = text_of(form, "text").strip()
    if not any(text in segment.text for segment in item.document.segments) or not text:
        raise UsageError(
            "This passage is not in the document.", next_step="Mark it in the original, or copy it exactly."
        )
    does = {"also": _also, "new": _new, "remove": _remove, "keep": _keep}.get(text_of(form, "what"))
    if does is None:
        raise UsageError("Choose what the passage is.")
    return does(request, form, desk, item, text)


def take_back(request: Request, form: FormData) -> Response:
    """Take one decision about a document back, however long ago it was made.

    Raises:
        UsageError: it is not there any more.
    """
    desk = desk_of(request)
    item = document_of(request, current_analysis(desk))
    own = [decision for decision in desk.case().decisions if decision.document == item.document.source]
    decision = decision_of(request, own, text_of(form, "decision"))
    if decision is None:
        raise UsageError("This decision was taken back already.")
    desk.decide("decision-taken-back", "a decision was taken back", lambda case: desk.decisions_without(case, decision))
    return saved(request, "Saved: the decision was taken back.")


def _also(request: Request, form: FormData, desk: Desk, item: Ingested, text: str) -> Response:
    del item
    person = entry_of(request, current_analysis(desk), text_of(form, "person")).person

    def files(case: Case) -> Mapping[Path, bytes | None]:
        now = next((p for p in case.people if p.key == person.key), person)
        return desk.glossary_with(also(now, [tidy(text)]))

    desk.decide("alias", f"“{text}” is another name of {person.code}", files)
    return saved(request, f"Saved: “{text}” is another name of {person.code}.")


def _new(request: Request, form: FormData, desk: Desk, item: Ingested, text: str) -> Response:
    del item
    category = text_of(form, "category")
    if category not in list(Category):
        raise UsageError("Choose what it is.")
    row = Agreed(tidy(text), tidy(text_of(form, "code")), tidy(text_of(form, "role")), Category(category))
    files = desk.glossary_with([RowEdit(None, row.cells())])
    desk.decide("added", f"“{text}” was added to the glossary", lambda case: files)  # noqa: ARG005
    return saved(request, f"Saved: “{text}” is in the glossary.")


def _keep(request: Request, form: FormData, desk: Desk, item: Ingested, text: str) -> Response:
    del item
    why = tidy(text_of(form, "reason"))
    if not why:
        raise UsageError("Say why it may stay.", next_step="For example: researcher whose work is cited.")
    row = Agreed(tidy(text), "", why, Category.KEEP)
    files = desk.glossary_with([RowEdit(None, row.cells())])
    desk.decide("kept", f"“{text}” stays", lambda case: files)  # noqa: ARG005
    return saved(request, f"Saved: “{text}” stays as it is.")


def _remove(request: Request, form: FormData, desk: Desk, item: Ingested, text: str) -> Response:
    reason = tidy(text_of(form, "reason"))
    if not reason:
        raise UsageError("Say why it is removed.", next_step="A few words, for example: medical detail.")
    places = {str(segment.place) for segment in item.document.segments}
    place = text_of(form, "place")
    decision = Decision(item.document.source, place if place in places else "", text, "remove", "", reason)
    desk.decide("removed", "a passage was removed", lambda case: desk.decisions_with(case, decision))
    return saved(request, f"Saved: the passage becomes [removed: {reason}].")
