"""What stands beside a table cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_LONGEST = 80


def cell_label(texts: Sequence[Mapping[int, str]], row: int, column: int, *, header_marked: bool = False) -> str:
    """Return what stands beside a table cell: "Name", "Date of birth", "Source"; may be empty.

    The cell to the left if it ends with a colon or the table is a form of two
    columns; otherwise the heading of the column; otherwise the first cell of the
    row. Cells of the first row of a wider table are headings themselves.

    Args:
        texts: One mapping for each row: column (from 1) to text.
        row: Index of the row, from 0.
        column: Column of the cell, from 1.
        header_marked: Whether the table says that its first row is a heading.
    """
    own = texts[row]
    left = [own[c] for c in sorted(own) if c < column]
    width = max((len(cells) for cells in texts), default=0)
    label = ""
    if left and left[-1].rstrip().endswith(":"):
        label = left[-1]
    elif width == 2 and not header_marked:
        label = left[0] if left else ""
    elif row > 0:
        label = texts[0].get(column, "") or (left[0] if left else "")
    label = re.sub(r"\s+", " ", label).strip().rstrip(":").strip()
    return label if len(label) <= _LONGEST else ""
