"""``report.json``, which is also what ``run --json`` prints: no name of a person in it.

The one thing in it that can hold a name is ``source``, the file name of an original.
"""

from __future__ import annotations

import json
from typing import Any

from redactor.model import Plan, SourceDocument, Verification
from redactor.release.drafts import drafts_of
from redactor.release.overriding import finding_ids, is_overridable
from redactor.release.report.words import count_words
from redactor.release.results import DocumentResult, RunRecord, exit_code_of

REPORT_JSON = "report.json"


def json_report(record: RunRecord) -> bytes:
    """Return ``report.json``: UTF-8, the same bytes for the same run."""
    return (json.dumps(report_data(record), indent=2, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def report_data(record: RunRecord) -> dict[str, Any]:
    """Return the report as plain values for JSON (docs/reference/outputs.md)."""
    drafts = {source: name for source, name, _ in drafts_of(record.documents)}
    return {
        "destination": record.destination,
        "exit_code": int(exit_code_of(record.documents)),
        "summary": {word.value: count for word, count in count_words(record.documents).items()},
        "documents": [_document(item, drafts.get(item.source)) for item in record.documents],
        "people": [
            {
                "code": person.code,
                "role": person.role,
                "category": person.category.value,
                "origin": person.origin.value,
                "mentions": record.mentions.get(person.key, 0),
            }
            for person in record.people
        ],
        "skipped": list(record.skipped),
        "warnings": list(record.warnings),
    }


def _document(item: DocumentResult, draft: str | None) -> dict[str, Any]:
    return {
        "source": item.source,
        "kind": item.kind.value if item.kind else None,
        "status": item.status.value,
        "output": item.output,
        "reasons": list(item.reasons),
        "next_steps": list(item.next_steps),
        "findings": _findings(item.plan, item.document),
        "residuals": _residuals(item.verification),
        "retypeset": bool(item.applied and item.applied.retypeset),
        "sha256": item.applied.sha256 if item.applied else None,
        "draft": draft,
    }


def _findings(plan: Plan | None, document: SourceDocument | None) -> list[dict[str, Any]]:
    places = {segment.key: str(segment.place) for segment in document.segments} if document else {}
    return [
        {
            "place": places.get(edit.segment, "file name"),
            "start": edit.start,
            "end": edit.end,
            "kind": edit.kind,
            "code": edit.text,
            "rule": edit.rule,
            "evidence": edit.evidence,
            "ambiguous": edit.ambiguous,
        }
        for edit in (plan.replacements if plan else ())
    ]


def _residuals(verification: Verification | None) -> list[dict[str, Any]]:
    if verification is None:
        return []
    ids = finding_ids(verification.sha256, verification.residuals)
    return [
        {
            "id": name,
            "place": entry.place,
            "kind": entry.kind,
            "code": entry.code,
            "check": entry.check,
            "overridable": is_overridable(entry),
        }
        for name, entry in zip(ids, verification.residuals, strict=True)
    ]
