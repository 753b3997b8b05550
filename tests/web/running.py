"""A real server in a thread of its own, and a client that is signed in as a browser would be."""

from __future__ import annotations

import html
import queue
import re
import shutil
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import httpx

from redactor.resources import resource
from redactor.web.server import serve

EXAMPLE = resource("corpus", "example")


@dataclass
class Running:
    """A server that answers.

    Attributes:
        origin: ``http://127.0.0.1:PORT``.
        entry: The address that signs a browser in, once.
    """

    origin: str
    entry: str


@contextmanager
def running(config: Path, case: Path | None = None, *, idle_minutes: float = 60) -> Iterator[Running]:
    said: queue.Queue[str] = queue.Queue()
    failed: list[BaseException] = []

    def work() -> None:
        try:
            serve(case, browser=False, idle_minutes=idle_minutes, config=config, tell=said.put)
        except BaseException as error:
            failed.append(error)
            raise

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    entry = said.get(timeout=30)
    found = re.match(r"http://127\.0\.0\.1:\d+", entry)
    assert found
    yield Running(found.group(), entry)
    assert not failed


class Client:
    """What a browser does: keeps the cookie, sends Origin with forms and the page's token."""

    def __init__(self, server: Running) -> None:
        self.http = httpx.Client(base_url=server.origin, follow_redirects=False, timeout=120)
        self.origin = server.origin
        answer = self.http.get(server.entry)
        assert answer.status_code == 303, answer.text
        self.first = answer.headers["location"]
        found = re.search(r'name="form-token" content="([^"]+)"', self.http.get("/").text)
        assert found
        self.token = found.group(1)

    def get(self, path: str) -> httpx.Response:
        return self.http.get(path)

    def post(self, path: str, data: Mapping[str, object] | None = None, **more: object) -> httpx.Response:
        headers = {"Origin": self.origin, "X-Form-Token": self.token}
        return self.http.post(path, data=data or {}, headers=headers, **more)  # type: ignore[arg-type]

    def settled(self, path: str) -> str:
        """The text of a page once the long work that it waits for has ended."""
        end = time.monotonic() + 120
        while "data-progress" in (text := self.page(path)):
            assert time.monotonic() < end, "the work does not end"
            time.sleep(0.05)
        return text

    def page(self, path: str) -> str:
        """The text of a page, with apostrophes and quotes as a reader sees them."""
        answer = self.http.get(path)
        assert answer.status_code == 200, (answer.status_code, path)
        return html.unescape(answer.text)

    def close(self) -> None:
        self.post("/close")
        self.http.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def example_case(folder: Path) -> Path:
    """A copy of the example case."""
    case = folder / "case"
    shutil.copytree(EXAMPLE, case, ignore=shutil.ignore_patterns("gold.json"))
    return case
