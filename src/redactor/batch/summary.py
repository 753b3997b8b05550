"""What a batch came to: ``batch.html`` for people, ``batch.csv`` for Excel, ``batch.json`` for programs.

All three hold paths of documents, which may be names: they are confidential.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from redactor.batch.values import CaseOutcome, CaseState
from redactor.case.storage import write_private
from redactor.case.tables import csv_bytes
from redactor.model import Status
from redactor.release.program import program_version
from redactor.release.report.markup import Html, items, join, table, tag
from redactor.release.report.page import whole_page

HTML, CSV, JSON = "batch.html", "batch.csv", "batch.json"
_STATES = {
    CaseState.DONE: "done",
    CaseState.DRAFT: "draft for review (no glossary)",
    CaseState.UNUSABLE: "needs you: the case folder has mistakes",
    CaseState.FAILED: "needs you: it could not be brought to an end",
}
_WORDS = {
    Status.RELEASED: "Released",
    Status.HELD: "Needs you",
    Status.BLOCKED: "Blocked",
    Status.REFUSED: "Refused for this destination",
    Status.UNREADABLE: "Needs you (unreadable)",
    Status.UNSUPPORTED: "Needs you (format)",
}
_COLUMNS = ("number", "case", "state", "document", "kind", "status", "output", "pages", "replaced", "unknown", "why")


def summary_data(
    outcomes: Sequence[CaseOutcome], numbers: Mapping[str, int], unchanged: frozenset[str]
) -> dict[str, Any]:
    """The batch as one JSON object: totals, then every case with its documents, then the queue of drafts."""
    counts = Counter(document.status for outcome in outcomes for document in outcome.documents)
    return {
        "program": program_version(),
        "cases": len(outcomes),
        "unchanged": len(unchanged),
        "documents": sum(counts.values()),
        "pages": sum(document.pages for outcome in outcomes for document in outcome.documents),
        "status": {status.value: counts.get(status.value, 0) for status in Status},
        "states": {state.value: sum(o.state is state for o in outcomes) for state in CaseState},
        "results": [
            {"number": numbers[o.key], "unchanged": o.key in unchanged, **o.model_dump(mode="json")} for o in outcomes
        ],
        "review_queue": [o.key for o in review_queue(outcomes)],
    }


def review_queue(outcomes: Sequence[CaseOutcome]) -> tuple[CaseOutcome, ...]:
    """The drafts in the order in which a person should take them.

    Those that need the fewest answers for the most pages come first: people to be agreed a page, then size.
    """
    drafts = [o for o in outcomes if o.state is CaseState.DRAFT]
    return tuple(sorted(drafts, key=lambda o: (o.unknown_people / max(1, _pages(o)), -_pages(o), o.key)))


def _pages(outcome: CaseOutcome) -> int:
    return sum(document.pages for document in outcome.documents)


def write_summary(
    folder: Path, outcomes: Sequence[CaseOutcome], numbers: Mapping[str, int], unchanged: frozenset[str]
) -> Path:
    """Write the three files into the batch's confidential folder; returns the path of the page."""
    data = summary_data(outcomes, numbers, unchanged)
    write_private(folder / JSON, (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))
    write_private(folder / CSV, _csv(outcomes, numbers))
    write_private(folder / HTML, _page(data, outcomes, numbers))
    return folder / HTML


def _csv(outcomes: Sequence[CaseOutcome], numbers: Mapping[str, int]) -> bytes:
    """One line a document, for Excel."""
    rows: list[tuple[str, ...]] = []
    for outcome in outcomes:
        head = (str(numbers[outcome.key]), outcome.key, outcome.state.value)
        for item in outcome.documents:
            counts = map(str, (item.pages, item.replacements, item.unknown))
            rows.append((*head, item.source, item.kind, item.status, item.output, *counts, " ".join(item.reasons)))
        if not outcome.documents:
            rows.append((*head, "", "", "", "", "", "", "", " ".join(outcome.problems)))
    return csv_bytes(_COLUMNS, rows)


def _page(data: Mapping[str, Any], outcomes: Sequence[CaseOutcome], numbers: Mapping[str, int]) -> bytes:
    queue = items(f"{o.key}: {o.unknown_people} to agree on {_pages(o)} pages" for o in review_queue(outcomes))
    body = join(
        tag(
            "header",
            tag("p", "Confidential – holds names – do not send", class_="warning"),
            tag("h1", "Batch: what became of the archive"),
            tag("p", _totals(data), class_="quiet"),
        ),
        tag(
            "main",
            tag("h2", "Cases"),
            table("Every case", _HEADS, (_row(o, numbers[o.key]) for o in outcomes)),
            join(tag("h2", "Drafts for review, in the order to take them"), queue) if queue else None,
            tag("h2", "Documents that are not released"),
            table("Why", ("Case", "Document", "Result", "Why"), _open(outcomes)) or tag("p", "None."),
        ),
        tag("footer", f"redactor {program_version()}. Confidential: this page holds names. Do not send it."),
    )
    return whole_page("Batch summary", body)


_HEADS = ("Folder", "Case", "State", "Released", "Needs you", "Blocked", "Refused", "Pages", "Seconds")


def _totals(data: Mapping[str, Any]) -> str:
    status = data["status"]
    return (
        f"{data['cases']} cases ({data['unchanged']} unchanged since an earlier run), {data['documents']} documents, "
        f"{data['pages']} pages: {status['released']} released, "
        f"{status['held'] + status['unreadable'] + status['unsupported']} need you, {status['blocked']} blocked, "
        f"{status['refused']} refused."
    )


def _row(outcome: CaseOutcome, number: int) -> tuple[str | Html, ...]:
    waiting = sum(outcome.count(s) for s in (Status.HELD, Status.UNREADABLE, Status.UNSUPPORTED))
    state = _STATES[outcome.state]
    return (
        f"case-{number:04}",
        outcome.key,
        join(state, items(outcome.problems)) if outcome.problems else state,
        str(outcome.count(Status.RELEASED)),
        str(waiting),
        str(outcome.count(Status.BLOCKED)),
        str(outcome.count(Status.REFUSED)),
        str(_pages(outcome)),
        f"{outcome.seconds:.1f}",
    )


def _open(outcomes: Sequence[CaseOutcome]) -> list[tuple[str | Html, ...]]:
    return [
        (outcome.key, item.source, _WORDS[Status(item.status)], items(item.reasons) or "")
        for outcome in outcomes
        for item in outcome.documents
        if item.status != Status.RELEASED.value
    ]
