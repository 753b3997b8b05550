"""One case from its folder to its release."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from redactor import detect, ocr, verify
from redactor.apply import apply_plan, copy_name, review_copy
from redactor.beside import SecondProcess
from redactor.case import load_case, with_taken
from redactor.case.decisions import document_path
from redactor.case.schema import Case
from redactor.case.working import working_on
from redactor.collecting import seldom
from redactor.decide import SettledMemory, numbered, open_codes, plan_case
from redactor.errors import CaseError, HeldError, UsageError
from redactor.formats.flat import load_ahead
from redactor.formats.passwords import NONE, Passwords, read_passwords
from redactor.formats.pdf import PdfPages
from redactor.ingest import Ingested
from redactor.lexicon.roles import code_tokens
from redactor.model import (
    AppliedDocument,
    CasePlan,
    Person,
    Plan,
    Status,
    expected_texts,
)
from redactor.pipeline.destination import profile_for
from redactor.pipeline.genogram import stand_ins
from redactor.pipeline.progress import Progress, Silent
from redactor.pipeline.reading import DetectedCase, ReadCase, detect_people, ended, read_documents
from redactor.pipeline.signing import Overriding, overrides_for, require_overriding
from redactor.profiles.schema import Profile
from redactor.release import gate
from redactor.release.output import open_output
from redactor.release.record import approvals_in, read_record
from redactor.release.results import DocumentResult, RunRecord, RunResult

if TYPE_CHECKING:
    from redactor.release.protecting import Protection
    from redactor.verify import Helped, Knowledge

_FLAT = frozenset({"text", "eml", "msg"})
"""Formats in which text is replaced by a library that takes a while to load."""


def run_case(
    case: Case | Path | str,
    out: Path | str,
    *,
    destination: str = "ofsted",
    accept_provisional: bool = False,
    dry_run: bool = False,
    confidential: Path | None = None,
    key_to_codes: bool = False,
    review_copy: bool = False,
    pdf: bool = False,
    retypeset: bool = False,
    raster: bool = True,
    pipeline: str | None = None,
    password_file: Path | None = None,
    passwords: Passwords = NONE,
    progress: Progress | None = None,
    set_aside: Mapping[str, str] | None = None,
    overriding: Overriding | Sequence[Overriding] | None = None,
    protect: Path | None = None,
    beside: SecondProcess | None = None,
) -> RunResult:
    """Ingest, replace, verify and release one case.

    Args:
        case: A loaded case or its folder.
        out: Output folder; receives ``release/``, ``certificate.json`` and ``audit.jsonl``.
        destination: ``ofsted``, ``website`` or ``panel``.
        accept_provisional: Release although people without an agreed code are in the documents.
        dry_run: Do everything in memory and write nothing.
        confidential: Where register, report and drafts go; by default the case's own folder.
        key_to_codes: Add a one-page key (code, role, agency; no names) to the release.
        review_copy: Write Word copies with names, every replacement a tracked change, to ``confidential/review/``.
        pdf: Also make a tagged PDF of each released Word file (needs LibreOffice).
        retypeset: Set PDFs anew from their text instead of replacing in place.
        raster: Whether pages of PDFs that cannot be edited in place become pictures; otherwise they are held.
        pipeline: Folder of a spaCy pipeline that marks people; ``None`` for the shipped one.
        password_file: Passwords to try on protected files; each line one, or a file name, a tab or colon, and its own.
        passwords: Passwords to try, where they are not in a file.
        progress: Is told how far the work is.
        set_aside: Reason by source, for documents that are held without being opened: a batch
            sets aside what ended its process.
        overriding: Findings of the verifier that somebody lets stand (``redactor release``), each with its reason.
        protect: A text file with a password on one line; every released file is encrypted with it.
        beside: A second process that shares the work (``redactor.beside``); the result is the same without one.

    Returns:
        The run's result; its ``exit_code`` is what the command line answers.

    Raises:
        CaseError: if the case folder has mistakes.
        UsageError: if the destination is unknown, or there is nothing to do.
        ModelError: if the pipeline does not load.
        RedactorError: if the output folder cannot be used.
        BesideError: if the second process ended where no document can be held for it.
    """
    if beside is not None:
        beside.ask(detect.prepare, pipeline)
    profile = profile_for(destination, accept_provisional=accept_provisional)
    loaded = case if isinstance(case, Case) else load_case(Path(case), confidential=confidential)
    letting = (overriding,) if isinstance(overriding, Overriding) else tuple(overriding or ())
    for one in letting:
        require_overriding(one, loaded)
    passwords = read_passwords(password_file) if password_file else passwords
    protection = _protection(protect)
    made = partial(
        Run,
        profile=profile,
        accept_provisional=accept_provisional,
        progress=progress or Silent(),
        pipeline=pipeline,
        review_copy=review_copy,
        pdf=pdf,
        pdf_pages=_pdf_pages(retypeset=retypeset, raster=raster),
        passwords=passwords,
        set_aside=set_aside or {},
        overriding=letting,
        beside=beside,
    )
    run = made(loaded)
    if dry_run:
        with seldom():
            return RunResult(run.record(run.read()))
    with open_output(Path(out), loaded) as output, working_on(loaded), seldom():
        if not isinstance(case, Case):  # what another run wrote until now, its codes above all, counts
            run = made(load_case(Path(case), confidential=confidential))
        record = run.record(run.read())
        from redactor.pipeline.publishing import publish_record  # what only the end needs is loaded with ``_rest``

        return publish_record(output, record, key_to_codes=key_to_codes, overriding=letting, protection=protection)


def _protection(protect: Path | None) -> Protection | None:
    """As of ``protection_from``, which most runs need not load at the start."""
    if protect is None:
        return None
    from redactor.pipeline.publishing import protection_from

    return protection_from(protect)


def _rest() -> None:
    """Load and make ready what comes after the finding, while another process finds."""
    import redactor.pipeline.publishing
    import redactor.pipeline.unexplained  # noqa: F401
    from redactor.verify.verification import prepare_search

    prepare_search()


def _pdf_pages(*, retypeset: bool, raster: bool) -> PdfPages:
    """What becomes of the pages of PDFs.

    Raises:
        UsageError: if both are asked for.
    """
    if retypeset and not raster:
        raise UsageError("--retypeset and --no-raster exclude each other.", next_step="Leave one of them out.")
    return PdfPages.RETYPESET if retypeset else PdfPages.IN_PLACE if raster else PdfPages.NO_RASTER


class Run:
    """The stages of one run, in order; holds no state but what they hand on (``found``: after detection)."""

    def __init__(
        self,
        case: Case,
        profile: Profile,
        accept_provisional: bool,
        progress: Progress,
        pipeline: str | None = None,
        *,
        review_copy: bool = False,
        pdf: bool = False,
        pdf_pages: PdfPages = PdfPages.IN_PLACE,
        passwords: Passwords = NONE,
        set_aside: Mapping[str, str] = MappingProxyType({}),
        overriding: Sequence[Overriding] = (),
        beside: SecondProcess | None = None,
    ) -> None:
        self._case = case
        self._profile = profile
        self._accept = accept_provisional
        self._progress = progress
        self._started = datetime.now(UTC)
        self._pipeline = pipeline
        self._review_copy = review_copy
        self._pdf = pdf
        self._pdf_pages = pdf_pages
        self._passwords = passwords
        self._drawings = stand_ins(case)
        self._set_aside = set_aside
        self.found: DetectedCase | None = None
        self._overriding = overriding
        self._beside = beside
        needed = profile.data_protection_check
        self._approvals = approvals_in(read_record(case.confidential)) if needed else ()
        still_open = case.publication.open_preconditions(self._started.date()) if profile.preconditions else ()
        self._preconditions = tuple(item.reason for item in still_open)

    def read(self) -> ReadCase:
        """Read the documents of the case.

        Raises:
            CaseError: if decisions.csv speaks of a document that is not there.
        """
        read = read_documents(
            self._case,
            self._progress,
            passwords=self._passwords,
            set_aside=self._set_aside,
            pdf_pages=self._pdf_pages,
        )
        named = dict.fromkeys(document_path(d.document) for d in self._case.decisions if d.document)
        missing = [document for document in named if document not in read.order]
        if missing:
            raise CaseError(
                f"confidential/decisions.csv: there is no document “{document}” in documents/. "
                "Write its path as report.html shows it, or delete the row."
                for document in missing
            )
        return read

    def record(self, read: ReadCase) -> RunRecord:
        """Do everything that needs no writing and say how each document ended."""
        with SettledMemory().remembered():  # newcomers are sought and the plan is made from the same answers
            return self._record(read)

    def _record(self, read: ReadCase) -> RunRecord:
        self._case = with_taken(self._case, _codes_in(read.ingested))
        refused = [self._refused(item) for item in read.ingested if not self._accepts(item)]
        taken = [item for item in read.ingested if self._accepts(item)]
        if self._beside is not None:
            threading.Thread(target=_rest, daemon=True).start()
            if any(item.document.format in _FLAT for item in taken):
                load_ahead()
        found = detect_people(
            taken, self._case, self._profile, self._progress, pipeline=self._pipeline, beside=self._beside
        )
        self.found = found
        plan = plan_case(found.detected, found.provisional, self._case, self._profile)
        by_source = {item.document.source: item for item in taken}
        items = [by_source[p.source] for p in plan.plans]
        finished = self._finish(items, plan)
        from redactor.pipeline.unexplained import ROUNDS, with_unexplained

        for _ in range(ROUNDS):
            complete = with_unexplained(found, plan.plans, finished, self._case, self._profile)
            if complete is None:
                break
            self.found, found, before = complete, complete, plan
            plan = plan_case(found.detected, found.provisional, self._case, self._profile)
            finished = self._finish(items, plan, _untouched(before, plan, finished))
        by_name = {r.source: r for r in (*read.ended, *refused, *found.ended, *finished)}
        return RunRecord(
            case=self._case,
            profile=self._profile,
            destination=self._profile.name,
            documents=(*(by_name[source] for source in read.order), *self._pdf_copies(finished, plan.people)),
            people=plan.people,
            mentions=plan.mentions,
            skipped=read.skipped,
            warnings=(*self._case.warnings, *plan.warnings),
            started=self._started,
            accept_provisional=self._accept,
        )

    def _accepts(self, item: Ingested) -> bool:
        return self._profile.verdict(item.document.kind) != "refused"

    def _refused(self, item: Ingested) -> DocumentResult:
        return DocumentResult(
            source=item.document.source,
            kind=item.document.kind,
            status=Status.REFUSED,
            reasons=(f"{self._profile.title} never takes a document of the kind {item.document.kind.value}.",),
            next_steps=("If it is another kind of document, say so under [documents] in case.toml.",),
            document=item.document,
        )

    def _finish(
        self, items: Sequence[Ingested], plan: CasePlan, done: Mapping[str, DocumentResult] = MappingProxyType({})
    ) -> list[DocumentResult]:
        """Write and judge each document; web pages last, since they may link to what is released.

        What is ``done`` is not written again, unless it is a page.
        """
        self._progress.stage("Replacing and verifying", len(items))
        knowledge = verify.Knowledge.of(self._case, plan.people, self._profile)
        names = numbered(copy_name(document_plan) for document_plan in plan.plans)
        jobs = sorted(zip(items, plan.plans, names, strict=True), key=lambda job: _is_page(job[0]))
        copies = {item.document.source: name for item, _, name in jobs if _is_page(item)}
        results: list[DocumentResult] = []
        for item, document_plan, name in jobs:
            self._progress.document(item.document.source)
            known = tuple(copies.items()) if _is_page(item) else ()
            covered = self._case.covered_pictures
            whole = replace(document_plan, copies=known, drawings=self._drawings, covered=covered)
            ready = None if _is_page(item) else done.get(item.document.source)
            result = ready or self._written(item, whole, name, plan.people, knowledge)
            if result.status is Status.RELEASED:
                copies[item.document.source] = name
            results.append(result)
            self._progress.step()
        return results

    def _pdf_copies(self, finished: Sequence[DocumentResult], people: Sequence[Person]) -> list[DocumentResult]:
        """A PDF of each released Word file, where PDFs are asked for."""
        if not self._pdf:
            return []
        from redactor.pipeline.pdf_copies import has_pdf_copy, pdf_copy, pdf_name

        words = [result for result in finished if has_pdf_copy(result)]
        if not words:
            return []
        self._progress.stage("Making PDFs of the Word files", len(words))
        knowledge = verify.Knowledge.of(self._case, people, self._profile)
        taken = [str(result.output) for result in finished if result.output]
        names = numbered([*taken, *(pdf_name(str(result.output)) for result in words)])[len(taken) :]
        made: list[DocumentResult] = []
        for result, name in zip(words, names, strict=True):
            self._progress.document(result.source)
            two = self._case.publication.two_people
            made.append(pdf_copy(result, name, knowledge, self._profile, approvals=self._approvals, two_people=two))
            self._progress.step()
        return made

    def _written(
        self, item: Ingested, plan: Plan, name: str, people: Sequence[Person], knowledge: Knowledge
    ) -> DocumentResult:
        helped = None
        if self._beside is not None:
            helped = verify.Helped.for_source(item.comparable, self._beside, pictures=ocr.has_read())
        try:
            copy = apply_plan(
                item.opened,
                plan,
                output_name=name,
                cleared=self._case.cleared_pictures,
                hidden=self._profile.hidden_content,
                refuse_tracked=self._profile.tracked_changes == "refuse",
            )
        except HeldError as error:
            return replace(ended(item.document.source, error, item), plan=plan)
        return self._judged(item, plan, copy, people, knowledge, helped)

    def _judged(
        self,
        item: Ingested,
        plan: Plan,
        applied: AppliedDocument,
        people: Sequence[Person],
        knowledge: Knowledge,
        helped: Helped | None,
    ) -> DocumentResult:
        verification = verify.verify_release(
            source=item.comparable,
            source_name=item.document.source,
            released=applied,
            expected=expected_texts(item.document, plan),
            plan=_of_comparable(plan, item),
            knowledge=knowledge,
            derived=getattr(item.opened, "derived", {}),
            helped=helped,
        )
        result = DocumentResult(
            source=item.document.source,
            kind=item.document.kind,
            status=Status.HELD,
            plan=plan,
            applied=applied,
            verification=verification,
            document=item.document,
            review=review_copy(item.opened, plan) if self._review_copy else None,
        )
        try:
            ticket = gate.issue(
                plan,
                applied,
                verification,
                profile=self._profile,
                open_preconditions=self._preconditions,
                accept_provisional=self._accept,
                provisional=bool(open_codes(plan, people, self._profile)),
                approvals=self._approvals,
                two_people=self._case.publication.two_people,
                overrides={k: v for one in self._overriding for k, v in overrides_for(one, verification).items()},
            )
        except gate.ReleaseBlockedError as error:
            return replace(result, status=Status.BLOCKED, reasons=error.reasons, next_steps=error.next_steps)
        except gate.ReleaseHeldError as error:
            return replace(result, reasons=error.reasons, next_steps=error.next_steps)
        return replace(result, status=Status.RELEASED, output=ticket.output_name, ticket=ticket)


def _of_comparable(plan: Plan, item: Ingested) -> Plan:
    """The plan as made for what the verifier compares, where that is not the original itself."""
    if item.comparable is item.data or plan.sha256 != hashlib.sha256(item.data).hexdigest():
        return plan
    return replace(plan, sha256=hashlib.sha256(item.comparable).hexdigest())


def _untouched(before: CasePlan, plan: CasePlan, results: Sequence[DocumentResult]) -> dict[str, DocumentResult]:
    """The results of the documents whose plan is still the same, by source.

    Who came in is local: nothing of theirs is looked for in other documents.
    """
    same = {new.source for old, new in zip(before.plans, plan.plans, strict=True) if old == new}
    return {result.source: result for result in results if result.source in same}


def _codes_in(items: Sequence[Ingested]) -> frozenset[str]:
    """Role codes that the documents use already; none of them may be given to somebody new."""
    return frozenset(code for item in items for s in item.document.segments for _, code in code_tokens(s.text))


def _is_page(item: Ingested) -> bool:
    return item.document.format == "html"
