"""Tables in Excel workbooks that people fill in: text cells, a frozen header, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_LONGEST_CELL = 32_000
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's dates have no zone
_ZIP_EPOCH = (2000, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_HEADER_FONT = Font(bold=True, color="FFFFFF")
_HEADER_FILL = PatternFill("solid", fgColor="1F3864")
_HELPER_FONT = Font(color="595959", italic=True)
_WRAP = Alignment(vertical="top", wrap_text=True)


def fill_sheet(
    sheet: Worksheet,
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    widths: Mapping[str, int],
    helpers: Collection[str] = (),
) -> None:
    """Write a table with a frozen, filtered header that prints well.

    Args:
        sheet: An empty sheet.
        columns: Headings.
        rows: Texts in the order of ``columns``; every cell is text, so nothing is ever run as a formula.
        widths: Width by heading, in characters.
        helpers: Headings of columns that only explain; shown in grey.
    """
    for position, name in enumerate(columns, 1):
        write_text(sheet, 1, position, name)
        cell = sheet.cell(1, position)
        cell.font, cell.fill = _HEADER_FONT, _HEADER_FILL
        sheet.column_dimensions[get_column_letter(position)].width = widths.get(name, 20)
    for number, row in enumerate(rows, 2):
        for position, text in enumerate(row, 1):
            write_text(sheet, number, position, text)
            cell = sheet.cell(number, position)
            cell.alignment = _WRAP
            if columns[position - 1] in helpers:
                cell.font = _HELPER_FONT
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}1"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def write_text(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write a cell as text, whatever it begins with."""
    if not text:
        return
    cell = sheet.cell(row, column)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST_CELL]
    cell.data_type = "s"
    cell.number_format = "@"
    if text[0] in "=+-@":
        cell.quotePrefix = True


def saved(book: Workbook) -> bytes:
    """The workbook's bytes with every time stamp fixed: the same cells always give the same bytes."""
    book.properties.creator = "redactor"
    book.properties.created = _EPOCH
    raw, fixed = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>2000-01-01T00:00:00Z\g<2>", data)
            item = zipfile.ZipInfo(name, _ZIP_EPOCH)
            item.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(item, data)
    return fixed.getvalue()
