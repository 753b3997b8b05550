"""Who may talk to the server: one token, one cookie, one form token; and opaque ids for addresses."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Iterable

_ID_LENGTH = 20


class Session:
    """The secrets of one run of the server, and when it was last used.

    Args:
        port: The port; part of the cookie's name, because browsers share cookies between ports.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookie_name = f"redactor-{port}"
        self.form_token = secrets.token_urlsafe(32)
        self.last_used = time.monotonic()
        self._cookie = secrets.token_urlsafe(32)
        self._entry = secrets.token_urlsafe(32)
        self._key = secrets.token_bytes(32)
        self._lock = threading.Lock()

    @property
    def host(self) -> str:
        """The one ``Host`` that is answered."""
        return f"127.0.0.1:{self.port}"

    @property
    def origin(self) -> str:
        """The one ``Origin`` that may change anything."""
        return f"http://{self.host}"

    def entry_url(self, page: str = "/") -> str:
        """The address to open the browser with; it works once.

        Args:
            page: Path of the page to go on to.
        """
        return f"{self.origin}/enter?token={self._entry}&to={page}"

    def enter(self, token: str) -> str | None:
        """Exchange the entry token for the cookie's value; ``None`` if it is wrong or was used before."""
        with self._lock:
            if not self._entry or not _same(token, self._entry):
                return None
            self._entry = ""
        return self._cookie

    def knows(self, cookie: str) -> bool:
        """Whether this is the cookie that was handed out."""
        return _same(cookie, self._cookie)

    def is_form_token(self, token: str) -> bool:
        """Whether a form or script sent the token of this session's pages."""
        return _same(token, self.form_token)

    def touch(self) -> None:
        """Note that the server is in use."""
        self.last_used = time.monotonic()

    def opaque(self, *parts: str) -> str:
        """An id that stands for a folder, document or person in an address: it tells nothing."""
        text = "\x00".join(parts).encode("utf-8", "surrogatepass")
        return hmac.new(self._key, text, hashlib.sha256).hexdigest()[:_ID_LENGTH]

    def find(self, opaque: str, kind: str, names: Iterable[str]) -> str | None:
        """The one of ``names`` that an opaque id of this kind stands for."""
        return next((name for name in names if _same(self.opaque(kind, name), opaque)), None)


def _same(given: str, wanted: str) -> bool:
    return secrets.compare_digest(given.encode("utf-8", "replace"), wanted.encode("utf-8"))
