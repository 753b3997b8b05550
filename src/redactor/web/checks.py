"""The check of the whole case, and what it found: everything that stands between the case and its release."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.case.decisions import LONGEST_REASON
from redactor.model import Person, Residual, Status
from redactor.pipeline import Overriding, Progress, run_case
from redactor.pipeline.letting import without
from redactor.profiles.schema import Profile, load_profile, profile_names
from redactor.release.overriding import finding_ids, is_overridable
from redactor.release.report.words import count_words, meaning_of, word_for
from redactor.release.results import DocumentResult, RunRecord
from redactor.web.case_pages import desk_of, render_case, waiting
from redactor.web.desk import Checked, Desk
from redactor.web.people import whom_words_could_be
from redactor.web.proposals import proposals
from redactor.web.routing import get, go_to, post, state_of, text_of

BADGES = {"Released": ("released", "✓"), "Needs you": ("needs", "!"), "Blocked": ("blocked", "✕")}


def routes() -> Sequence[Route]:
    """The pages of this module."""
    return (get("/case/{key}/checks", checks), post("/case/{key}/checks", check))


def destination_of(value: str) -> Profile:
    """The destination that a page is about; Ofsted if none is named."""
    return load_profile(value if value in profile_names() else "ofsted")


def checks(request: Request) -> Response:
    """The last check of the case for one destination."""
    desk = desk_of(request)
    if desk.busy:
        return waiting(request, desk)
    profile = destination_of(request.query_params.get("to", ""))
    return render_case(request, "checks.html", desk, **checked_values(request, desk, profile))


def is_current(desk: Desk, profile: Profile) -> bool:
    """Whether the last check is of the case as it is now, and of the approvals where they count."""
    desk.case()
    last = desk.records.get(profile.name)
    same = last is not None and last.stamp == desk.stamp
    return same and (not profile.data_protection_check or (last is not None and last.approvals == desk.approvals()))


def checked_values(request: Request, desk: Desk, profile: Profile) -> dict[str, Any]:
    """What the pages show of the last check."""
    desk.case()
    last = desk.records.get(profile.name)
    documents = last.record.documents if last else ()
    letting = still_there(desk.letting(profile.name), last.record) if last else desk.letting(profile.name)
    opaque = state_of(request).session.opaque
    order = [Status.BLOCKED, Status.HELD, Status.UNREADABLE, Status.UNSUPPORTED, Status.REFUSED, Status.RELEASED]
    return {
        "profile": profile,
        "profiles": [load_profile(name) for name in profile_names()],
        "last": last,
        "same_case": last is not None and last.stamp == desk.stamp,
        "current": is_current(desk, profile),
        "documents": [
            (opaque("document", item.source), item, word_for(item.status).value, _meaning(item.status))
            for item in sorted(documents, key=lambda item: order.index(item.status))
        ],
        "counts": count_words(documents),
        "shown_word": {
            **{word: word for word in BADGES},
            "Released": "Released" if last and last.released else "Can be released",
        },
        "people": _people(request, desk) if last else [],
        "longest_reason": LONGEST_REASON,
        "badges": BADGES,
        "failed": desk.job.view if desk.job and desk.job.view.message else None,
        "unchecked": _unchecked,
        "findings_of": findings_of,
        "proposals": proposals,
        "may_stand": any(may for item in documents for _, _, may in findings_of(item)),
        "letting": letting,
        "let_go": frozenset(name for one in letting for name in one.findings),
    }


def _people(request: Request, desk: Desk) -> list[tuple[str, Person]]:
    """Whom left words could belong to, if the documents have been read."""
    analysis = desk.known_analysis
    return whom_words_could_be(request, analysis) if analysis else []


def _meaning(status: Status) -> str:
    return "anonymised and checked: it can go" if status is Status.RELEASED else meaning_of(status)


def _unchecked(item: DocumentResult) -> list[str]:
    found = item.verification.unchecked if item.verification else ()
    return [" ".join((notice.message, notice.place, notice.next_step)).strip() for notice in found]


def begin_check(desk: Desk, profile: Profile) -> None:
    """Start the check of the whole case, with what somebody lets stand in it."""
    case, stamp = desk.case(), desk.stamp
    letting, approvals = desk.letting(profile.name), desk.approvals()

    def work(progress: Progress) -> None:
        result = run_case(
            case,
            desk.root / "unused",
            destination=profile.name,
            dry_run=True,
            pipeline=desk.pipeline,
            passwords=desk.passwords,
            progress=progress,
            overriding=letting,
        )
        desk.records[profile.name] = Checked(stamp, result.record, approvals)

    desk.begin(f"Checking everything for {profile.title}", work)


def still_there(letting: Sequence[Overriding], record: RunRecord) -> tuple[Overriding, ...]:
    """What was let stand, without findings that the copies do not have any more: a changed copy is judged anew."""
    ids = {name for item in record.documents for name, _, _ in findings_of(item)}
    return without(letting, {name for one in letting for name in one.findings} - ids)


def findings_of(item: DocumentResult) -> list[tuple[str, Residual, bool]]:
    """The id, the finding, and whether it may be let stand, for each one in a copy."""
    if item.verification is None:
        return []
    residuals = item.verification.residuals
    ids = finding_ids(item.verification.sha256, residuals)
    return [(name, found, is_overridable(found)) for name, found in zip(ids, residuals, strict=True)]


def check(request: Request, form: FormData) -> Response:
    """Check everything for a destination; nothing is released."""
    desk = desk_of(request)
    profile = destination_of(text_of(form, "to"))
    begin_check(desk, profile)
    page = "release" if text_of(form, "page") == "release" else "checks"
    return go_to(request, f"/case/{request.path_params['key']}/{page}?to={profile.name}")
