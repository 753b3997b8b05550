"""A case without a glossary: drafts and a list of who is named, never a release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from redactor.case.schema import Case
from redactor.case.suggestions import Suggestion
from redactor.case.working import working_on
from redactor.formats.passwords import NONE, Passwords
from redactor.model import Status
from redactor.pipeline.destination import profile_for
from redactor.pipeline.progress import Progress, Silent
from redactor.pipeline.publishing import publish_record
from redactor.pipeline.run import Run
from redactor.pipeline.suggest import suggestions_of
from redactor.release.output import open_output
from redactor.release.results import DocumentResult, RunResult

_REASON = "There is no glossary, so nobody has said who is who: this is a draft for review."
_STEP = "Complete the suggested glossary in Excel, save it as glossary.xlsx in the case folder, and run again."


@dataclass(frozen=True, slots=True)
class Drafted:
    """What became of a case without a glossary.

    Attributes:
        result: The run; none of its documents is released.
        suggestions: Who is named, those with most mentions first.
    """

    result: RunResult
    suggestions: tuple[Suggestion, ...]


def draft_case(
    case: Case,
    out: Path,
    *,
    destination: str = "ofsted",
    pipeline: str | None = None,
    passwords: Passwords = NONE,
    progress: Progress | None = None,
    set_aside: Mapping[str, str] | None = None,
) -> Drafted:
    """Do everything that ``run_case`` does, but release nothing.

    Args:
        case: A case that was loaded without a glossary.
        out: The output folder: receives a certificate that lists no file, and the audit trail.
        destination: ``ofsted``, ``website`` or ``panel``.
        pipeline: Folder of a spaCy pipeline; ``None`` for the program's own.
        passwords: What to try on protected files.
        progress: Is told how far the work is.
        set_aside: Reason by source, for documents that are held unopened.

    Raises:
        RedactorError: as ``run_case``.
    """
    profile = profile_for(destination, accept_provisional=False)
    told = progress or Silent()
    run = Run(case, profile, False, told, pipeline, passwords=passwords, set_aside=set_aside or {})
    with open_output(out, case) as output, working_on(case):
        read = run.read()
        record = run.record(read)
        record = replace(record, documents=tuple(map(_held, record.documents)))
        result = publish_record(output, record)
    found = run.found
    rows = suggestions_of(found.detected, found.provisional, profile) if found else ()
    return Drafted(result, tuple(sorted(rows, key=lambda row: (-row.count, row.name))))


def _held(item: DocumentResult) -> DocumentResult:
    if item.status not in (Status.RELEASED, Status.HELD, Status.BLOCKED):
        return item
    return replace(
        item,
        status=Status.HELD,
        output=None,
        ticket=None,
        reasons=(_REASON, *item.reasons),
        next_steps=tuple(dict.fromkeys((_STEP, *item.next_steps))),
    )
