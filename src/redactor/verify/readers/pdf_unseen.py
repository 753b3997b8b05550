"""Text of a PDF that is there and not seen: under a box or picture, unpainted, off the page, in the colour behind it.

pdfium tells what is painted, in order, and where each letter stands. Judged is what can be told without doubt: a
filled rectangle or picture that hides what was painted before it, and a plain ground behind a letter. Letters that are
not painted and lie on or under a picture are the words of a scan, and seen there.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

import pikepdf
from pypdfium2 import raw

from redactor.verify.readers.base import Block, Surface
from redactor.verify.readers.pdf_painted import Box, Painted, Text, handle, painted

COVERED: Final = "text under a box or a picture"
MARKED: Final = "text marked for removal, which was never done"
UNPAINTED: Final = "text that is not painted"
OUTSIDE: Final = "text off the page"
SAME_COLOUR: Final = "text in the colour of what lies behind it"
TINY: Final = "text too small to see"

_LEAST_SIZE: Final = 1.0
"""Points; smaller letters are specks."""
_MOST: Final = 0.6
"""Share of a letter that must lie under something, for the letter to be hidden."""
_ALIKE: Final = 12
"""Steps of 255 by which two colours may differ and still be one to the eye."""
_WHITE: Final = (255, 255, 255)
_DARK: Final = 0.35
_DEEPEST: Final = 8
_GROUNDS: Final = {"/Square": "/IC", "/FreeText": "/C", "/Highlight": "/C"}
"""Kinds of annotations that paint an area, each with the key of its colour."""
_NOT_SHOWN: Final = 2 | 32
"""Flags of annotations: Hidden, NoView (ISO 32000-2, table 167)."""


def unseen_blocks(page: Any, textpage: Any, place: str, own: pikepdf.Page) -> Iterator[Block]:
    """Yield what stands on a page and is not seen there, one block for each reason.

    Args:
        page: As pdfium opened it.
        textpage: Its text, as pdfium opened it.
        place: The page, in words.
        own: The page as pikepdf opened it.

    Raises:
        ValueError: if an annotation is broken, so that nobody knows what lies under it.
    """
    found: dict[str, list[str]] = {}
    content = painted(page, textpage, patterned=_has_patterns(own.resources, 0))
    left, bottom, right, top = page.get_bbox()
    for text in content.texts:
        reason = _reason(text, content, (left, bottom, right, top))
        if reason and (words := text.read()):
            found.setdefault(reason, []).append(words)
    for reason, words in _covered(content, textpage, list(_notes(_annotations(own)))):
        found.setdefault(reason, []).append(words)
    for reason, parts in found.items():
        yield Block(f"{place}, {reason}", "\n".join(parts), Surface.HIDDEN, f"{place}, {reason}")


def _reason(text: Text, content: Painted, page: Box) -> str:
    """Why nothing of what one operator shows is seen; ``""`` where it may be."""
    if text.box[2] <= page[0] or text.box[0] >= page[2] or text.box[3] <= page[1] or text.box[1] >= page[3]:
        return OUTSIDE
    if text.size < _LEAST_SIZE:
        return TINY
    around = content.around(text)
    if not text.is_painted:
        return "" if any(shape.is_picture for shape in around) else UNPAINTED
    behind = [shape for shape in around if shape.order < text.order]
    ground = behind[-1].colour if behind else _WHITE
    if text.colour is None or ground is None:
        return ""
    return SAME_COLOUR if max(abs(a - b) for a, b in zip(text.colour, ground, strict=True)) <= _ALIKE else ""


@dataclass(frozen=True, slots=True)
class _Cover:
    box: Box
    reason: str = COVERED


def _covered(content: Painted, textpage: Any, notes: list[_Cover]) -> Iterator[tuple[str, str]]:
    """Yield the letters that something painted later lies over, as they run, each with the reason."""
    below = {
        text.handle: [
            *(_Cover(shape.box) for shape in content.over(text) if shape.hides()),
            *(note for note in notes if _shared(text.box, note.box) > 0),
        ]
        for text in content.texts
        if text.is_painted
    }
    if not any(below.values()):
        return
    letters = (_letter(textpage, index, below) for index in range(raw.FPDFText_CountChars(textpage)))
    for reason, run in groupby(letters, key=lambda letter: letter[1]):
        words = "".join(letter for letter, _ in run).strip()
        if reason and words:
            yield reason, words


def _letter(textpage: Any, index: int, below: dict[int, list[_Cover]]) -> tuple[str, str]:
    """A letter, and why it is not seen."""
    letter = chr(raw.FPDFText_GetUnicode(textpage, index))
    covers = below.get(handle(raw.FPDFText_GetTextObject(textpage, index)), [])
    if not covers:
        return letter, ""
    sides = [ctypes.c_double() for _ in range(4)]
    raw.FPDFText_GetCharBox(textpage, index, *sides)  # left, right, bottom, top
    left, right, bottom, top = (side.value for side in sides)
    for cover in covers:
        if _shared((left, bottom, right, top), cover.box) >= _MOST:
            return letter, cover.reason
    return letter, ""


def _shared(inner: Box, outer: Box) -> float:
    """The share of the first box that lies within the second, 0 to 1."""
    width = min(inner[2], outer[2]) - max(inner[0], outer[0])
    height = min(inner[3], outer[3]) - max(inner[1], outer[1])
    area = max(inner[2] - inner[0], 1e-6) * max(inner[3] - inner[1], 1e-6)
    return max(width, 0.0) * max(height, 0.0) / area


def _has_patterns(resources: Any, depth: int) -> bool:
    if not isinstance(resources, pikepdf.Dictionary) or depth > _DEEPEST:
        return False
    if "/Pattern" in resources:
        return True
    drawn = resources.get("/XObject")
    forms = [form for _, form in drawn.items()] if isinstance(drawn, pikepdf.Dictionary) else []
    return any(_has_patterns(form.get("/Resources"), depth + 1) for form in forms if isinstance(form, pikepdf.Stream))


def _annotations(page: pikepdf.Page) -> list[Any]:
    """The annotations of a page; broken ones are told by the reader of its objects."""
    entries = page.obj.get("/Annots")
    return [e for e in entries if isinstance(e, pikepdf.Dictionary)] if isinstance(entries, pikepdf.Array) else []


def _notes(annotations: Sequence[Any]) -> Iterator[_Cover]:
    """Boxes that were laid over a page as annotations, and marks for a removal that was never done."""
    for note in annotations:
        kind, box = str(note.get("/Subtype", "")), _box(note.get("/Rect"))
        if box is None or int(_number(note.get("/F", 0))) & _NOT_SHOWN:
            continue
        if kind == "/Redact":
            yield _Cover(box, MARKED)
        elif _hides(kind, note):
            yield _Cover(box)


def _hides(kind: str, note: Any) -> bool:
    """Whether an annotation is painted so that letters under it are not read (ISO 32000-2, 12.5.6)."""
    ground = note.get(_GROUNDS.get(kind, "/Nothing"), ())
    values = [_number(value) for value in (ground if isinstance(ground, pikepdf.Array | tuple) else (None,))]
    if kind == "/Highlight":
        return len(values) in (1, 3) and max(values) <= _DARK
    return bool(values) and _number(note.get("/CA", 1)) >= 1


def _box(value: Any) -> Box | None:
    if not isinstance(value, pikepdf.Array) or len(value) != 4:
        return None
    x0, y0, x1, y1 = (_number(number) for number in value)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _number(value: Any) -> float:
    """A number of an annotation.

    Raises:
        ValueError: if something else stands there; whoever draws it may draw it anywhere.
    """
    try:
        return float(value)
    except TypeError:
        raise ValueError("a number of an annotation is none") from None
