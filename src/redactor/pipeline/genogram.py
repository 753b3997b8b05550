"""A fresh anonymised genogram of a case: from a small table of codes, to stand in place of a picture."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from redactor.case import load_case
from redactor.case.listed_names import name_key
from redactor.case.problems import Problems
from redactor.case.register import code_key
from redactor.case.schema import Case
from redactor.case.storage import private_directory, write_private
from redactor.case.tables import Columns, Row, csv_rows, records
from redactor.errors import UsageError
from redactor.genogram import Drawing, draw, read_rows
from redactor.genogram.form import Somebody, form
from redactor.genogram.table import COLUMNS
from redactor.model import Category

FORM = "genogram.xlsx"
_TABLES = (FORM, "genogram.csv")
_COLUMNS = Columns(known=COLUMNS, required=("code", "kind"), ignored=("role", "name", "notes"))
_DRAWN = (Category.CHILD, Category.FAMILY)


@dataclass(frozen=True, slots=True)
class Genogram:
    """What the command left.

    Attributes:
        table: The table that was drawn, or the form that was written.
        svg, png: The drawings; ``None`` if there was no table yet and a form was written.
        people: How many people the drawing or the form has.
    """

    table: Path
    svg: Path | None
    png: Path | None
    people: int


def draw_genogram(case: Case | Path | str, table: Path | None = None, output: Path | None = None) -> Genogram:
    """Draw the genogram of a case, or write the form for its table.

    Args:
        case: A loaded case or its folder; its documents need not be there.
        table: ``.xlsx`` or ``.csv``; by default ``genogram.xlsx`` or ``genogram.csv`` in the case
            folder. If neither is there, ``genogram.xlsx`` is written with the case's children and family.
        output: The files without their extension; by default ``confidential/genogram``.

    Raises:
        CaseError: if the case folder has mistakes.
        UsageError: if the table has mistakes, or a file cannot be read or written.
    """
    loaded = case if isinstance(case, Case) else load_case(Path(case), need_documents=False)
    source = table or next((loaded.root / name for name in _TABLES if (loaded.root / name).is_file()), None)
    if source is None:
        people = _people(loaded)
        _write(loaded.root / FORM, form(people))
        return Genogram(loaded.root / FORM, None, None, len(people))
    drawing = drawing_of(loaded, source)
    base = output or private_directory(loaded.confidential) / "genogram"
    svg, png = base.with_name(f"{base.name}.svg"), base.with_name(f"{base.name}.png")
    _write(svg, drawing.svg().encode("utf-8"))
    _write(png, drawing.png())
    return Genogram(source, svg, png, drawing.people)


def stand_ins(case: Case) -> tuple[tuple[str, bytes], ...]:
    """The drawings that stand in place of pictures (``[pictures.genograms]`` of case.toml), as ``Plan.drawings``.

    Raises:
        UsageError: if a table is missing or has mistakes.
    """
    found: dict[str, bytes] = {}
    drawn: dict[str, bytes] = {}
    for digest, name in sorted(case.genograms.items()):
        path = Path(os.path.normpath(case.root / name))
        if not path.is_relative_to(case.root):
            raise UsageError(
                "case.toml [pictures.genograms]: a table lies outside the case folder.",
                next_step=f"Put it into the case folder and write its name: {FORM}.",
            )
        if name not in drawn:
            drawn[name] = drawing_of(case, path).png()
        found[digest] = drawn[name]
    return tuple(found.items())


def drawing_of(case: Case, table: Path) -> Drawing:
    """Draw a table; only codes of the case get into the drawing.

    Raises:
        UsageError: if the table cannot be read or has mistakes.
    """
    from redactor.case.workbooks import workbook_rows  # openpyxl, which most runs do without

    problems = Problems()
    try:
        data = table.read_bytes()
    except OSError as error:
        raise UsageError(
            f"The genogram's table cannot be read ({error.strerror or 'unknown reason'}).",
            next_step=f"`redactor genogram CASE` writes a form, {FORM}, where there is none.",
        ) from None
    is_workbook = table.suffix.lower() in (".xlsx", ".xlsm")
    rows: list[Row] = (
        workbook_rows(data, table.name, problems) if is_workbook else csv_rows(data, table.name, _COLUMNS, problems)
    )
    found = records(rows, table.name, _COLUMNS, problems)
    if problems.errors:
        raise UsageError("The genogram's table has mistakes:\n  " + "\n  ".join(problems.errors))
    codes = _codes(case)
    cells: list[tuple[int, Mapping[str, str | None]]] = [(record.number, dict(record.values)) for record in found]
    return draw(read_rows(cells, codes=frozenset(codes.values()), code_of=_code_of(case, codes)))


def _codes(case: Case) -> dict[str, str]:
    """Codes in use, by what their spellings have in common."""
    given = [person.code for person in case.people if person.code and person.is_protected]
    given += [row.code for row in case.register.rows if not row.replaced_by]
    return {code_key(code): code for code in (case.subject, *given) if code}


def _code_of(case: Case, codes: Mapping[str, str]) -> Callable[[str], str]:
    """Gives the code for a code however it is spelt, or for a listed name; any other text as it is."""
    names: dict[str, set[str]] = {}
    for person in case.people:
        for name in person.names if person.is_protected else ():
            names.setdefault(name_key(name), set()).add(person.code)
    for row in case.register.rows:
        if not row.replaced_by:
            names.setdefault(name_key(row.name), set()).add(row.code)

    def code_of(text: str) -> str:
        known = names.get(name_key(text), set())
        return codes.get(code_key(text)) or (next(iter(known)) if len(known) == 1 else text)

    return code_of


def _people(case: Case) -> list[Somebody]:
    """The children and the family of a case, the subject first."""
    people = {
        person.code: Somebody(person.code, person.role, person.code == case.subject)
        for person in case.people
        if person.code and person.is_protected and person.category in _DRAWN
    }
    for row in case.register.rows:
        if row.category in _DRAWN and not row.replaced_by:
            people.setdefault(row.code, Somebody(row.code, row.role, row.code == case.subject))
    if case.subject:
        people.setdefault(case.subject, Somebody(case.subject, "subject", is_subject=True))
    return sorted(people.values(), key=lambda person: not person.is_subject)


def _write(path: Path, data: bytes) -> None:
    try:
        write_private(path, data)
    except OSError as error:
        raise UsageError(
            f"{path.name} cannot be written ({error.strerror or 'unknown reason'}).",
            next_step="Close it if it is open in another program, or name another place with --output.",
        ) from None
