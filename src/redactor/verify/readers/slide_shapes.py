"""Shapes of a slide as the verifier sees them: which are shown, what they say, what they link to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from redactor.verify.readers.base import Block, Surface
from redactor.verify.readers.markup import PARAGRAPH, attribute, local, read_paragraph
from redactor.verify.readers.pale import pale_text

_SHAPES = frozenset({"sp", "grpSp", "graphicFrame", "cxnSp", "pic", "contentPart"})
_NUMERIC = frozenset({"numCache", "numLit"})
_YES = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True)
class Story:
    """Where the texts of one part belong.

    Attributes:
        part: Their story; parts of the same name are compared.
        place: Where, in words.
        surface: What carries them.
        hidden: Whether the show does not show them.
        reachable: Whether the program would show the part at all.
        pale: Whether white text is judged: no page of the show has a colour of its own.
    """

    part: str
    place: str
    surface: Surface
    hidden: bool = False
    reachable: bool = True
    pale: bool = False


def text_blocks(root: etree._Element, story: Story, size: tuple[int, int] | None = None) -> Iterator[Block]:
    """Yield the paragraphs and chart values of a part, in its order.

    Args:
        root: The part.
        story: Where its texts belong.
        size: Width and height of the slide, to tell what lies beside it.
    """
    unseen = set() if size is None else set(_unseen(root, size))
    cells = _cells(root)
    number = 0
    for element in root.iter():
        text = _text(element)
        if not text:
            continue
        number += 1
        cell = next((cells[a] for a in element.iterancestors() if a in cells), "")
        place = f"{story.place}, {cell or f'paragraph {number}'}"
        if _is_kept_apart(element):
            yield Block(f"{place}, not shown", text, Surface.HIDDEN, f"{story.part}, not shown")
            continue
        hidden = story.hidden or any(a in unseen for a in element.iterancestors())
        twin = any(local(a) == "Fallback" for a in element.iterancestors())
        gone = (text,) if hidden else ()
        yield Block(place, text, story.surface, story.part, hidden=gone, twin=twin, reachable=story.reachable)
        if hidden:
            yield Block(f"{place}, not shown", text, Surface.HIDDEN, f"{story.part}, not shown")
        elif story.pale and (white := pale_text(element)):
            yield Block(f"{place}, text in white", white, Surface.HIDDEN, f"{story.part}, text in white")


def _text(element: etree._Element) -> str:
    """The text of a paragraph or of a value of a chart; empty for everything else."""
    name = local(element)
    if name == PARAGRAPH:
        return read_paragraph(element, frozenset()).text
    if name != "v" or not (element.text or "").strip():
        return ""
    text = element.text or ""
    if any(local(a) in _NUMERIC for a in element.iterancestors()):
        return text if any(c.isalpha() and c not in "eE" for c in text) else ""
    return text


def _is_kept_apart(element: etree._Element) -> bool:
    """Whether a text is stored in an extension that shows nothing, such as a series that was filtered out."""
    around = {local(ancestor) for ancestor in element.iterancestors()}
    return "ext" in around and "datalabelsRange" not in around


def _cells(root: etree._Element) -> dict[etree._Element, str]:
    """Where each cell of a table stands, counted from 1."""
    found: dict[etree._Element, str] = {}
    for number, table in enumerate((e for e in root.iter() if local(e) == "tbl"), start=1):
        for row, line in enumerate((e for e in table if local(e) == "tr"), start=1):
            for column, cell in enumerate((e for e in line if local(e) == "tc"), start=1):
                found[cell] = f"table {number}, row {row}, column {column}"
    return found


def _unseen(root: etree._Element, size: tuple[int, int]) -> Iterator[etree._Element]:
    """Shapes switched off anywhere, and shapes of the slide itself that lie beside it."""
    for shape in (e for e in root.iter() if local(e) in _SHAPES):
        if attribute(_named(shape), "hidden") in _YES or (_is_on_top(shape) and _is_outside(shape, size)):
            yield shape


def _named(shape: etree._Element) -> etree._Element:
    """The element that holds a shape's name and switches; the shape where there is none."""
    for block in shape:
        for child in block:
            if local(child) == "cNvPr":
                return child
    return shape


def _is_on_top(shape: etree._Element) -> bool:
    above = [local(a) for a in shape.iterancestors()][:3]
    return above[:1] == ["spTree"] or (above[:1] in (["Choice"], ["Fallback"]) and above[2:] == ["spTree"])


def _is_outside(shape: etree._Element, size: tuple[int, int]) -> bool:
    holders = [shape, *(child for child in shape if local(child) in ("spPr", "grpSpPr"))]
    frame = next((child for holder in holders for child in holder if local(child) == "xfrm"), None)
    values = {local(e): e for e in frame} if frame is not None else {}
    if not {"off", "ext"} <= set(values):
        return False
    try:
        left, top = int(attribute(values["off"], "x")), int(attribute(values["off"], "y"))
        right, bottom = left + int(attribute(values["ext"], "cx")), top + int(attribute(values["ext"], "cy"))
    except ValueError:
        return False
    return left >= size[0] or top >= size[1] or right < 0 or bottom < 0


def is_title(element: etree._Element) -> bool:
    """Whether an element marks its shape as the slide's title."""
    return local(element) == "ph" and attribute(element, "type") in ("title", "ctrTitle")
