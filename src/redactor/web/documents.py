"""The documents: what each is, and each one as it is and as it will be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.case.decisions import LONGEST_REASON, Decision
from redactor.case.read_marks import marked, read_marks
from redactor.ingest import Ingested
from redactor.model import DocumentKind, Status
from redactor.pipeline.analysis import Analysis
from redactor.pipeline.laying_out import Area, Block, areas_of, blocks_of
from redactor.pipeline.page_places import illustrations, paged
from redactor.web.case_pages import current_analysis, desk_of, saved, with_analysis
from redactor.web.people import whom_words_could_be
from redactor.web.routing import get, go_to, post, state_of, text_of

_PART, _ROOM = 40_000, 60
"""Letters of one part of a long document, and what a paragraph counts beside its letters."""


def routes() -> Sequence[Route]:
    """The pages of this module."""
    return (
        get("/case/{key}/documents", documents),
        get("/case/{key}/documents/{document}", one),
        get("/case/{key}/documents/{document}/text", text),
        get("/case/{key}/documents/{document}/hidden", hidden),
        post("/case/{key}/documents/{document}/kind", set_kind),
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
    """One document: its pages as pictures if it has pages, else its text."""

    def make(analysis: Analysis) -> dict[str, Any]:
        return {"to": "pages" if paged(document_of(request, analysis)) else "text"}

    desk = desk_of(request)
    analysis = desk.analysis()
    if analysis is None:
        return with_analysis(request, "waiting.html", make)
    return go_to(request, f"{request.url.path}/{make(analysis)['to']}")


def text(request: Request) -> Response:
    """The words of a document, original and anonymised side by side."""
    return _words(request, hidden=False)


def hidden(request: Request) -> Response:
    """What is in the file and not on the page: comments, properties, notes, hidden sheets."""
    return _words(request, hidden=True)


def _words(request: Request, *, hidden: bool) -> Response:
    def make(analysis: Analysis) -> dict[str, Any]:
        item = document_of(request, analysis)
        blocks = blocks_of(item.document, analysis.plan_of(item.document.source))
        shown = [block for block in blocks if block.hidden is hidden and not (hidden and block.technical)]
        parts = parts_of(areas_of(shown))
        chosen = part_number(request, len(parts))
        part_by_number = {number: index for index, part in enumerate(parts, 1) for number in numbers_in(part)}
        return {
            **document_values(request, analysis, item, blocks),
            "areas": parts[chosen - 1] if parts else (),
            "part": chosen,
            "parts": len(parts),
            "hidden": hidden,
            "technical": [block.segment.text for block in blocks if block.technical] if hidden else [],
            "view": "hidden" if hidden else "text",
            "findings": findings_of(blocks, part_by_number),
        }

    return with_analysis(request, "document.html", make)


def document_values(
    request: Request, analysis: Analysis, item: Ingested, blocks: Sequence[Block] | None = None
) -> dict[str, Any]:
    """What every view of a document shows beside it."""
    desk, source, session = desk_of(request), item.document.source, state_of(request).session
    found = blocks_of(item.document, analysis.plan_of(source)) if blocks is None else blocks
    return {
        "id": session.opaque("document", source),
        "item": item,
        "has_pages": paged(item) is not None,
        "picture_count": len(illustrations(item)),
        "hidden_count": sum(block.hidden and not block.technical for block in found),
        "people": whom_words_could_be(request, analysis),
        "decisions": [(decision_id(request, d), d) for d in desk.case().decisions if d.document == source],
        "is_read": read_marks(desk.confidential).get(source) == item.document.sha256,
        "longest_reason": LONGEST_REASON,
    }


def decision_id(request: Request, decision: Decision) -> str:
    """What a decision is called in an address or a form: nothing of what it says."""
    return state_of(request).session.opaque("decision", _words_of(decision))


def decision_of(request: Request, decisions: Iterable[Decision], asked: str) -> Decision | None:
    """The decision that a form names; ``None`` if it is not there any more."""
    by_words = {_words_of(decision): decision for decision in decisions}
    found = state_of(request).session.find(asked, "decision", by_words)
    return by_words[found] if found is not None else None


def _words_of(decision: Decision) -> str:
    return "\x1f".join((decision.document, decision.place, decision.text, decision.action, decision.value))


def part_number(request: Request, parts: int) -> int:
    """The part of a long document that the address asks for; the first if it makes no sense."""
    asked = request.query_params.get("part", "1")
    return min(int(asked), max(parts, 1)) if asked.isdecimal() and asked != "0" else 1


def parts_of(areas: Sequence[Area]) -> list[list[Area]]:
    """A long document in parts that a browser lays out at once."""
    parts: list[list[Area]] = []
    length = _PART
    for area in areas:
        if length >= _PART:
            parts.append([])
            length = 0
        parts[-1].append(area)
        length += sum(len(block.segment.text) + _ROOM for row in area.rows for block in row)
    return parts


def numbers_in(part: Iterable[Area]) -> Iterator[int]:
    """The numbers of the replacements in a part."""
    for area in part:
        for row in area.rows:
            for block in row:
                yield from (piece.number for piece in block.pieces if piece.number)


def findings_of(
    blocks: Sequence[Block], part_by_number: Mapping[int, int]
) -> list[tuple[str, str, int, list[tuple[int, int]]]]:
    """What is replaced: written, what stands there instead, how often, number and part of the places."""
    places: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for block in blocks:
        for piece in block.pieces:
            if piece.edit is not None and piece.number in part_by_number:
                where = (piece.number, part_by_number[piece.number])
                places.setdefault((" ".join(piece.text.split()), piece.edit.text), []).append(where)
    counted = Counter({key: len(numbers) for key, numbers in places.items()})
    return [(was, now, count, places[was, now]) for (was, now), count in counted.most_common()]


def document_of(request: Request, analysis: Analysis) -> Ingested:
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


def mark_read(request: Request, form: FormData) -> Response:
    """“I have read this document”: bound to the file's bytes."""
    desk = desk_of(request)
    document = document_of(request, current_analysis(desk)).document
    digest = document.sha256 if text_of(form, "read") else ""
    files = marked(desk.confidential, document.source, digest)
    desk.decide("read", f"{document.source} was read", lambda case: files)  # noqa: ARG005
    return go_to(request, f"/case/{request.path_params['key']}/documents")
