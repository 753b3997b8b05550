"""Tables of a workbook: their names, and columns whose names are those of the header cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from redactor.formats.opc.package import Part
from redactor.formats.opc.targets import Setter
from redactor.formats.opc.xml import elements
from redactor.formats.xlsx.attributes import Texts
from redactor.formats.xlsx.cells import Cell, parse_range
from redactor.formats.xlsx.formulas import Names
from redactor.formats.xlsx.labels import Region
from redactor.formats.xlsx.strings import decoded, encoded, s


@dataclass(eq=False)
class Column:
    """One column: its element, its name in the source, its header cell if it has one."""

    element: etree._Element
    old: str
    cell: Cell | None
    new: str = ""


@dataclass(eq=False)
class Table:
    """One table of a sheet.

    Attributes:
        part: Its part.
        sheet: The part of the sheet it stands on.
        rel_id: Of the relationship from the sheet.
        name: Its name in the source, as formulas use it.
        region: Where it stands.
        columns: In order.
    """

    part: Part
    sheet: Part
    rel_id: str
    name: str
    region: Region
    columns: list[Column] = field(default_factory=list)
    dropped: bool = False

    def settle(self) -> bool:
        """Give the columns the texts of their header cells; returns whether all differ from one another."""
        for column in self.columns:
            if column.cell is not None:
                column.new = column.cell.text
        folded = [column.new.casefold() for column in self.columns]
        return len(set(folded)) == len(folded) and all(folded)

    def write(self) -> None:
        """Write the names of the columns."""
        for column in self.columns:
            column.element.set("name", encoded(column.new))


def read_table(part: Part, sheet: Part, rel_id: str, cells: Iterable[Cell]) -> Table | None:
    """Read a table; ``None`` if it does not say where it stands."""
    root = part.tree
    corners = parse_range(root.get("ref", ""))
    if corners is None:
        return None
    has_header = root.get("headerRowCount", "1") != "0"
    first_row, first_column, last_row, last_column = corners
    region = Region(first_row if has_header else 0, first_column, last_column, last_row)
    heads = {cell.column: cell for cell in cells if has_header and cell.row == first_row}
    table = Table(part, sheet, rel_id, root.get("displayName") or root.get("name") or "", region)
    for position, element in enumerate(elements(root, s("tableColumn"))):
        old = decoded(element.get("name", ""))
        cell = heads.get(first_column + position)
        own = cell if cell is not None and cell.kind == "text" and cell.text == old else None
        table.columns.append(Column(element, old, own, old))
    return table


def add_table(table: Table, names: Names, texts: Texts) -> None:
    """Make a table's names known, and those of its columns that no cell shows texts of their own."""
    names.tables[table.name.casefold()] = table.name
    names.columns[table.name.casefold()] = {column.old.casefold(): column.old for column in table.columns}
    for column in table.columns:
        if column.cell is None:
            texts.add("table column", column.old, _column_setter(column))


def _column_setter(column: Column) -> Setter:
    def setter(new: str) -> None:
        column.new = new

    return setter
