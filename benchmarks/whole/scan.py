"""How many names are left in a file, by reading it in ways that share nothing with any of the tools."""

from __future__ import annotations

import html
import re
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2

_TAG = re.compile(r"<[^>]+>")


def left(path: Path, names: tuple[str, ...]) -> int:
    """Occurrences of the names (case and white space aside), in the view that holds most of them."""
    return max(sum(len(re.findall(re.escape(name.lower()), text)) for name in names) for text in _views(path))


def _views(path: Path) -> list[str]:
    if path.suffix == ".pdf":
        return [_flat(text) for text in (_shown(path), _strings(path))]
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as package:
            parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist()]
        return [_flat("\n".join(parts)), _flat("\n".join(html.unescape(_TAG.sub("", part)) for part in parts))]
    return [_flat(path.read_text(encoding="utf-8", errors="replace"))]


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).lower()


def _shown(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def _strings(path: Path) -> str:
    """What stands in the decoded streams and in the strings of objects."""
    found: list[str] = []
    with pikepdf.open(path) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") != "/Image":
                try:
                    found.append(item.read_bytes().decode("latin-1"))
                except pikepdf.PdfError:
                    continue
            elif isinstance(item, pikepdf.Dictionary):
                found += [str(value) for _, value in item.items() if isinstance(value, pikepdf.String)]
    return "\n".join(found)
