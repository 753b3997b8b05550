"""After the plan's edits: new names carried everywhere, hidden content taken out, strings written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from lxml import etree

from redactor.errors import HeldError
from redactor.formats.opc.package import Part
from redactor.formats.opc.xml import elements, local, r, remove
from redactor.formats.xlsx.cells import Cell, write_cell
from redactor.formats.xlsx.drawings import hidden_objects
from redactor.formats.xlsx.slots import remove_upwards
from redactor.formats.xlsx.strings import decoded, encoded, s
from redactor.formats.xlsx.tables import Table
from redactor.formats.xlsx.workbook import Book, Sheet, drop_sheets, settle
from redactor.model import Change

_LONGEST_SHEET_NAME = 31
_FORBIDDEN = str.maketrans({"[": "(", "]": ")", ":": "-", "\\": "-", "/": "-", "?": "-", "*": "-"})
_CELL_LIKE = re.compile(r"(?i)[A-Z]{1,3}\d+|R\d*C\d*|[RC]")


def sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """A name that a tab may have: without forbidden characters, short, and only once."""
    base = wanted.translate(_FORBIDDEN).strip("'").strip() or "Sheet"
    return _unique(base, {name.casefold() for name in taken}, "{} ({})", _LONGEST_SHEET_NAME)


def cell_name(wanted: str, taken: Iterable[str]) -> str:
    """A name that cells or a table may have: one word that is no reference to a cell."""
    base = re.sub(r"[^\w.]", "_", wanted)
    base = base if re.match(r"[^\W\d]|_", base) else f"_{base}"
    base = f"{base}_" if _CELL_LIKE.fullmatch(base) else base
    return _unique(base, {name.casefold() for name in taken}, "{}_{}", 255)


def _unique(base: str, taken: set[str], pattern: str, longest: int) -> str:
    name, number = base[:longest], 1
    while name.casefold() in taken:
        number += 1
        name = pattern.format(base[: longest - len(pattern.format("", number))], number)
    return name


def finish(book: Book, new_sheets: dict[str, str], new_names: dict[str, str], *, hidden: str) -> list[Change]:
    """Bring the edited workbook to its written form.

    Args:
        book: With the plan's edits applied.
        new_sheets: Old to wanted names of sheets.
        new_names: Old to wanted names of cells and tables.
        hidden: ``"remove"`` takes hidden sheets, rows, columns and objects out.

    Returns:
        What was done beside the plan.

    Raises:
        HeldError: if nothing visible would be left.
    """
    counts: Counter[str] = Counter()
    if hidden == "remove":
        counts += _remove_hidden(book)
    counts += _drop_ambiguous_tables(book)
    counts += settle(book)
    _rename(book, new_sheets, new_names)
    for slot in book.slots:
        if not slot.gone:
            slot.write(slot.formula.written(book.names))
    for table in book.tables:
        if not table.dropped:
            table.write()
    _write_cells(book)
    return [Change("removed", what, count=n) for what, n in sorted(counts.items())]


def _remove_hidden(book: Book) -> Counter[str]:
    counts: Counter[str] = Counter()
    gone = [sheet for sheet in book.sheets if sheet.state != "visible"]
    if len(gone) == len(book.sheets):
        raise HeldError(
            "Every sheet of the workbook is hidden.", next_step="Show in Excel the sheets that are to be published."
        )
    drop_sheets(book, [sheet.element for sheet in gone])
    for sheet in gone:
        book.names.sheets.pop(sheet.name.casefold(), None)
        counts["hidden sheets"] += 1
    book.sheets = [sheet for sheet in book.sheets if sheet not in gone]
    book.tables = [t for t in book.tables if any(t.sheet is sheet.part for sheet in book.sheets)]
    for sheet in book.sheets:
        counts["cells of hidden rows and columns"] += _remove_hidden_cells(sheet)
        for part in sheet.part.links.values():
            if isinstance(part, Part) and part.relation == "drawing":
                objects = hidden_objects(part)
                for element in objects:
                    remove(element)
                counts["hidden drawings and pictures"] += len(objects)
    if counts.total():
        for cell in book.cells():
            if cell.formula is not None:
                cell.drop_formula()
                counts["formulas (their values stay, since they may use what was hidden)"] += 1
    return +counts


def _remove_hidden_cells(sheet: Sheet) -> int:
    gone = [cell for cell in sheet.cells if cell.hidden]
    for cell in gone:
        remove(cell.element)
    sheet.cells = [cell for cell in sheet.cells if not cell.hidden]
    return len(gone)


def _drop_ambiguous_tables(book: Book) -> Counter[str]:
    """A table needs columns of different names; one whose headings became the same is left as plain cells."""
    counts: Counter[str] = Counter()
    left = set(book.cells())
    for table in book.tables:
        whole = all(column.cell is None or column.cell in left for column in table.columns)
        if table.settle() and whole:
            continue
        _drop_table(book, table)
        counts["tables whose headings are alike (their cells stay)"] += 1
    return counts


def _drop_table(book: Book, table: Table) -> None:
    table.dropped = True
    table.sheet.links.pop(table.rel_id, None)
    for element in elements(table.sheet.tree, s("tablePart")):
        if element.get(r("id")) == table.rel_id:
            parent = element.getparent()
            remove_upwards(element)
            if parent is not None and len(parent) == 0:
                remove(parent)
    book.names.tables.pop(table.name.casefold(), None)
    book.names.columns.pop(table.name.casefold(), None)


def _rename(book: Book, new_sheets: dict[str, str], new_names: dict[str, str]) -> None:
    """Give sheets, cells and tables their new names, each only once."""
    names = book.names
    for sheet in book.sheets:
        old = sheet.name
        taken = [n for o, n in names.sheets.items() if o != old.casefold()]
        wanted = new_sheets.get(old, old)
        new = sheet_name(wanted, taken) if wanted != old else old
        names.sheets[old.casefold()] = new
        sheet.element.set("name", encoded(new))
    for old, wanted in new_names.items():
        for known in (names.names, names.tables):
            if old.casefold() in known and wanted != old:
                others = [n for k in (names.names, names.tables) for o, n in k.items() if o != old.casefold()]
                known[old.casefold()] = cell_name(wanted, others)
    for element in book.defined_names():
        renamed = names.names.get(decoded(element.get("name", "")).casefold())
        if renamed is not None:
            element.set("name", renamed)
    for table in book.tables:
        if not table.dropped:
            new_name = names.tables[table.name.casefold()]
            for key in ("name", "displayName"):
                table.part.tree.set(key, new_name)
            columns = {column.old.casefold(): column.new for column in table.columns}
            names.columns[table.name.casefold()] = columns


def _write_cells(book: Book) -> None:
    """Write the cells and the table of strings that they share: only what is used, in reading order."""
    indexes: dict[bytes, int] = {}
    items: list[etree._Element] = []
    written: dict[etree._Element, int] = {}
    count = 0
    for sheet in book.sheets:
        for cell in sheet.cells:
            formula = _formula_element(sheet, cell, book)
            if cell.item is None:
                if formula is not None or cell in sheet.elements or cell.edited:
                    write_cell(cell, None, formula)
                continue
            count += 1
            index = written.get(cell.item)
            if index is None:
                key: bytes = etree.tostring(cell.item, method="c14n")
                if key not in indexes:
                    indexes[key] = len(items)
                    items.append(cell.item)
                index = written[cell.item] = indexes[key]
            write_cell(cell, index, None)
    _write_strings(book, items, count)


def _formula_element(sheet: Sheet, cell: Cell, book: Book) -> etree._Element | None:
    """A cell's formula with the new names; dependants of a shared one have no text."""
    element = sheet.elements.get(cell)
    if element is None or cell.formula is None:
        return None
    element.text = encoded(cell.formula.written(book.names)) if element.text else None
    return element


