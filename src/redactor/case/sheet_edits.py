"""Writes texts into cells of the first sheet of an .xlsx file and touches nothing else in it."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lxml import etree

from redactor.case.problems import Problems
from redactor.case.tables import tidy
from redactor.case.workbooks import workbook_rows
from redactor.errors import UsageError

_BLANKS_KEPT = "{http://www.w3.org/XML/1998/namespace}space"
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def edited_sheet(
    data: bytes, edits: Iterable[tuple[int | None, Mapping[str, str]]], *, columns: Sequence[str]
) -> bytes:
    """Return the workbook with cells of its first sheet written.

    Args:
        data: The workbook; it was read without a mistake (``workbook_rows``).
        edits: Row number (``None``: a new row) and column name → text; no texts empty the row.
        columns: The names of the columns that may be written.

    Raises:
        UsageError: if a column is missing, or a cell is a formula.
    """
    rows = workbook_rows(data, "glossary.xlsx", Problems())
    header = next((row for row in rows if any(row.cells)), None)
    if header is None:
        raise UsageError("The glossary is empty.", next_step="Start with the file that `redactor new` makes.")
    names = [tidy(cell).casefold() for cell in header.cells]
    places = {name: names.index(name) for name in columns if name in names}
    last = max(row.number for row in rows if any(row.cells))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        part = _first_sheet(package)
        root = etree.fromstring(package.read(part), _PARSER)
        sheet = _Sheet(root)
        for number, values in edits:
            if number is None:
                last += 1
                number = last
                sheet.like_above(number, places.values())
            for name, value in (values or dict.fromkeys(places, "")).items():
                if name in places:
                    sheet.write(number, places[name], value)
                elif value:
                    raise UsageError(
                        f"The glossary has no column “{name}”.", next_step=f"Add a column “{name}” to it in Excel."
                    )
        sheet.set_dimension(last, len(names))
        return _rewritten(package, part, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _first_sheet(package: zipfile.ZipFile) -> str:
    """The part of the sheet that stands first in the workbook."""
    book = _target(package, "", "officeDocument") or "xl/workbook.xml"
    sheets = etree.fromstring(package.read(book), _PARSER).iter("{*}sheet")
    first = next(iter(sheets))
    identity = next(value for name, value in first.attrib.items() if str(name).endswith("}id"))
    part = _target(package, book, "worksheet", identity=str(identity))
    if part is None:
        raise UsageError("The glossary's first sheet is not a table of cells.", next_step="Put the list on it first.")
    return part


def _target(package: zipfile.ZipFile, source: str, kind: str, *, identity: str = "") -> str | None:
    folder, name = posixpath.split(source)
    relations = etree.fromstring(package.read(posixpath.join(folder, "_rels", f"{name}.rels")), _PARSER)
    for relation in relations.iter("{*}Relationship"):
        if str(relation.get("Type")).endswith(f"/{kind}") and identity in ("", relation.get("Id")):
            return posixpath.normpath(posixpath.join("/", folder, str(relation.get("Target")))).lstrip("/")
    return None


def _rewritten(package: zipfile.ZipFile, part: str, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for item in package.infolist():
            target.writestr(item, new if item.filename == part else package.read(item))
    return out.getvalue()


class _Sheet:
    """The cells of one sheet's part."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._namespace = etree.QName(root).namespace
        self._data = root.find(f"{{{self._namespace}}}sheetData")
        self._rows = {int(row.get("r")): row for row in self._data if row.get("r")}

    def like_above(self, number: int, columns: Iterable[int]) -> None:
        """Give a new row the look of the row above it."""
        above = self._rows.get(number - 1)
        if above is None or number in self._rows:
            return
        looks = {cell.get("r"): cell.get("s") for cell in above}
        for column in columns:
            look = looks.get(f"{_letters(column)}{number - 1}")
            cell = self._cell(number, column)
            if look:
                cell.set("s", look)

    def write(self, number: int, column: int, text: str) -> None:
        """Put a text into a cell; an empty text empties it."""
        cell = self._cell(number, column)
        if cell.find(f"{{{self._namespace}}}f") is not None:
            raise UsageError(
                f"Cell {cell.get('r')} of the glossary is a formula.", next_step="Type the text there in Excel instead."
            )
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        if text:
            cell.set("t", "inlineStr")
            inline = etree.SubElement(cell, f"{{{self._namespace}}}is")
            words = etree.SubElement(inline, f"{{{self._namespace}}}t")
            words.text = _ILLEGAL.sub("", text)
            words.set(_BLANKS_KEPT, "preserve")

    def set_dimension(self, rows: int, columns: int) -> None:
        """Say how far the cells reach, where the part says so."""
        found = self._root.find(f"{{{self._namespace}}}dimension")
        if found is not None:
            found.set("ref", f"A1:{_letters(max(columns, 1) - 1)}{max(rows, *self._rows, 1)}")

    def _row(self, number: int) -> Any:
        if number not in self._rows:
            row = etree.Element(f"{{{self._namespace}}}row", r=str(number))
            before = [n for n in self._rows if n < number]
            if before:
                self._rows[max(before)].addnext(row)
            else:
                self._data.insert(0, row)
            self._rows[number] = row
        row = self._rows[number]
        row.attrib.pop("spans", None)
        return row

    def _cell(self, number: int, column: int) -> Any:
        row, name = self._row(number), f"{_letters(column)}{number}"
        position = 0
        for cell in row:
            if cell.get("r") == name:
                return cell
            if _column(str(cell.get("r"))) < column:
                position += 1
        made = etree.Element(f"{{{self._namespace}}}c", r=name)
        row.insert(position, made)
        return made


def _letters(column: int) -> str:
    """``0`` → ``A``, ``26`` → ``AA``."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _column(name: str) -> int:
    """``AA7`` → ``26``."""
    number = 0
    for letter in re.sub(r"[^A-Z]", "", name.upper()):
        number = number * 26 + ord(letter) - 64
    return number - 1
