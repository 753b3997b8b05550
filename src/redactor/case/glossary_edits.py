"""Changes to the board's glossary that leave the rest of its file as it is.

CSV: lines that are not changed keep their bytes; separator, mark and line ends stay. Excel: only
the cells of the rows named are written, into the first sheet's part; every other part of the
workbook keeps its bytes, so that drop-downs, widths, colours and further sheets survive. A glossary
kept in Word is not changed here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from redactor.case.glossary import COLUMNS
from redactor.case.problems import Problems
from redactor.case.sheet_edits import edited_sheet
from redactor.case.tables import decode, delimiter_of, escape, tidy, unescape
from redactor.errors import UsageError


@dataclass(frozen=True, slots=True)
class RowEdit:
    """One change of one row.

    Attributes:
        row: Its number as a spreadsheet program shows it; ``None`` adds a row at the end.
        values: Column name → new text; columns that are not named stay. An empty mapping empties
            the whole row: it is taken out.
    """

    row: int | None
    values: Mapping[str, str] = field(default_factory=dict)


def edited_glossary(data: bytes, file: str, edits: Sequence[RowEdit]) -> bytes:
    """Return the glossary's bytes with rows changed, added or taken out.

    Args:
        data: The file's bytes; it was read without a mistake.
        file: Its name; the extension tells the program.
        edits: Each row at most once.

    Raises:
        UsageError: if the file is of a kind, or holds something, that is not changed here.
    """
    suffix = PurePath(file).suffix.casefold()
    if suffix == ".csv":
        return _edited_csv(data, file, edits)
    if suffix == ".xlsx":
        return edited_sheet(data, [(edit.row, edit.values) for edit in edits], columns=COLUMNS.known)
    raise UsageError(
        "The glossary is kept in Word, and cannot be changed here.",
        next_step="Save its table in Excel as glossary.xlsx in the case folder, and move glossary.docx away.",
    )


def _edited_csv(data: bytes, file: str, edits: Sequence[RowEdit]) -> bytes:
    text = decode(data, file, Problems())
    if text is None:
        raise UsageError("The glossary is not a text file.", next_step="Save it in Excel as “CSV UTF-8”.")
    hint, body, delimiter = delimiter_of(text, COLUMNS)
    end = "\r\n" if "\r\n" in body else "\n"
    pieces = _pieces(body, delimiter)
    header = next(cells for cells, _ in pieces if any(cells))
    names = [tidy(cell).casefold() for cell in header]
    changed = {edit.row: edit.values for edit in edits if edit.row is not None}
    lines: list[str] = []
    for number, (cells, raw) in enumerate(pieces, 1):
        if number not in changed:
            lines.append(raw)
        elif changed[number]:
            lines.append(_line(_with(cells, names, changed[number]), delimiter, end))
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += end
    lines += [_line(_with([], names, edit.values), delimiter, end) for edit in edits if edit.row is None]
    return _encoded(hint + "".join(lines), data)


def _pieces(body: str, delimiter: str) -> list[tuple[list[str], str]]:
    """Each row's cells with its own stretch of the text."""
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True)
    lines = io.StringIO(body, newline="").readlines()
    found: list[tuple[list[str], str]] = []
    done = 0
    for cells in reader:
        found.append((cells, "".join(lines[done : reader.line_num])))
        done = reader.line_num
    return found


def _with(cells: Sequence[str], names: Sequence[str], values: Mapping[str, str]) -> list[str]:
    made = [unescape(cell.strip()) for cell in cells]
    made += [""] * (len(names) - len(made))
    for name, value in values.items():
        if name in names:
            made[names.index(name)] = value
        elif value:
            raise UsageError(
                f"The glossary has no column “{name}”.", next_step=f"Add a column “{name}” to it in Excel."
            )
    return made


def _line(cells: Sequence[str], delimiter: str, end: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerow([escape(cell) for cell in cells])
    return out.getvalue()


def _encoded(text: str, before: bytes) -> bytes:
    """The text in the encoding that the file had; Windows text that lacks a letter becomes UTF-8."""
    if before.startswith((b"\xff\xfe", b"\xfe\xff")):
        return text.encode("utf-16")
    if before.startswith(b"\xef\xbb\xbf"):
        return text.encode("utf-8-sig")
    try:
        before.decode("utf-8")
    except UnicodeDecodeError:
        return text.encode("utf-8-sig")
    return text.encode("utf-8")
