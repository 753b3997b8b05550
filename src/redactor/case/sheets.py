"""The glossary as an Excel workbook: drop-downs, a frozen header, a help sheet.

The table itself is written by ``text_sheets``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from redactor.case.glossary import COLUMNS
from redactor.case.text_sheets import fill_sheet, saved, write_text
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
    fill_sheet(sheet, columns, rows, widths=_WIDTHS, helpers=COLUMNS.ignored)
    _help(book.create_sheet("Help"))
    lists = book.create_sheet("Lists")
    titles = _role_titles()
    for number, title in enumerate(titles, 1):
        write_text(lists, number, 1, title)
    lists.sheet_state = "hidden"
    _drop_downs(sheet, columns, len(titles))
    return saved(book)


def _help(sheet: Worksheet) -> None:
    for number, row in enumerate(_HELP, 1):
        for position, text in enumerate(row, 1):
            write_text(sheet, number, position, text)
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
