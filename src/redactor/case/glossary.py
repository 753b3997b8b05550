"""The glossary: the board's list of who is called what, whatever program it is kept in.

Codes are not assigned here (``codes.py``); rows are read, tidied and checked one
by one and against each other, and every mistake is told with its row number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from redactor.case.listed_names import name_key
from redactor.case.problems import Problems, did_you_mean, listing
from redactor.case.tables import Columns, Record, Row, csv_rows, records, tidy
from redactor.lexicon.roles import Role, role_for, roles
from redactor.model import Category

COLUMNS = Columns(
    known=("name", "code", "role", "category", "aliases"),
    required=("name",),
    ignored=("evidence", "count", "documents"),
)
"""The columns of a glossary; those of ``redactor suggest`` may stay in it."""

FILES = ("glossary.csv", "glossary.xlsx", "glossary.docx")

_LONGEST_CODE = 80
_PLACEHOLDERS = frozenset({"n/a", "tbc", "tba", "unknown", "not known", "none", "not applicable", "redacted"})
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b")
_CATEGORIES = listing(list(Category))


@dataclass(frozen=True, slots=True)
class GlossaryRow:
    """One row, checked.

    Attributes:
        where: "glossary.csv row 4".
        key: Unique in the case: ``"g4"``.
        name: On one line.
        code: As written; empty if the program is to assign one.
        role: As written; may be empty.
        category: As written, or told by role or code.
        aliases: Other written names, without repetitions.
    """

    where: str
    key: str
    name: str
    code: str
    role: str
    category: Category
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *self.aliases)


def find_glossary(root: Path, problems: Problems) -> Path | None:
    """Return the one glossary of a case folder; none or several is a mistake."""
    found = sorted(path for path in root.iterdir() if path.name.casefold() in FILES and path.is_file())
    if len(found) == 1:
        return found[0]
    if found:
        names = " and ".join(path.name for path in found)
        problems.error("case folder", f"there is more than one glossary: {names}. Keep one and delete the others.")
    else:
        problems.error(
            "case folder",
            "there is no glossary (glossary.xlsx, glossary.csv or glossary.docx). `redactor suggest` proposes one "
            "from the documents; `redactor new` makes a folder with an empty one.",
        )
    return None


def read_glossary(data: bytes, file: str, problems: Problems) -> tuple[GlossaryRow, ...]:
    """Read a glossary.

    Args:
        data: The file's bytes.
        file: Its name; the extension tells the program.
        problems: Mistakes and oddities are noted here.

    Returns:
        The rows that could be read, in the order of the file.
    """
    reader = _READERS.get(Path(file).suffix.casefold())
    if reader is None:
        problems.error(file, "a glossary is an .xlsx, .csv or .docx file.")
        return ()
    if not data:
        problems.error(file, f"it is empty. Its first row must be: {','.join(COLUMNS.known)}.")
        return ()
    found = records(reader(data, file, problems), file, COLUMNS, problems)
    rows = [row for record in found if (row := _row(record, problems)) is not None]
    if not found and not problems.errors:
        problems.warn(file, "it lists nobody yet. `redactor suggest` proposes rows from the documents.")
    return tuple(rows)


def cells_of(data: bytes, file: str) -> dict[int, tuple[str, ...]]:
    """The cells of a glossary as they stand in it, by row number; mistakes are passed over.

    Args:
        data: The file's bytes.
        file: Its name; the extension tells the program.
    """
    reader = _READERS.get(Path(file).suffix.casefold())
    return {row.number: row.cells for row in reader(data, file, Problems())} if reader and data else {}


def _read_csv(data: bytes, file: str, problems: Problems) -> list[Row]:
    return csv_rows(data, file, COLUMNS, problems)


def _read_workbook(data: bytes, file: str, problems: Problems) -> list[Row]:
    from redactor.case.workbooks import workbook_rows  # openpyxl takes longer to load than most glossaries to read

    return workbook_rows(data, file, problems)


def _read_word(data: bytes, file: str, problems: Problems) -> list[Row]:
    from redactor.case.workbooks import word_rows  # as above

    return word_rows(data, file, problems)


_READERS: dict[str, Callable[[bytes, str, Problems], list[Row]]] = {
    ".csv": _read_csv,
    ".xlsx": _read_workbook,
    ".docx": _read_word,
}


def _row(record: Record, problems: Problems) -> GlossaryRow | None:
    """One row, or ``None`` after a mistake."""
    where = record.where
    name, code, role = (tidy(record[column]) for column in ("name", "code", "role"))
    before = len(problems.errors)
    _check_name(where, name, problems)
    _check_code(where, code, problems)
    category = _category(where, tidy(record["category"]), role, code, problems)
    if len(problems.errors) > before or category is None:
        return None
    if category is Category.KEEP and code:
        problems.error(where, "a keep row stays as it is and has no code. Empty the code, or choose another category.")
        return None
    if not role:
        _warn_no_role(where, code, category, problems)
    row = GlossaryRow(where, f"g{record.number}", name, code, role, category, _aliases(record["aliases"], name))
    _warn_odd_names(row, problems)
    return row


def _check_name(where: str, name: str, problems: Problems) -> None:
    if not name:
        problems.error(where, "the name is empty. Write the name, or delete the row.")
    elif name.casefold() in _PLACEHOLDERS:
        problems.error(where, "this is not a name. Write the name, or delete the row.")
    elif sum(character.isalnum() for character in name) < 2:
        problems.error(where, "a name needs at least two letters or digits. Write the whole name.")


def _check_code(where: str, code: str, problems: Problems) -> None:
    if not code:
        return
    if len(code) > _LONGEST_CODE:
        problems.error(where, f"the code is longer than {_LONGEST_CODE} characters. Write a short one such as SW1.")
    elif not any(character.isalnum() for character in code):
        problems.error(where, "the code has no letter or digit. Write one such as SW1, or leave it empty.")
    elif any(mark in code for mark in "[]<>") or any(unicodedata.category(c)[0] == "C" for c in code):
        problems.error(where, "a code may not hold brackets or control characters. Write one such as SW1.")


def _category(where: str, written: str, role: str, code: str, problems: Problems) -> Category | None:
    """The category as written; for an empty cell, what role or code tell."""
    if written:
        if written.casefold() in list(Category):
            return Category(written.casefold())
        hint = did_you_mean(written, list(Category))
        problems.error(where, f"the category is not one of those known.{hint} Write {_CATEGORIES}.")
        return None
    told = (role_for(role) if role else None) or role_of_code(code)
    if told is None:
        problems.error(where, f"the category is empty and the role does not tell it. Write {_CATEGORIES}.")
        return None
    return told.category


def role_of_code(code: str) -> Role | None:
    """The role whose prefix a code begins with: ``HV2`` → health visitor, ``Child R`` → child."""
    fitting = [role for role in roles() if code_tail(code, role.prefix) is not None]
    return max(fitting, key=lambda role: len(role.prefix), default=None)


def code_tail(code: str, prefix: str) -> str | None:
    """What a code adds to a prefix: ``("HV2", "HV")`` → ``"2"``; ``None`` if it is not of that prefix."""
    if not code.casefold().startswith(prefix.casefold()):
        return None
    tail = code[len(prefix) :]
    if tail and not re.fullmatch(r"\s*\d+|\s+[A-Za-z]{1,2}\d?", tail):
        return None
    return tail.strip()


def _aliases(cell: str, name: str) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for part in re.split(r"[;\n]", cell):
        alias = tidy(part)
        if alias and alias != name and alias.casefold() not in _PLACEHOLDERS:
            found.setdefault(alias.casefold(), alias)
    return tuple(found.values())


def _warn_no_role(where: str, code: str, category: Category, problems: Problems) -> None:
    if category is Category.KEEP:
        problems.warn(where, "there is no role. Say why the name stays, for example: researcher whose work is cited.")
    elif category.is_person:
        tail = "" if code else ", and no code: a general one will be given"
        problems.warn(where, f"there is no role{tail}.")


def _warn_odd_names(row: GlossaryRow, problems: Problems) -> None:
    if not row.category.is_person:
        return
    if any(sum(c.isdigit() for c in name) > 3 or _POSTCODE.search(name) for name in row.names):
        problems.warn(
            row.where,
            "a person's name holds a number. Put addresses, phones and reference numbers in rows of their own "
            "with the category place or identifier.",
        )
    parts = set(name_key(row.name).split())
    for alias in row.aliases:
        halves = alias.split(",")
        if len(halves) > 2 or (len(halves) == 2 and not parts & set(name_key(alias).split())):
            problems.warn(row.where, "an alias holds a comma. Aliases are separated by semicolons: Kaz; Kazza.")
    if any(sum(c.isalnum() for c in alias) < 2 for alias in row.aliases):
        problems.warn(row.where, "an alias of a single letter is found only where initials are looked for.")


def with_subject(rows: Sequence[GlossaryRow], subject: str, known: Callable[[GlossaryRow], bool]) -> list[GlossaryRow]:
    """Give the case's subject code to the one child whose role says that it is the subject.

    Args:
        rows: The glossary.
        subject: ``[case] subject``; may be empty.
        known: Whether a row has a code from an earlier run.
    """
    if not subject or any(name_key(row.code) == name_key(subject) for row in rows):
        return list(rows)
    waiting = [row for row in rows if not row.code and _is_subject(row) and not known(row)]
    if len(waiting) != 1:
        return list(rows)
    return [replace(row, code=subject) if row is waiting[0] else row for row in rows]


def _is_subject(row: GlossaryRow) -> bool:
    role = row.role.casefold()
    return row.category is Category.CHILD and ("subject" in role or "index child" in role)
