"""Cells: what a person reads in them, and how an edit gets into them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from redactor.formats.opc.xml import drop_attribute, elements, local, remove
from redactor.formats.xlsx.formulas import Formula
from redactor.formats.xlsx.functions import SPELLING
from redactor.formats.xlsx.strings import clean_item, decoded, edited_item, encoded, item_text, plain_item, s
from redactor.lexicon.folding import letters_only
from redactor.lexicon.number_formats import BUILT_IN
from redactor.model import Replacement, Span, rewritten

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_LONG_NUMBER = re.compile(r"\d{4,}")


@dataclass(eq=False)
class Cell:
    """One cell with something in it.

    Attributes:
        element: The ``c`` element.
        row, column: From 1.
        kind: ``text``, ``number`` or ``other`` (truth values, errors).
        text: What a person reads; for a number it is filled in once its heading is known.
        raw: The value as stored.
        item: The string item of a text without a formula.
        formula: The formula; ``None`` where there is none or it was replaced by its value.
        hidden: Whether row, column or sheet is hidden.
    """

    element: etree._Element
    row: int
    column: int
    kind: str
    text: str
    raw: str
    item: etree._Element | None = None
    formula: Formula | None = None
    hidden: bool = False
    edited: bool = False

    @property
    def style(self) -> int:
        """Index of its format."""
        written = self.element.get("s", "0")
        return int(written) if written.isdecimal() else 0

    def edit(self, edits: Sequence[tuple[Span, str]]) -> None:
        """Carry edits of ``text`` into the cell; a number becomes a text."""
        if not edits:
            return
        replacements = [Replacement("", span.start, span.end, new, kind="", rule="") for span, new in edits]
        new_text = rewritten(self.text, replacements)
        removed = [span.of(self.text) for span, _ in edits]
        if self.item is not None:
            self.item = edited_item(self.item, edits)
        elif self.formula is None or self._would_spell(removed):
            self.formula = None
            self.item = plain_item(new_text)
        self.kind, self.text, self.edited = "text", new_text, True

    def _would_spell(self, removed: Sequence[str]) -> bool:
        """Whether the formula could bring back what was removed, from pieces of its own."""
        if self.formula is None or self.kind == "number" or self.formula.functions & SPELLING:
            return True
        gone = "".join(map(letters_only, removed))
        pieces = [letters_only(token.text) for token in self.formula.literals]
        return any(piece and piece in gone for piece in pieces) or any(
            _LONG_NUMBER.search(number) for number in self.formula.numbers
        )

    def drop_formula(self) -> None:
        """Leave the value in the formula's place."""
        if self.formula is None:
            return
        self.formula = None
        if self.kind == "text":
            self.item = plain_item(self.text)


def column_number(letters: str) -> int:
    """The number of a column, from 1 ("AA" is 27)."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """The letters of a column, from 1."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def parse_range(reference: str) -> tuple[int, int, int, int] | None:
    """First row, first column, last row, last column of "A1:B2" or "A1"; ``None`` if it is neither."""
    found = [_REFERENCE.fullmatch(part.replace("$", "").upper()) for part in reference.split(":")]
    if len(found) > 2 or any(match is None for match in found):
        return None
    corners = [(int(match[2]), column_number(match[1])) for match in found if match is not None]
    return (*corners[0], *corners[-1])


def read_cells(root: etree._Element, shared: Sequence[etree._Element], hidden: bool) -> list[Cell]:
    """Read the cells of a sheet in the order of its rows.

    Args:
        root: The sheet's tree; every cell gets an explicit place.
        shared: The string items of the workbook.
        hidden: Whether the whole sheet is hidden.
    """
    found: list[Cell] = []
    columns = _hidden_columns(root)
    defaults = next(iter(elements(root, s("sheetFormatPr"))), None)
    zero = defaults is not None and _on(defaults.get("zeroHeight"))
    last_row = 0
    for row in elements(root, s("row")):
        last_row = int(row.get("r") or 0) or last_row + 1
        row.set("r", str(last_row))
        is_hidden = hidden or _on(row.get("hidden")) or row.get("ht") == "0" or (zero and row.get("hidden") != "0")
        column = 0
        for element in list(row):
            column = _placed(element, last_row, column)
            cell = _read_cell(element, last_row, column, shared)
            if cell is None:
                _empty(element)
            else:
                cell.hidden = is_hidden or any(first <= column <= last for first, last in columns)
                found.append(cell)
    return found


