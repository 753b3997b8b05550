"""What stands in front of every page: who asks, from where, how much; and how answers are sealed.

In this order: ``Host`` (against DNS rebinding), ``Sec-Fetch-Site``, ``Origin`` of everything that
may change something, size, cookie. The form token is checked where forms are read
(``routing.read_form``).
"""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from redactor.web.faults import tell_fault
from redactor.web.session import Session

MAX_UPLOAD = 512 * 1024 * 1024
"""Bytes of one request that brings files."""

MAX_FORM = 1024 * 1024
"""Bytes of one request without files."""

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), clipboard-read=()",
}
_OPEN_PATHS = ("/enter", "/static/")
_READING = frozenset({"GET", "HEAD"})


class _TooLargeError(Exception):
    """More bytes came than were announced or are allowed."""


class CutOffError(Exception):
    """An answer that had begun cannot be finished: the connection is closed, so that it is not taken for whole."""


class Guard:
    """The outermost layer of the application.

    Args:
        app: The pages.
        session: The secrets of this run.
    """

    def __init__(self, app: ASGIApp, session: Session) -> None:
        self._app = app
        self._session = session

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it.

        Raises:
            CutOffError: the answer had begun when something failed.
        """
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        limit = MAX_UPLOAD if headers.get("content-type", "").startswith("multipart/form-data") else MAX_FORM
        refusal = self._refusal(scope, headers, limit)
        if refusal is not None:
            await _say(send, *refusal)
            return
        self._session.touch()
        started = False

        async def sealed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                _seal(message)
            await send(message)

        try:
            await self._app(scope, _bounded(receive, limit), sealed)
        except _TooLargeError:
            if started:
                raise CutOffError from None
            await _say(send, 413, "This is too large.")
        except Exception as error:  # noqa: BLE001  # answered as a fault or raised again without its message
            tell_fault(error)
            if started:
                raise CutOffError from None
            await _say(send, 500, "This is a fault of the program. What you did on this page was not done.")

    def _refusal(self, scope: Scope, headers: Headers, limit: int) -> tuple[int, str] | None:
        session = self._session
        if headers.getlist("host") != [session.host]:
            return 421, "This address is not served here."
        if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            return 403, "This page answers only to itself."
        if scope["method"] not in _READING and headers.get("origin") != session.origin:
            return 403, "This page answers only to itself."
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > limit:
            return 413, "This is too large."
        if not scope["path"].startswith(_OPEN_PATHS) and not session.knows(_cookie(headers, session.cookie_name)):
            return 403, "This window is not signed in. Close it and start the program again: redactor app."
        return None


def _cookie(headers: Headers, name: str) -> str:
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(headers.get("cookie", ""))
    except CookieError:
        return ""
    return jar[name].value if name in jar else ""


def _bounded(receive: Receive, limit: int) -> Receive:
    got = 0

    async def bounded() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > limit:
            raise _TooLargeError
        return message

    return bounded


def _seal(message: Message) -> None:
    headers = MutableHeaders(scope=message)
    for name, value in _HEADERS.items():
        headers[name] = value


async def _say(send: Send, status: int, text: str) -> None:
    message: Message = {
        "type": "http.response.start",
        "status": status,
        "headers": [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")],
    }
    _seal(message)
    await send(message)
    await send({"type": "http.response.body", "body": text.encode("utf-8")})
