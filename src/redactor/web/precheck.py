"""The check of finished files before they are published: drop one, get the answer in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.pipeline import CheckStatus, check_files
from redactor.profiles.schema import load_profile, profile_names
from redactor.web.jobs import ENGINE
from redactor.web.routing import get, post, render, state_of, text_of
from redactor.web.uploads import stored

ANSWERS = {
    CheckStatus.CLEAN: ("clean", "✓", "Nothing was found"),
    CheckStatus.RESIDUAL: ("blocked", "✕", "Blocked: something is left in it"),
    CheckStatus.REFUSED: ("blocked", "✕", "Blocked: this destination does not take it"),
    CheckStatus.HELD: ("needs", "!", "Needs you"),
    CheckStatus.UNREADABLE: ("needs", "!", "Needs you: it cannot be opened"),
    CheckStatus.UNSUPPORTED: ("needs", "!", "Needs you: this kind of file cannot be read"),
}
LIMITED = ("needs", "!", "Needs you: without the case nobody can say that it is clean")


def routes() -> Sequence[Route]:
    """The pages of this module."""
    return (get("/check", ask), post("/check", answer))


def ask(request: Request) -> Response:
    """The form."""
    return render(request, "check.html", answers=None, **_choices(request))


def _choices(request: Request, chosen: str = "", destination: str = "website") -> dict[str, Any]:
    state = state_of(request)
    cases = [(state.session.opaque("recent", str(path)), path) for path in state.recent.folders()]
    profiles = [load_profile(name) for name in profile_names()]
    return {"cases": cases, "profiles": profiles, "chosen": chosen, "destination": destination}


def answer(request: Request, form: FormData) -> Response:
    """Check the files in a private folder that is gone afterwards; nothing is changed or kept."""
    state = state_of(request)
    destination = text_of(form, "to") if text_of(form, "to") in profile_names() else "website"
    case = state.session.find(text_of(form, "case"), "recent", map(str, state.recent.folders()))
    with stored(form, "files", step="Choose the finished file, then check it.") as paths, ENGINE:
        result = check_files(paths, Path(case) if case else None, destination=destination)
    answers = [
        (
            path.name,
            item,
            LIMITED if result.limited and item.status is CheckStatus.CLEAN else ANSWERS[item.status],
        )
        for path, item in zip(paths, result.documents, strict=True)
    ]
    return render(request, "check.html", answers=answers, **_choices(request, text_of(form, "case"), destination))
