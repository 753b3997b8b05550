"""Which files of a folder are documents."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

_LITTER = frozenset({"thumbs.db", ".ds_store", "desktop.ini"})
_PAGES = (".html", ".htm", ".xhtml")
_BESIDE = ("_files", "-files", ".files", "-Dateien", "_fichiers", "_archivos", "_bestanden", "_pliki")
"""How browsers and Word call the folder of a saved page, after the page's own name."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """What stands in a documents folder.

    Attributes:
        files: The documents, sorted by their path below the folder.
        skipped: One line each, ``path (why)``: what was left out, sorted.
    """

    files: tuple[Path, ...]
    skipped: tuple[str, ...]


def discover(root: Path) -> Discovery:
    """Find the documents below ``root``, subfolders too; nothing is opened.

    Lock files, system litter, temporary and hidden files are left out and listed,
    and so are links that lead out of the folder or to a folder, folders that
    cannot be listed, and the folders of files that belong to a saved web page.
    """
    files: list[tuple[str, Path]] = []
    skipped: list[str] = []
    base = root.resolve()

    def unlistable(error: OSError) -> None:
        skipped.append(f"{_below(root, Path(error.filename))} (the folder cannot be listed)")

    for folder, subfolders, names in os.walk(root, followlinks=False, onerror=unlistable):
        here = Path(folder)
        pages = {_stem(name): name for name in names if name.lower().endswith(_PAGES)}
        for name in list(subfolders):
            reason = _folder_reason(here / name) or _companion_reason(name, pages)
            if reason:
                subfolders.remove(name)
                skipped.append(f"{_below(root, here / name)} ({reason})")
        for name in names:
            path = here / name
            reason = _file_reason(path, base)
            if reason:
                skipped.append(f"{_below(root, path)} ({reason})")
            else:
                files.append((_below(root, path), path))
    return Discovery(tuple(path for _, path in sorted(files)), tuple(sorted(skipped)))


def _below(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def companions(page: Path) -> dict[str, Path]:
    """The files that a browser saved beside a page.

    Args:
        page: A page's file.

    Returns:
        Files by their path as the page writes it (``report_files/logo.png``), sorted;
        empty if it is no page or has no such folder. Nothing is opened; links that
        lead out of the folder are left out.
    """
    if not page.name.lower().endswith(_PAGES):
        return {}
    found: dict[str, Path] = {}
    for ending in _BESIDE:
        folder = page.parent / f"{_stem(page.name)}{ending}"
        if folder.is_dir() and not folder.is_symlink():
            base = folder.resolve()
            for path in sorted(folder.rglob("*")):
                if path.is_file() and path.resolve().is_relative_to(base):
                    found[path.relative_to(page.parent).as_posix()] = path
    return found


def _stem(name: str) -> str:
    return name[: name.rindex(".")]


def _companion_reason(name: str, pages: dict[str, str]) -> str:
    """Why a folder is left out that a browser saved with a page."""
    for ending in _BESIDE:
        page = pages.get(name[: -len(ending)]) if name.lower().endswith(ending.lower()) else None
        if page is not None:
            return f"the files of the saved page {page}; documents among them belong into documents/ on their own"
    return ""


def _folder_reason(path: Path) -> str:
    if path.is_symlink():
        return "a link to a folder"
    return "a hidden folder" if path.name.startswith(".") or path.name == "__MACOSX" else ""


def _file_reason(path: Path, base: Path) -> str:
    name = path.name.lower()
    if name.startswith(("~$", ".~lock.")):
        return "a lock file"
    if name in _LITTER:
        return "a system file"
    if name.endswith((".tmp", ".temp")) or name.startswith("~"):
        return "a temporary file"
    if name.startswith("."):
        return "a hidden file"
    if path.is_symlink() and not path.resolve().is_relative_to(base):
        return "a link that leaves the folder"
    return "" if path.is_file() else "not a file"
