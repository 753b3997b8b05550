"""Release: the destination, what it asks for, what would go, the run itself, and the pack."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.case.publication import PRECONDITIONS, NotApplicable
from redactor.case.read_marks import read_marks
from redactor.case.schema import Case
from redactor.errors import BlockedError, UsageError
from redactor.model import Status
from redactor.pipeline import Progress, run_case
from redactor.profiles.schema import Profile
from redactor.web.case_pages import desk_of, render_case, waiting
from redactor.web.checks import checked_values, destination_of, still_there
from redactor.web.desk import Checked, Desk
from redactor.web.packs import output_of, packs_of, released_files
from redactor.web.routing import get, go_to, post, state_of, text_of
from redactor.web.signing import copies_of, current_check


def routes() -> Sequence[Route]:
    """The pages of this module."""
    return (
        get("/case/{key}/release", release),
        post("/case/{key}/release", run),
        post("/case/{key}/precondition", precondition),
    )


def release(request: Request) -> Response:
    """The whole page; while a run is under way, how far it is."""
    desk = desk_of(request)
    if desk.busy:
        return waiting(request, desk)
    profile = destination_of(request.query_params.get("to", ""))
    values = checked_values(request, desk, profile)
    case = desk.case()
    obstacles = obstacles_of(desk, case, profile, values["last"])
    files = released_files(desk, profile)
    opaque = state_of(request).session.opaque
    return render_case(
        request,
        "release.html",
        desk,
        **values,
        preconditions=preconditions_of(case) if profile.preconditions else [],
        obstacles=obstacles,
        ready=values["current"] and not obstacles and values["counts"]["Released"] > 0,
        output=output_of(desk, profile),
        copies=copies_of(request, desk, case, profile, values["last"]) if values["same_case"] else [],
        files=[(opaque("released", path.name), path) for path in files],
        two_people=case.publication.two_people,
        packs=packs_of(request, desk, profile),
        today=datetime.now(UTC).date(),
        pending=_provisional(values["last"]),
    )


def preconditions_of(case: Case) -> list[tuple[str, str, str, bool, str]]:
    """Name, words, what is on record, whether it is met, and what is missing."""
    still_open = {item.name: item.reason for item in case.publication.open_preconditions(datetime.now(UTC).date())}
    found = []
    for name, words in PRECONDITIONS.items():
        entry = getattr(case.publication, name)
        said = entry.isoformat() if isinstance(entry, date) else ""
        if isinstance(entry, NotApplicable):
            said = f"does not apply: {entry.reason}"
        found.append((name, words, said, name not in still_open, still_open.get(name, "")))
    return found


def obstacles_of(desk: Desk, case: Case, profile: Profile, last: Checked | None) -> list[str]:
    """What must be done before anything may be released to the destination, beside the check itself."""
    if not profile.preconditions:
        return []
    found = [item.reason for item in case.publication.open_preconditions(datetime.now(UTC).date())]
    marks = read_marks(desk.confidential)
    for item in last.record.documents if last else ():
        digest = item.original_sha256
        if item.status is Status.RELEASED and marks.get(item.source) != digest:
            found.append(f"Nobody has marked {item.source} as read.")
    return found


def _provisional(last: Checked | None) -> int:
    return sum(person.origin == "provisional" for person in last.record.people) if last else 0


def run(request: Request, form: FormData) -> Response:
    """Release: the whole run once more, searched afresh, and published if the gate lets it.

    Raises:
        BlockedError: the check is not of the case as it is now, or something stands in the way.
    """
    desk = desk_of(request)
    profile = destination_of(text_of(form, "to"))
    case, last = desk.case(), current_check(desk, profile)
    letting, approvals = still_there(desk.letting(profile.name), last.record), desk.approvals()
    obstacles = obstacles_of(desk, case, profile, last)
    if obstacles:
        raise BlockedError(obstacles[0], next_step="Look at the list of what is missing.")
    accept = bool(text_of(form, "accept_provisional")) and profile.provisional_allowed

    def work(progress: Progress) -> None:
        result = run_case(
            case,
            output_of(desk, profile),
            destination=profile.name,
            accept_provisional=accept,
            key_to_codes=bool(text_of(form, "key_to_codes")),
            pipeline=desk.pipeline,
            passwords=desk.passwords,
            progress=progress,
            overriding=letting,
        )
        desk.case()
        desk.records[profile.name] = Checked(desk.stamp, result.record, approvals, released=True)

    desk.begin(f"Releasing to {profile.title}", work)
    return go_to(request, f"/case/{request.path_params['key']}/release?to={profile.name}")


def precondition(request: Request, form: FormData) -> Response:
    """Record a precondition of publication: its date, or why it does not apply."""
    desk = desk_of(request)
    name, when, why = text_of(form, "name"), text_of(form, "date"), text_of(form, "why")
    if name not in PRECONDITIONS:
        raise HTTPException(404)
    value: date | str | None = why or None
    if when:
        try:
            value = date.fromisoformat(when)
        except ValueError:
            raise UsageError("This is no date.", next_step="Write it as year-month-day: 2012-03-26.") from None
    files = desk.case_toml_with(lambda toml: toml.set_precondition(name, value))
    desk.decide("precondition", PRECONDITIONS[name], lambda case: files)  # noqa: ARG005  # needs nothing of the case
    return go_to(request, f"/case/{request.path_params['key']}/release?to=website")
