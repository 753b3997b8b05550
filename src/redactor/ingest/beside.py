"""The files that a web page shows: pictures and style sheets beside it, wherever in the documents folder."""

from __future__ import annotations

import os
from pathlib import Path

MAX_BYTES = 64 * 1024 * 1024
"""A larger file beside a page counts as missing: a placeholder stands for it."""


class FilesBeside:
    """Looks files up by their path as a page writes it (``report_files/logo.png``).

    Each file is read once. What is missing, unreadable, too large or outside the
    documents folder is not there.

    Args:
        page: The page's file.
        source: Its path below the documents folder, with forward slashes.
    """

    def __init__(self, page: Path, source: str) -> None:
        self._folder = page.parent
        self._root = page.parents[source.count("/")]
        self._found: dict[str, bytes | None] = {}
        self._shown: set[str] = set()

    @property
    def shown(self) -> frozenset[str]:
        """The files that were asked for and are there, by their path below the documents folder."""
        return frozenset(self._shown)

    def __call__(self, path: str) -> bytes | None:
        """The bytes of a file, or ``None``.

        Args:
            path: As the page writes it, percent-encoding undone; untrusted.
        """
        if path not in self._found:
            self._found[path] = self._read(path)
        return self._found[path]

    def _read(self, untrusted: str) -> bytes | None:
        if "\0" in untrusted or not untrusted or Path(untrusted).is_absolute():
            return None
        path = Path(os.path.normpath(self._folder / untrusted.replace("\\", "/")))
        try:
            inside = path.resolve().is_relative_to(self._root.resolve()) and path.is_relative_to(self._root)
            if not inside or not path.is_file() or path.stat().st_size > MAX_BYTES:
                return None
            data = path.read_bytes()
        except OSError:
            return None
        self._shown.add(path.relative_to(self._root).as_posix())
        return data
