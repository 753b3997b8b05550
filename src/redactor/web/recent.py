"""The cases opened lately, in the user's own configuration folder: their paths and nothing else."""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path

from redactor.case.storage import private_directory, write_private

MOST = 12
_NAME = "recent-cases.json"


def config_folder() -> Path:
    """The user's folder for this program's settings, where each system keeps such things."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming") / "redactor"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "redactor"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "redactor"


def _is_case(folder: Path) -> bool:
    """Whether a case is there and can be reached: a network drive may be gone."""
    try:
        return (folder / "case.toml").is_file()
    except OSError:
        return False


class Recent:
    """The list; a list that cannot be read or written is an empty one.

    Args:
        folder: Where it is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        self._lock = threading.Lock()

    def folders(self) -> tuple[Path, ...]:
        """The case folders that are still there, the latest first."""
        return tuple(path for path in map(Path, self._read()) if _is_case(path))

    def note(self, folder: Path) -> None:
        """Put a folder at the front."""
        with self._lock:
            paths = [str(folder), *(path for path in self._read() if path != str(folder))][:MOST]
            self._write(paths)

    def forget(self, folder: Path) -> None:
        """Take a folder off the list; the folder itself stays."""
        with self._lock:
            self._write([path for path in self._read() if path != str(folder)])

    def _read(self) -> list[str]:
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return []
        return [path for path in found if isinstance(path, str)] if isinstance(found, list) else []

    def _write(self, paths: list[str]) -> None:
        try:
            private_directory(self._path.parent)
            write_private(self._path, json.dumps(paths, ensure_ascii=True, indent=1).encode("ascii"))
        except OSError:
            return  # the list is a convenience
