"""``report.html``: one file for the board's business manager, with nothing to load and no scripts."""

from __future__ import annotations

from pathlib import Path

from redactor.release.program import program_version
from redactor.release.report.details import document_section
from redactor.release.report.markup import Html, document, items, join, raw_style, tag
from redactor.release.report.passages import group_replacements
from redactor.release.report.summary import Groups, cards, documents_table, next_steps, people_table
from redactor.release.results import RunRecord

REPORT_HTML = "report.html"
_STYLE = Path(__file__).with_name("style.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def html_report(record: RunRecord) -> bytes:
    """Return the confidential report as one self-contained page (UTF-8).

    It holds names and sentences of the originals: it belongs in the
    confidential folder only.
    """
    groups: Groups = {
        index: group_replacements(item.document, item.plan)
        for index, item in enumerate(record.documents)
        if item.document is not None and item.plan is not None
    }
    body = join(
        tag("a", "Skip to the documents", href="#documents", class_="skip"),
        tag("header", *_header(record)),
        tag(
            "main",
            tag("h2", "What to do next"),
            next_steps(record),
            tag("h2", "Documents", id="documents"),
            documents_table(record),
            _section("Left out", record.skipped),
            _section("Warnings about the case", record.warnings),
            tag("h2", "Who is who", id="people"),
            people_table(record, groups),
            tag("h2", "Each document"),
            *(
                document_section(index, item, groups.get(index, ()), record)
                for index, item in enumerate(record.documents)
            ),
        ),
        tag("footer", f"redactor {program_version()}. Confidential: this page holds names. Do not send it."),
    )
    return whole_page(f"Report on case {record.case.reference}", body)


def whole_page(title: str, body: Html) -> bytes:
    """Return a self-contained page (UTF-8) without scripts, in the style of the reports."""
    return document(language="en-GB", head=_head(title), body=body).encode("utf-8")


def _head(title: str) -> Html:
    return join(
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        raw_style(_STYLE.read_text(encoding="utf-8")),
    )


def _header(record: RunRecord) -> tuple[Html, ...]:
    when = record.started.strftime("%d %B %Y, %H:%M %Z").lstrip("0")
    return (
        tag("p", "Confidential – holds names – do not send", class_="warning"),
        tag("h1", f"Case {record.case.reference}: what was anonymised, and what needs you"),
        tag("p", f"{record.case.board} · for {record.profile.title} · run on {when}", class_="quiet"),
        cards(record),
    )


def _section(title: str, entries: tuple[str, ...]) -> Html | None:
    listed = items(entries)
    return join(tag("h2", title), listed) if listed else None
