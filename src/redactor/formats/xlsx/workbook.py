"""A workbook as read: cleaned parts, sheets with their cells, names, formulas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from redactor.formats.opc.package import Package, Part, read_package
from redactor.formats.opc.properties import neutral_theme, reduce_core
from redactor.formats.opc.references import forget_unused
from redactor.formats.opc.xml import drop_attribute, elements, local, r
from redactor.formats.xlsx.allowed import SHEETS, VOCABULARY
from redactor.formats.xlsx.attributes import Texts
from redactor.formats.xlsx.cells import Cell, iter_rows, number_formats, parse_range, read_cells
from redactor.formats.xlsx.clean import clean
from redactor.formats.xlsx.drawings import mend_dangling, replace_objects
from redactor.formats.xlsx.formulas import Formula, Names
from redactor.formats.xlsx.labels import Headings
from redactor.formats.xlsx.slots import Slot, slots_of
from redactor.formats.xlsx.strings import clean_item, decoded, s
from redactor.formats.xlsx.tables import Table, add_table, read_table
from redactor.lexicon.number_formats import shown_number
from redactor.model import Change

BY_REFERENCE = ("image", "drawing", "chart", "table", "worksheet", "chartsheet", "hyperlink")
BY_VALUE = "formulas replaced by their values: they use what is not in the workbook"


@dataclass(eq=False)
class Group:
    """Cells that share one formula: a filled-down one, or an array."""

    formula: Formula
    master: Cell
    cells: list[Cell]


@dataclass(eq=False)
class Sheet:
    """One sheet.

    Attributes:
        element: Its entry in the workbook.
        part: Its part.
        number: From 1, in the order of the tabs.
        cells: Those with something in them, in the order of the file.
        labels: The heading of each cell.
        groups: Shared and array formulas.
    """

    element: etree._Element
    part: Part
    number: int
    cells: list[Cell] = field(default_factory=list)
    labels: dict[Cell, str] = field(default_factory=dict)
    groups: list[Group] = field(default_factory=list)
    elements: dict[Cell, etree._Element] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What its tab says in the source."""
        return decoded(self.element.get("name", ""))

    @property
    def state(self) -> str:
        """``visible``, ``hidden`` or ``veryHidden``."""
        return self.element.get("state", "visible")


@dataclass(eq=False)
class Book:
    """Everything that a plan can edit, and what was left out.

    Attributes:
        package: The kept parts.
        sheets: In the order of the tabs.
        tables: Of all sheets.
        slots: Formulas outside cells.
        names: What exists, by its names in the source.
        texts: Texts that stand in no cell.
        counts: What was removed, by its words.
        changes: What else was done.
        placeholders: Picture parts that were made here.
    """

    package: Package
    sheets: list[Sheet] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    names: Names = field(default_factory=Names)
    texts: Texts = field(default_factory=Texts)
    counts: Counter[str] = field(default_factory=Counter)
    changes: list[Change] = field(default_factory=list)
    placeholders: frozenset[Part] = frozenset()

    @property
    def root(self) -> etree._Element:
        """The tree of the workbook part."""
        return self.package.main.tree

    def defined_names(self) -> list[etree._Element]:
        """The defined names, in the order of the file."""
        return elements(self.root, s("definedName"))

    def cells(self) -> Iterator[Cell]:
        """Every cell of every sheet."""
        for sheet in self.sheets:
            yield from sheet.cells


def read_book(data: bytes) -> Book:
    """Read a workbook and reduce it to what stays.

    Raises:
        UnreadableError: if the container or a kept part is broken.
        ValueError: if a number of the format is none.
    """
    package = read_package(data, VOCABULARY)
    book = Book(package)
    for part in package.parts:
        _clean_part(part, book)
    _take_sheets(book)
    source_parts = set(package.parts)
    replaced: Counter[str] = Counter()
    for part in [p for p in package.parts if p.root is not None]:
        if part.relation == "drawing":
            replaced += replace_objects(part)
        mend_dangling(part)
        forget_unused(part, BY_REFERENCE)
    for part in list(package.parts):
        package.parts += [t for t in part.links.values() if isinstance(t, Part) and t not in package.parts]
    book.placeholders = frozenset(set(package.parts) - source_parts)
    book.changes += [Change("replaced", f"{what} by a grey placeholder", count=n) for what, n in replaced.items()]
    _read_sheets(book)
    _read_names(book)
    return book


