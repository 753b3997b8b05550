"""Which files a check looks at: those given, those in folders, and those that a saved web page shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from redactor.errors import UsageError

_PAGES = frozenset({".html", ".htm", ".xhtml"})
_CODE = frozenset({".js", ".mjs", ".css", ".json", ".map"})
_FONTS = frozenset({".woff", ".woff2", ".ttf", ".otf", ".eot", ".ico"})
_POINTERS = frozenset({"src", "href", "data", "poster", "srcset"})
_MOST_LINKED = 500


@dataclass(frozen=True, slots=True)
class CheckedPath:
    """One file to look at.

    Attributes:
        path: Where it lies.
        page: The web page that shows it, if it was not given itself.
        missing: How many files a page points to beside it that are not there.
    """

    path: Path
    page: Path | None = None
    missing: int = 0

    @property
    def is_site_code(self) -> bool:
        """Whether it is a script or a style sheet of a web page."""
        return self.path.suffix.casefold() in _CODE

    @property
    def is_font(self) -> bool:
        """Whether it is a font or an icon that a page brings along: letters without words."""
        return self.page is not None and self.path.suffix.casefold() in _FONTS


def checked_paths(files: Iterable[Path | str]) -> tuple[CheckedPath, ...]:
    """Every file to look at, each once, in order; linked files follow their page.

    Raises:
        UsageError: if one of them does not exist, or there is none at all.
    """
    found: dict[Path, CheckedPath] = {}
    given = _given(files)
    for path in given:
        linked, missing = _linked(path) if path.suffix.casefold() in _PAGES else ((), 0)
        found.setdefault(path.resolve(), CheckedPath(path, missing=missing))
        for other in linked:
            if other.resolve() not in {item.resolve() for item in given}:
                found.setdefault(other.resolve(), CheckedPath(other, page=path))
    return tuple(found.values())


def _given(files: Iterable[Path | str]) -> tuple[Path, ...]:
    paths: list[Path] = []
    for given in map(Path, files):
        if given.is_dir():
            paths += sorted(p for p in given.rglob("*") if p.is_file() and not p.name.startswith((".", "~$")))
        elif given.is_file():
            paths.append(given)
        else:
            raise UsageError(f"There is no file or folder {given}.", next_step="Look at the path again.")
    if not paths:
        raise UsageError("There is no file to check.")
    return tuple(paths)


def _linked(page: Path) -> tuple[tuple[Path, ...], int]:
    """The files below the folder of a page that it points to, and how many of them are missing."""
    try:
        text = page.read_bytes().decode("utf-8", "replace")
    except OSError:
        return (), 0  # the check of the page itself says so
    pointers = _Pointers()
    pointers.feed(text)
    folder = page.parent.resolve()
    linked: dict[Path, None] = {}
    missing = 0
    for pointer in list(dict.fromkeys(pointers.found))[:_MOST_LINKED]:
        target = (folder / pointer).resolve()
        if not target.is_relative_to(folder) or target == page.resolve():
            continue
        if target.is_file():
            linked.setdefault(page.parent / target.relative_to(folder))
        else:
            missing += 1
    return tuple(linked), missing


class _Pointers(HTMLParser):
    """The relative addresses that a page points to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Gather the addresses of one tag."""
        del tag  # whatever it is, an address is one
        for name, value in attrs:
            if name in _POINTERS and value:
                self.found += _relative(value.split(",") if name == "srcset" else [value])


def _relative(values: Iterable[str]) -> Iterator[str]:
    for value in values:
        words = value.split()
        try:
            parts = urlsplit(words[0] if words else "")
        except ValueError:
            continue
        if parts.path and not parts.scheme and not parts.netloc and not parts.path.startswith("/"):
            yield unquote(parts.path)
