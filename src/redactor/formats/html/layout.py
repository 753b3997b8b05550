"""Where the cells of a page's tables stand, and what stands beside them and beside definitions."""

from __future__ import annotations

from dataclasses import dataclass, field

from redactor.formats.html.nodes import Node, Text, events, nodes
from redactor.formats.labels import cell_label

_LONGEST_LABEL = 120


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's place, counted from 1, and what stands beside it."""

    table: int
    row: int
    column: int
    label: str


@dataclass(slots=True)
class Layout:
    """Cells by their element; labels of definitions (``dt`` before ``dd``) by theirs."""

    cells: dict[Node, Cell] = field(default_factory=dict)
    labels: dict[Node, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Table:
    number: int
    rows: list[list[tuple[int, Node]]] = field(default_factory=list)


def read_layout(body: Node) -> Layout:
    """Look at every table and definition list of a page."""
    layout = Layout()
    for table in _tables(body):
        _number_cells(table, layout)
    for listing in nodes(body):
        if listing.tag in ("dl", "div"):
            _label_definitions(listing, layout)
    return layout


def _tables(body: Node) -> list[_Table]:
    """Every table with its own rows; those of tables within it are not its own."""
    found: list[_Table] = []
    open_tables: list[_Table] = []
    for what, node in events(body):
        if not isinstance(node, Node):
            continue
        if node.tag == "table":
            if what == "start":
                found.append(_Table(len(found) + 1))
                open_tables.append(found[-1])
            else:
                open_tables.pop()
        elif what == "start" and open_tables:
            if node.tag == "tr" or (node.tag in ("td", "th") and not open_tables[-1].rows):
                open_tables[-1].rows.append([])
            if node.tag in ("td", "th"):
                row = open_tables[-1].rows[-1]
                row.append((1 + row[-1][0] + _span(row[-1][1]) - 1 if row else 1, node))
    return found


def _span(cell: Node) -> int:
    value = cell.attributes.get("colspan", "1")
    return max(int(value), 1) if value.isdecimal() else 1


def _number_cells(table: _Table, layout: Layout) -> None:
    texts = [{column: _beginning(cell) for column, cell in row} for row in table.rows]
    marked = bool(table.rows) and bool(table.rows[0]) and all(cell.tag == "th" for _, cell in table.rows[0])
    for number, row in enumerate(table.rows):
        for column, cell in row:
            label = cell_label(texts, number, column, header_marked=marked)
            layout.cells[cell] = Cell(table.number, number + 1, column, label)


def _label_definitions(listing: Node, layout: Layout) -> None:
    term = ""
    for child in listing.children:
        if isinstance(child, Node) and child.tag == "dt":
            term = _beginning(child).rstrip(":").strip()
        elif isinstance(child, Node) and child.tag == "dd" and term:
            layout.labels[child] = term if len(term) <= _LONGEST_LABEL else ""


def _beginning(node: Node) -> str:
    """The first words of an element's text."""
    pieces: list[str] = []
    length = 0
    for _, item in events(node):
        if isinstance(item, Text):
            pieces.append(item.value)
            length += len(item.value)
            if length > 4 * _LONGEST_LABEL:
                break
    return " ".join("".join(pieces).split())
