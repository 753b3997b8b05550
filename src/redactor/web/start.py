"""The start page, opening a case, making a new one, and closing the program."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from redactor.case.case_toml_edits import CaseTomlEdit
from redactor.case.intake import add_document, put_glossary, safe_name
from redactor.case.scaffold import copy_example, new_case
from redactor.case.storage import write_private
from redactor.errors import CaseError, RedactorError, UsageError
from redactor.web.folders import look
from redactor.web.mending import mend_page
from redactor.web.routing import get, go_to, post, render, state_of, text_of

ALLOWED_ROLES = ("LSCB chair", "SCR panel chair", "overview report author")
"""The three roles whose holders may stay named (DUR 8.33)."""

_FIELDS = ("reference", "board", "subject", "name", "folder")


def routes() -> Sequence[Route]:
    """The pages of this module."""
    return (
        get("/", start),
        post("/folders", folders),
        post("/open", open_case),
        post("/forget", forget),
        post("/example", example),
        get("/new", new_form),
        post("/new", make),
        post("/close", close),
    )


def start(request: Request) -> Response:
    """Recent cases, open, new."""
    state = state_of(request)
    recent = [(state.session.opaque("recent", str(path)), path) for path in state.recent.folders()]
    return render(request, "start.html", recent=recent)


def folders(request: Request, form: FormData) -> Response:
    """The folders within one, to choose from; the path is in the form and never in an address."""
    purpose = "new" if text_of(form, "purpose") == "new" else "open"
    return render(request, "_folders.html", folder=look(Path(text_of(form, "folder") or "~")), purpose=purpose)


def open_case(request: Request, form: FormData) -> Response:
    """Open a case folder by its place in the recent list, or by its path."""
    state = state_of(request)
    recent = {str(path) for path in state.recent.folders()}
    chosen = state.session.find(text_of(form, "recent"), "recent", recent) or text_of(form, "folder")
    return _open(request, Path(chosen).expanduser() if chosen else None)


def _open(request: Request, folder: Path | None) -> Response:
    if folder is None or not (folder / "case.toml").is_file():
        raise UsageError("This is not a case folder.", next_step="Choose the folder that holds case.toml.")
    key, _ = state_of(request).open(folder)
    return go_to(request, f"/case/{key}/people")


def forget(request: Request, form: FormData) -> Response:
    """Take a case off the list; its folder stays."""
    state = state_of(request)
    found = state.session.find(text_of(form, "recent"), "recent", map(str, state.recent.folders()))
    if found:
        state.recent.forget(Path(found))
    return go_to(request, "/")


def example(request: Request, form: FormData) -> Response:
    """Copy the example case into the chosen folder and open it."""
    parent = Path(text_of(form, "folder") or "~").expanduser()
    folder = next(
        p for n in range(1, 1000) if not (p := parent / f"redactor example{f' {n}' if n > 1 else ''}").exists()
    )
    copy_example(folder)
    return _open(request, folder)


def new_form(request: Request) -> Response:
    """The form for a new case."""
    return render(request, "new.html", roles=ALLOWED_ROLES, folder=look(Path("~")), values={}, problems=())


def make(request: Request, form: FormData) -> Response:
    """Make a case folder from the form; on a mistake the form comes back with everything typed."""
    values = {name: text_of(form, name) for name in (*_FIELDS, *form)}
    folder: Path | None = None
    try:
        _require(values)
        folder = Path(values["folder"] or "~").expanduser() / safe_name(values["name"] or values["subject"])
        new_case(folder, **{name: values[name] for name in ("reference", "board", "subject")})
        _fill(folder, form, values)
    except RedactorError as error:
        if folder is not None and (folder / "case.toml").is_file():
            return _half_made(request, folder, form, error)
        problems = error.problems if isinstance(error, CaseError) else (str(error),)
        chosen = look(Path(values.get("folder") or "~"))
        return render(
            request, "new.html", status=422, roles=ALLOWED_ROLES, folder=chosen, values=values, problems=problems
        )
    return _open(request, folder)


def _require(values: dict[str, str]) -> None:
    names = {"reference": "the reference", "board": "the board", "subject": "the child's code"}
    missing = [f"Fill in {words}." for name, words in names.items() if not values.get(name)]
    if missing:
        raise CaseError(missing)


def _half_made(request: Request, folder: Path, form: FormData, error: RedactorError) -> Response:
    """The folder stands, but the glossary has mistakes: they are told at their rows; the case can be opened."""
    _, desk = state_of(request).open(folder)
    upload = form.get("glossary")
    name, data = "glossary.xlsx", b""
    if isinstance(upload, UploadFile) and upload.filename:
        upload.file.seek(0)
        name, data = f"glossary{Path(upload.filename).suffix.casefold()}", upload.file.read()
    told = error if isinstance(error, CaseError) else CaseError([str(error)])
    return mend_page(request, desk, told, name, data, made=True)


def _fill(folder: Path, form: FormData, values: dict[str, str]) -> None:
    path = folder / "case.toml"
    edit = CaseTomlEdit(path.read_bytes())
    edit.set_allowed({role: values.get(f"allowed {role}", "") for role in ALLOWED_ROLES})
    write_private(path, edit.to_bytes())
    for upload in form.getlist("documents"):
        if isinstance(upload, UploadFile) and upload.filename:
            add_document(folder, upload.filename, upload.file)
    glossary = form.get("glossary")
    if isinstance(glossary, UploadFile) and glossary.filename:
        put_glossary(folder, glossary.filename, glossary.file.read())


def close(request: Request, form: FormData) -> Response:  # noqa: ARG001  # the token was checked
    """Close the program."""
    state_of(request).stopping.set()
    return render(request, "closed.html")