def _clean_part(part: Part, book: Book) -> None:
    if part.root is None:
        return
    if part.relation == "core-properties":
        book.changes += reduce_core(part.tree)
        return
    if part.relation == "theme":
        neutral_theme(part.tree)
    book.counts += clean(part.tree)


def _take_sheets(book: Book) -> None:
    """Note the sheets in the order of their tabs; entries whose part was dropped go."""
    main = book.package.main
    entries = elements(book.root, s("sheet"))
    kept: list[etree._Element] = []
    shown: set[Part] = set()
    for entry in entries:
        target = main.links.get(entry.get(r("id")) or "")
        if isinstance(target, Part) and target not in shown and target.relation in SHEETS:
            shown.add(target)
            kept.append(entry)
    drop_sheets(book, [entry for entry in entries if entry not in kept])
    ordered: dict[str, Part | str] = {}
    for entry in kept:
        rel_id = entry.get(r("id")) or ""
        part = main.links[rel_id]
        if isinstance(part, Part):
            ordered[rel_id] = part
            book.sheets.append(Sheet(entry, part, len(book.sheets) + 1))
    main.links = ordered | {rel_id: target for rel_id, target in main.links.items() if rel_id not in ordered}


def drop_sheets(book: Book, entries: list[etree._Element]) -> None:
    """Take sheets out of the workbook; the numbers that point at sheets follow."""
    everything = elements(book.root, s("sheet"))
    left = [entry for entry in everything if entry not in entries]
    moved = {str(everything.index(entry)): str(n) for n, entry in enumerate(left)}
    used = {entry.get(r("id")) for entry in left}
    for entry in entries:
        if entry.get(r("id")) not in used:
            book.package.main.links.pop(entry.get(r("id")) or "", None)
        parent = entry.getparent()
        if parent is not None:
            parent.remove(entry)
    if not entries:
        return
    for name in book.defined_names():
        own = name.get("localSheetId")
        if own is not None and own not in moved:
            name.text = "#REF!"
            del name.attrib["localSheetId"]
        elif own is not None:
            name.set("localSheetId", moved[own])
    for view in elements(book.root, s("workbookView")):
        for key in ("activeTab", "firstSheet"):
            drop_attribute(view, key)


def _shared(book: Book) -> list[etree._Element]:
    found: list[etree._Element] = []
    for part in book.package.of("sharedStrings"):
        for item in elements(part.tree, s("si")):
            clean_item(item)
            found.append(item)
    return found


def _read_sheets(book: Book) -> None:
    shared = _shared(book)
    styles = next(iter(book.package.of("styles")), None)
    formats = number_formats(None if styles is None else styles.tree)
    days = next(iter(elements(book.root, s("workbookPr"))), None)
    date_1904 = days is not None and days.get("date1904") in ("1", "true")
    for sheet in book.sheets:
        if sheet.part.relation == "worksheet":
            sheet.cells = read_cells(sheet.part.tree, shared, sheet.state != "visible")
            _read_tables(sheet, book)
            _show(sheet, formats, book, date_1904=date_1904)
            _read_formulas(sheet)


def _read_tables(sheet: Sheet, book: Book) -> None:
    for rel_id, target in sheet.part.links.items():
        if isinstance(target, Part) and target.relation == "table":
            table = read_table(target, sheet.part, rel_id, sheet.cells)
            if table is not None:
                book.tables.append(table)
                add_table(table, book.names, book.texts)


