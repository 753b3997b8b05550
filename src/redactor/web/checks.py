"""The check of the whole case, and what it found: everything that stands between the case and its release."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.model import Status
from redactor.pipeline import Progress, run_case
from redactor.profiles.schema import Profile, load_profile, profile_names
from redactor.release.report.words import count_words, meaning_of, word_for
from redactor.release.results import DocumentResult
from redactor.web.case_pages import desk_of, render_case, waiting
from redactor.web.desk import Checked, Desk
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


def checked_values(request: Request, desk: Desk, profile: Profile) -> dict[str, Any]:
    """What the pages show of the last check."""
    desk.case()
    last = desk.records.get(profile.name)
    documents = last.record.documents if last else ()
    opaque = state_of(request).session.opaque
    order = [Status.BLOCKED, Status.HELD, Status.UNREADABLE, Status.UNSUPPORTED, Status.REFUSED, Status.RELEASED]
    return {
        "profile": profile,
        "profiles": [load_profile(name) for name in profile_names()],
        "last": last,
        "current": last is not None and last.stamp == desk.stamp,
        "documents": [
            (opaque("document", item.source), item, word_for(item.status).value, _meaning(item.status))
            for item in sorted(documents, key=lambda item: order.index(item.status))
        ],
        "counts": count_words(documents),
        "badges": BADGES,
        "failed": desk.job.view if desk.job and desk.job.view.message else None,
        "unchecked": _unchecked,
    }


def _meaning(status: Status) -> str:
    return "anonymised and checked: it can go" if status is Status.RELEASED else meaning_of(status)


def _unchecked(item: DocumentResult) -> list[str]:
    found = item.verification.unchecked if item.verification else ()
    return [" ".join((notice.message, notice.place, notice.next_step)).strip() for notice in found]


def check(request: Request, form: FormData) -> Response:
    """Check everything for a destination; nothing is released."""
    desk = desk_of(request)
    profile = destination_of(text_of(form, "to"))
    case, stamp = desk.case(), desk.stamp

    def work(progress: Progress) -> None:
        result = run_case(
            case,
            desk.root / "unused",
            destination=profile.name,
            dry_run=True,
            pipeline=desk.pipeline,
            passwords=desk.passwords,
            progress=progress,
        )
        desk.records[profile.name] = Checked(stamp, result.record)

    desk.begin(f"Checking everything for {profile.title}", work)
    page = "release" if text_of(form, "page") == "release" else "checks"
    return go_to(request, f"/case/{request.path_params['key']}/{page}?to={profile.name}")
