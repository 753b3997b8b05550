"""Appends answered questions to the glossary that the board keeps, whatever program it is kept in.

Nothing that stands there is changed: rows are added below the last one, and the file as
it was is kept in the confidential folder.
"""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from redactor.case.glossary import COLUMNS, read_glossary
from redactor.case.problems import Problems
from redactor.case.query_slips import Answer
from redactor.case.storage import private_directory, write_private
from redactor.case.tables import escape, tidy
from redactor.errors import UsageError

_COLUMNS = ("name", "code", "role", "category", "aliases")


def append_answers(glossary: Path, answers: Sequence[Answer], *, confidential: Path) -> Path:
    """Write the answers into the glossary.

    Args:
        glossary: ``glossary.csv`` or ``glossary.xlsx``.
        answers: Checked against the rows that are there.
        confidential: The case's confidential folder; receives the glossary as it was.

    Returns:
        The copy of the glossary as it was.

    Raises:
        CaseError: if the glossary would have mistakes; nothing is written then.
        UsageError: if the glossary is a Word file, or has no column for a role or a category.
        OSError: if a file cannot be written.
    """
    before = glossary.read_bytes()
    after = with_answers(before, glossary.name, answers)
    copy = private_directory(confidential) / f"{glossary.stem} before answers{glossary.suffix}"
    write_private(copy, before)
    write_private(glossary, after)
    return copy


def with_answers(before: bytes, name: str, answers: Sequence[Answer]) -> bytes:
    """Return the glossary with the answers added below its last row.

    Args:
        before: The file as it is.
        name: Its name, which tells the format.
        answers: Checked against the rows that are there.

    Raises:
        CaseError, UsageError: as ``append_answers``.
    """
    suffix = Path(name).suffix.casefold()
    if suffix == ".csv":
        after = _in_csv(before, answers)
    elif suffix == ".xlsx":
        after = _in_workbook(before, answers)
    else:
        raise UsageError(
            "Answers cannot be written into a Word glossary.",
            next_step="Save the table as glossary.xlsx (Excel), delete glossary.docx, and call this again.",
        )
    problems = Problems()
    read_glossary(after, name, problems)
    problems.raise_if_any()
    return after


def _in_csv(data: bytes, answers: Sequence[Answer]) -> bytes:
    """The file with rows added, in its own encoding, separator and line ends."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig" if _is_utf8(data) else "cp1252"
    text = data.decode(encoding)
    lines = text.splitlines()
    header = next(line for line in lines if line.strip() and not line.startswith("sep="))
    separator = max(",;\t", key=header.count)
    names = [tidy(cell).casefold() for cell in next(csv.reader([header], delimiter=separator))]
    _require_columns(names)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n" if "\r\n" in text else "\n")
    for answer in answers:
        writer.writerow([escape(cell) for cell in _placed(answer, names)])
    joint = "" if text.endswith("\n") else "\n"
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    added = (text + joint + out.getvalue()).encode("utf-16" if encoding == "utf-16" else "utf-8")
    return added if encoding == "utf-16" else mark + added


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def _in_workbook(data: bytes, answers: Sequence[Answer]) -> bytes:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # features of Excel that a glossary does not need
        book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    rows = [(n, row) for n, row in enumerate(sheet.iter_rows(), 1) if any(cell.value is not None for cell in row)]
    if not rows:
        raise UsageError("The glossary is empty.", next_step="Write its header: name, code, role, category, aliases.")
    names = [tidy(str(cell.value or "")).casefold() for cell in rows[0][1]]
    _require_columns(names)
    for number, answer in enumerate(answers, rows[-1][0] + 1):
        for column, text in enumerate(_placed(answer, names), 1):
            if text:
                cell = sheet.cell(number, column)
                cell.value, cell.data_type, cell.number_format = text, "s", "@"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _require_columns(names: Sequence[str]) -> None:
    missing = [name for name in ("name", "role", "category", "aliases") if name not in names]
    if missing:
        raise UsageError(
            f"The glossary has no column “{missing[0]}”.", next_step=f"Its header is: {','.join(COLUMNS.known)}."
        )


def _placed(answer: Answer, names: Sequence[str]) -> list[str]:
    """The cells of an answer in the order of the glossary's own columns."""
    cells = dict(zip(_COLUMNS, answer.cells(), strict=True))
    return [cells.get(name, "") for name in names]
