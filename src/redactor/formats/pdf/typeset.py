"""Set texts as a plain report: A4, real headings, lists and tables, tagged for screen readers.

Only the font and the texts given go in. The same texts give the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Spacer
from reportlab.platypus.doctemplate import LayoutError

from redactor.errors import HeldError
from redactor.formats.pdf.flowables import TaggedParagraph, TaggedTable, emit
from redactor.formats.pdf.tagging import Element, Tags, finish
from redactor.model import SegmentRole

_REGULAR, _BOLD = "RedactorSans", "RedactorSans-Bold"
_MARGIN = 64.0
_WIDTH = A4[0] - 2 * _MARGIN
_INK, _GREY = HexColor("#1a1a1a"), HexColor("#555555")
_RULE, _SHADE = HexColor("#9a9a9a"), HexColor("#ececec")
_HEADING_SIZES = (17, 14, 12, 11, 10.5, 10)
_SMALLEST_COLUMN = 34.0
_TABLE_SIZES = (9.0, 8.0, 7.0, 6.0, 5.0)
_PADDING = 4
_PIECES = re.compile(r"[^\W_]+[\W_]*|[\W_]+")
"""Letters and digits with the marks behind them: an address may be broken between two of these."""


@dataclass(frozen=True, slots=True)
class Item:
    """A text with what it is."""

    text: str
    role: SegmentRole
    level: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; ``scope`` is ``"Column"`` or ``"Row"`` for headings."""

    text: str
    heading: bool = False
    scope: str = "Column"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, all of one length."""

    rows: tuple[tuple[Cell, ...], ...]


def typeset(items: Sequence[Item | Table], *, title: str) -> bytes:
    """Set a document.

    Args:
        items: In reading order.
        title: For the document's properties; the first title or heading if empty.

    Returns:
        The bytes of a tagged PDF.

    Raises:
        HeldError: if the font lacks a character.
    """
    check_characters(_texts(items))
    try:
        return _set(items, title, tables_as_text=False)
    except LayoutError:
        return _set(items, title, tables_as_text=True)


def check_characters(texts: Iterable[str]) -> None:
    """Refuse texts with characters that the font cannot show.

    Raises:
        HeldError: names the code points, at most ten of them.
    """
    regular, bold = (_glyphs(name) for name in _fonts())
    lacking = sorted(
        {c for text in texts for c in _plain(text) if not c.isspace() and not (ord(c) in regular and ord(c) in bold)}
    )
    if lacking:
        shown = ", ".join(f"U+{ord(c):04X}" for c in lacking[:10])
        raise HeldError(
            f"The PDF cannot be written again: the font lacks {len(lacking)} of its characters ({shown}).",
            next_step="Use the Word file of this document, or replace these characters in it.",
        )


def _glyphs(font: str) -> Mapping[int, int]:
    """The characters of a registered font."""
    registered: Any = pdfmetrics.getFont(font)
    glyphs: Mapping[int, int] = registered.face.charToGlyph
    return glyphs


@cache
def _fonts() -> tuple[str, str]:
    folder = resources.files("redactor.formats.pdf.fonts")
    for name, file_name in ((_REGULAR, "DejaVuSans.ttf"), (_BOLD, "DejaVuSans-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, io.BytesIO(folder.joinpath(file_name).read_bytes())))
    return _REGULAR, _BOLD


def _texts(items: Sequence[Item | Table]) -> list[str]:
    out: list[str] = []
    for item in items:
        out += [item.text] if isinstance(item, Item) else [cell.text for row in item.rows for cell in row]
    return out


def _plain(text: str) -> str:
    """Without characters that have no shape: zero-width, soft hyphen, direction marks."""
    return "".join(c for c in text if c not in _SHAPELESS)


_SHAPELESS = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\ufeff")


def _markup(text: str, style: ParagraphStyle, width: float) -> str:
    """Reportlab markup of a text: tabs and line breaks kept, long addresses broken at their marks."""
    lines = _plain(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    room = width - style.leftIndent
    whole = ("".join(_fitting(part, style, room) for part in re.split(r"(\s+)", line)) for line in lines)
    return "<br/>".join(escape(line).replace("\t", "\u00a0\u00a0\u00a0 ") for line in whole)


def _fitting(word: str, style: ParagraphStyle, room: float) -> str:
    """A word that is longer than a line, with spaces where it may be broken: never within letters."""
    if _length(word, style) <= room:
        return word
    lines = [""]
    for piece in _PIECES.findall(word):
        if lines[-1] and _length(lines[-1] + piece, style) > room:
            lines.append("")
        lines[-1] += piece
    return " ".join(lines)


def _length(text: str, style: ParagraphStyle) -> float:
    return float(pdfmetrics.stringWidth(text, style.fontName, style.fontSize))


@cache
def _style(name: str, size: float, bold: bool = False) -> ParagraphStyle:
    heading = name == "heading"
    return ParagraphStyle(
        f"{name}{size}{bold}",
        fontName=_fonts()[1 if bold else 0],
        fontSize=size,
        leading=round(size * 1.38, 2),
        textColor=_GREY if name == "margin" else _INK,
        spaceBefore=size * 0.9 if heading else 3 if name == "body" else 0,
        spaceAfter=size * 0.45 if heading else size * 0.6 if name in ("body", "margin") else 2,
        leftIndent=24 if name == "list" else 0,
        firstLineIndent=-10 if name == "list" else 0,
        keepWithNext=1 if heading else 0,
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
    )


def _set(items: Sequence[Item | Table], title: str, *, tables_as_text: bool) -> bytes:
    tags = Tags()
    root = tags.root
    story: list[Flowable] = []
    listed: Element | None = None
    depth = 0
    margin_begun = False
    for item in items:
        if isinstance(item, Table):
            listed = None
            story += _table(item, tags, root, as_text=tables_as_text)
            continue
        if item.role is not SegmentRole.LIST_ITEM:
            listed = None
        if item.role in (SegmentRole.HEADER, SegmentRole.FOOTER) and not margin_begun:
            margin_begun = True
            story.append(Spacer(1, 18))
        if item.role in (SegmentRole.HEADING, SegmentRole.TITLE):
            wanted = 1 if item.role is SegmentRole.TITLE else max(item.level, 1)
            depth = min(wanted, depth + 1, 6)
            story.append(_heading(item, tags, root, depth))
        elif item.role is SegmentRole.LIST_ITEM:
            listed = listed or tags.add(root, "L")
            body = tags.add(tags.add(listed, "LI"), "LBody")
            style = _style("list", 10)
            story.append(TaggedParagraph(_markup(item.text, style, _WIDTH), style).tagged(tags, body))
        else:
            story.append(_paragraph(item, tags, root))
    shown = title or next((i.text for i in items if isinstance(i, Item) and i.role in _TITLES), "")
    return finish(_build(story, tags), tags, " ".join(_plain(shown).split()))


_TITLES = (SegmentRole.TITLE, SegmentRole.HEADING)


def _heading(item: Item, tags: Tags, root: Element, depth: int) -> Flowable:
    size = 20.0 if item.role is SegmentRole.TITLE else float(_HEADING_SIZES[depth - 1])
    words = " ".join(_plain(item.text).split())
    style = _style("heading", size, True)
    flowable = TaggedParagraph(_markup(item.text, style, _WIDTH), style)
    return flowable.tagged(tags, tags.add(root, f"H{depth}"), outline=(words, depth - 1))


def _paragraph(item: Item, tags: Tags, root: Element) -> Flowable:
    margin = item.role in (SegmentRole.HEADER, SegmentRole.FOOTER)
    style = _style("margin", 8.5) if margin else _style("body", 10)
    return TaggedParagraph(_markup(item.text, style, _WIDTH), style).tagged(tags, tags.add(root, "P"))


def _table(table: Table, tags: Tags, root: Element, *, as_text: bool) -> list[Flowable]:
    element = tags.add(root, "Table")
    size, widths = _column_widths(table)
    as_text = as_text or not widths
    cells: list[list[Flowable]] = []
    shaded: list[tuple[Any, ...]] = []
    for r, row in enumerate(table.rows):
        line = tags.add(element, "TR")
        flowables: list[Flowable] = []
        for c, cell in enumerate(row):
            kind = tags.add(line, "TH" if cell.heading else "TD", scope=cell.scope if cell.heading else "")
            cell_style = _style("cell", size, cell.heading)
            room = widths[c] - 2 * _PADDING if widths else _WIDTH
            paragraph = TaggedParagraph(_markup(cell.text, cell_style, room - 0.5), cell_style)
            flowables.append(paragraph.tagged(tags, kind))
            if cell.heading:
                shaded.append(("BACKGROUND", (c, r), (c, r), _SHADE))
        cells.append(flowables)
    if as_text:
        return [flowable for row in cells for flowable in row] + [Spacer(1, 8)]
    style = [
        ("GRID", (0, 0), (-1, -1), 0.5, _RULE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
        *shaded,
    ]
    set_table = TaggedTable(
        cells, colWidths=widths, style=style, splitByRow=1, splitInRow=1, spaceBefore=4, spaceAfter=10
    )
    return [set_table]


def _column_widths(table: Table) -> tuple[float, list[float]]:
    """Font size and column widths; no widths if not even small print keeps every word whole.

    The width is shared by how much text a column holds; no column is narrower
    than its longest word.
    """
    count = max(len(row) for row in table.rows)
    texts = [[row[column].text for row in table.rows if column < len(row)] for column in range(count)]
    pieces = [
        {piece for text in column for word in text.split() for piece in _PIECES.findall(word)} for column in texts
    ]
    first = 0 if count <= 4 else 1 if count <= 6 else 2
    for size in _TABLE_SIZES[first:]:
        style = _style("cell", size, True)
        least = [
            max([_SMALLEST_COLUMN * size / 9, *(_length(piece, style) + 2 * _PADDING + 1.5 for piece in column)])
            for column in pieces
        ]
        spare = _WIDTH - sum(least)
        if spare >= 0:
            wanted = [max(float(max(map(len, column), default=1)), 4.0) ** 0.6 for column in texts]
            return size, [low + spare * want / sum(wanted) for low, want in zip(least, wanted, strict=True)]
    return _TABLE_SIZES[0], []


def _build(story: list[Flowable], tags: Tags) -> bytes:
    buffer = io.BytesIO()
    document = BaseDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        invariant=1,
        pageCompression=1,
        initialFontName=_fonts()[0],
    )
    frame = Frame(_MARGIN, _MARGIN, _WIDTH, A4[1] - 2 * _MARGIN, 0, 0, 0, 0, id="text")
    document.addPageTemplates([PageTemplate(id="page", frames=[frame], onPageEnd=_page_number)])
    document.build(story or [Spacer(1, 1)])
    tags.close()
    return buffer.getvalue()


def _page_number(canvas: Any, _document: Any) -> None:
    emit(canvas, "/Artifact <</Type /Pagination>> BDC")
    canvas.saveState()
    canvas.setFont(_fonts()[0], 8.5)
    canvas.setFillColor(_GREY)
    canvas.drawCentredString(A4[0] / 2, _MARGIN / 2, str(canvas.getPageNumber()))
    canvas.restoreState()
    emit(canvas, "EMC")
