"""The glossary as an Excel workbook: drop-downs, a frozen header, a help sheet.

The table itself is written by ``text_sheets``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
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
    "number": 8,
    "where": 16,
    "question": 70,
    "name found": 24,
    "full name": 28,
    "other names": 28,
    "document": 34,
    "sentence": 70,
    "what it was": 34,
    "why": 50,
}
_TO_FILL = PatternFill("solid", fgColor="FFF2CC")
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


def glossary_workbook(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    more: Sequence[tuple[str, Sequence[str], Iterable[Sequence[str]]]] = (),
) -> bytes:
    """Return an .xlsx file whose first sheet is a glossary.

    Args:
        columns: Headings: those of a glossary, then helper columns.
        rows: Texts in the order of ``columns``.
        more: Further sheets, not read as a glossary: title, headings, rows.
    """
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = "Glossary"
    fill_sheet(sheet, columns, rows, widths=_WIDTHS, helpers=COLUMNS.ignored)
    for title, headings, lines in more:
        fill_sheet(book.create_sheet(title), headings, lines, widths=_WIDTHS)
    _help(book.create_sheet("Help"))
    _with_lists(book, sheet, columns)
    return saved(book)


_SLIP_HELP: tuple[tuple[str, ...], ...] = (
    ("Who is this?",),
    ("",),
    ("The documents of a review name people whom the board's list does not hold. Please say who they are, so that",),
    ("they can be given a code. This sheet holds names: send it back by the same secure way it came.",),
    ("",),
    ("Column", "What to write"),
    ("full name", "The full name, if more is known than the document says; otherwise leave it empty."),
    ("", "Where the column “one of” has names: the one who is meant here; nothing else in that row."),
    ("role", "Who it is: ward clerk, health visitor, neighbour. Write “unknown” if you do not know either."),
    ("category", "child, family or professional. May be empty if the role tells it."),
    ("", "keep: nobody of the case, such as the author of a cited study; the role says why."),
    ("other names", "Other names of the same person, separated by semicolons."),
    ("answered by", "Your role, in case there is a question."),
)


def slip_workbook(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return an .xlsx file whose first sheet asks questions; what is to be filled in is set off by colour.

    Args:
        columns: Headings; those from ``full name`` on are to be filled in.
        rows: Texts in the order of ``columns``.
    """
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = "Questions"
    written = [tuple(row) for row in rows]
    fill_sheet(sheet, columns, written, widths=_WIDTHS)
    first = columns.index("full name") + 1
    for line in sheet.iter_rows(min_row=2, max_row=len(written) + 1, min_col=first, max_col=len(columns)):
        for cell in line:
            cell.fill, cell.number_format = _TO_FILL, "@"
    _help(book.create_sheet("Help"), _SLIP_HELP)
    _with_lists(book, sheet, columns)
    return saved(book)


def _with_lists(book: Workbook, sheet: Worksheet, columns: Sequence[str]) -> None:
    """Add drop-downs for role and category, and the hidden sheet that they are fed from."""
    lists = book.create_sheet("Lists")
    titles = _role_titles()
    for number, title in enumerate(titles, 1):
        write_text(lists, number, 1, title)
    lists.sheet_state = "hidden"
    _drop_downs(sheet, columns, len(titles))


def _help(sheet: Worksheet, rows: Sequence[tuple[str, ...]] = _HELP) -> None:
    for number, row in enumerate(rows, 1):
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
