"""Single-agency chronologies into one coded multi-agency chronology (DUR 8.67, WOB 2.8)."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path, PurePosixPath

from redactor.case import load_case
from redactor.case.schema import Case
from redactor.case.working import working_on
from redactor.errors import UsageError
from redactor.formats.passwords import NONE, read_passwords
from redactor.ingest import Ingested, entries, in_order, ingest_bytes
from redactor.ingest.merging import FILE_NAME as MERGED_NAME
from redactor.ingest.merging import merged_document
from redactor.model import DocumentKind, Notice
from redactor.pipeline.destination import profile_for
from redactor.pipeline.progress import Progress, Silent
from redactor.pipeline.publishing import protection_from, publish_record
from redactor.pipeline.reading import ReadCase
from redactor.pipeline.run import Run
from redactor.release.output import open_output
from redactor.release.results import RunResult

REPORT_FOLDER = "integrated-chronology"
_ALREADY_MERGED = re.compile(r"\b(integrated|merged|combined|multi[- ]?agency|composite)\b", re.IGNORECASE)


def merge_chronologies(
    case: Case | Path | str,
    out: Path | str,
    *,
    destination: str = "ofsted",
    accept_provisional: bool = False,
    confidential: Path | None = None,
    pipeline: str | None = None,
    password_file: Path | None = None,
    protect: Path | None = None,
    progress: Progress | None = None,
) -> RunResult:
    """Merge the chronologies of a case by date, anonymise, verify and release the result.

    The merged document goes through the same stages as every other; what is released is only it.
    Chronologies that say that they are merged already are left out and named in the warnings.

    Args:
        case: A loaded case or its folder.
        out: Output folder.
        destination: ``ofsted`` or ``panel``; a website takes no chronology.
        accept_provisional: Release although people without an agreed code are in it.
        confidential: Where register and report go; by default the case's own folder.
        pipeline: Folder of a spaCy pipeline that marks people; ``None`` for the shipped one.
        password_file: Passwords to try on protected files, as for ``run_case``.
        protect: A file with a password for the released file, as for ``run_case``.
        progress: Is told how far the work is.

    Raises:
        UsageError: if no chronology with a column of dates is there.
        CaseError: if the case folder has mistakes.
    """
    profile = profile_for(destination, accept_provisional=accept_provisional)
    loaded = case if isinstance(case, Case) else load_case(Path(case), confidential=confidential)
    passwords = read_passwords(password_file) if password_file else NONE
    protection = protection_from(protect)
    run = Run(loaded, profile, accept_provisional, progress or Silent(), pipeline, passwords=passwords)
    with open_output(Path(out), loaded) as output, working_on(loaded):
        merged, warnings = _merged(run.read(), loaded)
        record = run.record(merged)
        record = replace(record, warnings=(*record.warnings, *warnings))
        return publish_record(output, record, report_folder=REPORT_FOLDER, protection=protection)


def _merged(read: ReadCase, case: Case) -> tuple[ReadCase, tuple[str, ...]]:
    """The case as if it consisted of the merged chronology alone."""
    kind = DocumentKind.CHRONOLOGY
    chronologies = [item for item in read.ingested if item.document.kind is kind]
    left_out = [item for item in chronologies if _is_merged(item)]
    sources = [item for item in chronologies if item not in left_out]
    dated, undated = in_order(entry for item in sources for entry in entries(item.document))
    if not dated and not undated:
        raise UsageError(
            "No chronology with a column of dates was found.",
            next_step='Name them in case.toml: [documents."FILE NAME"] kind = "chronology".',
        )
    item = ingest_bytes(merged_document(dated, undated), MERGED_NAME, replace(case, document_kinds={MERGED_NAME: kind}))
    notices = (*item.document.notices, *_notices(read, sources, len(undated)))
    item = replace(item, document=replace(item.document, notices=notices))
    warnings = tuple(f"{i.document.source} is merged already and was left out." for i in left_out)
    return ReadCase((item,), (), (MERGED_NAME,), ()), warnings


def _is_merged(item: Ingested) -> bool:
    title = " ".join(segment.text for segment in item.document.segments[:2])
    return bool(_ALREADY_MERGED.search(title) or _ALREADY_MERGED.search(PurePosixPath(item.document.source).stem))


def _notices(read: ReadCase, sources: list[Ingested], undated: int) -> list[Notice]:
    notices = [
        Notice(notice.message, notice.place, holds=True, next_step=notice.next_step)
        for item in sources
        for notice in item.document.notices
        if notice.holds
    ]
    empty = sum(not entries(item.document) for item in sources)
    if empty:
        notices.append(
            Notice(
                f"{empty} chronologies have no table with a column of dates.",
                holds=True,
                next_step="Give the table a heading row: Date, Agency, Event, Source.",
            )
        )
    if read.ended:
        notices.append(
            Notice(
                f"{len(read.ended)} documents of the case could not be read; a chronology among them is missing here.",
                holds=True,
                next_step="Run `redactor run` on the case; it says for each what to do.",
            )
        )
    if undated:
        notices.append(
            Notice(f"{undated} entries have a date that could not be read; they stand in a table at the end.")
        )
    return notices
