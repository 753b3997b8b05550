"""Release: the destination, what it asks for, what would go, the run itself, and the pack."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

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
from redactor.release.audit import AUDIT_NAME
from redactor.release.previous import CERTIFICATE_NAME, RELEASE_NAME, read_previous
from redactor.web.case_pages import desk_of, render_case, waiting
from redactor.web.checks import checked_values, destination_of
from redactor.web.desk import Checked, Desk
from redactor.web.routing import get, go_to, post, state_of, text_of


def routes() -> Sequence[Route]:
    """The pages of this module."""
    return (
        get("/case/{key}/release", release),
        post("/case/{key}/release", run),
        post("/case/{key}/precondition", precondition),
        get("/case/{key}/pack/{to}", pack),
        get("/case/{key}/released/{to}/{file}", released_file),
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
        files=[(opaque("released", path.name), path) for path in files],
        today=datetime.now(UTC).date(),
        pending=_provisional(values["last"]),
    )


def output_of(desk: Desk, profile: Profile) -> Path:
    """Where the release for a destination goes."""
    return desk.root / "released" / profile.name


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
    case, stamp = desk.case(), desk.stamp
    last = desk.records.get(profile.name)
    if last is None or last.stamp != stamp:
        raise BlockedError("The case was changed since the last check.", next_step="Check everything again.")
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
        )
        desk.case()
        desk.records[profile.name] = Checked(desk.stamp, result.record)

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


def released_files(desk: Desk, profile: Profile) -> list[Path]:
    """The files of a complete release; none if it is missing or was changed."""
    output = output_of(desk, profile)
    if not output.is_dir() or not read_previous(output).complete:
        return []
    return sorted((output / RELEASE_NAME).iterdir())


def pack(request: Request) -> Response:
    """The released files with certificate and audit trail, as one file to hand on."""
    desk = desk_of(request)
    profile = destination_of(request.path_params["to"])
    files = released_files(desk, profile)
    if not files:
        raise HTTPException(404, "There is no release for this destination.")
    output = output_of(desk, profile)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for path in files:
            target.write(path, f"{RELEASE_NAME}/{path.name}")
        for name in (CERTIFICATE_NAME, AUDIT_NAME):
            target.write(output / name, name)
    return _download(out.getvalue(), f"release-{profile.name}.zip", "application/zip")


def released_file(request: Request) -> Response:
    """One released file."""
    files = released_files(desk_of(request), destination_of(request.path_params["to"]))
    by_name = {path.name: path for path in files}
    name = state_of(request).session.find(request.path_params["file"], "released", by_name)
    if name is None:
        raise HTTPException(404)
    return _download(by_name[name].read_bytes(), name, "application/octet-stream")


def _download(data: bytes, name: str, media_type: str) -> Response:
    plain = "".join(c if c.isascii() and (c.isalnum() or c in " .-_()") else "_" for c in name)
    headers = {"Content-Disposition": f'attachment; filename="{plain}"'}
    return Response(data, media_type=media_type, headers=headers)
