"""A PDF read into blocks and tables in reading order."""

from __future__ import annotations

import io
import itertools
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfminer.pdfparser import PDFSyntaxError
from pdfminer.psparser import PSException
from pdfplumber.utils.exceptions import PdfminerException

from redactor.errors import UnreadableError
from redactor.formats.pdf.columns import reading_lines
from redactor.formats.pdf.furniture import Furniture, find_furniture
from redactor.formats.pdf.glyphs import Line, Word, read_words, unreadable_glyphs
from redactor.formats.pdf.paragraphs import Block, Fonts, build_blocks, measure, vocabulary
from redactor.formats.pdf.tables import PdfTable, find_tables
from redactor.model import Notice

_FEW_LETTERS = 100
_MOST_OF_PAGE = 0.5
_MANY_CURVES = 40
_MAX_CHARS = 200_000


@dataclass(slots=True)
class Content:
    """What stands on the pages.

    Attributes:
        flow: Blocks and tables in reading order.
        furniture: Running headers and footers.
        known: The document's words, for hyphenation.
        notices: Pages that cannot be read.
        pictures: How many pictures each page has (pages from 1).
        pages: Number of pages.
    """

    flow: list[Block | PdfTable]
    furniture: Furniture
    known: frozenset[str]
    notices: list[Notice]
    pictures: Counter[int]
    pages: int


@dataclass(slots=True)
class PageLayout:
    """Lines and tables of a page, from top to bottom, and its height."""

    lines: list[Line]
    tables: list[PdfTable]
    height: float


def read_content(plain: bytes, tagged: dict[tuple[int, int], int]) -> Content:
    """Read the pages of an unencrypted PDF.

    Raises:
        UnreadableError: if the text reader cannot follow it.
    """
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    notices: list[Notice] = []
    pictures: Counter[int] = Counter()
    try:
        with pdfplumber.open(io.BytesIO(plain)) as pdf:
            raw = [_words(page, number, notices, pictures) for number, page in enumerate(pdf.pages, 1)]
            known = vocabulary(raw)
            pages = []
            for number, (page, words) in enumerate(zip(pdf.pages, raw, strict=True), 1):
                tables, rest = find_tables(page, words, number, known) if words else ([], [])
                pages.append(PageLayout(lines_around(rest, tables, number), tables, float(page.height)))
                page.close()
    except (
        PdfminerException,
        PDFSyntaxError,
        PSException,
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        OSError,
        AttributeError,
        AssertionError,
        RecursionError,
        ZeroDivisionError,
        OverflowError,
    ):
        raise UnreadableError(
            "The text of the PDF cannot be read.",
            next_step="Open it in a PDF reader, print it to a new PDF, and use that one.",
        ) from None
    furniture = find_furniture([page.lines for page in pages], [page.height for page in pages])
    all_lines = [line for page in pages for line in page.lines if id(line) not in furniture.lines]
    fonts = measure(all_lines, tagged)
    flow = list(flow_of(pages, furniture, fonts))
    return Content(flow, furniture, known, notices, pictures, len(pages))


def flow_of(pages: list[PageLayout], furniture: Furniture, fonts: Fonts) -> Iterator[Block | PdfTable]:
    """Blocks and tables in reading order; tables that go on over the page are joined."""
    open_table: PdfTable | None = None
    waiting: list[Line] = []
    for page in pages:
        items: list[Line | PdfTable] = [line for line in page.lines if id(line) not in furniture.lines]
        for table in page.tables:
            above = sum(1 for item in items if not isinstance(item, PdfTable) and item.bottom <= table.top + 2)
            position = _position(items, table) if above else 0
            items.insert(position, table)
        for item in items:
            if isinstance(item, Line):
                waiting.append(item)
                if open_table is not None:
                    yield open_table
                    open_table = None
            elif open_table is not None and item.page > open_table.pages[-1] and open_table.takes(item):
                open_table.extend(item)
            else:
                if open_table is not None:
                    yield open_table
                yield from build_blocks(waiting, fonts)
                waiting = []
                open_table = item
    if open_table is not None:
        yield open_table
    yield from build_blocks(waiting, fonts)


def _position(items: list[Line | PdfTable], table: PdfTable) -> int:
    """Behind the last item that stands wholly above the table."""
    position = 0
    for number, item in enumerate(items, 1):
        bottom = item.bottom if isinstance(item, Line) else item.top
        if bottom <= table.top + 2:
            position = number
    return position


def lines_around(words: Sequence[Word], tables: Sequence[PdfTable], number: int) -> list[Line]:
    """Lines of the page; columns are looked for between tables, not across them."""
    lines: list[Line] = []
    edges = [float("-inf"), *(table.top for table in tables), float("inf")]
    for low, high in itertools.pairwise(edges):
        band = [word for word in words if low <= (word.top + word.bottom) / 2 < high]
        lines += reading_lines(band, number)
    return lines


def _words(page: Any, number: int, notices: list[Notice], pictures: Counter[int]) -> list[Word]:
    """The words of a page; what cannot be read of it becomes a notice."""
    place = f"page {number}"
    chars = page.chars
    if len(chars) > _MAX_CHARS:
        raise UnreadableError(f"Page {number} of the PDF is too complex to read.", next_step="Print it to a new PDF.")
    letters = sum(1 for char in chars if str(char["text"]).strip())
    area = float(page.width) * float(page.height)
    covered = sum(_area(image) for image in page.images)
    pictures[number] = len(page.images)
    if page.images and (not letters or (letters < _FEW_LETTERS and covered > _MOST_OF_PAGE * area)):
        notices.append(
            Notice(
                f"Page {number} is a picture (a scan): its text cannot be read yet.",
                place,
                holds=True,
                next_step="Have the text recognised (OCR) in another program, or replace the page by its typed text.",
            )
        )
    elif not letters and len(page.curves) + len(page.lines) > _MANY_CURVES:
        notices.append(
            Notice(
                f"Page {number} is drawn without text.",
                place,
                holds=True,
                next_step="Look at the page; leave it out, or replace it by typed text.",
            )
        )
    if letters == 0:
        return []
    page = page.dedupe_chars(tolerance=1)
    raw = page.extract_words(x_tolerance_ratio=0.18, y_tolerance=2.5, return_chars=True, use_text_flow=False)
    words = read_words(raw)
    _judge(words, chars, number, notices)
    return words


def _judge(words: list[Word], chars: Any, number: int, notices: list[Notice]) -> None:
    place = f"page {number}"
    if unreadable_glyphs(word.text for word in words):
        notices.append(
            Notice(
                f"Page {number} has letters that the PDF does not name.",
                place,
                holds=True,
                next_step="Print the original document to a new PDF, or use the Word file.",
            )
        )
    if sum(1 for char in chars if not char.get("upright", True) and str(char["text"]).strip()) > 2:
        notices.append(
            Notice(
                f"Page {number} has turned text that cannot be read reliably.",
                place,
                holds=True,
                next_step="Use the Word file, or turn the text upright and print it to a new PDF.",
            )
        )


def _area(image: Any) -> float:
    return abs(float(image["x1"]) - float(image["x0"])) * abs(float(image["bottom"]) - float(image["top"]))
