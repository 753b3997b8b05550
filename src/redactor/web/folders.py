"""Look through the folders of this machine to open a case or to choose where a new one goes."""

from __future__ import annotations

import os
import string
from dataclasses import dataclass
from pathlib import Path

from redactor.errors import UsageError

_MOST = 400


@dataclass(frozen=True, slots=True)
class Folder:
    """One folder and what a person may go on to.

    Attributes:
        path: The folder.
        parent: The one above; ``None`` at the top.
        folders: Those in it, without hidden ones.
        is_case: Whether it holds a ``case.toml``.
        places: Other places to begin from: the home folder, drives.
    """

    path: Path
    parent: Path | None
    folders: tuple[Path, ...]
    is_case: bool
    places: tuple[Path, ...]


def look(path: Path) -> Folder:
    """List a folder.

    Raises:
        UsageError: if it cannot be opened.
    """
    folder = path.expanduser()
    try:
        folder = folder.resolve()
        inside = [entry for entry in folder.iterdir() if not entry.name.startswith((".", "$")) and _is_folder(entry)]
    except OSError:
        raise UsageError("This folder cannot be opened.", next_step="Choose another one.") from None
    inside.sort(key=lambda entry: entry.name.casefold())
    return Folder(
        path=folder,
        parent=folder.parent if folder.parent != folder else None,
        folders=tuple(inside[:_MOST]),
        is_case=(folder / "case.toml").is_file(),
        places=_places(),
    )


def _places() -> tuple[Path, ...]:
    home = Path.home()
    found = [home, *(home / name for name in ("Documents", "Desktop"))]
    if os.name == "nt":
        found += [Path(f"{letter}:\\") for letter in string.ascii_uppercase]
    return tuple(path for path in found if _is_folder(path))


def _is_folder(path: Path) -> bool:
    """Whether something is a folder that can be looked at: Windows refuses some of its own, and empty drives."""
    try:
        return path.is_dir()
    except OSError:
        return False