def _placed(element: etree._Element, row: int, before: int) -> int:
    match = _REFERENCE.fullmatch(element.get("r", ""))
    column = column_number(match[1]) if match else before + 1
    element.set("r", f"{column_letters(column)}{row}")
    return column


def _empty(element: etree._Element) -> None:
    for child in list(element):
        remove(child)
    drop_attribute(element, "t")


def _on(value: str | None) -> bool:
    return value in ("1", "true", "on")


def _hidden_columns(root: etree._Element) -> list[tuple[int, int]]:
    return [
        (int(element.get("min", "0")), int(element.get("max", "0")))
        for element in elements(root, s("col"))
        if _on(element.get("hidden")) or element.get("width") in ("0", "0.0")
    ]


def _read_cell(element: etree._Element, row: int, column: int, shared: Sequence[etree._Element]) -> Cell | None:
    kind = element.get("t", "n")
    value = next((decoded(child.text or "") for child in element if local(child) == "v"), "")
    formula = next((child for child in element if local(child) == "f"), None)
    if kind == "inlineStr":
        item = next((child for child in element if local(child) == "is"), None)
        if item is None:
            return None
        clean_item(item)
        item.tag = s("si")
        return Cell(element, row, column, "text", item_text(item), "", item)
    if kind == "s" and formula is None:
        index = int(value) if value.isdecimal() else len(shared)
        if index >= len(shared):
            return None
        return Cell(element, row, column, "text", item_text(shared[index]), value, shared[index])
    if kind == "s":
        index = int(value) if value.isdecimal() else len(shared)
        value = item_text(shared[index]) if index < len(shared) else ""
        kind = "str"
    if not value and formula is None:
        return None
    name = {"n": "number", "b": "other", "e": "other", "d": "other"}.get(kind, "text")
    text = {"0": "FALSE", "1": "TRUE"}.get(value, value) if kind == "b" else value
    item = plain_item(value) if name == "text" and formula is None else None
    return Cell(element, row, column, name, text, value, item)


def write_cell(cell: Cell, index: int | None, formula: etree._Element | None) -> None:
    """Put a cell's state into its element.

    Args:
        cell: The cell.
        index: Of its string item in the shared table; ``None`` for other cells.
        formula: The formula element, already rewritten; ``None`` if there is none.
    """
    element = cell.element
    for child in list(element):
        remove(child)
    if formula is not None:
        element.append(formula)
    value: str | None = cell.raw
    if index is not None:
        element.set("t", "s")
        value = str(index)
    elif cell.kind == "text":
        element.set("t", "str")
        value = encoded(cell.text)
    if value:
        etree.SubElement(element, s("v")).text = value


def number_formats(styles: etree._Element | None) -> list[str]:
    """The number format of each cell format, by its index."""
    if styles is None:
        return []
    own = {
        int(e.get("numFmtId", "0")): decoded(e.get("formatCode", "General"))
        for block in elements(styles, s("numFmts"))
        for e in block
    }
    return [
        own.get(number) or BUILT_IN.get(number, "General")
        for block in elements(styles, s("cellXfs"))
        for number in (int(xf.get("numFmtId", "0")) for xf in block)
    ]


def iter_rows(cells: Sequence[Cell]) -> Iterator[tuple[int, list[Cell]]]:
    """The cells by row, in the order of the file."""
    group: list[Cell] = []
    for cell in cells:
        if group and group[0].row != cell.row:
            yield group[0].row, group
            group = []
        group.append(cell)
    if group:
        yield group[0].row, group
