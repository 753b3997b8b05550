"""Tables that people keep in a spreadsheet, as rows of texts under known column names.

CSV is read as Excel writes it in the United Kingdom and elsewhere: UTF-8 with or
without a mark, UTF-16, or Windows-1252 (with a warning); commas, semicolons or
tabs. Row numbers are those that Excel shows.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from redactor.case.problems import Problems, did_you_mean, listing

_DELIMITERS = ",;\t"
_DANGEROUS = "=+-@\t\r"
_ESCAPED = re.compile(rf"'+[{re.escape(_DANGEROUS)}]")
_NEEDS_ESCAPE = re.compile(rf"'*[{re.escape(_DANGEROUS)}]")
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it stands in the file.

    Attributes:
        number: Counted from 1, as a spreadsheet program (or Word's table) shows it.
        cells: Texts without surrounding blanks.
    """

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """One row under its column names.

    Attributes:
        where: "glossary.csv row 4".
        number: The row's number.
        values: Column name → text; every known column is there.
    """

    where: str
    number: int
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values[column]


@dataclass(frozen=True, slots=True)
class Columns:
    """What a table may hold.

    Attributes:
        known: Column names that are read.
        required: Those that must be there.
        ignored: Further names that may be there and are not read.
    """

    known: tuple[str, ...]
    required: tuple[str, ...]
    ignored: tuple[str, ...] = ()


def tidy(text: str) -> str:
    """Return the text on one line, every run of blanks as one space."""
    return _BLANK.sub(" ", text).strip()


def decode(data: bytes, file: str, problems: Problems) -> str | None:
    """Return the text of a file that Excel, Notepad or another program saved; ``None`` after an error."""
    is_utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if is_utf16 else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        if encoding == "cp1252":
            problems.warn(
                file,
                "it is not saved as UTF-8 and was read as Windows text: letters such as ł may be wrong. "
                "Save it in Excel as “CSV UTF-8 (Comma delimited)”, or use an .xlsx file.",
            )
        return text
    problems.error(file, "this is not a text file. Save it in Excel as “CSV UTF-8 (Comma delimited)”.")
    return None


def csv_rows(data: bytes, file: str, columns: Columns, problems: Problems) -> list[Row]:
    """Read the rows of a CSV file; mistakes are noted and end in fewer rows."""
    text = decode(data, file, problems)
    if text is None:
        return []
    _, text, delimiter = delimiter_of(text, columns)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    try:
        rows += [Row(number, tuple(unescape(cell.strip()) for cell in cells)) for number, cells in enumerate(reader, 1)]
    except csv.Error:
        problems.error(
            f"{file} near line {reader.line_num}",
            "a quotation mark is not closed, or stands in the middle of a cell. "
            'Write the cell as "…" and double every quotation mark inside it.',
        )
    return rows


def csv_bytes(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a CSV file that Excel opens with its letters right and without running anything.

    Cells that Excel would take for a formula get an apostrophe in front, which
    ``csv_rows`` takes off again.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([escape(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def escape(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet program would run as a formula."""
    return f"'{cell}" if _NEEDS_ESCAPE.match(cell) else cell


def unescape(cell: str) -> str:
    """Undo ``escape``."""
    return cell[1:] if _ESCAPED.match(cell) else cell


def records(rows: Sequence[Row], file: str, columns: Columns, problems: Problems) -> list[Record]:
    """Put the rows below the header under their column names; empty rows are passed over."""
    filled = [row for row in rows if any(row.cells)]
    if not filled:
        if not problems.errors:
            problems.error(file, f"it is empty. Its first row must be: {','.join(columns.known)}.")
        return []
    header, *body = filled
    names = _header(header, file, columns, problems)
    if names is None:
        return []
    found: list[Record] = []
    for row in body:
        where = f"{file} row {row.number}"
        if any(row.cells[len(names) :]):
            problems.error(
                where,
                "it has more cells than the header has columns. Put a cell that holds the separator "
                'between quotation marks: "Oldroyd; Kaz".',
            )
            continue
        cells = dict(zip(names, row.cells, strict=False))
        values = {name: cells.get(name, "") for name in columns.known}
        if any(values.values()):
            found.append(Record(where, row.number, values))
    return found


def _header(header: Row, file: str, columns: Columns, problems: Problems) -> list[str] | None:
    """Return the header's column names in order; ``None`` after an error."""
    names = [tidy(cell).casefold() for cell in header.cells]
    while names and not names[-1]:
        names.pop()
    where = f"{file} row {header.number}"
    allowed = (*columns.known, *columns.ignored)
    before = len(problems.errors)
    if not any(name in allowed for name in names):
        problems.error(where, f"this is not a header. The first row must be: {','.join(columns.known)}.")
        return None
    for position, name in enumerate(names, 1):
        if not name:
            problems.error(where, f"column {position} has no heading. Write one, or delete the column.")
        elif name not in allowed:
            hint = did_you_mean(name, allowed)
            problems.error(
                where, f"“{header.cells[position - 1]}” is not a column.{hint} Columns are {listing(columns.known)}."
            )
        elif names.index(name) != position - 1:
            problems.error(where, f"the column “{name}” is there twice. Delete one of them.")
    for name in columns.required:
        if name not in names:
            problems.error(where, f"the column “{name}” is missing. The header must be: {','.join(columns.known)}.")
    return names if len(problems.errors) == before else None


def delimiter_of(text: str, columns: Columns) -> tuple[str, str, str]:
    """Return Excel's first line ``sep=;`` (or nothing), the text behind it, and the separator of its cells."""
    hint = re.match(r"sep=(.)\r?\n", text)
    if hint:
        return hint.group(0), text[hint.end() :], hint.group(1)
    return "", text, _delimiter(text, columns)


def _delimiter(text: str, columns: Columns) -> str:
    """The separator under which the first filled line shows the most known columns."""
    line = next((line for line in text.splitlines() if line.strip(f' "{_DELIMITERS}')), "")
    known: Collection[str] = {*columns.known, *columns.ignored}

    def hits(delimiter: str) -> int:
        return sum(cell.strip(' "\t').casefold() in known for cell in line.split(delimiter))

    return max(_DELIMITERS, key=hits)
