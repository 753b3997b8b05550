"""One case of a batch, in the process that does it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from redactor.batch.making import case_folder, has_glossary
from redactor.batch.values import CaseOutcome, CaseState, DocumentOutcome, Task
from redactor.case import load_case
from redactor.case.files import sha256_of
from redactor.case.register import FILE as REGISTER
from redactor.case.schema import Case
from redactor.case.suggestions import write_suggestions
from redactor.errors import BusyError, CaseError, ExitCode, ModelError, RedactorError
from redactor.formats.passwords import NONE, read_passwords
from redactor.model import DocumentKind, Origin, SourceDocument
from redactor.pipeline import run_case
from redactor.pipeline.drafting import draft_case
from redactor.pipeline.progress import Progress
from redactor.release.results import DocumentResult, RunResult

SUGGESTED = "suggested-glossary.xlsx"
_PAGE_CHARACTERS = 3_000
_PATIENCE_SECONDS = 30.0
_LEFT_OUT = "The inventory says not to take it."


def execute(task: Task, progress: Progress) -> CaseOutcome:
    """Run one case to its end.

    A mistake of the case or of its folders is an outcome like any other; what is
    no foreseen error passes on and ends the worker's task.

    Args:
        task: The case.
        progress: Is told which document is at hand.

    Raises:
        ModelError: if the person model is missing or altered: every case would end so.
    """
    start = time.monotonic()
    try:
        outcome = _when_free(task, progress, start)
    except ModelError:
        raise
    except RedactorError as error:
        problems = error.problems if isinstance(error, CaseError) else (str(error),)
        outcome = CaseOutcome(
            key=task.case.key, state=CaseState.UNUSABLE, exit_code=int(error.exit_code), problems=problems
        )
    return outcome.model_copy(update={"seconds": round(time.monotonic() - start, 3)})


def _when_free(task: Task, progress: Progress, start: float) -> CaseOutcome:
    """Run the case; a process that dies just now may still hold its output folder for a moment."""
    while True:
        try:
            return _executed(task, progress)
        except BusyError:
            if time.monotonic() - start > _PATIENCE_SECONDS:
                raise
            time.sleep(0.5)


def _executed(task: Task, progress: Progress) -> CaseOutcome:
    confidential = Path(task.confidential) if task.confidential else None
    if task.case.loose and confidential is None:
        raise ValueError("loose documents need a confidential folder")
    options = task.options
    passwords = Path(options.password_file) if options.password_file else None
    with case_folder(task.case, confidential or Path()) as folder:
        draft = not has_glossary(folder)
        case = _with_kinds(load_case(folder, confidential=confidential, need_glossary=not draft), task.case.kinds)
        aside = {**dict.fromkeys(task.case.left_out, _LEFT_OUT), **task.set_aside}
        if draft:
            drafted = draft_case(
                case,
                Path(task.out),
                destination=options.destination,
                pipeline=options.pipeline or None,
                passwords=read_passwords(passwords) if passwords else NONE,
                progress=progress,
                set_aside=aside,
            )
            write_suggestions(case.confidential / SUGGESTED, drafted.suggestions)
            return _outcome(task, drafted.result, CaseState.DRAFT)
        result = run_case(
            case,
            Path(task.out),
            destination=options.destination,
            accept_provisional=options.accept_provisional,
            pipeline=options.pipeline or None,
            password_file=passwords,
            progress=progress,
            set_aside=aside,
        )
        return _outcome(task, result, CaseState.DONE)


def _with_kinds(case: Case, kinds: Mapping[str, str]) -> Case:
    if not kinds:
        return case
    corrected = {source: DocumentKind(kind) for source, kind in kinds.items()}
    return replace(case, document_kinds={**case.document_kinds, **corrected})


def _outcome(task: Task, result: RunResult, state: CaseState) -> CaseOutcome:
    confidential = result.record.case.confidential
    unknown = {p.key for p in result.record.people if p.origin is Origin.PROVISIONAL}
    return CaseOutcome(
        key=task.case.key,
        state=state,
        exit_code=int(ExitCode.HELD if state is CaseState.DRAFT else result.exit_code),
        documents=tuple(_document(item, unknown) for item in result.documents),
        register_sha256=_digest(confidential / REGISTER),
        certificate_sha256=_digest(result.certificate) if result.certificate else "",
        report=str(result.report or ""),
        unknown_people=len(unknown),
    )


def _digest(path: Path) -> str:
    return sha256_of(path) if path.is_file() else ""


def _document(item: DocumentResult, unknown: set[str]) -> DocumentOutcome:
    edits = item.plan.replacements if item.plan else ()
    return DocumentOutcome(
        source=item.source,
        sha256=item.original_sha256,
        kind=item.kind.value if item.kind else "",
        status=item.status.value,
        output=item.output or "",
        reasons=item.reasons,
        pages=pages_of(item.document) if item.document else 0,
        replacements=len(edits),
        unknown=sum(edit.person in unknown for edit in edits),
    )


def pages_of(document: SourceDocument) -> int:
    """Pages of a document; where the format has none, every 3,000 characters begun are one."""
    numbered = max((s.place.page or 0 for s in document.segments), default=0)
    if numbered:
        return numbered
    return -(-sum(len(s.text) for s in document.segments) // _PAGE_CHARACTERS) or 1
