"""The glossary as an Excel workbook: drop-downs, a frozen header, a help sheet.

The same rows always give the same bytes. Every cell is written as text, so that
nothing a document says is ever run as a formula.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties

from redactor.case.glossary import COLUMNS
from redactor.lexicon.roles import roles
from redactor.model import Category

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDTHS = {
    "name": 34,
    "code": 18,
    "role": 30,
    "category": 15,
    "aliases": 34,
    "evidence": 70,
    "count": 8,
    "documents": 40,
}
_ROOM = 1000
"""Rows below the header that have drop-downs."""

_LONGEST_CELL = 32_000
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's dates have no zone
_ZIP_EPOCH = (2000, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")
_HEADER_FONT = Font(bold=True, color="FFFFFF")
_HEADER_FILL = PatternFill("solid", fgColor="1F3864")
_HELPER_FONT = Font(color="595959", italic=True)
_WRAP = Alignment(vertical="top", wrap_text=True)

_HELP: tuple[tuple[str, ...], ...] = (
    ("How to fill in the glossary",),
    ("",),
    ("List everybody and everything that must not be named: one row each, on the sheet “Glossary”.",),
    ("Children, family members and professionals; also addresses, schools, hospitals, practices, phone and",),
    ("reference numbers. Names in the documents that are not listed are coded too, but hold the document",),
    ("until you have agreed the code.",),
    ("",),
    ("Column", "What to write"),
    ("name", "The name in full, as you would write it: Karen Oldroyd."),
    ("code", "What stands in the documents instead: SW1, Child R, MGM. Leave it empty to have one chosen."),
    ("", "A code never changes once it was used. It must not hold a name or the person's initials."),
    ("role", "Who it is: social worker, maternal grandmother, GP. Choose from the list or write your own."),
    ("category", "child, family, professional, place, organisation or identifier. May be empty if the role tells it."),
    ("", "keep: the name is not of the case and stays, such as a researcher; the role says why."),
    ("aliases", "Other names, separated by semicolons: Kaz; Karen Tolland; Nanny Mo."),
    ("",),
    ("Examples (nothing on this sheet is read by the program)",),
    ("name", "code", "role", "category", "aliases"),
    ("Leon Wisniowski", "Child R", "subject", "child", "Leo"),
    ("Karen Oldroyd", "", "social worker", "professional", "Kaz; K. Oldroyd-Shaw"),
    ("14 Teasel Close, Sedgeholme, FX7 3QT", "Address 1", "home of the family", "place", "14 Teasel Close"),
    ("Marshlands Primary School", "Primary School 1", "primary school", "place", "Marshlands"),
    ("Helen Brandreth", "", "researcher whose work is cited", "keep", ""),
)


def glossary_workbook(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return an .xlsx file whose first sheet is a glossary.

    Args:
        columns: Headings: those of a glossary, then helper columns.
        rows: Texts in the order of ``columns``.
    """
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = "Glossary"
    _fill(sheet, columns, rows)
    _help(book.create_sheet("Help"))
    lists = book.create_sheet("Lists")
    titles = _role_titles()
    for number, title in enumerate(titles, 1):
        _write(lists, number, 1, title)
    lists.sheet_state = "hidden"
    _drop_downs(sheet, columns, len(titles))
    return _saved(book)


def _fill(sheet: Worksheet, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    for position, name in enumerate(columns, 1):
        _write(sheet, 1, position, name)
        cell = sheet.cell(1, position)
        cell.font, cell.fill = _HEADER_FONT, _HEADER_FILL
        sheet.column_dimensions[get_column_letter(position)].width = _WIDTHS.get(name, 20)
    for number, row in enumerate(rows, 2):
        for position, text in enumerate(row, 1):
            _write(sheet, number, position, text)
            cell = sheet.cell(number, position)
            cell.alignment = _WRAP
            if columns[position - 1] in COLUMNS.ignored:
                cell.font = _HELPER_FONT
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}1"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write a cell as text, whatever it begins with."""
    if not text:
        return
    cell = sheet.cell(row, column)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST_CELL]
    cell.data_type = "s"
    cell.number_format = "@"
    if text[0] in "=+-@":
        cell.quotePrefix = True


def _help(sheet: Worksheet) -> None:
    for number, row in enumerate(_HELP, 1):
        for position, text in enumerate(row, 1):
            _write(sheet, number, position, text)
        if row[0] in ("Column", "name") and (row[0] == "Column" or len(row) > 2):
            for position in range(1, len(row) + 1):
                sheet.cell(number, position).font = Font(bold=True)
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    for position, width in enumerate((40, 24, 32, 16, 30), 1):
        sheet.column_dimensions[get_column_letter(position)].width = width


def _role_titles() -> list[str]:
    """The usual title of every role, people first."""
    return [role.titles[0] for kind in ("person", "place") for role in roles() if role.kind == kind]


def _drop_downs(sheet: Worksheet, columns: Sequence[str], titles: int) -> None:
    role = DataValidation(type="list", formula1=f"Lists!$A$1:$A${titles}", allow_blank=True, showErrorMessage=False)
    role.promptTitle, role.prompt = "Role", "Choose one, or write your own words."
    category = DataValidation(type="list", formula1=f'"{",".join(Category)}"', allow_blank=True, showErrorMessage=True)
    category.errorTitle, category.error = "Category", f"Choose one of: {', '.join(Category)}."
    for name, rule in (("role", role), ("category", category)):
        letter = get_column_letter(columns.index(name) + 1)
        rule.add(f"{letter}2:{letter}{_ROOM}")
        sheet.add_data_validation(rule)


def _saved(book: Workbook) -> bytes:
    """The workbook's bytes with every time stamp fixed."""
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
