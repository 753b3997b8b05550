"""Glossaries kept in Excel or Word, read as the person sees them on the screen."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import openpyxl
from docx import Document
from lxml import etree
from openpyxl.utils.exceptions import InvalidFileException

from redactor.case.problems import Problems
from redactor.case.tables import Row, tidy

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LARGEST = 200 * 1024 * 1024
_MOST_ROWS = 20_000
_PLAIN_FORMAT = re.compile(r"[0 \-]+")
_BROKEN = (
    zipfile.BadZipFile,
    InvalidFileException,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    EOFError,
    RuntimeError,
    zlib.error,
    struct.error,
    etree.LxmlError,
    SyntaxError,
)
"""What openpyxl, python-docx and zipfile raise on files that are not what they say (tested with damaged ones)."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def workbook_rows(data: bytes, file: str, problems: Problems) -> list[Row]:
    """Read the first sheet of an .xlsx file: the values that Excel shows, not formulas.

    Hidden rows are read and warned about. Mistakes are noted and end in no rows.
    """
    if not _sound(data, file, problems):
        return []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # features of Excel that reading does not need
            shown = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
            written = openpyxl.load_workbook(io.BytesIO(data), data_only=False)
        sheet, formulas = shown.worksheets[0], written.worksheets[0]
    except _BROKEN:
        problems.error(file, "Excel's file cannot be read. Open it in Excel and save it again as .xlsx.")
        return []
    if sheet.max_row > _MOST_ROWS:
        problems.error(file, f"its first sheet has more than {_MOST_ROWS} rows. Copy the list into a new file.")
        return []
    if sheet.sheet_state != "visible":
        problems.warn(file, "its first sheet is hidden; it was read all the same.")
    rows: list[Row] = []
    for number, cells in enumerate(sheet.iter_rows(), 1):
        texts: list[str] = []
        for cell in cells:
            formula = formulas[cell.coordinate]
            if cell.value is None and cell.data_type == "n" and formula.data_type == "f":
                problems.error(
                    f"{file} cell {cell.coordinate}",
                    "it is a formula whose result was not saved. Open the file in Excel and save it, or type the text.",
                )
            elif cell.data_type == "e":
                problems.error(f"{file} cell {cell.coordinate}", "it shows an error. Type the text instead.")
            texts.append(_shown(cell.value, cell.number_format))
        rows.append(Row(number, tuple(texts)))
    hidden = _hidden(sheet, rows)
    if hidden:
        problems.warn(file, f"hidden rows were read too ({_numbers(hidden)}). Unhide them to see what they say.")
    return rows


def word_rows(data: bytes, file: str, problems: Problems) -> list[Row]:
    """Read the first table of a .docx file, tracked changes taken as accepted."""
    if not _sound(data, file, problems):
        return []
    try:
        body = Document(io.BytesIO(data)).element.body
    except _BROKEN:
        problems.error(
            file, "Word's file cannot be read. Open it in Word and save it again as “Word Document (.docx)”."
        )
        return []
    table = next(body.iter(f"{_W}tbl"), None)
    if table is None:
        problems.error(
            file, "it holds no table. The first table must have the header name, code, role, category, aliases."
        )
        return []
    if next(table.iter(f"{_W}ins", f"{_W}del", f"{_W}moveFrom", f"{_W}moveTo"), None) is not None:
        problems.warn(
            file, "its table holds tracked changes; they were read as accepted. Accept or reject them in Word."
        )
    found: list[Row] = []
    for number, row in enumerate(_own(table, "tr"), 1):
        removed = row.find(f"{_W}trPr/{_W}del") is not None
        cells = () if removed else tuple(tidy(" ; ".join(_paragraphs(cell))) for cell in _own(row, "tc"))
        found.append(Row(number, tuple(cell.strip("; ") for cell in cells)))
    return found


def _own(parent: Any, name: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, through content controls, not those of inner tables."""
    for child in parent:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag not in (f"{_W}tbl", f"{_W}del", f"{_W}moveFrom") and isinstance(child.tag, str):
            yield from _own(child, name)


def _paragraphs(cell: Any) -> Iterator[str]:
    """The texts of a cell's paragraphs, without what a tracked change deleted."""
    for paragraph in cell.iter(f"{_W}p"):
        parts: list[str] = []
        for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen"):
            if any(a.tag in (f"{_W}del", f"{_W}moveFrom", f"{_W}tabs") for a in node.iterancestors()):
                continue
            parts.append(_TEXT.get(node.tag, node.text or ""))
        text = "".join(parts).strip()
        if text:
            yield text


_TEXT = {f"{_W}tab": " ", f"{_W}br": " ; ", f"{_W}noBreakHyphen": "-"}


def _sound(data: bytes, file: str, problems: Problems) -> bool:
    """Whether the bytes are a zip package of a size that can be opened."""
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        message = (
            "it is protected with a password, or saved in an old format. Save it without a password in the new format."
        )
        problems.error(file, message)
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(item.file_size for item in package.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        problems.error(file, "it is broken or not what its name says. Open it in Excel or Word and save it again.")
        return False
    if size > _LARGEST:
        problems.error(file, "it is far too large for a glossary. Copy the list into a new file.")
        return False
    return True


def _shown(value: object, number_format: str) -> str:
    """The text that Excel shows for a cell's value."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime | date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and value >= 0 and _PLAIN_FORMAT.fullmatch(number_format) and number_format != "0":
        return _padded(value, number_format)
    return str(value).strip()


def _padded(value: int, number_format: str) -> str:
    """Fill a format such as ``00000 000000`` from the right; further digits stand in front."""
    digits = list(str(value))
    out: list[str] = []
    for sign in reversed(number_format):
        if sign == "0":
            out.append(digits.pop() if digits else "0")
        else:
            out.append(sign)
    return "".join(digits) + "".join(reversed(out))


def _hidden(sheet: Worksheet, rows: list[Row]) -> list[int]:
    hidden = {number for number, item in sheet.row_dimensions.items() if item.hidden}
    return [row.number for row in rows if row.number in hidden and any(row.cells)]


def _numbers(numbers: list[int]) -> str:
    shown = ", ".join(str(number) for number in numbers[:10])
    return f"row {shown}" if len(numbers) == 1 else f"rows {shown}" + (" …" if len(numbers) > 10 else "")
