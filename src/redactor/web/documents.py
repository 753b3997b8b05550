"""The documents: what each is, and each one as it is and as it will be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.case.agreements import Agreed, also
from redactor.case.decisions import LONGEST_REASON, Decision
from redactor.case.glossary_edits import RowEdit
from redactor.case.read_marks import marked, read_marks
from redactor.case.schema import Case
from redactor.case.tables import tidy
from redactor.errors import UsageError
from redactor.ingest import Ingested
from redactor.model import Category, DocumentKind, Origin, Status
from redactor.pipeline.analysis import Analysis
from redactor.pipeline.laying_out import Block, areas_of, blocks_of
from redactor.web.case_pages import current_analysis, desk_of, saved, with_analysis
from redactor.web.desk import Desk
from redactor.web.people import entry_of
from redactor.web.routing import get, go_to, post, state_of, text_of


def routes() -> Sequence[Route]:
    """The pages of this module."""
    return (
        get("/case/{key}/documents", documents),
        get("/case/{key}/documents/{document}", one),
        get("/case/{key}/documents/{document}/hidden", hidden),
        post("/case/{key}/documents/{document}/kind", set_kind),
        post("/case/{key}/documents/{document}/passage", passage),
        post("/case/{key}/documents/{document}/read", mark_read),
    )


def documents(request: Request) -> Response:
    """All documents with kind, number of replacements and what is wrong with them."""
    desk = desk_of(request)

    def make(analysis: Analysis) -> dict[str, Any]:
        opaque = state_of(request).session.opaque
        marks = read_marks(desk.confidential)
        rows = []
        for source in analysis.read.order:
            item, plan = analysis.ingested(source), analysis.plan_of(source)
            ended = next((e for e in analysis.read.ended if e.source == source), None)
            read = item is not None and marks.get(source) == item.document.sha256
            rows.append((opaque("document", source), source, item, plan, ended, read))
        return {"rows": rows, "kinds": list(DocumentKind), "skipped": analysis.read.skipped, "Status": Status}

    return with_analysis(request, "documents.html", make)


def one(request: Request) -> Response:
    """One document, original and anonymised side by side."""
    return _document(request, "document.html", hidden=False)


def hidden(request: Request) -> Response:
    """What is in the file and not on the page: comments, properties, notes, hidden sheets."""
    return _document(request, "document.html", hidden=True)


def _document(request: Request, template: str, *, hidden: bool) -> Response:
    desk = desk_of(request)

    def make(analysis: Analysis) -> dict[str, Any]:
        item = _item(request, analysis)
        source = item.document.source
        blocks = blocks_of(item.document, analysis.plan_of(source))
        shown = [block for block in blocks if block.hidden is hidden]
        session = state_of(request).session
        people = [
            (session.opaque("person", entry.person.key), entry.person)
            for entry in analysis.entries
            if entry.person.origin in (Origin.GLOSSARY, Origin.PROVISIONAL) and entry.person.key != "family"
        ]
        return {
            "id": session.opaque("document", source),
            "item": item,
            "areas": areas_of(shown),
            "hidden": hidden,
            "hidden_count": sum(block.hidden for block in blocks),
            "findings": findings_of(shown),
            "people": sorted(people, key=lambda pair: pair[1].code.casefold()),
            "decisions": [d for d in desk.case().decisions if d.document == source],
            "is_read": read_marks(desk.confidential).get(source) == item.document.sha256,
            "longest_reason": LONGEST_REASON,
        }

    return with_analysis(request, template, make)


def findings_of(blocks: Sequence[Block]) -> list[tuple[str, str, int, list[int]]]:
    """What is replaced: written, what stands there instead, how often, numbers of the places."""
    places: dict[tuple[str, str], list[int]] = {}
    for block in blocks:
        for piece in block.pieces:
            if piece.edit is not None:
                places.setdefault((" ".join(piece.text.split()), piece.edit.text), []).append(piece.number)
    counted = Counter({key: len(numbers) for key, numbers in places.items()})
    return [(was, now, count, places[was, now]) for (was, now), count in counted.most_common()]


def _item(request: Request, analysis: Analysis) -> Ingested:
    """The document that the address names.

    Raises:
        HTTPException: 404 if there is none, or it could not be read.
    """
    sources = [item.document.source for item in analysis.read.ingested]
    source = state_of(request).session.find(request.path_params["document"], "document", sources)
    found = analysis.ingested(source) if source else None
    if found is None:
        raise HTTPException(404)
    return found


def set_kind(request: Request, form: FormData) -> Response:
    """Say what a document is."""
    desk = desk_of(request)
    sources = current_analysis(desk).read.order
    source = state_of(request).session.find(request.path_params["document"], "document", sources)
    kind = text_of(form, "kind")
    if source is None or kind not in list(DocumentKind):
        raise HTTPException(404)
    files = desk.case_toml_with(lambda toml: toml.set_kind(source, kind))
    desk.decide("kind", "the kind of a document", lambda case: files)  # noqa: ARG005  # needs nothing of the case
    if request.headers.get("hx-request"):
        return saved(request, "Saved: the kind of the document.")
    return go_to(request, f"/case/{request.path_params['key']}/documents")


def passage(request: Request, form: FormData) -> Response:
    """A passage that a person marked: another name of somebody, to be removed, or to stay."""
    desk = desk_of(request)
    analysis = current_analysis(desk)
    item = _item(request, analysis)
    text = text_of(form, "text").strip()
    if not any(text in segment.text for segment in item.document.segments) or not text:
        raise UsageError(
            "This passage is not in the document.", next_step="Mark it in the original, or copy it exactly."
        )
    does = {"also": _also, "new": _new, "remove": _remove, "keep": _keep}.get(text_of(form, "what"))
    if does is None:
        raise UsageError("Choose what the passage is.")
    return does(request, form, desk, item, text)


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


def mark_read(request: Request, form: FormData) -> Response:
    """“I have read this document”: bound to the file's bytes."""
    desk = desk_of(request)
    document = _item(request, current_analysis(desk)).document
    digest = document.sha256 if text_of(form, "read") else ""
    files = marked(desk.confidential, document.source, digest)
    desk.decide("read", f"{document.source} was read", lambda case: files)  # noqa: ARG005
    return go_to(request, f"/case/{request.path_params['key']}/documents")
