"""Running headers, footers and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from redactor.formats.pdf.glyphs import Line

_ZONE = 0.12
_NUMBER = re.compile(
    r"[\s|\-–—]*(?:(?:page|p\.?|pg\.?)\s*)?\(?(?:\d{1,4}|[ivxl]{1,6})\)?(?:\s*(?:of|/)\s*\d{1,4})?[\s|\-–—]*",
    re.IGNORECASE,
)
_NUMBER_IN_LINE = re.compile(r"[\s|\-–—]*\bpage\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[\s|\-–—]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Furniture:
    """Distinct running lines of a document.

    Attributes:
        headers, footers: Text and first page, in order of appearance; page numbers taken out.
        numbers: How many page numbers were left out (the copy is numbered anew).
        lines: The ids (``id()``) of the lines that are furniture.
    """

    headers: tuple[tuple[str, int], ...]
    footers: tuple[tuple[str, int], ...]
    numbers: int
    lines: frozenset[int]


def find_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> Furniture:
    """Find lines in the upper and lower margin that recur or that the PDF calls artifacts.

    Args:
        pages: The lines of each page.
        heights: The height of each page in points.
    """
    zoned: list[tuple[Line, str]] = []
    for lines, height in zip(pages, heights, strict=True):
        for line in lines:
            zone = _zone(line, height)
            if zone:
                zoned.append((line, zone))
    counts = Counter({key: len(found) for key, found in _by_pattern(zoned).items()})
    needed = 2 if len(pages) < 6 else 3
    kept: dict[str, dict[str, tuple[str, int]]] = {"header": {}, "footer": {}}
    numbers = 0
    ids: set[int] = set()
    for line, zone in zoned:
        text = line.text
        if _NUMBER.fullmatch(text):
            numbers += 1
        elif counts[(zone, _pattern(text))] >= needed or line.artifact:
            bare = _NUMBER_IN_LINE.sub(" ", text).strip()
            if bare:
                kept[zone].setdefault(_pattern(bare), (bare, line.page))
        else:
            continue
        ids.add(id(line))
    return Furniture(tuple(kept["header"].values()), tuple(kept["footer"].values()), numbers, frozenset(ids))


def _zone(line: Line, height: float) -> str:
    if line.bottom < _ZONE * height or (line.artifact and line.bottom < height / 2):
        return "header"
    return "footer" if line.top > (1 - _ZONE) * height or line.artifact else ""


def _by_pattern(zoned: Sequence[tuple[Line, str]]) -> dict[tuple[str, str], set[int]]:
    found: dict[tuple[str, str], set[int]] = {}
    for line, zone in zoned:
        found.setdefault((zone, _pattern(line.text)), set()).add(line.page)
    return found


def _pattern(text: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\s+", " ", text)).strip().lower()
