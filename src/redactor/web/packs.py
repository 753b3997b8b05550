"""What is handed on: the released files, and the sign-off pack with certificate, check report and hashes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.case.files import sha256_of
from redactor.case.storage import private_directory
from redactor.pipeline import Progress, Sending, pack_release
from redactor.pipeline.packing import require_sending
from redactor.profiles.schema import Profile
from redactor.release.previous import RELEASE_NAME, read_previous
from redactor.release.record import Deed, record_lines
from redactor.web.case_pages import desk_of
from redactor.web.checks import destination_of
from redactor.web.desk import Desk
from redactor.web.downloads import download
from redactor.web.routing import get, go_to, post, state_of, text_of
from redactor.web.signing import signatory_of

FOLDER = "packs"
_MOST = 1000


def routes() -> Sequence[Route]:
    """The pages of this module."""
    return (
        post("/case/{key}/pack", make_pack),
        get("/case/{key}/packs/{pack}", one_pack),
        get("/case/{key}/released/{to}/{file}", released_file),
    )


def output_of(desk: Desk, profile: Profile) -> Path:
    """Where the release for a destination goes."""
    return desk.root / "released" / profile.name


def released_files(desk: Desk, profile: Profile) -> list[Path]:
    """The files of a complete release; none if it is missing or was changed."""
    output = output_of(desk, profile)
    if not output.is_dir() or not read_previous(output).complete:
        return []
    return sorted((output / RELEASE_NAME).iterdir())


def packs_of(request: Request, desk: Desk, profile: Profile) -> list[tuple[str, Path, str, str]]:
    """Each pack for a destination, the newest first: id, file, for whom, day."""
    sent = {
        line.sha256: (", ".join(line.recipients), line.time[:10])
        for line in record_lines(desk.confidential)
        if line.event is Deed.PACKED and line.destination == profile.name
    }
    opaque = state_of(request).session.opaque
    found = [(path, sent.get(sha256_of(path))) for path in _packs(desk)]
    mine = [(opaque("pack", path.name), path, *whom) for path, whom in found if whom is not None]
    return sorted(mine, key=lambda item: item[1].stat().st_mtime_ns, reverse=True)


def _packs(desk: Desk) -> list[Path]:
    folder = desk.root / "released" / FOLDER
    return sorted(folder.glob("*.zip")) if folder.is_dir() else []


def make_pack(request: Request, form: FormData) -> Response:
    """Check the release once more and pack it; for whom and why goes on record (DUR 8.132).

    Raises:
        UsageError: nobody is named, or name, job title or reason are not acceptable.
    """
    desk = desk_of(request)
    profile = destination_of(text_of(form, "to"))
    case = desk.case()
    recipients = tuple(line.strip() for line in text_of(form, "recipients").splitlines() if line.strip())
    sending = Sending(recipients, text_of(form, "reason"), signatory_of(form))
    require_sending(sending, case)
    target = _free(private_directory(desk.root / "released" / FOLDER), profile)
    password = text_of(form, "password")

    def work(progress: Progress) -> None:
        pack_release(
            case,
            output_of(desk, profile),
            target,
            sending,
            password=password,
            progress=progress,
        )

    desk.begin("Checking the released files once more and packing them", work)
    return go_to(request, f"/case/{request.path_params['key']}/release?to={profile.name}")


def _free(folder: Path, profile: Profile) -> Path:
    day = datetime.now(UTC).date().isoformat()
    names = (f"Sign-off pack {profile.name} {day}{f' ({n})' if n > 1 else ''}.zip" for n in range(1, _MOST))
    return next(folder / name for name in names if not (folder / name).exists())


def one_pack(request: Request) -> Response:
    """A pack."""
    desk = desk_of(request)
    by_name = {path.name: path for path in _packs(desk)}
    name = state_of(request).session.find(request.path_params["pack"], "pack", by_name)
    if name is None:
        raise HTTPException(404)
    return download(by_name[name].read_bytes(), name, "application/zip")


def released_file(request: Request) -> Response:
    """One released file."""
    files = released_files(desk_of(request), destination_of(request.path_params["to"]))
    by_name = {path.name: path for path in files}
    name = state_of(request).session.find(request.path_params["file"], "released", by_name)
    if name is None:
        raise HTTPException(404)
    return download(by_name[name].read_bytes(), name)