def _write_strings(book: Book, items: list[etree._Element], count: int) -> None:
    main = book.package.main
    parts = book.package.of("sharedStrings")
    for part in parts:
        main.links = {rel_id: target for rel_id, target in main.links.items() if target is not part}
        book.package.parts.remove(part)
    if not items:
        return
    root = etree.Element(s("sst"), nsmap={None: s("sst")[1:].partition("}")[0]})  # type: ignore[dict-item]
    root.set("count", str(count))
    root.set("uniqueCount", str(len(items)))
    for item in items:
        root.append(item)
    table = Part("sharedStrings", root)
    main.links["strings"] = table
    book.package.parts.append(table)


def hidden_words(book: Book) -> list[str]:
    """What is hidden, in words: sheets, rows and columns."""
    words = [f"Sheet {sheet.number} is hidden" for sheet in book.sheets if sheet.state != "visible"]
    for sheet in book.sheets:
        if sheet.state == "visible" and (cells := sum(cell.hidden for cell in sheet.cells)):
            words.append(f"Sheet {sheet.number} has hidden rows or columns ({cells} cells)")
        for part in sheet.part.links.values():
            is_drawing = isinstance(part, Part) and part.relation == "drawing" and local(part.tree) == "wsDr"
            if is_drawing and isinstance(part, Part) and hidden_objects(part):
                words.append(f"Sheet {sheet.number} has hidden drawings")
    return words
