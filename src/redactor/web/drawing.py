"""Pages drawn as pictures, in a process of its own: pdfium serves one thread only, and a page may be hostile."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import threading
from collections import OrderedDict
from pathlib import Path
from typing import Any

from redactor.errors import UnreadableError

_WORKER = Path(__file__).with_name("drawing_worker.py")
_SECONDS = 60.0
_KEPT_PAGES = 200
_KEPT_FILES = 50

Sizes = tuple[tuple[float, float], ...]
"""Width and height of each page in points, turned as it is shown."""


class _GoneError(Exception):
    """The process ended, or did not answer in time."""


class Drawing:
    """Draws pages on request and remembers the last ones, in memory only."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._pages: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self._sizes: OrderedDict[str, Sizes] = OrderedDict()

    def sizes(self, data: bytes) -> Sizes:
        """The sizes of a file's pages.

        Raises:
            UnreadableError: if pdfium cannot open it.
        """
        name = hashlib.sha256(data).hexdigest()
        with self._lock:
            if name not in self._sizes:
                said, _ = self._asked({"do": "sizes", "name": name}, data)
                self._sizes[name] = tuple((float(width), float(height)) for width, height in said["sizes"])
                while len(self._sizes) > _KEPT_FILES:
                    self._sizes.popitem(last=False)
            return self._sizes[name]

    def page(self, data: bytes, number: int) -> bytes:
        """One page as PNG.

        Args:
            data: The PDF.
            number: From 1; within the file's pages.

        Raises:
            UnreadableError: if it cannot be drawn, or not in a minute.
        """
        name = hashlib.sha256(data).hexdigest()
        with self._lock:
            if (name, number) not in self._pages:
                self._pages[name, number] = self._asked({"do": "page", "name": name, "number": number}, data)[1]
                while len(self._pages) > _KEPT_PAGES:
                    self._pages.popitem(last=False)
            self._pages.move_to_end((name, number))
            return self._pages[name, number]

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _asked(self, order: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
        """The answer to an order; the file is sent only if the process does not have it."""
        try:
            answer = self._exchange(order)
            if answer[0].get("known") is False:
                opened = self._exchange({"do": "open", "name": order["name"]}, data)
                answer = opened if opened[0].get("failed") else self._exchange(order)
        except _GoneError:
            answer = {"failed": True}, b""
        if answer[0].get("failed"):
            self._end()
            raise UnreadableError(
                "This page cannot be drawn.", next_step="Look at its text, or open the file in a PDF reader."
            )
        return answer

    def _exchange(self, order: dict[str, Any], body: bytes = b"") -> tuple[dict[str, Any], bytes]:
        process = self._started()
        source, target = process.stdout, process.stdin
        assert source is not None  # noqa: S101  # both were asked for as pipes
        assert target is not None  # noqa: S101  # as above
        watch = threading.Timer(_SECONDS, process.kill)
        watch.start()
        try:
            target.write(json.dumps({**order, "size": len(body)}).encode() + b"\n" + body)
            target.flush()
            said: dict[str, Any] = json.loads(source.readline())
            data = source.read(said["size"])
        except (OSError, ValueError):
            raise _GoneError from None
        finally:
            watch.cancel()
        if len(data) != said["size"]:
            raise _GoneError
        return said, data

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(  # noqa: S603  # this Python and a file of this package
                [sys.executable, "-I", str(_WORKER)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()
