"""How pages are made: routes, forms with their token, templates, files, errors in plain words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from redactor.errors import CaseError, RedactorError
from redactor.release.report.words import Word, counted, kind_words
from redactor.web.state import State
from redactor.web.wording import in_pages, linked

STATIC = {
    "app.css": "text/css; charset=utf-8",
    "app.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
    "htmx.min.js": "text/javascript; charset=utf-8",
}
"""The only files that are served as they are."""

_FOLDER = Path(__file__).resolve().parent / "static"
_MOST_FILES = 500
_MOST_FIELDS = 3000
_LARGEST_FIELD = 256 * 1024

Page = Callable[[Request], Response]
Action = Callable[[Request, FormData], Response]


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("redactor.web"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(Word=Word)
    made.filters.update(counted=counted, kind_words=kind_words, in_pages=in_pages, linked=linked)
    return made


_TEMPLATES = _environment()


def state_of(request: Request) -> State:
    """What the server knows between requests."""
    state: State = request.app.state.redactor
    return state


def render(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Answer with a template; every value is escaped."""
    state = state_of(request)
    text = _TEMPLATES.get_template(template).render(
        form_token=state.session.form_token, state=state, path=request.url.path, query=request.url.query, **values
    )
    return HTMLResponse(text, status_code=status)


def go_to(request: Request, path: str) -> Response:
    """Send the browser on, whether it asked itself or by script; never to another server."""
    path = path if path.startswith("/") and not path.startswith(("//", "/\\")) else "/"
    if request.headers.get("hx-request"):
        return Response(status_code=204, headers={"HX-Redirect": path})
    return RedirectResponse(path, status_code=303)


def get(path: str, page: Page) -> Route:
    """A page that changes nothing; it runs beside the loop, so that one slow page holds up no other."""

    async def endpoint(request: Request) -> Response:
        return await run_in_threadpool(page, request)

    return Route(path, endpoint, methods=["GET"], name=f"{page.__module__}.{page.__name__}")


def post(path: str, action: Action) -> Route:
    """An action; its form is read within limits, and must carry the token of this session's pages."""

    async def endpoint(request: Request) -> Response:
        form = await read_form(request)
        try:
            return await run_in_threadpool(action, request, form)
        finally:
            await form.close()

    return Route(path, endpoint, methods=["POST"], name=f"{action.__module__}.{action.__name__}")


async def read_form(request: Request) -> FormData:
    """Read a form.

    Raises:
        HTTPException: 403 without the token, 400 if it is malformed or has too many parts.
    """
    form = await request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=_LARGEST_FIELD)
    token = request.headers.get("x-form-token") or form.get("form_token") or ""
    if not isinstance(token, str) or not state_of(request).session.is_form_token(token):
        await form.close()
        raise HTTPException(403, "The form is not of this session. Load the page again.")
    return form


def text_of(form: FormData, name: str, *, longest: int = 4000) -> str:
    """One text field, without surrounding blanks; empty if it is missing or a file."""
    value = form.get(name)
    return value.strip()[:longest] if isinstance(value, str) else ""


def serve_static(request: Request) -> Response:
    """One of the files in ``STATIC``."""
    name = request.path_params["name"]
    if name not in STATIC:
        raise HTTPException(404)
    return Response((_FOLDER / name).read_bytes(), media_type=STATIC[name])


def tell_error(request: Request, error: Exception) -> Response:
    """An error that was foreseen, in plain words, as a page or as a message within one."""
    assert isinstance(error, RedactorError)  # noqa: S101  # registered for this class only
    problems = error.problems if isinstance(error, CaseError) else ()
    message = "Some things in the case folder need mending." if problems else error.message
    return _message(request, 409, message, error.next_step, problems)


def tell_http(request: Request, error: Exception) -> Response:
    """A refusal: not found, not of this session, malformed."""
    assert isinstance(error, HTTPException)  # noqa: S101  # registered for this class only
    message = {404: "There is no such page.", 405: "There is no such page."}.get(error.status_code, error.detail)
    return _message(request, error.status_code, message, "", ())


def _message(request: Request, status: int, message: str, step: str, problems: tuple[str, ...]) -> Response:
    said: dict[str, Any] = {"message": in_pages(message), "step": in_pages(step), "problems": problems}
    if request.headers.get("hx-request"):
        answer = render(request, "_message.html", bad=True, **said)
        answer.headers.update({"HX-Retarget": "#messages", "HX-Reswap": "innerHTML"})
        return answer
    return render(request, "error.html", status=status, **said)
