"""Puts the pages together."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp

from redactor.errors import CaseError, RedactorError
from redactor.web import (
    case_pages,
    check_actions,
    checks,
    decisions,
    details,
    documents,
    mending,
    packs,
    pages,
    passages,
    people,
    pictures,
    precheck,
    questions,
    release,
    routing,
    signing,
    start,
)
from redactor.web.guard import Guard
from redactor.web.routing import get, state_of
from redactor.web.state import State

PAGES = (
    start,
    case_pages,
    mending,
    details,
    people,
    decisions,
    questions,
    documents,
    passages,
    pages,
    pictures,
    checks,
    check_actions,
    release,
    signing,
    packs,
    precheck,
)
"""The modules of the pages; each has ``routes()``."""


def build_app(state: State) -> ASGIApp:
    """The whole application behind its guard."""
    app = Starlette(
        routes=[
            get("/enter", _enter),
            get("/static/{name}", routing.serve_static),
            *(route for module in PAGES for route in module.routes()),
        ],
        exception_handlers={
            CaseError: mending.tell_mistakes,
            RedactorError: routing.tell_error,
            HTTPException: routing.tell_http,
        },
    )
    app.state.redactor = state
    return Guard(app, state.session)


def _enter(request: Request) -> Response:
    """Exchange the token for the cookie; the token is gone from the address afterwards."""
    session = state_of(request).session
    cookie = session.enter(request.query_params.get("token", ""))
    if cookie is None:
        return PlainTextResponse("This link was used before. Start the program again: redactor app.", status_code=403)
    answer = routing.go_to(request, request.query_params.get("to", "/"))
    answer.set_cookie(session.cookie_name, cookie, httponly=True, samesite="strict", path="/")
    return answer
