"""Only the browser that was handed the token is answered, and only through the pages' own forms."""

from __future__ import annotations

import asyncio
import re
import socket
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from tests.web.running import Client, Running, running

from redactor.web.app import PAGES
from redactor.web.guard import MAX_FORM, MAX_UPLOAD, CutOffError, Guard
from redactor.web.session import Session


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("config")) as started:
        yield started


@pytest.fixture(scope="module")
def client(server: Running) -> Iterator[Client]:
    with Client(server) as signed_in:
        yield signed_in


def posts() -> list[str]:
    paths = [route.path for page in PAGES for route in page.routes() if "POST" in (route.methods or ())]
    return [re.sub(r"\{\w+\}", "x", path) for path in paths]


def test_it_listens_on_the_loopback_only(server: Running) -> None:
    port = int(server.origin.rsplit(":", 1)[1])
    addresses = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in addresses - {"127.0.0.1"}:
        if not str(address).startswith("127."):
            with pytest.raises(OSError), socket.create_connection((str(address), port), timeout=2):
                pass


def test_without_the_cookie_nothing_is_shown(server: Running, client: Client) -> None:
    answer = httpx.get(f"{server.origin}/")
    assert answer.status_code == 403
    assert "not signed in" in answer.text


def test_the_entry_works_once(server: Running, client: Client) -> None:
    answer = httpx.get(server.entry)
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_a_wrong_token_is_refused(server: Running, client: Client) -> None:
    assert httpx.get(f"{server.origin}/enter?token=x").status_code == 403
    assert httpx.get(f"{server.origin}/enter").status_code == 403


def test_the_cookie_is_strict_and_hidden_from_scripts(tmp_path: Path) -> None:
    with running(tmp_path) as started:
        answer = httpx.get(started.entry, follow_redirects=False)
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "samesite=strict" in cookie.lower()
        assert "token" not in answer.headers["location"]


@pytest.mark.parametrize("host", ["evil.example", "localhost:80", "127.0.0.1", "127.0.0.1:1", "evil.example:80"])
def test_a_foreign_host_is_refused(client: Client, host: str) -> None:
    answer = client.http.get("/", headers={"Host": host})
    assert answer.status_code == 421


@pytest.mark.parametrize("path", posts())
@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", ""])
def test_a_foreign_origin_changes_nothing(client: Client, path: str, origin: str) -> None:
    headers = {"X-Form-Token": client.token, **({"Origin": origin} if origin else {})}
    assert client.http.post(path, headers=headers).status_code == 403


@pytest.mark.parametrize("path", posts())
def test_a_form_without_the_token_changes_nothing(client: Client, path: str) -> None:
    for data in ({}, {"form_token": "x"}):
        answer = client.http.post(path, data=data, headers={"Origin": client.origin})
        assert answer.status_code == 403
        assert "not of this session" in answer.text


def test_there_are_actions_to_guard() -> None:
    assert len(posts()) > 10


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_requests_from_other_pages_are_refused(client: Client, site: str) -> None:
    assert client.http.get("/", headers={"Sec-Fetch-Site": site}).status_code == 403


def test_every_answer_is_sealed(client: Client) -> None:
    for path in ("/", "/new", "/static/app.css", "/nowhere"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
    assert "cache-control" in httpx.get(f"{client.origin}/").headers


def test_pages_have_no_inline_scripts_or_styles(client: Client) -> None:
    for path in ("/", "/new"):
        text = client.get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)", text)
        assert not re.search(r"<style|\sstyle=|\son\w+=", text)
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e%2fapp.py",
        "/static/....//app.py",
        "/static/htmx.LICENSE.txt",
        "/static/",
        "/case/..%2f..%2fetc/people",
        "/case/x/people",
    ],
)
def test_there_is_no_way_to_other_files(client: Client, path: str) -> None:
    assert client.http.get(path).status_code == 404


def test_a_huge_upload_is_refused_before_it_is_read(client: Client) -> None:
    headers = {"Origin": client.origin, "X-Form-Token": client.token, "Content-Type": "multipart/form-data; boundary=x"}
    headers["Content-Length"] = str(MAX_UPLOAD + 1)
    host, port = client.origin.removeprefix("http://").split(":")
    cookie = "; ".join(f"{name}={value}" for name, value in client.http.cookies.items())
    lines = [
        "POST /new HTTP/1.1",
        f"Host: {host}:{port}",
        f"Cookie: {cookie}",
        *(f"{k}: {v}" for k, v in headers.items()),
    ]
    with socket.create_connection((host, int(port)), timeout=10) as raw:
        raw.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        assert raw.recv(200).startswith(b"HTTP/1.1 413")


def test_an_upload_that_lies_about_its_size_is_cut_off(client: Client) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(MAX_FORM // 65536 + 4):
            yield b"a" * 65536

    headers = {"Origin": client.origin, "X-Form-Token": client.token}
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    answer = client.http.post("/open", content=endless(), headers=headers)
    assert answer.status_code in (400, 413)  # the form parser may give up first


def test_it_closes_when_nobody_uses_it(tmp_path: Path) -> None:
    with running(tmp_path, idle_minutes=0.02) as started:
        port = int(started.origin.rsplit(":", 1)[1])
        assert answers(port)
        end = time.monotonic() + 20
        while answers(port) and time.monotonic() < end:
            time.sleep(0.25)
        assert not answers(port)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def guarded(app: ASGIApp) -> tuple[list[Message], type[BaseException] | None]:
    """What an application behind the guard sends to a signed-in browser, and what it raises."""
    session = Session(8000)
    cookie = session.enter(session.entry_url().split("token=")[1].split("&")[0])
    headers = [(b"host", b"127.0.0.1:8000"), (b"cookie", f"{session.cookie_name}={cookie}".encode())]
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": "/", "headers": headers}
    try:
        asyncio.run(Guard(app, session)(scope, receive, send))
    except Exception as error:  # noqa: BLE001  # whatever comes out must not quote the fault
        assert "Oldroyd" not in "".join(traceback.format_exception(error))
        return sent, type(error)
    return sent, None


@pytest.mark.parametrize("begun", [False, True])
def test_a_fault_is_told_without_its_message_and_never_passes_for_an_answer(
    begun: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        if begun:
            await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ValueError("Karen Oldroyd")

    sent, raised = guarded(app)
    assert raised is (CutOffError if begun else None)
    assert [message.get("status") for message in sent] == ([200] if begun else [500, None])
    told = capsys.readouterr().err
    assert "ValueError" in told
    assert "Oldroyd" not in told
    assert b"Oldroyd" not in b"".join(message.get("body", b"") for message in sent)
