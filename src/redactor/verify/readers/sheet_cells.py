"""The cells of a sheet as a person reads them, and what stands behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from redactor.lexicon.number_formats import BUILT_IN, is_birth_heading, shown_number
from redactor.verify.readers.base import Block, Surface
from redactor.verify.readers.markup import attribute, local
from redactor.verify.readers.pale import pale_formats

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_PLACE = re.compile(r"([A-Z]+)(\d+)")
_LONGEST_HEADING = 80
_TELLING_DIGITS = 6
_ON = ("1", "true", "on")


def plain(text: str) -> str:
    """A string with the escapes of the format resolved."""
    resolved = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return resolved.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def string_of(item: etree._Element) -> str:
    """The text of a string item or comment: its runs joined, phonetic guides left out."""
    pieces = [
        plain(e.text or "")
        for e in item.iter()
        if local(e) == "t" and not any(local(a) == "rPh" for a in e.iterancestors())
    ]
    return "".join(pieces)


@dataclass(frozen=True)
class Grid:
    """What all sheets share.

    Attributes:
        strings: The table of shared strings.
        formats: The number format of each cell format.
        date_1904: Whether days count from 1904.
        pale: For each cell format, whether it shows nothing: white, or a number format that is empty.
    """

    strings: tuple[str, ...]
    formats: tuple[str, ...]
    date_1904: bool
    pale: tuple[bool, ...] = ()

    @classmethod
    def of(cls, roots: Iterable[etree._Element]) -> Grid:
        """Take it from the parts of a workbook."""
        strings: list[str] = []
        formats: list[str] = []
        pale: tuple[bool, ...] = ()
        date_1904 = False
        for root in roots:
            if local(root) == "sst":
                strings += [string_of(item) for item in root if local(item) == "si"]
            elif local(root) == "styleSheet":
                formats += _formats(root)
                pale = pale_formats(root)
            elif local(root) == "workbook":
                marks = [e for e in root.iter() if local(e) == "workbookPr"]
                date_1904 = any(attribute(mark, "date1904") in _ON for mark in marks)
        return cls(tuple(strings), tuple(formats), date_1904, pale)

    def used(self, root: etree._Element) -> set[int]:
        """Indexes of the shared strings that the cells of a sheet show."""
        values = (_value(cell) for cell in root.iter() if local(cell) == "c" and attribute(cell, "t") == "s")
        return {int(value) for value in values if value.isdecimal()}

    def is_pale(self, cell: etree._Element) -> bool:
        """Whether the format of a cell shows nothing of what stands in it."""
        style = attribute(cell, "s")
        return style.isdecimal() and int(style) < len(self.pale) and self.pale[int(style)]

    def shown(self, cell: etree._Element, heading: str) -> tuple[str, bool]:
        """What a cell shows, and whether it is words."""
        kind, value = attribute(cell, "t") or "n", _value(cell)
        if kind == "s":
            index = int(value) if value.isdecimal() else len(self.strings)
            return (self.strings[index] if index < len(self.strings) else ""), True
        if kind == "inlineStr":
            return string_of(cell), True
        if kind == "n":
            style = attribute(cell, "s")
            index = int(style) if style.isdecimal() else 0
            code = self.formats[index] if index < len(self.formats) else "General"
            return shown_number(value, code, heading=heading, date_1904=self.date_1904), False
        if kind == "b":
            return {"0": "FALSE", "1": "TRUE"}.get(value, value), False
        return plain(value), kind not in ("e", "d")


def _formats(root: etree._Element) -> list[str]:
    block = next((e for e in root if local(e) == "numFmts"), None)
    own = {attribute(e, "numFmtId"): plain(attribute(e, "formatCode")) for e in (block if block is not None else ())}
    found: list[str] = []
    for formats in (e for e in root if local(e) == "cellXfs"):
        for entry in formats:
            number = attribute(entry, "numFmtId") or "0"
            found.append(own.get(number) or BUILT_IN.get(int(number) if number.isdecimal() else 0, "General"))
    return found


def _value(cell: etree._Element) -> str:
    return next((plain(child.text or "") for child in cell if local(child) == "v"), "")


def cell_blocks(root: etree._Element, grid: Grid, part: str, place: str, *, is_hidden: bool) -> Iterator[Block]:
    """Yield each cell's text, its formula, and a stored number that the shown one does not tell.

    Args:
        root: The sheet.
        grid: What the sheets share.
        part: The story the cells belong to.
        place: The sheet in words.
        is_hidden: Whether the whole sheet is hidden.
    """
    hidden_columns = _hidden_columns(root)
    births: set[int] = set()
    for number, row in _rows(root):
        unseen_row = is_hidden or attribute(row, "hidden") in _ON or attribute(row, "ht") == "0" or _zero(root, row)
        left = ""
        words: list[tuple[int, str]] = []
        for column, cell in _cells(row):
            heading = left if _announces(left) else "date of birth" if column in births else ""
            text, is_words = grid.shown(cell, heading)
            formula = next((plain(c.text or "") for c in cell if local(c) == "f"), "")
            unseen = unseen_row or grid.is_pale(cell) or any(first <= column <= last for first, last in hidden_columns)
            where = f"{place}, row {number}, column {column}"
            yield Block(where, text, Surface.BODY, part, hidden=(text,) if unseen else ())
            yield Block(f"{where}, formula", formula, Surface.ATTRIBUTE, f"{where}, formula")
            if unseen:
                yield Block(f"{where}, hidden", text, Surface.HIDDEN, f"{part}, hidden cells")
            stored = _value(cell)
            if not is_words and stored != text and sum(c.isdigit() for c in stored) >= _TELLING_DIGITS:
                yield Block(f"{where}, stored number", stored, Surface.ATTRIBUTE, f"{where}, stored number")
            if is_words and text:
                words.append((column, text))
            left = text if text or formula or stored else left
        births |= {column for column, text in words if _announces(text)}


def _announces(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and is_birth_heading(text)


def _rows(root: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    number = 0
    for row in root.iter():
        if local(row) == "row":
            written = attribute(row, "r")
            number = int(written) if written.isdecimal() else number + 1
            yield number, row


def _cells(row: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    column = 0
    for cell in row:
        if local(cell) != "c":
            continue
        match = _PLACE.fullmatch(attribute(cell, "r"))
        if match:
            column = 0
            for letter in match[1]:
                column = column * 26 + ord(letter) - 64
        else:
            column += 1
        yield column, cell


def _hidden_columns(root: etree._Element) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for element in root.iter():
        if local(element) == "col" and (
            attribute(element, "hidden") in _ON or attribute(element, "width") in ("0", "0.0")
        ):
            bounds = [attribute(element, key) for key in ("min", "max")]
            if all(bound.isdecimal() for bound in bounds):
                found.append((int(bounds[0]), int(bounds[1])))
        elif local(element) == "sheetData":
            break
    return found


def _zero(root: etree._Element, row: etree._Element) -> bool:
    """Whether rows are hidden unless they say otherwise, and this one does not."""
    defaults = next((e for e in root if local(e) == "sheetFormatPr"), None)
    return defaults is not None and attribute(defaults, "zeroHeight") in _ON and attribute(row, "hidden") != "0"
