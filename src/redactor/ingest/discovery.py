"""Which files of a folder are documents."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from redactor.formats import adapters

PAGES = frozenset({".html", ".htm", ".xhtml"})
"""Extensions of web pages."""

_LITTER = frozenset({"thumbs.db", ".ds_store", "desktop.ini"})
_WEB_CODE = (".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ico")
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
    cannot be listed, style sheets, scripts and fonts of web pages, and what lies in
    the folder of a saved page but is no document that a page links.
    """
    files: list[tuple[str, Path]] = []
    skipped: list[str] = []
    base = root.resolve()
    of_pages: set[Path] = set()

    def unlistable(error: OSError) -> None:
        skipped.append(f"{_below(root, Path(error.filename))} (the folder cannot be listed)")

    for folder, subfolders, names in os.walk(root, followlinks=False, onerror=unlistable):
        here = Path(folder)
        pages = {_stem(name): name for name in names if Path(name).suffix.lower() in PAGES}
        of_page = here in of_pages
        for name in list(subfolders):
            reason = _folder_reason(here / name)
            if reason:
                subfolders.remove(name)
                skipped.append(f"{_below(root, here / name)} ({reason})")
            elif of_page or (belongs := _companion_reason(name, pages)):
                of_pages.add(here / name)
                skipped += [] if of_page else [f"{_below(root, here / name)} ({belongs})"]
        for name in names:
            path = here / name
            reason = _file_reason(path, base)
            if of_page and path.suffix.lower() not in _linked_documents():
                continue
            if reason:
                skipped.append(f"{_below(root, path)} ({reason})")
            else:
                files.append((_below(root, path), path))
    return Discovery(tuple(path for _, path in sorted(files)), tuple(sorted(skipped)))


def _below(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


def _stem(name: str) -> str:
    return name[: name.rindex(".")]


def _companion_reason(name: str, pages: dict[str, str]) -> str:
    """Why a folder is left out that a browser saved with a page."""
    for ending in _BESIDE:
        page = pages.get(name[: -len(ending)]) if name.lower().endswith(ending.lower()) else None
        if page is not None:
            return f"the files of the saved page {page}, treated with it; documents among them are treated on their own"
    return ""


@cache
def _linked_documents() -> frozenset[str]:
    """Extensions of files that are documents even in the folder of a saved page: not its frames and notes."""
    offered = [adapter.extensions for adapter in adapters() if adapter.name not in ("html", "text")]
    return frozenset(extension for extensions in offered for extension in extensions)


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
    if name.endswith(_WEB_CODE):
        return "a style sheet, script, icon or font of web pages"
    if path.is_symlink() and not path.resolve().is_relative_to(base):
        return "a link that leaves the folder"
    return "" if path.is_file() else "not a file"