def _show(sheet: Sheet, formats: list[str], book: Book, *, date_1904: bool) -> None:
    """Fill in what numbers show and what stands over each cell."""
    rows = [(number, cells) for number, cells in iter_rows(sheet.cells)]
    regions = [table.region for table in book.tables if table.sheet is sheet.part]
    headings = Headings(max((len(cells) for _, cells in rows), default=0), regions)
    for number, cells in rows:
        left = ""
        for cell in cells:
            if cell.kind == "number":
                code = formats[cell.style] if cell.style < len(formats) else "General"
                heading = headings.births(cell.column, left)
                cell.text = shown_number(cell.raw, code, heading=heading, date_1904=date_1904)
            left = cell.text
        words = frozenset(cell.column for cell in cells if cell.kind == "text")
        labels = headings.row(number, {cell.column: cell.text for cell in cells if cell.text}, words)
        sheet.labels.update({cell: labels.get(cell.column, "") for cell in cells})


def _read_formulas(sheet: Sheet) -> None:
    """Give each cell its formula; cells that share one get the same."""
    shared: dict[str, Group] = {}
    arrays: list[tuple[tuple[int, int, int, int], Group]] = []
    for cell in sheet.cells:
        element = next((child for child in cell.element if local(child) == "f"), None)
        if element is None:
            continue
        text, kind = decoded(element.text or ""), element.get("t", "normal")
        sheet.elements[cell] = element
        cell.formula = Formula(text)
        if kind == "shared":
            group = shared.get(element.get("si", ""))
            if group is None or text:
                group = Group(cell.formula, cell, [])
                shared[element.get("si", "")] = group
                sheet.groups.append(group)
            cell.formula = group.formula
            group.cells.append(cell)
        elif kind == "array" and (corners := parse_range(element.get("ref", ""))):
            arrays.append((corners, Group(cell.formula, cell, [cell])))
    for (top, first, bottom, last), group in arrays:
        sheet.groups.append(group)
        inside = (c for c in sheet.cells if top <= c.row <= bottom and first <= c.column <= last)
        group.cells += [c for c in inside if c is not group.master]


def _read_names(book: Book) -> None:
    """Learn what exists; then replace by its value every formula that uses anything else."""
    names = book.names
    names.sheets = {sheet.name.casefold(): sheet.name for sheet in book.sheets}
    for element in book.defined_names():
        is_macro = any(element.get(key) in ("1", "true") for key in ("function", "vbProcedure", "xlm"))
        if is_macro:
            element.text = "#REF!"
        name = decoded(element.get("name", ""))
        names.names[name.casefold()] = name
    book.slots = [slot for part in book.package.parts if part.root is not None for slot in slots_of(part)]
    book.counts += settle(book)


def settle(book: Book) -> Counter[str]:
    """Drop every formula that does not stand, and what then does not stand either.

    Returns:
        What was dropped, by its words.
    """
    counts: Counter[str] = Counter()
    dropped = True
    while dropped:
        dropped = False
        for slot in book.slots:
            if slot.settle(book.names):
                counts[slot.words] += 1
                dropped = True
        left = {decoded(element.get("name", "")).casefold() for element in book.defined_names()}
        book.names.names = {old: new for old, new in book.names.names.items() if old in left}
    for sheet in book.sheets:
        counts += _settle_cells(sheet, book.names)
    return counts


def _settle_cells(sheet: Sheet, names: Names) -> Counter[str]:
    counts: Counter[str] = Counter()
    known: dict[Formula, bool] = {}
    for cell in sheet.cells:
        formula = cell.formula
        if formula is None:
            continue
        if formula not in known:
            known[formula] = formula.stands(names)
        if not known[formula]:
            cell.drop_formula()
            counts[BY_VALUE] += 1
    for group in sheet.groups:
        lost = any(c.formula is None if c in sheet.elements else c.edited for c in group.cells)
        if group.master.formula is None or lost:
            for cell in group.cells:
                cell.drop_formula()
    return counts
